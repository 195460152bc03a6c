# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The points of the agenda, with their goals, results, projects and initiatives."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import item, items, pointing_at
from hcat.evidence.api import standing, summarise
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site
from hcat.web.themes import by_theme
from hcat.web.views.front import board, tally


@agenda_page
def points(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day
    results = standing(as_of=day)
    goals = items("goal", as_of=day)
    rows = [
        (row, [goal for goal in goals if goal.sheet.point == row.point.key])
        for row in board(items("point", as_of=day), results)
    ]
    return show(
        request,
        "web/agenda.html",
        site=site,
        rows=rows,
        goals=len(goals),
        summary=summarise(results, as_of=day),
        tally=tally(results),
    )


@agenda_page
def point(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    day = site.as_of.day
    found = item("point", key, as_of=day)
    results = [one for one in standing(as_of=day) if one.item.sheet.point == key]
    goals = [goal for goal in items("goal", as_of=day) if goal.sheet.point == key]
    near = pointing_at("point", key, as_of=day)
    roles = {role.key: role for role in items("role", as_of=day, ended=True)}
    return show(
        request,
        "web/point.html",
        site=site,
        point=found,
        lead=roles.get(found.sheet.lead or ""),
        themes=by_theme(goals, results),
        results=results,
        goals=len(goals),
        summary=summarise(results, as_of=day),
        projects=[(one, roles.get(one.sheet.lead)) for one in near if one.kind == "project"],
        initiatives=[one for one in near if one.kind == "initiative"],
        perspectives=[one for one in near if one.kind == "perspective"],
    )
