# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands of the figures that the rows of a file speak of, asked for many rows at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hcat.agenda.api import Result, Source, Target, items
from hcat.evidence.api import ENTERED, Observation
from hcat.foundation.api import today
from hcat.numerics.api import PERCENT

from .cells import Cell, CellError, Habits, days_of, numbers_of, one_number
from .estimates import Values
from .observations import FIGURE
from .plan import Complaint
from .reading import Row

_LARGEST = 2**53
"""The largest whole number that a spreadsheet can hold."""

Slot = tuple[str, str, str, str, date, date]
"""Result, target, condition, part and period of an entered figure."""


class Known:
    """What the agenda knows, asked once."""

    def __init__(self) -> None:
        results: dict[str, Result] = {one.key: one.sheet for one in items("result", ended=True)}
        self._targets = {
            key: {one.key: one for one in sheet.targets} for key, sheet in results.items()
        }
        self.sources: dict[str, Source] = {one.key: one.sheet for one in items("source")}

    def target(self, result: str, target: str) -> Target | None:
        return self._targets.get(result, {}).get(target)

    def unit_of(self, result: str, target: str) -> str:
        """Of an unknown target any will do: `unfit` says that it is unknown."""
        found = self.target(result, target)
        return PERCENT if found is None else found.unit

    def unfit(self, said: Values) -> list[Complaint]:
        """Why a row is no figure that can be entered: what it is about, its unit, its days."""
        found: list[Complaint] = []
        end = said.get("end")
        if end is not None and end > today():
            found.append(
                Complaint(
                    "end",
                    _("The period of the figure is not over."),
                    mend=_("Wait until it is over, or give the part that is."),
                )
            )
        result, key = said.get("result"), said.get("target")
        if result and result not in self._targets:
            return [_no_result(result), *found]
        target = self.target(result or "", key or "")
        if target is not None:
            return [*_not_for(target, said), *found]
        return [_no_target(key, self._targets[result]), *found] if result and key else found


def _no_result(key: str) -> Complaint:
    return Complaint(
        "result",
        _("There is no result called %(key)s.") % {"key": key},
        mend=_("Look its key up in the table of results."),
    )


def _no_target(key: str, known: Mapping[str, Target]) -> Complaint:
    return Complaint(
        "target",
        _("The result has no target %(key)s.") % {"key": key},
        _("Its targets are: %(keys)s.") % {"keys": ", ".join(known)},
        _("Choose one of these."),
    )


def _not_for(target: Target, said: Values) -> Iterator[Complaint]:
    if target.kind == "judged":
        yield Complaint(
            "target",
            _("This target takes no figures."),
            _("Its assessor judges it by criteria."),
            _("Record the assessor's judgement instead."),
        )
        return
    condition, known = said.get("condition"), [one.key for one in target.conditions]
    if condition and condition not in known:
        yield Complaint(
            "condition",
            _("The target has no condition %(key)s.") % {"key": condition},
            _("Its conditions are: %(keys)s.") % {"keys": ", ".join(known) or "–"},
            _("Choose one of these, or leave the condition out."),
        )
    if said.get("unit", target.unit) != target.unit:
        yield Complaint(
            "unit",
            _("The figure is in %(unit)s.") % {"unit": said["unit"]},
            _("The target is in %(unit)s.") % {"unit": target.unit},
            _("Give the figure in the unit of the target."),
        )


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
            (one.result, one.target, one.condition, one.group, one.start, one.end): one
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
