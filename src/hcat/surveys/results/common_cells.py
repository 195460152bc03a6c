# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of size × section that are the same for two waves.

Each wave was weighted in cells of its own, joined as its own response asked. A change needs the
same ones in both: two cells that share a size and section in either wave become one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.surveys.sectors import section_of

from .columns import Answered

Places = npt.NDArray[np.intp]
FEWEST = 2
"""Answers of a cell in each wave: one shows no spread."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Of one wave: the common cell of each answer, and how many of its frame are in each; infinite
    where nobody knows."""

    cells: Sequence[int]
    population: Mapping[int, float]

    @property
    def is_known(self) -> bool:
        return any(math.isfinite(many) for many in self.population.values())

    def at(self, places: Places) -> Part:
        return Part([self.cells[at] for at in places], self.population)


def common_parts(*waves: tuple[Answered, Mapping[str, Any]]) -> tuple[Part, ...]:
    """`waves`: the answers of each, and the report of its weights (`Weights.report`). A wave
    without a frame tells no cells: then there is one cell."""
    told = [report.get("cells", []) for _answered, report in waves]
    if not all(told):
        return tuple(
            Part([0] * answered.n, {0: sum((one["population"] for one in cells), 0.0) or math.inf})
            for (answered, _report), cells in zip(waves, told, strict=True)
        )
    above: dict[Pair, Pair] = {}
    for cells in told:
        for one in cells:
            first, *others = (_pair(pair) for pair in one["of"])
            for other in others:
                above[_top(above, other)] = _top(above, first)
    number: dict[Pair, int] = {}
    made = []
    for (answered, _report), cells in zip(waves, told, strict=True):
        population: dict[int, float] = {}
        for one in cells:
            at = number.setdefault(_top(above, _pair(one["of"][0])), len(number))
            population[at] = population.get(at, 0.0) + one["population"]
        sections = [section_of(one) for one in answered.sector.as_text()]
        pairs = zip(answered.size.as_text(), sections, strict=True)
        made.append(
            Part([number.setdefault(_top(above, one), len(number)) for one in pairs], population)
        )
    return tuple(made)


def joined(units: Sequence[Sequence[Any]], parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of those who answered one question, cells with too few of them taken together.
    A unit stays in the cell where it answered first; no cell has more answers than units."""
    home: dict[Any, int] = {}
    for who, part in zip(units, parts, strict=True):
        for unit, cell in zip(who, part.cells, strict=True):
            home.setdefault(unit, cell)
    at_home = [[home[unit] for unit in who] for who in units]
    counts = [Counter(cells) for cells in at_home]
    by_size = sorted(set().union(*counts), key=lambda cell: (min(c[cell] for c in counts), cell))
    with_: dict[int, int] = {}
    few = [one for one in by_size if min(c[one] for c in counts) < FEWEST]
    if few:
        together = few[:]
        for one in by_size[len(few) :]:
            if min(sum(c[cell] for cell in together) for c in counts) >= FEWEST:
                break
            together.append(one)
        with_ = dict.fromkeys(together, together[0])
    made = []
    for cells, part in zip(at_home, parts, strict=True):
        labels = [with_.get(one, one) for one in cells]
        population: dict[int, float] = {}
        for cell in {*part.population, *by_size}:
            to = with_.get(cell, cell)
            population[to] = population.get(to, 0.0) + part.population.get(cell, 0.0)
        for cell, many in Counter(labels).items():
            population[cell] = max(population[cell], float(many))
        made.append(Part(labels, population))
    return tuple(made)


def _pair(of: Sequence[str]) -> Pair:
    return of[0], of[1]


def _top(above: Mapping[Pair, Pair], pair: Pair) -> Pair:
    while above.get(pair, pair) != pair:
        pair = above[pair]
    return pair
