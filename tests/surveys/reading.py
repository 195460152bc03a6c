# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is read of a release, as equations, and the worlds in which all of them hold.

As `attacker.py`, fast enough for tens of thousands of readings, and of every kind of question. That
what was really said fits all that was read is seen to each time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from hcat.surveys.results.estimating import Figure

from .asked import Asked, State

FEW = 5
ROUNDING = 1e-6
"""What a weighted sum may be off by computing it."""
Told = tuple[int, str, str, tuple[str, ...]]
"""Wave, concept, fact, and of whom: one, or a group of few of which it is known how many."""
Row = tuple[str, str]


def tells_how_many(told: Told) -> bool:
    """Whether it is only known how many of a few said it."""
    many, _space, fact = told[2].partition(" ")
    return bool(fact) and many.isdigit() and int(many) < len(told[3])


@dataclass(frozen=True)
class Sheets:
    """A wave as its reader knows it who knows all but what was said; `said` is that."""

    groups: Mapping[str, Mapping[str, str]]
    """By unit its group of each way to group."""
    silent: Mapping[str, frozenset[str]]
    """By unit the questions, of those that all were asked, that it is known to have no opinion
    on."""
    weights: Mapping[str, float]
    said: Mapping[str, State]

    def of(self, concepts: Collection[str]) -> Sheets:
        """These questions only."""
        return replace(
            self,
            silent={unit: one & set(concepts) for unit, one in self.silent.items()},
            said={
                unit: {concept: one for concept, one in state.items() if concept in concepts}
                for unit, state in self.said.items()
            },
        )

    def members(self, row: Row) -> frozenset[str]:
        dimension, name = row
        return frozenset(
            unit for unit, of in self.groups.items() if not dimension or of.get(dimension) == name
        )

    def of_few(self) -> Iterator[frozenset[str]]:
        """Groups of fewer than five, and what two or three groups have in common."""
        rows = {row for of in self.groups.values() for row in of.items()}
        all_ = [self.members(row) for row in sorted(rows)]
        found = set()
        for many in (1, 2, 3):
            for some in combinations(all_, many):
                units = frozenset.intersection(*some)
                if 0 < len(units) < FEW:
                    found.add(units)
        yield from sorted(found, key=sorted)


class Book:
    """What was read, as equations over unknowns of which the true numbers are known to the test."""

    def __init__(self, waves: Mapping[int, Sheets], truth: np.ndarray, most: np.ndarray) -> None:
        self.waves, self.truth, self.most = waves, truth, most
        self.least = np.zeros(truth.size)
        self.is_whole = True
        self.rows: list[np.ndarray] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.all_alike: set[str] = set()
        """Concepts of which all together tell that all said the same: that is to be proven."""

    # What each kind of unknown adds, of these units of a wave.

    def counted(self, wave: int, asked: Asked, units: frozenset[str]) -> np.ndarray | float:
        raise NotImplementedError

    def silent(self, wave: int, asked: Asked, units: frozenset[str]) -> np.ndarray:
        raise NotImplementedError

    def adds(self, wave: int, asked: Asked, choice: str, units: Iterable[str]) -> np.ndarray:
        raise NotImplementedError

    def hold(self, line: np.ndarray | float, low: float, high: float | None = None) -> None:
        high = low if high is None else high
        if isinstance(line, float):
            assert low <= line <= high
            return
        true = float(line @ self.truth)
        assert low - ROUNDING <= true <= high + ROUNDING, "What was read is not what was said."
        self.rows.append(line)
        self.low.append(low)
        self.high.append(high)

    def read(self, wave: int, asked: Asked, one: Figure) -> None:
        sheets = self.waves[wave]
        units = sheets.members((one.dimension, one.group))
        counted = self.counted(wave, asked, units)
        if one.hidden:
            few = {"too_few": (1, FEW - 1), "nobody": (0, 0), "not_asked": (0, 0)}
            if one.hidden in few:
                self.hold(counted, *few[one.hidden])
            if one.hidden == "not_asked":
                self.hold(self.silent(wave, asked, units), 0)
            return
        assert one.n is not None
        assert one.value is not None
        self.hold(counted, one.n)
        if one.population is not None and asked.after is not None:
            # Who was asked: of a census where each counts once.
            self.hold(counted + self.silent(wave, asked, units), one.n, one.population)
        total = one.value * one.n
        if one.n != one.population and len({sheets.weights[unit] for unit in units}) > 1:
            if one.yes is None:
                return
            total = one.yes
        exact = round(2 * total) / 2 if asked.is_ranking else round(total)
        self.hold(self.adds(wave, asked, one.choice, units), exact)
        if not one.dimension and one.n >= 2 * FEW and _tells_all(asked, one, exact):
            self.all_alike |= {one.concept, *(asked.apart or ())}

    def solve(self, goal: np.ndarray) -> np.ndarray:
        """The world, of those in which all is true that was read, in which this is least."""
        if not self.rows:
            return np.where(goal > 0, self.least, self.most)
        made = milp(
            goal, integrality=np.full(goal.size, int(self.is_whole)),
            bounds=Bounds(self.least, self.most),
            constraints=LinearConstraint(csr_array(np.array(self.rows)), self.low, self.high),
        )  # fmt: skip
        assert made.x is not None, made.message
        found: np.ndarray = np.rint(made.x) if self.is_whole else made.x
        return found

    def worlds(self, wanted: np.ndarray) -> list[np.ndarray]:
        """Worlds in which as many of these lines as can be are less than in truth, one time or
        another."""
        found = [self.truth]
        left = wanted
        true = wanted @ self.truth
        while len(left):
            world = self.solve(left.sum(axis=0))
            is_same = left @ world > true - 0.5
            if is_same.all():
                break
            found.append(world)
            left, true = left[is_same], true[is_same]
        return found


def _tells_all(asked: Asked, one: Figure, total: float) -> bool:
    """Whether the figure by itself tells that all said the same, or all but one."""
    assert one.n is not None
    if asked.apart is not None:
        return abs(total) >= one.n * 2 - 1
    if asked.is_number:
        return total == 0
    if asked.is_ranking:
        return total - one.n <= 1 or one.n * len(asked.choices) - total <= 1
    if asked.is_mark and not one.choice:
        return total in (one.n * float(asked.choices[0]), one.n * float(asked.choices[-1]))
    return one.n - total <= 1
