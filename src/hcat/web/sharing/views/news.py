# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newsletter as everybody reads it: its issues, asking for it, ending it, and the feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hcat.correspondence.api import LinkRefused, OpenedLink
from hcat.foundation.api import NotFound, Refused
from hcat.sharing.api import (
    Issue,
    answer_contact,
    ask_for_newsletter,
    coming_events,
    count_click,
    issue_called,
    issues,
    items_of_issue,
    link_numbered,
    person_behind,
    practice_behind,
    practices,
    subscribe,
    successes,
    unsubscribe,
    when,
)
from hcat.web.exchange.views.feeds import News, NewsFeed
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, show
from hcat.web.personal import personal_page
from hcat.web.sharing.forms.public import SubscribeForm
from hcat.web.sharing.views.events import all_events, row_of
from hcat.web.sharing.words import KINDS
from hcat.web.site import Site

PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|scan|monitor|fetch|externalhit|python|curl|wget|java/|go-http",
    re.IGNORECASE,
)
"""How programs that look into mail and pages name themselves."""
FEW = 5
MOST = 50


@agenda_page
def news(request: HttpRequest, site: Site) -> HttpResponse:
    pages: Pages[Issue] = Pages(request, issues(), per_page=12)
    return show(
        request,
        "web/sharing/news.html",
        site=site,
        pages=pages,
        rows=pages.items,
        events=[row_of(one) for one in coming_events()[:FEW]],
        practices=practices()[:FEW],
        success=successes().first(),
        form=SubscribeForm(),
    )


@agenda_page
def issue(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    found = issue_called(key, public=True)
    return show(
        request,
        "web/sharing/issue.html",
        site=site,
        issue=found,
        said=found.said,
        links=[
            (one, KINDS.get(one.kind, one.kind), _in_this_language(one.path))
            for one in items_of_issue(found)
        ],
    )


def _in_this_language(path: str) -> str:
    """A page of ours, given without its language, as it stands in that of this page."""
    language = (get_language() or "nl")[:2]
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def follow(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Counts that a link of the mail was followed, and goes there: a page of this site, in the same
    language. The issue on the site leads there straight.

    Nothing is kept of who it was. What a program fetches beforehand is not counted, nor a program
    that says what it is, or nothing at all.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        link = link_numbered(key, number)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    if request.method == "GET" and not _is_from_a_program(request):
        count_click(link)
    response = redirect(_in_this_language(link.path))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _is_from_a_program(request: HttpRequest) -> bool:
    name = request.headers.get("User-Agent", "")
    purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return not name or "prefetch" in purpose or PROGRAMS.search(name) is not None


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Asking for the newsletter; a mail asks the owner of the address to confirm."""
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if form.is_from_a_program:
            return redirect("sharing:asked")
        if form.comes_too_often(request):
            return show(request, "web/sharing/ask.html", status=429, form=form)
        try:
            ask_for_newsletter(
                mail=form.cleaned_data["mail"], language=(get_language() or "nl")[:2]
            )
        except Refused as error:
            form.refuse(error)
        else:
            return redirect("sharing:asked")
    return show(request, "web/sharing/ask.html", status=422 if form.errors else 200, form=form)


@agenda_page
def asked(request: HttpRequest, site: Site) -> HttpResponse:
    return show(request, "web/sharing/asked.html", site=site)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page("sharing.newsletter")
def confirm(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """A button, since programs that look into mail open every link in it."""
    is_done = request.method == "POST"
    if is_done:
        subscribe(opened=opened)
    return show(request, "web/sharing/link/newsletter.html", is_done=is_done)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ends the newsletter: a button for people; a POST from a mail program ends it at once
    (RFC 8058), without a cookie and without signing in."""
    is_done = request.method == "POST"
    try:
        if is_done:
            unsubscribe(token=token)
        else:
            person_behind(token)
    except LinkRefused as error:
        return show(request, "web/errors/link.html", status=404, error=error)
    return _for_one_person(show(request, "web/sharing/link/stop.html", is_done=is_done))


def _for_one_person(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever was asked to be the contact of a practice says yes, no, or no longer."""
    try:
        if request.method == "POST":
            found = answer_contact(token=token, agrees=request.POST.get("answer") == "yes")
        else:
            found = practice_behind(token)
    except LinkRefused as error:
        return show(request, "web/errors/link.html", status=404, error=error)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    response = show(
        request,
        "web/sharing/link/contact.html",
        practice=found,
        agrees=found.contact_agreed_at is not None,
        is_answered=request.method == "POST",
    )
    return _for_one_person(response)


@agenda_page
def news_feed(request: HttpRequest, site: Site) -> HttpResponse:
    """Issues, practices and successes, the newest first."""
    found = [
        *(
            (f"issue:{one.key}", one.title, one.said.get("opening", ""),
             reverse("sharing:issue", args=[one.key]), one.sending_at)
            for one in issues()[:MOST]
        ),
        *(
            (f"practice:{one.key}", one.title, one.said.get("what", ""),
             reverse("sharing:practice", args=[one.key]), one.published_at)
            for one in practices()[:MOST]
        ),
        *(
            (f"success:{one.key}", one.title, one.said.get("story", ""),
             f"{reverse('sharing:successes')}#{one.key}", one.published_at)
            for one in successes()[:MOST]
        ),
    ]  # fmt: skip
    told = [
        News(_id(site, key), str(title), text, url, moment)
        for key, title, text, url, moment in found
        if moment is not None
    ]
    told.sort(key=lambda one: (one.moment, one.key), reverse=True)
    return _feed(request, site, "news", _("News"), reverse("sharing:news"), told[:MOST])


@agenda_page
def event_feed(request: HttpRequest, site: Site) -> HttpResponse:
    told = [
        News(
            _id(site, f"event:{one.key}"), f"{one.title}, {when(one)}", one.said.get("about", ""),
            reverse("sharing:event", args=[one.key]), one.changed_at,
        )
        for one in all_events()[:MOST]
    ]  # fmt: skip
    return _feed(request, site, "events", _("Events"), reverse("sharing:events"), told)


def _id(site: Site, name: str) -> str:
    return f"urn:hcat:{site.agenda.key if site.agenda else 'hcat'}:{name}"


def _feed(
    request: HttpRequest, site: Site, name: str, title: str, url: str, told: Sequence[News]
) -> HttpResponse:
    key = _id(site, f"feed:{name}:{get_language() or 'nl'}")
    return NewsFeed(site, key, f"{site.region}: {title}", title, url, told)(request)
