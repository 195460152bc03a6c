# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which row speaks of a place: the most precise one counts, of the last year that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from hcat.agenda.api import Problem, Spots
from hcat.numerics.api import Education, Origin

from .sheets import InputName, InputRow, MarketSheet

Floats = npt.NDArray[np.float64]
Given = tuple[InputRow, Spots]
"""A row, and where it stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a figure is asked for: an education, a level, a sector, or everything (all empty)."""

    level: str = ""
    field: str = ""
    sector: str = ""

    @classmethod
    def of(cls, one: Education, sector: str = "") -> Place:
        return cls(one.level, one.field, sector)

    @classmethod
    def said_by(cls, row: InputRow) -> Place:
        return cls(row.level, row.field, row.sector)

    def holds(self, other: Place) -> bool:
        """Whether what is said of this place is true of the other, which may be more precise."""
        return all(mine in ("", its) for mine, its in zip(self.parts, other.parts, strict=True))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(getattr(self, one.name) for one in fields(self))

    @property
    def precision(self) -> int:
        return sum(map(bool, self.parts))

    def __str__(self) -> str:
        return "/".join(filter(None, self.parts))


class Lookup:
    """Looks up rows for each place, and remembers which one it took and what it missed."""

    def __init__(self, sheet: MarketSheet, spots: Spots, rows: Sequence[Given]) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.taken: dict[Origin, InputRow] = {}
        self.shown: set[Origin] = set()
        """What no row gives, and past years show."""
        self._spots = spots
        self._by_input: dict[InputName, list[Given]] = {}
        for one in rows:
            self._by_input.setdefault(one[0].input, []).append(one)

    def all_of(self, name: InputName) -> list[Given]:
        """Every row about an input, of whatever place and year."""
        return self._by_input.get(name, [])

    def rows(self, name: InputName, place: Place) -> list[Given]:
        """The rows that speak of this place as precisely as any does, in the order of the tables.

        Where one row is about its level and another about its field, neither is more precise: that
        is a problem, for whichever was taken would be taken silently.
        """
        about = [(Place.said_by(one[0]), one) for one in self.all_of(name)]
        fitting = [(said, one) for said, one in about if said.holds(place)]
        best = max((said.precision for said, _one in fitting), default=0)
        found = [(said, one) for said, one in fitting if said.precision == best]
        for said, (_row, spots) in found:
            if said != found[0][0]:
                self.add(
                    spots.problem(
                        (),
                        _("Of %(place)s both %(one)s and %(other)s say something.")
                        % {"place": place, "one": found[0][0], "other": said},
                        _("Add a row about %(place)s itself.") % {"place": place},
                        code="ambiguous",
                    )
                )
        return [one for _said, one in found]

    def latest(self, name: InputName, place: Place) -> Given | None:
        """The row about the last year up to the first of the forecast, or else the next one."""
        rows = self.rows(name, place)
        before = [one for one in rows if one[0].year <= self.sheet.first_year]
        if before:
            return max(before, key=lambda one: one[0].year)
        return min(rows, key=lambda one: one[0].year, default=None)

    def value(self, name: InputName, place: Place, default: float | None = None) -> float:
        """The figure of a place. Without `default` it has to be there."""
        found = self.latest(name, place)
        if found is None:
            if default is None:
                self.lacks(name, place)
            return default or 0.0
        self.remember(name, found[0], place)
        return found[0].value

    def years(self, name: InputName, place: Place, years: Sequence[int]) -> Floats:
        """(T,): a row about a year of the forecast counts from that year on."""
        first = self.latest(name, place)
        if first is None:
            self.lacks(name, place)
            return np.zeros(len(years))
        self.remember(name, first[0], place)
        rows = {row.year: row.value for row, _spots in self.rows(name, place)}
        return held(first[0].value, rows, years)

    def lacks(self, name: InputName, place: Place) -> None:
        """No row speaks of this place."""
        self.add(
            self._spots.problem(
                (),
                _("There is no row about %(input)s of %(place)s.")
                % {"input": name, "place": place},
                _("Add one, or a row for all of them with level and field left empty."),
                code="missing-input",
            )
        )

    def remember(self, name: InputName, row: InputRow, place: Place) -> None:
        """This row is behind an uncertain figure of the market, if the input is uncertain."""
        if name in UNCERTAIN:
            about = self.sheet.region if name is InputName.GROWTH_REGION else str(place)
            self.taken[Origin(str(name), about)] = row

    def add(self, problem: Problem) -> None:
        """Say a problem, once: a row is looked up for many places."""
        if problem not in self.problems:
            self.problems.append(problem)


def held(value: float, by_year: dict[int, float], years: Sequence[int]) -> Floats:
    """(T,) a value that changes in the years that are given, and holds in between.

    >>> held(1.0, {2020: 9.0, 2025: 2.0}, range(2024, 2027)).tolist()
    [1.0, 2.0, 2.0]
    """
    found = []
    for year in years:
        value = by_year.get(year, value)
        found.append(value)
    return np.array(found)


UNCERTAIN: Final = frozenset(
    {
        InputName.STOCK,
        InputName.EXIT_RATE,
        InputName.STOCK_LEVEL,
        InputName.LEAVING,
        InputName.OUT_MIGRATION,
        InputName.ARRIVALS,
        InputName.GRADUATES,
        InputName.FURTHER_STUDY,
        InputName.PARTICIPATION,
        InputName.RETENTION,
        InputName.RETENTION_STEP,
        InputName.GROWTH_COMMON,
        InputName.GROWTH_SECTOR,
        InputName.GROWTH_REGION,
    }
)
"""Inputs that are drawn. The numerics know each by the place for which it is looked up."""
