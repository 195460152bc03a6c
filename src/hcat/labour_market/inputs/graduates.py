# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From graduates and students of past years: who will graduate, how sure that is, how it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
import numpy.typing as npt

from hcat.numerics.api import (
    TESTED_AHEAD,
    USUAL_MOVE,
    Axes,
    Education,
    History,
    Origin,
    years_ahead,
)

from .certainty import spread
from .looking_up import Floats, Lookup, Place, held
from .sheets import InputName, InputRow


@dataclass(frozen=True, slots=True)
class Graduates:
    """`path` (E, T) persons; `spread` (E,) how sure their level is; `step` (E,) how they move."""

    path: Floats
    spread: Floats
    step: Floats


@dataclass(frozen=True, slots=True)
class _Series:
    """What the tables say of an education: `past` is up to the first year of the forecast."""

    education: Education
    past: Sequence[InputRow]
    ahead: Sequence[InputRow]
    enrolled: Sequence[InputRow]
    entrants: Sequence[InputRow]

    @property
    def last(self) -> int | None:
        return self.past[-1].year if self.past else None


@dataclass(frozen=True, slots=True)
class _Coming:
    """What is expected of an education: persons by year, and how that is drawn."""

    by_year: Mapping[int, float]
    spread: float
    step: float


def graduates(lookup: Lookup, axes: Axes) -> Graduates:
    """The next years are those of the method that was tested; the last of them holds after that.

    Rows about years of the forecast count for those years. Series that end in the same year are
    forecast together, for that is where they learn from each other's errors.
    """
    every = [_series(lookup, one) for one in axes.educations]
    found: dict[Education, _Coming] = {}
    for last in {one.last for one in every}:
        together = [one for one in every if one.last == last]
        found |= _later_only(together, lookup) if last is None else _ahead(together, last, lookup)
    coming = [found[one] for one in axes.educations]
    return Graduates(
        path=np.stack([_path(one.by_year, axes.years) for one in coming]),
        spread=np.array([one.spread for one in coming]),
        step=np.array([one.step for one in coming]),
    )


def _series(lookup: Lookup, one: Education) -> _Series:
    place, first = Place.of(one), lookup.sheet.first_year
    told, enrolled, entrants = (
        sorted((row for row, _spots in lookup.rows(name, place)), key=lambda row: row.year)
        for name in (InputName.GRADUATES, InputName.ENROLLED, InputName.ENTRANTS)
    )
    if not told:
        lookup.lacks(InputName.GRADUATES, place)
    return _Series(
        one,
        past=[row for row in told if row.year <= first],
        ahead=[row for row in told if row.year > first],
        enrolled=enrolled,
        entrants=entrants,
    )


def _ahead(together: Sequence[_Series], last: int, lookup: Lookup) -> dict[Education, _Coming]:
    """Of series that end in the year `last`."""
    first = lookup.sheet.first_year
    said = years_ahead(_history(together, last))
    found = {}
    for one, means, width in zip(together, said.mean, said.width, strict=True):
        row = one.past[-1]
        lookup.remember(InputName.GRADUATES, row, Place.of(one.education))
        until = one.ahead[0].year if one.ahead else last + TESTED_AHEAD + 1
        by_year = {last: row.value}
        by_year |= {last + h: float(mean) for h, mean in enumerate(means, 1) if last + h < until}
        by_year |= {later.year: later.value for later in one.ahead}
        # The walk takes its first step in the first year already, the method's width in the first
        # year after the last known one.
        learned = width**2 + (first - last - 2) * said.step**2 if isfinite(width) else 0.0
        by_source = spread(row, float(_path(by_year, [first])[0]), first)
        found[one.education] = _Coming(by_year, max(by_source, sqrt(max(learned, 0.0))), said.step)
        if said.years and isfinite(width):
            lookup.shown.add(Origin("graduates_step", str(Place.of(one.education))))
    return found


def _later_only(together: Sequence[_Series], lookup: Lookup) -> dict[Education, _Coming]:
    """Of educations about which the tables know later years only."""
    first = lookup.sheet.first_year
    found = {}
    for one in together:
        by_year = {row.year: row.value for row in one.ahead} or {first: 0.0}
        for row in one.ahead[:1]:
            lookup.remember(InputName.GRADUATES, row, Place.of(one.education))
        by_source = spread(one.ahead[0], one.ahead[0].value, first) if one.ahead else 0.0
        found[one.education] = _Coming(by_year, by_source, USUAL_MOVE)
    return found


def _path(by_year: Mapping[int, float], years: Sequence[int]) -> Floats:
    """(T,) each figure holds from its year on, and the first of them before it as well."""
    begun = max((year for year in by_year if year <= years[0]), default=min(by_year))
    return held(by_year[begun], dict(by_year), years)


def _history(together: Sequence[_Series], last: int) -> History:
    """First-year students count only where they are known of all students: where one education has
    them and another has not, the share that graduates would be of two kinds.
    """
    students = [row for one in together for row in one.enrolled]
    split = sum(len(one.entrants) for one in together) == len(students)
    counted = [*students, *(row for one in together for row in one.past)]
    first = min(row.year for row in counted)
    until = max(last + TESTED_AHEAD, max(row.year for row in counted))

    def table(rows: Sequence[Sequence[InputRow]]) -> Floats:
        found = np.full((len(rows), until - first + 1), np.nan)
        for at, some in enumerate(rows):
            for row in some:
                found[at, row.year - first] = row.value
        return found

    past = table([one.past for one in together])
    return History(
        names=tuple(str(one.education) for one in together),
        levels=_codes([one.education.level for one in together]),
        fields=_codes([one.education.field for one in together]),
        institutions=_codes([""] * len(together)),
        first=first,
        low=past,
        high=past,
        graduates=past,
        enrolled=table([one.enrolled for one in together]),
        entrants=table([one.entrants if split else () for one in together]),
    )


def _codes(names: Sequence[str]) -> npt.NDArray[np.int64]:
    return np.unique(names, return_inverse=True)[1].astype(np.int64)
