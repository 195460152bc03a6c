# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a closed round comes to. Worked out once, when it closes, and read from then on.

No score in it can be traced to an assessor: those of a criterion stand in order of height.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final

from .criteria import CriteriaSheet, sheet_of
from .models import Round

APART: Final = 2
"""Points between the lowest and the highest score from which assessors should talk."""
MOST_TURNS: Final = 40
"""Initiatives, those nearest the line, of which the smallest change of weights is looked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion of one initiative."""

    criterion: str
    scores: tuple[int, ...]
    """From low to high; empty where nobody scored it."""
    mean: float | None

    @property
    def n(self) -> int:
        return len(self.scores)

    @property
    def is_disputed(self) -> bool:
        return self.n > 1 and self.scores[-1] - self.scores[0] >= APART


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """How one initiative comes out. What is missing is None, and `missing` says which scores."""

    number: int
    cells: tuple[Cell, ...]
    total: float | None
    rank: int | None
    """None without a total, and below a threshold."""
    shared: int
    """How many have this rank, itself with them; 0 without a rank."""
    is_first: bool
    """Whether it is among those that fit, with all that share its rank."""
    is_on_line: bool
    """Whether more share its rank than still fit: the scores do not choose between them."""
    below: tuple[str, ...]
    """Criteria of which it does not reach the threshold."""
    missing: tuple[str, ...]
    """Criteria that nobody scored."""
    left_out: int
    """Assessors who have an interest in it."""
    share: float | None
    """Of all reasonable weights, the part (0–1) under which it is among the first."""
    low: float | None
    high: float | None
    ranks: tuple[int, int] | None
    """Between which ranks it is under 90% of all reasonable weights."""
    tipped_by: int
    """With how many assessors left out, one at a time, it would turn."""
    turn: dict[str, float] = field(default_factory=dict)
    """The closest reasonable weights, in percent, under which it turns; empty where none do."""
    moved: float | None = None
    """How many points of a hundred move in that."""


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """The whole round, by number of the initiative."""

    first: int
    assessors: int
    draws: int
    entries: tuple[EntryOutcome, ...]

    def of(self, number: int) -> EntryOutcome:
        return next(one for one in self.entries if one.number == number)

    @property
    def ranked(self) -> tuple[EntryOutcome, ...]:
        """The best first; those without a rank last."""
        last = len(self.entries) + 1
        return tuple(
            sorted(self.entries, key=lambda one: (one.rank or last, -(one.total or 0), one.number))
        )


def to_json(outcome: RoundOutcome) -> dict[str, Any]:
    return asdict(outcome)


def from_json(data: dict[str, Any]) -> RoundOutcome:
    return RoundOutcome(**{**data, "entries": tuple(_entry(one) for one in data["entries"])})


def _entry(data: dict[str, Any]) -> EntryOutcome:
    cells = tuple(Cell(**{**one, "scores": tuple(one["scores"])}) for one in data["cells"])
    pair = data["ranks"]
    return EntryOutcome(
        **{
            **data,
            "cells": cells,
            "below": tuple(data["below"]),
            "missing": tuple(data["missing"]),
            "ranks": (pair[0], pair[1]) if pair else None,
        }
    )


def work_out(found: Round) -> RoundOutcome:
    """The outcome of a round by its frozen criteria and the scores that count.

    Loads statistics: call it where a round closes, not where a page is read.
    """
    from .working_out import Reckoning

    return Reckoning(found, sheet_of(found.frozen)).outcome()


def sheet_in(found: Round) -> CriteriaSheet:
    """The criteria of a round: frozen once scoring began."""
    return sheet_of(found.frozen or found.criteria.content)
