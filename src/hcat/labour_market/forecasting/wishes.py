# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Levers as people write them: in a file, in a form, and as they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import Misfit, Part, Problem, Spots, read_part
from hcat.labour_market.inputs import MarketSheet, stranger
from hcat.labour_market.models import InputSet
from hcat.numerics.api import Lever, LeverKind

from .kept_inputs import KeptInputs


class LeverSheet(Part):
    """One lever of a scenario's file."""

    kind: LeverKind
    amount: float
    """In the unit of its kind: percent, percentage points, persons a year, or years."""
    start: int
    full: int
    levels: list[str] = []
    fields: list[str] = []
    effort: float = 1.0

    def misfits(self) -> Iterator[Misfit]:
        if self.full < self.start:
            yield Misfit(("full",), _("the year in which it is complete comes before its start"))
        yield from self._untouchable()
        if not self.effort > 0:
            yield Misfit(("effort",), _("effort is given in points above 0"))

    def _untouchable(self) -> Iterator[Misfit]:
        """What a lever of this kind moves for all at once, as `numerics` refuses it too."""
        if self.kind is LeverKind.GROWTH:
            for name in ("levels", "fields"):
                if getattr(self, name):
                    yield Misfit(
                        (name,),
                        _("companies grow by sector, for all levels and fields; leave this out"),
                    )
        elif self.kind is LeverKind.LATER_RETIREMENT and self.fields:
            yield Misfit(
                ("fields",),
                _("people retire alike in all fields of a level; name levels only"),
            )


class ScenarioSheet(Part):
    """A scenario: `hcat forecast --scenario FILE`."""

    title: str
    note: str = ""
    levers: list[LeverSheet]

    def misfits(self) -> Iterator[Misfit]:
        if not self.levers:
            yield Misfit(("levers",), _("name at least one lever"))


def read_scenario(
    path: Path, inputs: InputSet | None = None
) -> tuple[ScenarioSheet | None, list[Problem]]:
    """A scenario from its file, or everything that is wrong with it.

    With the `inputs` that it is meant for, a level or field that those do not have is wrong.
    """
    problems: list[Problem] = []
    if not path.is_file():
        problem = Problem(
            str(path), 0, _("There is no such file."), _("Give a YAML file."), code="no-file"
        )
        return None, [problem]
    read = read_part(path, "scenario", ScenarioSheet, problems)
    if read and inputs:
        problems += _strangers(*read, KeptInputs(inputs).sheet)
    return (None if problems or read is None else read[0]), problems


def _strangers(sheet: ScenarioSheet, spots: Spots, market: MarketSheet) -> Iterator[Problem]:
    for at, one in enumerate(sheet.levers):
        for part, word, given, known in (
            ("levels", _("level"), one.levels, market.levels),
            ("fields", _("field"), one.fields, market.fields),
        ):
            for place, value in enumerate(given):
                if value not in known:
                    yield stranger(spots, ("levers", at, part, place), word, value, known)


def lever(sheet: LeverSheet) -> Lever:
    return Lever(
        kind=sheet.kind,
        amount=sheet.amount,
        start=sheet.start,
        full=sheet.full,
        levels=tuple(sheet.levels),
        fields=tuple(sheet.fields),
        effort=sheet.effort,
    )


def as_json(one: Lever) -> dict[str, Any]:
    return {
        "kind": str(one.kind),
        "amount": one.amount,
        "start": one.start,
        "full": one.full,
        "levels": list(one.levels),
        "fields": list(one.fields),
        "effort": one.effort,
    }


def from_json(kept: Mapping[str, Any]) -> Lever:
    return lever(LeverSheet.model_validate(kept))
