# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who reads all that is released and works out what people answered.

Knows nothing of how figures are kept back. Writes down what was read as equations in whole numbers
(a unit gave one answer to a question, so many of a group gave it, whoever answered the first was
asked the second) and looks for another world in which all of it is true: what is the same in every
such world was told. The worst reader there is: knows who belongs to which group, who returned a
sheet, who had no opinion, and, if asked to, who said the same in two waves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from hcat.surveys.results.estimating import Figure

FEW = 5
Unit = str
Said = tuple[Unit, int, str, str]
"""Unit, wave, concept, and what it answered: a choice, a mark, or OPEN: asked, and told nothing."""
OPEN = "?"


@dataclass(frozen=True)
class Asked:
    """A question as its reader knows it: what can be answered, and what answer leads to it."""

    concept: str
    choices: tuple[str, ...]
    is_mark: bool = False
    after: tuple[str, str] | None = None
    """A concept and the answer to it, without which this was not asked."""
    all_of: tuple[tuple[str, str], ...] = ()
    """Worked out: yes where all of these were answered so."""


@dataclass
class Learnt:
    """What follows: of a unit what it answered, and of a group of few how many gave an answer."""

    of_units: set[Said] = field(default_factory=set)
    of_few: set[tuple[int, str, str, tuple[Unit, ...]]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.of_units or self.of_few)


class Attacker:
    def __init__(self, questions: Sequence[Asked]) -> None:
        self.questions = {one.concept: one for one in questions}
        self.place: dict[Said, int] = {}
        self.same: dict[tuple[Unit, int, str], int] = {}
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.groups: dict[int, Mapping[tuple[str, str], frozenset[Unit]]] = {}
        self.told_all_alike: set[str] = set()
        self.known: set[Said] = set()

    # --- Reading ----------------------------------------------------------------------------------

    def read(
        self,
        wave: int,
        groups: Mapping[tuple[str, str], frozenset[Unit]],
        no_opinion: Mapping[str, frozenset[Unit]],
        figures: Iterable[Figure],
        same: Mapping[str, Mapping[Unit, int]] | None = None,
    ) -> None:
        """A wave: its units by group, who is known to have no opinion on a question that all were
        asked, the figures, and by concept who is known to have said the same in which wave."""
        self.groups[wave] = groups
        for concept, of in (same or {}).items():
            self.same |= {(unit, wave, concept): other for unit, other in of.items()}
        for question in self.questions.values():
            for unit in groups["", ""]:
                self._one_answer(
                    unit, wave, question, no_opinion.get(question.concept, frozenset())
                )
        for one in figures:
            if one.concept in self.questions:
                self._figure(wave, self.questions[one.concept], one)

    def _at(self, unit: Unit, wave: int, concept: str, choice: str) -> int:
        while (unit, wave, concept) in self.same:
            wave = self.same[unit, wave, concept]
        return self.place.setdefault((unit, wave, concept, choice), len(self.place))

    def _one_answer(
        self, unit: Unit, wave: int, question: Asked, no_opinion: frozenset[Unit]
    ) -> None:
        concept = question.concept
        mine = {self._at(unit, wave, concept, one): 1.0 for one in (*question.choices, OPEN)}
        silent = self._at(unit, wave, concept, OPEN)
        if question.all_of:
            self._worked_out(unit, wave, question)
        elif question.after is not None:
            leads = self._at(unit, wave, *question.after)
            self.rows.append(({**mine, leads: -1.0}, 0, 0))
        else:
            self.rows.append((mine, 1, 1))
            is_silent = float(unit in no_opinion)
            self.rows.append(({silent: 1.0}, is_silent, is_silent))

    def _worked_out(self, unit: Unit, wave: int, question: Asked) -> None:
        """Yes where all parts are; no where one is answered otherwise; else it counts nowhere."""
        yes, no, silent = (
            self._at(unit, wave, question.concept, one) for one in ("yes", "no", OPEN)
        )
        self.rows.append(({yes: 1.0, no: 1.0, silent: 1.0}, 0, 1))
        parts = [self._at(unit, wave, *one) for one in question.all_of]
        self.rows.append(({yes: -1.0, **dict.fromkeys(parts, 1.0)}, -np.inf, len(parts) - 1))
        others = []
        for (concept, choice), part in zip(question.all_of, parts, strict=True):
            self.rows.append(({yes: 1.0, part: -1.0}, -1, 0))
            for one in self.questions[concept].choices:
                if one != choice:
                    others.append(self._at(unit, wave, concept, one))
                    self.rows.append(({no: 1.0, others[-1]: -1.0}, 0, 1))
        self.rows.append(({no: 1.0, **dict.fromkeys(others, -1.0)}, -np.inf, 0))

    def _figure(self, wave: int, question: Asked, one: Figure) -> None:
        members = self.groups[wave].get((one.dimension, one.group), frozenset())

        def line(weights: Mapping[str, float]) -> dict[int, float]:
            found: dict[int, float] = {}
            for unit in members:
                for choice, weight in weights.items():
                    at = self._at(unit, wave, one.concept, choice)
                    found[at] = found.get(at, 0.0) + weight
            return found

        counted = line(dict.fromkeys(question.choices, 1.0))
        if one.hidden:
            few = {"too_few": (1, FEW - 1), "nobody": (0, 0), "not_asked": (0, 0)}
            if one.hidden in few:
                self.rows.append((counted, *few[one.hidden]))
            if one.hidden == "not_asked":
                self.rows.append((line({OPEN: 1.0}), 0, 0))
            return
        assert one.n is not None
        assert one.value is not None
        self.rows.append((counted, one.n, one.n))
        if one.population is not None and question.after is not None:
            # Of a census where each counts once: who was asked.
            asked = line(dict.fromkeys((*question.choices, OPEN), 1.0))
            self.rows.append((asked, one.n, one.population))
        if question.is_mark and not one.choice:
            total = round(one.value * one.n)
            self.rows.append((line({mark: float(mark) for mark in question.choices}), total, total))
            if one.value in (float(question.choices[0]), float(question.choices[-1])):
                self._all_alike(one)
            return
        yes = round(one.value * one.n)
        assert one.yes in (None, yes)
        self.rows.append((line({one.choice: 1.0}), yes, yes))
        if one.n - yes <= 1:
            self._all_alike(one)

    def _all_alike(self, one: Figure) -> None:
        """All together may be shown where all say the same: that is to be proven, not found out.
        Whoever says it again in another wave, or what is worked out of it, is known with it."""
        if not one.dimension and one.n is not None and one.n >= 2 * FEW:
            self.told_all_alike.add(one.concept)
            for question in self.questions.values():
                if one.concept in dict(question.all_of):
                    self.told_all_alike.add(question.concept)

    def know(self, known: Iterable[Said]) -> None:
        """What is known from elsewhere, as one's own answers: neither it nor what is worked out of
        it is counted as learnt."""
        for said in known:
            unit, wave, concept, choice = said
            self.known.add(said)
            self.rows.append(({self._at(*said): 1.0}, 1, 1))
            self.known |= {
                (unit, wave, one.concept, "no")
                for one in self.questions.values()
                if any(part == concept and answer != choice for part, answer in one.all_of)
            }

    # --- Working out ------------------------------------------------------------------------------

    def learn(self) -> Learnt:
        worlds = list(self._worlds())
        found = Learnt()
        values = np.array(worlds)
        is_sure = values.min(axis=0) == values.max(axis=0)
        known = {self._at(*said) for said in self.known}
        for said, at in self.place.items():
            _unit, _wave, concept, choice = said
            is_told = is_sure[at] and values[0, at] == 1 and choice != OPEN and at not in known
            if is_told and concept not in self.told_all_alike:
                found.of_units.add(said)
        if self.known:
            return found  # of a small group such a reader may know all but some from elsewhere
        for wave in self.groups:
            for units in self._small_groups(wave):
                for question in self.questions.values():
                    if question.concept not in self.told_all_alike:
                        found.of_few |= {
                            (wave, question.concept, choice, units)
                            for choice in question.choices
                            if self._is_sure(wave, question, choice, units, values)
                        }
        return found

    def _small_groups(self, wave: int) -> set[tuple[Unit, ...]]:
        """Groups of fewer than five, and what two or three groups have in common."""
        groups = [units for (dimension, _name), units in self.groups[wave].items() if dimension]
        found = set()
        for many in (1, 2, 3):
            for some in combinations(groups, many):
                units = frozenset.intersection(*some)
                if 0 < len(units) < FEW:
                    found.add(tuple(sorted(units)))
        return found

    def _is_sure(
        self, wave: int, question: Asked, choice: str, units: Sequence[Unit], values: np.ndarray
    ) -> bool:
        """Whether so many of a group gave this answer in every world; none is no answer where there
        are more than two."""
        at = [self._at(unit, wave, question.concept, choice) for unit in units]
        sums = values[:, at].sum(axis=1)
        if sums.min() != sums.max() or (sums[0] == 0 and len(question.choices) > 2):
            return False
        silent = [self._at(unit, wave, question.concept, OPEN) for unit in units]
        if sums[0] == 0 and values[:, silent].sum(axis=1).max() > 0:
            return False  # not known to have answered at all
        if sums[0] == 0 and question.after is not None:
            return False  # nobody may have been asked
        goal = np.zeros(len(self.place))
        goal[at] = 1
        return all(
            round(sign * self._solve(sign * goal) @ goal * sign) == sums[0] for sign in (1, -1)
        )

    def _worlds(self) -> Iterator[np.ndarray]:
        """Worlds in which all that was read is true, each as different from those before as can be,
        until what never differed cannot."""
        rng = np.random.default_rng(len(self.place))
        world = self._solve(rng.normal(size=len(self.place)))
        moved = np.zeros(len(self.place), dtype=bool)
        first = world
        yield world
        while True:
            world = self._solve(np.where(moved, 0.0, np.where(first > 0.5, 1.0, -1.0)))
            yield world
            more = (world != first) & ~moved
            if not more.any():
                return
            moved |= more

    @cached_property
    def _equations(self) -> LinearConstraint:
        cells = [
            (of, at, weight) for of, row in enumerate(self.rows) for at, weight in row[0].items()
        ]
        of, at, weights = zip(*cells, strict=True)
        shape = (len(self.rows), len(self.place))
        lows, highs = ([row[side] for row in self.rows] for side in (1, 2))
        return LinearConstraint(csr_array((weights, (of, at)), shape=shape), lows, highs)

    def _solve(self, goal: np.ndarray) -> np.ndarray:
        made = milp(
            goal, integrality=np.ones(len(self.place)), bounds=Bounds(0, 1),
            constraints=self._equations,
        )  # fmt: skip
        assert made.x is not None, f"What was read contradicts itself: {made.message}"
        found: np.ndarray = np.rint(made.x)
        return found
