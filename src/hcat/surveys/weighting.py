# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many of the population each answer stands for.

1. Of the frame of the reference day, who turned out not to belong to it leaves it: as counted where
   a whole cell was asked, otherwise in the proportion that was found among those asked.
2. The design weight: 1 / the chance of being drawn.
3. Who did not answer is made up for in cells of size × sector. A cell with fewer than 5 answers, or
   that would be raised more than 3 times as much as all together, is joined with the cell of its
   size whose response is nearest; where a size is one cell, with the neighbouring size that has
   the fewer answers.
4. Raked to the totals of the frame, by size and by sector, since joining cells lost some of them.
   A size or sector with fewer than 5 answers is taken together with its neighbour, or with the
   smallest other sector.
5. A weight that was raised, over that of the design, more than 5 times the median of its size is
   cut to that, and what is cut off is shared out over the others of its size, so that one answer
   never speaks for a sector. Within a size and beside the design: where all large ones are asked
   and few small ones, the small ones must weigh more, and that is no outlier to be cut.

Source: Kalton & Flores-Cervantes 2003, Journal of Official Statistics 19, 81.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.api import NumericsError, design, rake
from hcat.parties.api import SIZE_CLASSES

from .population import Frame, FrameCell, Group, at_least
from .results.columns import Answered
from .sectors import section_of

LEAST = 5
"""Answers of a cell."""
MOST_RAISED = 3.0
"""Times the adjustment of all together."""
TRIM = 5.0
"""Times the median adjustment of a size."""
TRIM_ROUNDS = 50
ALIKE = 1e-9

Floats = npt.NDArray[np.float64]
Cell = tuple[str, str]
"""Size class and section."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A weight per answer, the cell in which it was made up for those who did not answer, and how
    many each cell has in the population (infinite where nobody knows)."""

    weights: Floats
    cell: npt.NDArray[np.int32]
    cell_population: tuple[float, ...]
    population: int | None
    groups: Mapping[Group, tuple[float, int]] = field(default_factory=dict)
    """How many the frame counts, and at most, in each group."""
    knows_groups: bool = True
    """Whether each group that the frame does not count can be taken from the weights."""
    report: dict[str, Any] = field(default_factory=dict)
    places: Mapping[tuple[str, int], tuple[float, int]] = field(default_factory=dict)
    """The same of what each municipality has in each cell: weights do not follow places."""

    @property
    def are_equal(self) -> bool:
        """Whether every answer stands for as many: then shares can be counted."""
        return self.weights.size == 0 or bool(
            np.ptp(self.weights) <= ALIKE * float(np.max(self.weights))
        )


def weigh(answered: Answered, frame: Frame) -> Weights:
    """The weights of those who answered. Without a frame all weigh 1, and the population is not
    known: the figures then speak of who answered and of such as they."""
    n = answered.n
    if not frame.units or not n:
        population = round(sum(frame.in_scope(lambda _one: "").values())) if frame.units else None
        ones = np.ones(n)
        return Weights(
            ones, np.zeros(n, np.int32), (float("inf"),), population, frame.groups(),
            report=_report(ones, (), 0, "none"),
        )  # fmt: skip
    sizes = answered.size.as_text()
    sections = [section_of(one) for one in answered.sector.as_text()]
    pairs = list(zip(sizes, sections, strict=True))
    if frame.is_told:  # what it does not count by tells nothing
        sections = [""] * n
        sizes = sizes if any(one.size for one in frame.cells) else [""] * n
    base = _design_weights(answered, frame)
    totals = frame.in_scope(lambda one: (one.size, one.section))
    cells = _Cells(totals, list(zip(sizes, sections, strict=True)), base)
    cells.join()
    names = sorted(cells.members)
    place = {cell: at for at, name in enumerate(names) for cell in cells.members[name]}
    cell = np.array([place[one] for one in zip(sizes, sections, strict=True)], dtype=np.int32)
    # A cell's weights add up to its part of the frame.
    sums = np.bincount(cell, weights=base, minlength=len(names))
    known = np.array([cells.population(name) for name in names])
    weights = base * (known / sums)[cell]
    weights, raked = _raked(weights, sizes, sections, frame)
    weights, trimmed = _trimmed(weights, base, _size_groups(sizes, frame))
    counts = np.bincount(cell, minlength=len(names))
    of_cell: list[set[Cell]] = [set(cells.members[name]) for name in names]
    for at, pair in zip(cell, pairs, strict=True):
        of_cell[at].add(pair)
    population = round(sum(totals.values()))
    report = _report(weights, cells.said, trimmed, raked) | {
        "cells": [
            {
                "of": [list(one) for one in sorted(of_cell[at])],
                "population": round(float(known[at]), 1),
                "answers": int(counts[at]),
            }
            for at, name in enumerate(names)
        ]
    }
    most = frame.at_most(lambda one: (one.size, one.section))
    limits = tuple(
        float(at_least(known[at], sum(most.get(one, 0) for one in cells.members[name]), counts[at]))
        for at, name in enumerate(names)
    )

    def part(one: FrameCell) -> tuple[str, int]:
        return one.municipality, place.get((one.size, one.section), -1)

    at_most = frame.at_most(part)
    places = {name: (many, at_most[name]) for name, many in frame.in_scope(part).items()}
    return Weights(
        weights=weights,
        cell=cell,
        cell_population=limits,
        population=max(population, n),
        groups=frame.groups(),
        knows_groups=not frame.is_told,
        report=report,
        places=places,
    )


def _design_weights(answered: Answered, frame: Frame) -> Floats:
    """1 / chance: the same for all of one stratum, since that is how is drawn."""
    total: dict[str, float] = defaultdict(float)
    drawn: dict[str, int] = defaultdict(int)
    for one in frame.cells:
        total[one.stratum] += one.design_total
        drawn[one.stratum] += one.drawn
    by_stratum = [
        total[one] / drawn[one] if drawn.get(one) and total[one] else 1.0
        for one in answered.stratum.values
    ]
    return np.array(by_stratum)[answered.stratum.codes]


class _Cells:
    """The cells of size × section, joined until each can speak for who did not answer."""

    def __init__(self, totals: Mapping[Cell, float], of: Iterable[Cell], base: Floats) -> None:
        self.of_cell: dict[Cell, float] = {cell: many for cell, many in totals.items() if many > 0}
        self.answers: dict[Cell, int] = defaultdict(int)
        self.weighted: dict[Cell, float] = defaultdict(float)
        for cell, weight in zip(of, base, strict=True):
            self.of_cell.setdefault(cell, 0.0)
            self.answers[cell] += 1
            self.weighted[cell] += float(weight)
        self.members: dict[Cell, set[Cell]] = {cell: {cell} for cell in self.of_cell}
        self.said: list[dict[str, Any]] = []

    def population(self, name: Cell) -> float:
        return sum(self.of_cell[one] for one in self.members[name])

    def count(self, name: Cell) -> int:
        return sum(self.answers[one] for one in self.members[name])

    def raised(self, name: Cell) -> float:
        """How many times its answers are raised; infinite where there are none."""
        weighted = sum(self.weighted[one] for one in self.members[name])
        return self.population(name) / weighted if weighted else float("inf")

    def join(self) -> None:
        overall = sum(self.of_cell.values()) / max(sum(self.weighted.values()), ALIKE)
        while len(self.members) > 1:
            small = [one for one in self.members if self._is_small(one, overall)]
            if not small:
                return
            worst = min(small, key=lambda one: (self.count(one), -self.population(one), one))
            other = self._nearest(worst)
            why = "few" if self.count(worst) < LEAST else "raised"
            self.said.append({"cell": list(worst), "with": list(other), "why": why})
            self.members[other] |= self.members.pop(worst)

    def _is_small(self, name: Cell, overall: float) -> bool:
        return self.count(name) < LEAST or self.raised(name) > MOST_RAISED * overall

    def _nearest(self, name: Cell) -> Cell:
        others = [one for one in self.members if one != name]
        same = [one for one in others if one[0] == name[0]]
        if same:
            mine = 1 / self.raised(name)
            return min(same, key=lambda one: (abs(1 / self.raised(one) - mine), one))
        step = min(_distance(one[0], name[0]) for one in others)
        near = [one for one in others if _distance(one[0], name[0]) == step]
        return min(near, key=lambda one: (self.count(one), one))


_ORDER = {name: place for place, (name, *_limits) in enumerate(SIZE_CLASSES)}


def _distance(one: str, other: str) -> int:
    """Steps between two size classes; one that is not known is far from all."""
    if one == other:
        return 0
    if one not in _ORDER or other not in _ORDER:
        return len(_ORDER)
    return abs(_ORDER[one] - _ORDER[other])


def _raked(
    weights: Floats, sizes: Sequence[str], sections: Sequence[str], frame: Frame
) -> tuple[Floats, str]:
    """The weights with the totals of the frame by size and by section; and whether that worked."""
    margins = []
    for labels, known, is_ordered in (
        (sizes, frame.in_scope(lambda one: one.size), True),
        (sections, frame.in_scope(lambda one: one.section), False),
    ):
        joined = _joined_labels(labels, known, is_ordered=is_ordered)
        totals: dict[str, float] = defaultdict(float)
        for label, many in known.items():
            totals[joined[label]] += many
        if len(totals) > 1:
            margins.append(([joined[one] for one in labels], dict(totals)))
    if not margins:
        return weights, "one margin"
    try:
        return rake(design(weights.size, weights=weights), margins).weights, "raked"
    except NumericsError:
        # Margins that contradict each other: the cells alone then say whom an answer stands for.
        return weights, "not raked"


def _joined_labels(
    labels: Sequence[str], known: Mapping[str, float], *, is_ordered: bool
) -> dict[str, str]:
    """Each label with the one under which it is counted, so that each has enough answers."""
    answers: dict[str, int] = defaultdict(int)
    for one in labels:
        answers[one] += 1
    group = {one: one for one in {*known, *answers}}
    while True:
        many = dict.fromkeys(group.values(), 0)
        for label, number in answers.items():
            many[group[label]] += number
        small = [one for one in many if many[one] < LEAST]
        if not small or len(many) < 2:
            return group
        worst = min(small, key=lambda one: (many[one], one))
        others = [one for one in many if one != worst]
        with_ = min(
            others,
            key=lambda one: (_distance(one, worst) if is_ordered else 0, many[one], one),
        )
        group = {label: with_ if to == worst else to for label, to in group.items()}


def _size_groups(sizes: Sequence[str], frame: Frame) -> npt.NDArray[np.intp]:
    """The size of each answer as a code, sizes with few answers together as when raking."""
    joined = _joined_labels(sizes, frame.in_scope(lambda one: one.size), is_ordered=True)
    groups: npt.NDArray[np.intp] = np.unique([joined[one] for one in sizes], return_inverse=True)[1]
    return groups


def _trimmed(weights: Floats, base: Floats, groups: npt.NDArray[np.intp]) -> tuple[Floats, int]:
    """No weight raised over the design more than 5 times the median of its group, and the same sum
    of each group; how many were cut."""
    found, cut = weights.copy(), 0
    for group in range(int(groups.max()) + 1):
        inside = groups == group
        raised, many = _cut(weights[inside] / base[inside], base[inside])
        found[inside] = raised * base[inside]
        cut += many
    return found, cut


def _cut(raised: Floats, base: Floats) -> tuple[Floats, int]:
    """Adjustments of which none is above 5 times the median, with the same sum of weights."""
    total, cut = float((raised * base).sum()), np.zeros(raised.size, dtype=np.bool_)
    for _round in range(TRIM_ROUNDS):
        limit = TRIM * float(np.median(raised))
        over = raised > limit * (1 + ALIKE)
        if not over.any():
            break
        cut |= over
        raised = np.where(over, limit, raised)
        rest = ~cut
        if not rest.any():
            break
        lost = total - float((raised * base).sum())
        raised = np.where(rest, raised * (1 + lost / float((raised * base)[rest].sum())), raised)
    return raised, int(cut.sum())


def _report(
    weights: Floats, joined: Iterable[Mapping[str, Any]], trimmed: int, raking: str
) -> dict[str, Any]:
    """How the weights were made, for the reader: all of it can be shown."""
    said: dict[str, Any] = {
        "joined": list(joined), "trimmed": trimmed, "raking": raking, "answers": weights.size
    }  # fmt: skip
    if weights.size:
        squares = float(np.sum(weights**2))
        effective = float(weights.sum()) ** 2 / squares
        said |= {
            "effective": round(effective, 1),
            "design_effect": round(weights.size / effective, 4),
            "least": round(float(weights.min()), 4),
            "most": round(float(weights.max()), 4),
            "equal": bool(np.ptp(weights) <= ALIKE * float(np.max(weights))),
        }
    return said
