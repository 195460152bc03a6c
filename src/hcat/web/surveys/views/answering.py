# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages behind a personal link and behind a code on paper.

No cookie is asked for: the link or the code says itself whose answers these are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import HcatError, NotFound
from hcat.surveys.api import (
    SCOPE,
    Wording,
    has_own_page,
    seat_of_link,
    seat_of_ticket,
    survey_of_tickets,
    ticket_code,
)
from hcat.web.pages import View, show
from hcat.web.personal import personal_page
from hcat.web.surveys.door import Door, language
from hcat.web.visitors import place_of

Step = Callable[..., HttpResponse]
_form_page = require_http_methods(["GET", "HEAD", "POST"])
NAMES = {
    "start": "", "page": "-page", "check": "-check", "done": "-done", "later": "-later",
    "refuse": "-refuse", "take_back": "-take-back", "csv": "-file", "json": "-file",
}  # fmt: skip


def address_of(kind: str, whose: str) -> Callable[..., str]:
    """The addresses of a link (`answer`) or a code (`ticket`)."""

    def address(name: str, *more: str) -> str:
        given = (whose, name) if name in ("csv", "json") else (whose, *more)
        return reverse(f"surveys:{kind}{NAMES[name]}", args=given)

    return address


def by_link(step: Step) -> View:
    @csrf_exempt
    @_form_page
    @personal_page(SCOPE)
    def shown(request: HttpRequest, opened: OpenedLink, *args: Any, **given: Any) -> HttpResponse:
        assert request.resolver_match is not None  # noqa: S101 - it has come to a view
        token = request.resolver_match.kwargs["token"]
        seat = seat_of_link(opened)
        beside = reverse("surveys:beside", args=[token]) if has_own_page(seat.unit) else ""
        door = Door(seat, address_of("answer", token), beside=beside)
        return step(request, door, *args, **given)

    return shown


def by_ticket(step: Step) -> View:
    @csrf_exempt
    @_form_page
    @wraps(step)
    def shown(request: HttpRequest, code: str, *args: Any, **given: Any) -> HttpResponse:
        try:
            seat = seat_of_ticket(code, place=place_of(request))
            door = Door(seat, address_of("ticket", code), ticket_code(seat.unit))
            response = step(request, door, *args, **given)
        except HcatError as error:
            response = show(request, "web/errors/404.html", status=404, error=error)
        patch_cache_control(response, private=True, no_cache=True)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown


@csrf_exempt
@_form_page
def survey(request: HttpRequest, key: str) -> HttpResponse:
    """What a survey is, and where whoever got a code on paper types it."""
    try:
        found, wave = survey_of_tickets(key)
    except NotFound as error:
        return show(request, "web/errors/404.html", status=404, error=error)
    typed, problem = request.POST.get("code", "")[:60], None
    if request.method == "POST":
        try:
            seat = seat_of_ticket(typed, place=place_of(request))
            return redirect("surveys:ticket", ticket_code(seat.unit))
        except HcatError as error:
            problem = error
    wording = Wording.of(language())
    return show(
        request,
        "web/surveys/ticket.html",
        status=422 if problem else 200,
        survey=found,
        wave=wave,
        title=wording.say(found.titles),
        purpose=wording.say(found.purposes),
        typed=typed,
        problem=problem,
    )
