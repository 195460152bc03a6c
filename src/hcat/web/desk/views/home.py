# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk: what needs this person this week, each with its one action."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import is_empty
from hcat.foundation.api import NotFound, today
from hcat.parties.api import ROLE_NAMES
from hcat.web.desk import keeping
from hcat.web.desk.attention import mine
from hcat.web.desk.navigation import Matter, ToDo, to_do
from hcat.web.desk.pages import actor, desk, desk_page, powers_of
from hcat.web.desk.week import Task, Week, week_of
from hcat.web.lists import Pages
from hcat.web.site import Link

SHOWN = 30
"""So many stand on the first page; the others on the pages of the whole list."""


@desk_page
def home(request: HttpRequest) -> HttpResponse:
    mine_too = powers_of(request)
    only_owns = {role for role, _scope in mine_too.holdings} == {"initiative_owner"}
    found = ToDo([], []) if is_empty() else to_do(request, mine_too)
    this_week = _this_week(request, found)
    return desk(
        request,
        "web/desk/home.html",
        week=this_week,
        shown=this_week.tasks[:SHOWN],
        more=max(len(this_week.tasks) - SHOWN, 0),
        today=today(),
        aside=len(found.aside),
        waiting=keeping.waiting(request),
        own=mine(mine_too) if only_owns else [],
        is_empty=is_empty(),
        roles=sorted({str(ROLE_NAMES[role]) for role, _scope in mine_too.holdings}),
    )


def _this_week(request: HttpRequest, found: ToDo) -> Week:
    me = actor(request).user_id
    assert me is not None  # noqa: S101 - `desk_page` lets nobody in who is not signed in
    return week_of(me, found, on=today())


@desk_page
def week(request: HttpRequest) -> HttpResponse:
    """The whole list of this week, in pages."""
    found = ToDo([], []) if is_empty() else to_do(request, powers_of(request))
    pages: Pages[Task] = Pages(request, _this_week(request, found).tasks)
    return desk(request, "web/desk/week.html", pages=pages, today=today(), trail=trail())


@desk_page
def sort(request: HttpRequest, key: str) -> HttpResponse:
    """Every matter of one sort, the most urgent first."""
    found = to_do(request, powers_of(request)).sort(key)
    if found is None:
        raise NotFound(
            _("Nothing of this sort asks for your attention (any more)."),
            mend=_("Look in your list of things to do."),
        )
    pages: Pages[Matter] = Pages(request, found.matters)
    return desk(request, "web/desk/sort.html", sort=found, pages=pages, trail=trail())


def trail() -> list[Link]:
    return [Link(_("The desk"), reverse("desk:home"))]
