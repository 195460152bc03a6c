# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One search field for initiatives, results, goals, ways, points and sources."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import Item, items, items_of, search_initiatives
from hcat.web.elements import kind_word, title_of, url_of
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site

KINDS = ("point", "result", "goal", "way", "series", "perspective", "body", "role", "source")
MOST = 20
"""Hits shown of each kind."""


@agenda_page
def search(request: HttpRequest, site: Site) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:200]
    groups: list[tuple[str, str, int, list[tuple[str, str]]]] = []
    if text:
        day = site.as_of.day
        for kind in KINDS:
            _add(groups, kind, [one for one in items(kind, as_of=day) if _fits(one, text)])
        found = search_initiatives(as_of=day, text=text)
        shown = items_of(found[:MOST])
        _add(groups, "initiative", shown, found.count() if len(shown) == MOST else len(shown))
    return show(
        request,
        "web/search.html",
        site=site,
        text=text,
        groups=groups,
        hits=sum(group[2] for group in groups),
    )


def _add(groups: list[Any], kind: str, found: list[Item[Any]], hits: int | None = None) -> None:
    if found:
        rows = [(title_of(one), url_of(one)) for one in found[:MOST]]
        groups.append((kind, kind_word(kind), len(found) if hits is None else hits, rows))


def _fits(item: Item[Any], text: str) -> bool:
    """Every word of the question stands somewhere in the sheet, in any language."""
    words = " ".join(_words(item.sheet.model_dump(mode="json"))).casefold()
    return all(word in words for word in text.casefold().split())


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [word for part in value.values() for word in _words(part)]
    if isinstance(value, list):
        return [word for part in value for word in _words(part)]
    return []
