# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question to the index, out of an address; the address is all there is to a search."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hcat.foundation.api import today
from hcat.portal.api import (
    NEARBY,
    NO_DUTCH,
    VALUES,
    Asked,
    Found,
    ask,
    disc_around,
    fields_named,
    index_snapshot,
    keys_meant,
    knows_places,
)
from hcat.web import words
from hcat.web.filters import Choice, Filter

from .label_words import aspect_title, value_title

PER_PAGE = 20
LONGEST = 200
MOST_PAGES = 500
SINCE = (1, 3, 7, 14, 30)
SHOWN_FACETS = (
    "level", "field", "place", "hours", "seniority", "language", "remote", "sponsor",
)  # fmt: skip
RANKED = {name: VALUES[name] for name in ("level", "seniority")}
"""Choices in their own order; the others with what leaves most first."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked and what was found; `found` is None while there is no index. `meant`: what
    words of a text are compared as, where they say what was asked."""

    asked: Asked
    found: Found | None
    page: int
    meant: frozenset[str] = frozenset()
    nearby: Nearby | None = None
    """None where no place is known."""
    instead: str = ""
    """Nothing fits. Found were those that hold some of the "words"; or those of the same "field",
    of an occupation that nobody seeks now."""
    fields: tuple[str, ...] = ()
    unfiltered: int = 0
    """Nothing fits, and so many would without any filter."""

    @property
    def is_filtered(self) -> bool:
        asked = self.asked
        return bool(asked.words or any(asked.facets.values()) or asked.since or asked.near)


@dataclass(frozen=True, slots=True)
class Nearby:
    """What was asked about where the work is; `is_lost`: nobody knows where that place lies."""

    name: str
    km: int
    is_lost: bool

    @property
    def choices(self) -> list[Choice]:
        return [Choice(str(km), f"{words.number(km)} km") for km in NEARBY]


def nearby_in(request: HttpRequest, asked: Asked) -> Nearby | None:
    if not knows_places():
        return None
    name, km = _place_in(request)
    return Nearby(asked.near.name if asked.near else name, km, bool(name) and asked.near is None)


def _place_in(request: HttpRequest) -> tuple[str, int]:
    name = " ".join(request.GET.get("near", "").replace("\x00", "").split())[:LONGEST]
    km = request.GET.get("within", "")
    return name, whole if (whole := whole_in(km)) in NEARBY else NEARBY[1]


def whole_in(text: str) -> int:
    """The whole number that a part of an address is; 0 where it is none, or an endless one."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def asked_in(request: HttpRequest) -> Asked:
    facets = {
        name: tuple(dict.fromkeys(v[:100] for v in request.GET.getlist(name) if v))[:20]
        for name in SHOWN_FACETS
    }
    since = request.GET.get("since", "")
    place, km = _place_in(request)
    return Asked(
        words=request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST],
        facets={name: values for name, values in facets.items() if values},
        since=whole if (whole := whole_in(since)) in SINCE else None,
        near=disc_around(place, km) if place else None,
        is_typing="typing" in request.GET,
    )


def search(
    request: HttpRequest, most: int = PER_PAGE, order: str = "", *, or_near: bool = False
) -> Search:
    """What the address asks. A page beyond the last is the last. `or_near`: where nothing fits,
    what comes near to it, and how; not where a filter is what leaves nothing."""
    asked = asked_in(request)
    snapshot = index_snapshot()
    if snapshot is None:
        return Search(asked, None, 1)

    def part(page: int, wanted: Asked, some: bool) -> Found:
        first = (page - 1) * most
        return ask(snapshot, wanted, today=today(), first=first, most=most, counted=SHOWN_FACETS,
                   order=order, some=some)  # fmt: skip

    page = _page_in(request)
    found = part(page, wanted := asked, some := False)
    unfiltered = 0
    fields: tuple[str, ...] = ()
    if or_near and not found.total and asked.words and not asked.is_typing:
        bare = Asked(asked.words)
        unfiltered = ask(snapshot, bare, today=today(), most=1, counted=()).total
        if not unfiltered:
            fields = tuple(fields_named(asked.words))
            if fields and not asked.facets.get("field"):
                wanted = replace(asked, words="", facets={**asked.facets, "field": fields})
            else:
                some = True
            found = part(page, wanted, some)
    last = min(max(1, -(-found.total // most)), MOST_PAGES)
    if page > last:
        found = part(last, wanted, some)
    near = "" if wanted is asked and not some else "field" if wanted is not asked else "words"
    return Search(
        asked, found, min(page, last), keys_meant(snapshot, asked), nearby_in(request, asked),
        near if found.total else "", fields, unfiltered,
    )  # fmt: skip


def _page_in(request: HttpRequest) -> int:
    return min(max(1, whole_in(request.GET.get("page", ""))), MOST_PAGES)


def kept(asked: Asked) -> dict[str, tuple[str, ...]]:
    """The filters of a search as its address has them, to keep."""
    if asked.near is None:
        return dict(asked.facets)
    return {**asked.facets, "near": (asked.near.name,), "within": (str(asked.near.km),)}


def filters(one: Search) -> list[Filter]:
    """What can be ticked, with how many each would leave; what is ticked is always there."""
    counts = one.found.counts if one.found else {}
    made = []
    for name in SHOWN_FACETS:
        ticked = one.asked.facets.get(name, ())
        values = {**dict.fromkeys(ticked, 0), **dict(counts.get(name, {}))}
        choices = [Choice(value, title(name, value), number) for value, number in values.items()]
        if name in RANKED:
            choices.sort(key=lambda choice: _rank(RANKED[name], choice.value))
        else:
            choices.sort(key=lambda choice: (-(choice.count or 0), choice.title))
        made.append(Filter(name, heading(name), ticked[0] if ticked else "", choices[:60]))
    since = "" if one.asked.since is None else str(one.asked.since)
    days = [Choice(str(n), words_since(n)) for n in SINCE]
    made.append(Filter("since", _("Posted"), since, days))
    return [filter_ for filter_ in made if filter_.choices]


def _rank(known: tuple[str, ...], value: str) -> tuple[int, str]:
    return known.index(value) if value in known else len(known), value


def ticked_more(one: Search) -> list[tuple[str, Choice]]:
    """What an address ticks beyond the one that each list can show, each with its list: kept in the
    form, where it can be taken out."""
    return [
        (name, Choice(value, title(name, value)))
        for name, values in one.asked.facets.items()
        for value in values[1:]
    ]


def words_since(days: int) -> str:
    if days == 1:
        return _("today or yesterday")
    return _("in the last %(days)s days") % {"days": words.number(days)}


def in_words(asked: Asked) -> str:
    """A search as a sentence of its parts."""
    parts = [f"“{asked.words}”"] if asked.words else []
    for name, values in asked.facets.items():
        parts.append(f"{heading(name)}: {', '.join(title(name, one) for one in values)}")
    if asked.near is not None:
        around = {"place": asked.near.name, "distance": f"{words.number(asked.near.km)} km"}
        parts.append(_("within %(distance)s of %(place)s") % around)
    return "; ".join(parts)


def heading(name: str) -> str:
    return _("Place") if name == "place" else aspect_title(name)


def title(name: str, value: str) -> str:
    """A value in words."""
    if name == "place":
        return value
    if value == NO_DUTCH:
        return _("no Dutch asked, and the advert is not in Dutch only")
    return value_title(name, value)
