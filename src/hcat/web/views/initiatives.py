# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of initiatives, with filters, search and hits; and one initiative."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import (
    DOING,
    InitiativeStatus,
    Item,
    Level,
    facet_counts,
    history,
    initiative_by_number,
    items,
    items_of,
    search_initiatives,
)
from hcat.web import labels
from hcat.web.descent import descent_of
from hcat.web.elements import Names
from hcat.web.filters import DOING_VALUE, Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site


class Places:
    """Where initiatives can stand: lines, their parts, and the ways of the menu."""

    def __init__(self, site: Site) -> None:
        day = site.as_of.day
        self.lines = {one.key: one for one in items("line", as_of=day, ended=True)}
        self.parts = {one.key: one for one in items("differentiation", as_of=day, ended=True)}
        self.ways = {one.key: one for one in items("way", as_of=day, ended=True)}
        agenda = site.agenda
        self.towns = {one.code: one.name for one in agenda.sheet.places} if agenda else {}
        self.levels = agenda.sheet.levels if agenda else list(Level)

    def placements(self, initiative: Item[Any]) -> list[tuple[Item[Any], Item[Any] | None]]:
        """Each differentiation with its line, in the order of the sheet."""
        found = [self.parts[key] for key in initiative.sheet.placements if key in self.parts]
        return [(part, self.lines.get(part.sheet.line)) for part in found]


@agenda_page
def initiatives(request: HttpRequest, site: Site) -> HttpResponse:
    places = Places(site)
    values = {
        "status": chosen(request, "status", {DOING_VALUE, *InitiativeStatus}),
        "line": chosen(request, "line", places.lines),
        "differentiation": chosen(request, "differentiation", places.parts),
        "way": chosen(request, "way", places.ways),
        "level": chosen(request, "level", set(Level)),
        "place": chosen(request, "place", places.towns),
    }
    wanted: dict[str, Any] = dict(values)
    if values["status"] == DOING_VALUE:
        wanted["status"] = DOING
    text = request.GET.get("text", "").strip()[:200]
    owner = request.GET.get("owner", "").strip()[:200]
    ended = request.GET.get("ended") == "1"
    question: dict[str, Any] = {"text": text, "owner": owner or None, "ended": ended, **wanted}
    pages: Pages[Any] = Pages(request, search_initiatives(as_of=site.as_of.day, **question))
    counts = facet_counts(as_of=site.as_of.day, **question)
    rows = [(one, places.placements(one)) for one in items_of(pages.items)]
    return show(
        request,
        "web/initiatives.html",
        site=site,
        pages=pages,
        rows=rows,
        text=text,
        owner=owner,
        ended=ended,
        filters=_filters(places, values, counts),
        is_filtered=bool(text or owner or ended or any(values.values())),
    )


def _filters(
    places: Places, values: dict[str, str], counts: dict[str, dict[str, int]]
) -> list[Filter]:
    def pick(name: str, title: str, choices: list[tuple[str, str]], **held: int) -> Filter:
        known = counts.get(name)
        return Filter(
            name,
            title,
            values[name],
            [Choice(key, word, known.get(key, 0) if known is not None else None)
             for key, word in choices],
        )  # fmt: skip

    statuses = counts["status"]
    counts = counts | {"status": {**statuses, DOING_VALUE: sum(statuses.get(s, 0) for s in DOING)}}
    return [
        pick("status", _("Status"),
             [(DOING_VALUE, _("running or finished")),
              *((s.value, labels.status(s)) for s in InitiativeStatus)]),
        pick("line", _("Programme line"),
             [(key, str(one.sheet.title)) for key, one in places.lines.items()]),
        pick("differentiation", _("Part of a line"),
             [(key, str(one.sheet.title)) for key, one in places.parts.items()]),
        pick("way", _("Way of the menu"),
             sorted(((key, str(one.sheet.title)) for key, one in places.ways.items()),
                    key=lambda pair: pair[1].casefold())),
        pick("level", _("Level of education"),
             [(level.value, labels.level(level)) for level in places.levels]),
        pick("place", _("Municipality"),
             sorted(places.towns.items(), key=lambda pair: pair[1])),
    ]  # fmt: skip


@agenda_page
def initiative(request: HttpRequest, site: Site, number: int) -> HttpResponse:
    day = site.as_of.day
    found = initiative_by_number(number, as_of=day)
    places = Places(site)
    names = Names(day)
    return show(
        request,
        "web/initiative.html",
        site=site,
        initiative=found,
        placements=places.placements(found),
        ways=[places.ways[key] for key in found.sheet.ways if key in places.ways],
        points=[names.find("point", key) for key in found.sheet.points],
        levels=[labels.level(level) for level in found.sheet.levels],
        towns=[places.towns.get(code, code) for code in found.sheet.places],
        source=names.item("source", found.sheet.source) if found.sheet.source else None,
        versions=history("initiative", found.key),
        descent=descent_of("initiative", found.key),
    )
