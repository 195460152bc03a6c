# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region beside others, from published figures: only what counts the same is compared.

A series of other areas names the region's own series that it can be held beside (`compares`), and
says where it counts otherwise (`differs`). Two are compared over the periods that both have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hcat.agenda.api import Figure, Item, Series, items
from hcat.foundation.api import Translated, today
from hcat.numerics.api import Period


class Why(StrEnum):
    """Why two series are not compared."""

    DIFFERS = "differs"
    UNIT = "unit"
    PERIODS = "periods"


@dataclass(frozen=True, slots=True)
class Area:
    """The figures of one area, over periods that the region has as well, in order of time."""

    name: Translated
    series: Item[Series]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A series that is not drawn beside the region's, and why."""

    series: Item[Series]
    why: Why
    said: Translated | None = None
    """What it counts otherwise, where its sheet says so."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator: the region, those beside it, and those that cannot be."""

    own: Area
    others: tuple[Area, ...]
    apart: tuple[Apart, ...]


def comparisons(*, as_of: date | None = None) -> list[Comparison]:
    """Every series of the region beside which another can be held, in the agenda's order."""
    day = as_of or today()
    every: list[Item[Series]] = items("series", as_of=day)
    return [
        _comparison(own, others, day)
        for own in every
        if (others := [one for one in every if one.sheet.compares == own.key])
    ]


def _period(figure: Figure) -> Period:
    return Period(figure.start, figure.end)


def _comparison(own: Item[Series], others: Iterable[Item[Series]], day: date) -> Comparison:
    """Where nothing can be held beside it the region stands alone, with all its figures."""
    mine = [one for one in own.sheet.known_on(day) if not one.group]
    periods = {_period(one) for one in mine if one.value is not None}
    beside: list[Area] = []
    apart: list[Apart] = []
    for one in others:
        found = [] if (why := _why_not(own, one)) else list(_areas(one, periods, day))
        if found:
            beside += found
        else:
            apart.append(Apart(one, why or Why.PERIODS, one.sheet.differs))
    common = {_period(figure) for area in beside for figure in area.figures} or periods
    shown = sorted((one for one in mine if _period(one) in common), key=_period)
    return Comparison(Area(own.sheet.area, own, tuple(shown)), tuple(beside), tuple(apart))


def _why_not(own: Item[Series], other: Item[Series]) -> Why | None:
    if other.sheet.differs is not None:
        return Why.DIFFERS
    return Why.UNIT if other.sheet.unit != own.sheet.unit else None


def _areas(series: Item[Series], periods: set[Period], day: date) -> Iterable[Area]:
    """Each part of a series is an area; a series without parts is one area itself. A missing figure
    comes along with its reason, but no area consists of missing ones."""
    by_group: dict[str, list[Figure]] = {}
    for figure in series.sheet.known_on(day):
        if _period(figure) in periods:
            by_group.setdefault(figure.group, []).append(figure)
    for group, figures in by_group.items():
        if any(one.value is not None for one in figures):
            name = series.sheet.group_title(group) or series.sheet.area
            yield Area(name, series, tuple(sorted(figures, key=_period)))
