# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rows of scores to the outcome of a round, by the mathematics of `hcat.numerics`."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from hcat.numerics.api import (
    among_first,
    cells,
    fails,
    firmness,
    ranks,
    sharing,
    totals,
    turning,
    without_each,
)

from .criteria import CriteriaSheet
from .models import Entry, Round, Score
from .outcome import MOST_TURNS, Cell, EntryOutcome, RoundOutcome


class Reckoning:
    """One round as arrays. Initiatives below a threshold or without a total take no place, so
    that the others are ranked without them."""

    def __init__(self, found: Round, sheet: CriteriaSheet) -> None:
        self.sheet, self.first = sheet, found.capacity
        self.entries: list[Entry] = list(found.entries.prefetch_related("conflicts__assessor"))
        self.assessors = list(
            found.assessors.filter(left_on__isnull=True).order_by("pk").values_list("pk", flat=True)
        )
        self.keys = [one.key for one in sheet.criteria]
        self.weights = np.array([one.weight for one in sheet.criteria], dtype=float)
        self.least = np.array([one.at_least or 0 for one in sheet.criteria], dtype=float)
        self.scores = self._scores()

    def _scores(self) -> Any:
        """Assessors × initiatives × criteria; NaN where it is missing."""
        made = np.full((len(self.assessors), len(self.entries), len(self.keys)), np.nan)
        assessor = {pk: place for place, pk in enumerate(self.assessors)}
        entry = {one.pk: place for place, one in enumerate(self.entries)}
        key = {one: place for place, one in enumerate(self.keys)}
        rows = Score.objects.filter(assessor__in=self.assessors, entry__in=list(entry))
        for who, what, on, value in rows.values_list("assessor", "entry", "criterion", "value"):
            made[assessor[who], entry[what], key[on]] = value
        return made

    @cached_property
    def mean(self) -> Any:
        return cells(self.scores).mean

    @cached_property
    def ranked(self) -> Any:
        """Places of the initiatives that are ranked."""
        known = ~np.isnan(self.mean).any(axis=1) & ~fails(self.mean, self.least)
        return np.flatnonzero(known)

    def outcome(self) -> RoundOutcome:
        mean, ranked = self.mean, self.ranked
        total = totals(mean, self.weights)
        rank = np.zeros(len(self.entries), dtype=int)
        rank[ranked] = ranks(total[ranked])
        shared = sharing(rank)
        first = among_first(mean, self.weights, self.first, self.least)
        others = without_each(self.scores, self.weights, self.first, self.least)
        tipped = (others != first).sum(axis=0)
        firm = firmness(mean[ranked], self.weights, self.first)
        place_in = {place: row for row, place in enumerate(ranked.tolist())}
        turns = self._turns(firm.share)
        made = []
        for place, entry in enumerate(self.entries):
            row = place_in.get(place)
            turn = turns.get(place)
            made.append(
                EntryOutcome(
                    number=entry.number,
                    cells=self._cells(place),
                    total=None if np.isnan(total[place]) else float(total[place]),
                    rank=int(rank[place]) or None,
                    shared=int(shared[place]),
                    is_first=bool(first[place]),
                    is_on_line=bool(0 < rank[place] <= self.first and not first[place]),
                    below=self._named(np.round(mean[place], 9) < self.least),
                    missing=self._named(np.isnan(mean[place])),
                    left_out=sum(one.assessor.left_on is None for one in entry.conflicts.all()),
                    share=None if row is None else float(firm.share[row]),
                    low=None if row is None else float(firm.low[row]),
                    high=None if row is None else float(firm.high[row]),
                    ranks=None
                    if row is None
                    else (int(firm.rank_low[row]), int(firm.rank_high[row])),
                    tipped_by=int(tipped[place]),
                    turn=turn[0] if turn else {},
                    moved=turn[1] if turn else None,
                )
            )
        return RoundOutcome(self.first, len(self.assessors), firm.draws, tuple(made))

    def _cells(self, place: int) -> tuple[Cell, ...]:
        made = []
        for column, key in enumerate(self.keys):
            given = self.scores[:, place, column]
            told = tuple(sorted(int(one) for one in given[~np.isnan(given)]))
            mean = self.mean[place, column]
            made.append(Cell(key, told, None if np.isnan(mean) else float(round(mean, 6))))
        return tuple(made)

    def _named(self, which: Any) -> tuple[str, ...]:
        return tuple(key for key, is_so in zip(self.keys, which.tolist(), strict=True) if is_so)

    def _turns(self, share: Any) -> dict[int, tuple[dict[str, float], float]]:
        """Of those that turn within reason, the nearest to the line first."""
        near = [row for row in np.argsort(np.abs(share - 0.5), kind="stable") if 0 < share[row] < 1]
        found = {}
        for row in near[:MOST_TURNS]:
            turn = turning(self.mean[self.ranked], self.weights, self.first, int(row))
            if turn is not None:
                weights = {
                    key: round(100 * float(part), 1)
                    for key, part in zip(self.keys, turn.weights, strict=True)
                }
                found[int(self.ranked[row])] = (weights, round(100 * turn.moved, 1))
        return found
