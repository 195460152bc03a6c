# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The menu of ways with its white spots, and one way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import (
    DOING,
    Cell,
    Chapter,
    Column,
    Item,
    Way,
    WhiteSpotMatrix,
    history,
    item,
    items,
    pointing_at,
    white_spots,
)
from hcat.web.filters import DOING_VALUE
from hcat.web.lists import address
from hcat.web.pages import agenda_page, show
from hcat.web.site import Link, Site


@dataclass(frozen=True, slots=True)
class MatrixRow:
    way: Item[Way]
    cells: tuple[tuple[Column, Cell], ...]

    @property
    def is_white(self) -> bool:
        """Whether nobody is known to use this way, here or without saying where."""
        return not any(cell.done or cell.unstated for _column, cell in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter of the menu with its rows."""

    number: str
    title: str
    rows: tuple[MatrixRow, ...]

    @property
    def white(self) -> Group:
        return replace(self, rows=tuple(row for row in self.rows if row.is_white))


@agenda_page
def menu(request: HttpRequest, site: Site) -> HttpResponse:
    by = request.GET.get("by", "line")
    by = by if by in ("line", "level", "place") else "line"
    matrix = white_spots(as_of=site.as_of.day, columns=by)  # type: ignore[arg-type]
    chapters = items("chapter", as_of=site.as_of.day, ended=True)
    groups = _groups(matrix, chapters)
    unused = sum(row.is_white for group in groups for row in group.rows)
    only_white = request.GET.get("show") == "white"
    if only_white:
        groups = [group.white for group in groups if group.white.rows]
    return show(
        request,
        "web/menu.html",
        site=site,
        by=by,
        doing=DOING_VALUE,
        groups=groups,
        only_white=only_white,
        toggle_url=address(request, show=None if only_white else "white"),
        columns=matrix.columns,
        matrix=matrix,
        unused=unused,
        views=[
            Link(title, address(request, by=key if key != "line" else None),
                 "true" if key == by else "")
            for key, title in (
                ("line", _("by programme line")),
                ("level", _("by level of education")),
                ("place", _("by municipality")),
            )
        ],
    )  # fmt: skip


def _groups(matrix: WhiteSpotMatrix, chapters: list[Item[Chapter]]) -> list[Group]:
    groups = []
    for chapter in chapters:
        rows = tuple(
            MatrixRow(way, tuple((c, matrix.cell(way.key, c.key)) for c in matrix.columns))
            for way in matrix.rows
            if way.sheet.chapter == chapter.key
        )
        if rows:
            groups.append(Group(chapter.sheet.number, str(chapter.sheet.title), rows))
    return groups


@agenda_page
def way(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    day = site.as_of.day
    found = item("way", key, as_of=day)
    initiatives = pointing_at("way", key, of="initiative", as_of=day)
    chapters = {one.key: one for one in items("chapter", as_of=day, ended=True)}
    chapter: Any = chapters.get(found.sheet.chapter)
    return show(
        request,
        "web/way.html",
        site=site,
        way=found,
        chapter=chapter,
        parent=chapters.get(chapter.sheet.parent or "") if chapter else None,
        initiatives=initiatives,
        using=sum(one.sheet.status in DOING for one in initiatives),
        others=sum(one.sheet.status not in DOING for one in initiatives),
        versions=history("way", key),
    )
