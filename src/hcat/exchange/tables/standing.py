# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands of the figures that the rows of a file speak of, asked for many rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hcat.agenda.api import Result, Source, items
from hcat.evidence.api import ENTERED, Observation
from hcat.numerics.api import PERCENT

from .cells import Cell, CellError, Habits, days_of, numbers_of, one_number
from .observations import FIGURE
from .reading import Row

_LARGEST = 2**53
"""The largest whole number that a spreadsheet can hold."""

Slot = tuple[str, str, str, date, date]
"""Result, target, condition and period of an entered figure."""


class Known:
    """What the agenda knows, asked once."""

    def __init__(self) -> None:
        results: list[tuple[str, Result]] = [(one.key, one.sheet) for one in items("result")]
        self._units = {(key, one.key): one.unit for key, sheet in results for one in sheet.targets}
        self.sources: dict[str, Source] = {one.key: one.sheet for one in items("source")}

    def unit_of(self, result: str, target: str) -> str:
        """Of an unknown target any will do: the operation says that it is unknown."""
        return self._units.get((result, target), PERCENT)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of the figures that some rows speak of."""

    by_number: dict[int, Observation]
    later: dict[int, Observation]
    by_slot: dict[Slot, Observation]

    @classmethod
    def of(cls, rows: list[Row], habits: Habits) -> Standing:
        numbers = {int(n) for row in rows if (n := plain_number(row.cells.get(FIGURE)))}
        found = Observation.objects.filter(pk__in=numbers, is_demo=False).defer("inputs")
        by_number = {one.pk: one for one in found}
        later = _corrections_of(by_number)
        new = [row.cells for row in rows if row.cells.get(FIGURE) in (None, "")]
        heads = Observation.objects.filter(
            measure=ENTERED,
            is_demo=False,
            result__in={str(cells.get("result")).strip() for cells in new},
            start__in={day for cells in new for day in _days(cells.get("start"), habits)},
        )
        by_slot = {
            (one.result, one.target, one.condition, one.start, one.end): one
            for one in (heads.standing().defer("inputs") if new else ())
        }
        return cls(by_number, later, by_slot)

    def head_of(self, one: Observation) -> Observation:
        while (next_one := self.later.get(one.pk)) is not None:
            one = next_one
        return one


def _corrections_of(rows: Mapping[int, Observation]) -> dict[int, Observation]:
    """By number of the figure the one that took its place, and so on to the last."""
    found: dict[int, Observation] = {}
    look = set(rows)
    while look:
        later = Observation.objects.filter(supersedes__in=look).defer("inputs")
        fresh = {one.supersedes_id: one for one in later if one.supersedes_id is not None}
        found |= fresh
        look = {one.pk for one in fresh.values()}
    return found


def plain_number(cell: Cell) -> float | None:
    """The number of a figure, where that is what the cell holds."""
    try:
        found = one_number(numbers_of(cell, Habits(), whole=None), None)
    except CellError:
        return None
    return found if found is not None and 0 < found < _LARGEST else None


def _days(cell: Cell, habits: Habits) -> tuple[date, ...]:
    try:
        return days_of(cell, habits)
    except CellError:
        return ()
