# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calls for initiatives at the desk: from white spots to what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.bundling.api import (
    CALL_STATES,
    Call,
    CallState,
    Spot,
    call_called,
    calls,
    close_call,
    draft_call,
    name_of,
    named_spots,
    publish_call,
    revise_call,
    spots,
)
from hcat.foundation.api import HcatError, Refused, today
from hcat.helpdesk.api import Wanted, questions
from hcat.web.bundling.forms import (
    CallForm,
    EditionForm,
    OutcomeForm,
    SpotsForm,
    goes_on_from,
    languages,
)
from hcat.web.bundling.parts import MAY
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages

from .judging import form_page

SORTS = ("line", "level", "place")


@require_safe
@desk_page(MAY)
def call_list(request: Visit) -> HttpResponse:
    pages = Pages[Call](request, calls())
    return desk(
        request, "web/bundling/desk_calls.html", pages=pages,
        rows=[(one, one.said("title"), CALL_STATES[one.state]) for one in pages.items],
        has_all=True,
    )  # fmt: skip


@form_page
@desk_page(MAY)
def new(request: Visit) -> HttpResponse:
    """Chooses a way that is white somewhere, and then where; `by` says along which columns."""
    asked = request.GET.get("by", "level")
    sort: Any = asked if asked in SORTS else "level"
    white = spots(sort)
    way = request.GET.get("way", "")
    offered = [one for one in white if one.way == way]
    form = form_for(request, SpotsForm, offered=offered)
    made: list[Call] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(
            draft_call(
                by=actor(request), closes_on=form.cleaned_data["closes_on"],
                spots=[code.split("/") for code in form.cleaned_data["spots"]],
            )
        ),
    ):  # fmt: skip
        messages.success(request, _("Drafted. Read its words before you publish it."))
        return redirect("bundling:desk-call", made[0].key)
    return desk(
        request, "web/bundling/new_call.html", status=422 if form.errors else 200, form=form,
        sort=sort, offered=offered, way=offered[0].way_title if offered else None,
        ways=[] if offered else _by_way(white),
    )  # fmt: skip


def _by_way(white: list[Spot]) -> list[tuple[Spot, int]]:
    """Each way that is white somewhere, by one of its spots, with how many there are."""
    first = {one.way: one for one in reversed(white)}
    number = Counter(one.way for one in white)
    return [(first[way], number[way]) for way in dict.fromkeys(one.way for one in white)]


@form_page
@desk_page(MAY)
def call(request: Visit, key: str) -> HttpResponse:
    """The words of a call and its last day."""
    found = call_called(key)
    initial: dict[str, Any] = {"closes_on": found.closes_on, "edition": found.edition}
    for language in languages():
        initial[f"title_{language}"] = found.title.get(language, "")
        initial[f"text_{language}"] = found.text.get(language, "")
    form = form_for(request, CallForm, initial=initial)
    if form.is_valid() and done(
        form,
        lambda: revise_call(
            by=actor(request), call=key, edition=form.cleaned_data["edition"],
            title=form.texts("title"), text=form.texts("text"),
            closes_on=form.cleaned_data["closes_on"],
        ),
    ):  # fmt: skip
        messages.success(request, _("The call is changed."))
        return redirect("bundling:desk-call", key)
    return desk(
        request, "web/bundling/desk_call.html", status=422 if form.errors else 200, form=form,
        call=found, title=found.said("title"), text=found.said("text"),
        outcome=found.said("outcome"), state=CALL_STATES[found.state],
        spots=named_spots(found.spots), came=[name_of(one) for one in found.came],
        is_open=found.state == CallState.OPEN, is_closed=found.state == CallState.CLOSED,
        has_passed=found.closes_on < today(), is_draft=found.state == CallState.DRAFT,
        responses=questions(Wanted(), who=request.user).filter(call=key),
        is_other=goes_on_from(form, edition=found.edition),
    )  # fmt: skip


@desk_page(MAY, does=True)
def publish(request: Visit, key: str) -> HttpResponse:
    call_called(key)
    form = EditionForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused(
                _("It is not said which text is to be published."),
                mend=_("Read it here, and publish it with the button on this page."),
            )
        publish_call(by=actor(request), call=key, edition=form.cleaned_data["edition"])
    except HcatError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The call is published."))
    return redirect("bundling:desk-call", key)


@form_page
@desk_page(MAY)
def close(request: Visit, key: str) -> HttpResponse:
    found = call_called(key)
    form = form_for(request, OutcomeForm, initial={"edition": found.edition})
    if form.is_valid() and done(
        form,
        lambda: close_call(
            by=actor(request), call=key, edition=form.cleaned_data["edition"],
            outcome=form.texts(), came=form.cleaned_data["came"],
        ),
    ):  # fmt: skip
        messages.success(request, _("The call is closed. What came of it stays to be read."))
        return redirect("bundling:desk-call", key)
    return desk(
        request, "web/bundling/close_call.html", status=422 if form.errors else 200, form=form,
        call=found, title=found.said("title"),
    )  # fmt: skip
