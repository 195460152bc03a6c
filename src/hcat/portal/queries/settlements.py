# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a place lies, by its name."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Avg
from rapidfuzz import process
from rapidfuzz.distance import OSA

from hcat.portal.models import Settlement
from hcat.portal.searching.analysing import words_of
from hcat.portal.searching.cells import Disc

Point = tuple[float, float]
"""Degrees north and east."""
NEARBY = (5, 10, 25, 50)
"""Kilometres that can be asked."""
SHORTEST = 4
"""Letters of a name in which a mistake is forgiven."""


def folded(name: str) -> str:
    return " ".join(words_of(name))


def points_of(names: Iterable[str]) -> dict[str, Point]:
    """By name as it was asked; of two places with one name, the one nearest to the middle of all
    that are known: a list of a region has its own. One query, or two."""
    asked: dict[str, set[str]] = {}
    for name in names:
        asked.setdefault(folded(name), set()).add(name)
    found: dict[str, list[Point]] = {}
    rows = Settlement.objects.filter(folded__in=asked).values_list(
        "folded", "latitude", "longitude"
    )
    for name, *at in rows:
        found.setdefault(name, []).append((at[0], at[1]))
    if any(len(one) > 1 for one in found.values()):
        middle = _middle()
        found = {name: [min(one, key=lambda at: _far(at, middle))] for name, one in found.items()}
    return {name: one[0] for key, one in found.items() for name in asked[key]}


def disc_around(name: str, km: int) -> Disc | None:
    """So many kilometres around a place, one mistake in its name forgiven; None where nobody knows
    where it lies."""
    if at := points_of([name]).get(name):
        return Disc(name, *at, km)
    names = {folded(one): one for one in Settlement.objects.values_list("name", flat=True)}
    near = process.extractOne(folded(name), names.keys(), scorer=OSA.distance, score_cutoff=1)
    if near is None or len(name) < SHORTEST:
        return None
    meant = names[near[0]]
    return Disc(meant, *points_of([meant])[meant], km)


def knows_places() -> bool:
    return Settlement.objects.exists()


def _middle() -> Point:
    found = Settlement.objects.aggregate(north=Avg("latitude"), east=Avg("longitude"))
    return found["north"] or 0.0, found["east"] or 0.0


def _far(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (0.6 * (a[1] - b[1])) ** 2
