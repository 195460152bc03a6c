# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads: calls for initiatives, and what came of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hcat.agenda.api import item
from hcat.bundling.api import Call, CallState, call_called, calls, named_spots
from hcat.foundation.api import today
from hcat.web.lists import Pages
from hcat.web.pages import page, show

COUNTER = "/ask"
"""Where the counter takes a response; it is told which call this is about."""


@page
def call_list(request: HttpRequest) -> HttpResponse:
    pages = Pages[Call](request, calls(public=True))
    return show(
        request, "web/bundling/calls.html", pages=pages,
        rows=[
            (one, one.said("title"), _takes_responses(one), one.state == CallState.CLOSED)
            for one in pages.items
        ],
    )  # fmt: skip


def _takes_responses(one: Call) -> bool:
    return one.state == CallState.OPEN and one.closes_on >= today()


@page
def call(request: HttpRequest, key: str) -> HttpResponse:
    found = call_called(key, public=True)
    return show(
        request, "web/bundling/call.html", call=found, title=found.said("title"),
        text=found.said("text"), outcome=found.said("outcome"), spots=named_spots(found.spots),
        came=[item("initiative", one) for one in found.came],
        is_open=_takes_responses(found), is_closed=found.state == CallState.CLOSED,
        respond=f"{reverse('bundling:calls').removesuffix('/calls')}{COUNTER}?call={key}",
    )  # fmt: skip
