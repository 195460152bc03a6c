# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of the desk in an address: what is asked of it, and what comes after a vacancy."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from hcat.portal.api import Aspect, DeskWanted, after

STATES = ("open", "closed", "all")
SURE = ("missing", "unsure")
SORTS = ("sure", "new")
NAMES = ("state", "text", "system", "source", "aspect", "sure", "sort")


def wanted_in(request: HttpRequest) -> DeskWanted:
    """What the address asks; open ones about the technical field where it says nothing."""

    def one(name: str, known: tuple[str, ...] | list[str], otherwise: str) -> str:
        value = request.GET.get(name, "")
        return value if value in known else otherwise

    number = request.GET.get("source", "")
    state = one("state", STATES, "open")
    return DeskWanted(
        state="" if state == "all" else state,
        text=request.GET.get("text", "").strip()[:200],
        system=request.GET.get("system", "")[:40],
        source=int(number) if number.isdecimal() and len(number) < 10 else 0,
        aspect=one("aspect", Aspect.values, Aspect.FIELD),
        sure=one("sure", SURE, ""),
        by_sureness=one("sort", SORTS, "new") == "sure",
    )


def query_of(request: HttpRequest, place: int | None = None) -> str:
    """The question of the list, to go along in the address of one of its vacancies."""
    query = QueryDict(mutable=True)
    for name in NAMES:
        if value := request.GET.get(name, ""):
            query[name] = value
    if place is not None:
        query["at"] = str(place)
    return query.urlencode()


@dataclass(frozen=True, slots=True)
class Walk:
    """Going through the list: where it is, and the next of it; empty at its end."""

    list_url: str
    next_url: str


def walk_of(request: HttpRequest, key: str, aspect: str = "") -> Walk | None:
    """None where the vacancy was not opened from the list. `aspect`: the next page is that of the
    same question."""
    told = request.GET.get("at", "")
    if not told.isdecimal() or len(told) > 7:
        return None
    list_url = f"{reverse('portal:desk-list')}?{query_of(request)}"
    found = after(wanted_in(request), int(told), key)
    if found is None:
        return Walk(list_url, "")
    name, args = ("correct-label", [found[0], aspect]) if aspect else ("desk-vacancy", [found[0]])
    return Walk(list_url, f"{reverse(f'portal:{name}', args=args)}?{query_of(request, found[1])}")
