# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events as everybody sees them: the list, one event, signing up, the calendar."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hcat.correspondence.api import OpenedLink
from hcat.exchange.api import as_calendar
from hcat.foundation.api import NotFound, Refused, release
from hcat.sharing.api import (
    Event,
    Phase,
    calendar_mark,
    coming_events,
    confirm_sign_up,
    event_called,
    events,
    past_events,
    place_in_line,
    sign_up,
    sign_up_of,
    when,
    withdraw_sign_up,
)
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, show
from hcat.web.personal import personal_page
from hcat.web.sharing.days import as_day, event_days
from hcat.web.sharing.forms.public import SignUpForm
from hcat.web.sharing.words import PHASES
from hcat.web.site import Site

CAN_SIGN_UP = (Phase.OPEN, Phase.FULL)


def row_of(one: Any) -> dict[str, Any]:
    """An event for a list; it has `taken`."""
    phase = one.phase(taken=one.taken)
    free = None if one.places is None else max(one.places - one.taken, 0)
    return {"of": one, "when": when(one), "phase": phase, "word": PHASES[phase], "free": free}


@agenda_page
def event_list(request: HttpRequest, site: Site) -> HttpResponse:
    is_past = request.GET.get("show") == "past"
    pages: Pages[Event] = Pages(request, past_events() if is_past else coming_events())
    return show(
        request,
        "web/sharing/events.html",
        site=site,
        pages=pages,
        rows=[row_of(one) for one in pages.items],
        is_past=is_past,
    )


@agenda_page
def event(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    return _shown(request, site, key, SignUpForm())


def _shown(
    request: HttpRequest, site: Site, key: str, form: SignUpForm, status: int = 200
) -> HttpResponse:
    found = event_called(key, public=True)
    row = row_of(found)
    return show(
        request,
        "web/sharing/event.html",
        status=status,
        site=site,
        event=found,
        row=row,
        said=found.said,
        spoken=dict(settings.LANGUAGES)[found.spoken],
        may_sign_up=row["phase"] in CAN_SIGN_UP,
        is_full=row["phase"] is Phase.FULL,
        closes=timezone.localtime(found.sign_up_until),
        form=form,
    )


@csrf_exempt
@require_http_methods(["POST"])
def join(request: HttpRequest, key: str) -> HttpResponse:
    """No cookie is asked for: what is sent here says itself who it is about, and a mail asks its
    owner."""
    form = SignUpForm(request.POST)
    try:
        if form.is_valid() and form.is_from_a_program:
            return redirect("sharing:signed-up", key)
        if form.is_valid() and form.comes_too_often(request):
            return _shown(request, Site(request), key, form, status=429)
        if form.is_valid() and _joins(key, form):
            return redirect("sharing:signed-up", key)
        return _shown(request, Site(request), key, form, status=422)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)


def _joins(key: str, form: SignUpForm) -> bool:
    given = form.cleaned_data
    try:
        sign_up(
            event=key, name=given["name"], mail=given["mail"],
            organisation=given["organisation"], language=(get_language() or "nl")[:2],
        )  # fmt: skip
    except Refused as error:
        form.refuse(error)
        return False
    return True


@agenda_page
def signed_up(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    found = event_called(key, public=True)
    return show(request, "web/sharing/signed_up.html", site=site, event=found, when=when(found))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page("sharing.sign_up")
def mine(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """What someone signed up for, and the buttons to confirm it and to withdraw.

    A button, since programs that look into mail open every link in it.
    """
    error: Refused | None = None
    is_confirmed = False
    if request.method == "POST":
        is_confirmed = request.POST.get("answer") == "confirm"
        try:
            if is_confirmed:
                found = confirm_sign_up(opened=opened)
            else:
                found = withdraw_sign_up(opened=opened)
        except Refused as refused:
            error = refused
        else:
            if not is_confirmed:
                return show(request, "web/sharing/link/withdrawn.html", event=found)
    found = event_called(opened.subject.partition(":")[2], public=True)
    one = sign_up_of(found, opened.person_id)
    waits = one is not None and one.state == one.State.WAITING
    return show(
        request,
        "web/sharing/link/sign_up.html",
        status=422 if error else 200,
        event=found,
        when=when(found),
        one=one,
        turn=place_in_line(one) if one is not None and waits else None,
        is_here=one is not None and one.state != one.State.CANCELLED,
        is_to_confirm=one is not None and one.confirmed_at is None,
        is_confirmed=is_confirmed and error is None,
        error=error,
    )


def _calendar(request: HttpRequest, days: list[Any], name: str) -> HttpResponse:
    def address(one: Any) -> str:
        return request.build_absolute_uri(reverse("sharing:event", args=[one.of[1]]))

    response = HttpResponse(
        as_calendar(days, name=name, address=address), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'inline; filename="events.ics"'
    return response


@agenda_page
def calendar(request: HttpRequest, site: Site) -> HttpResponse:
    """Every event, for a calendar that is looked up again and again: nothing is made anew for one
    that has it."""
    name = _("%(region)s: events") % {"region": site.region}
    told = "\n".join(
        (release(), get_language() or "", request.get_host(), name, calendar_mark())
    )  # fmt: skip
    etag = f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
    has_it = get_conditional_response(request, etag=etag)
    if has_it is not None:
        return has_it
    response = _calendar(request, list(event_days()), name)
    response["ETag"] = etag
    return response


@agenda_page
def one_in_calendar(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    found = event_called(key, public=True)
    return _calendar(request, [as_day(found)], str(found.title))


def all_events() -> Any:
    """For the feed: what was published last comes first."""
    return events().filter(state="published").order_by("-published_at")
