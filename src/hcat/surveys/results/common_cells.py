# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of size × section that are the same for two waves.

Each wave was weighted in cells of its own, joined as its own response asked. A change needs the
same ones in both: two cells that share a size and section in either wave become one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.surveys.sectors import section_of

from .columns import Answered, Labels
from .spaces import Numbers

Places = npt.NDArray[np.intp]
FEWEST = 2
"""Answers of a cell in each wave: one shows no spread."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Of one wave: the common cell of each answer, numbered from 0, and how many of its frame are
    in each; infinite where nobody knows."""

    cells: Places
    population: Mapping[int, float]

    @property
    def is_known(self) -> bool:
        return any(math.isfinite(many) for many in self.population.values())

    def at(self, places: Places) -> Part:
        return Part(self.cells[places], self.population)


def common_parts(*waves: tuple[Answered, Mapping[str, Any]]) -> tuple[Part, ...]:
    """`waves`: the answers of each, and the report of its weights (`Weights.report`). A wave
    without a frame tells no cells: then there is one cell."""
    told = [report.get("cells", []) for _answered, report in waves]
    if not all(told):
        return tuple(
            Part(
                np.zeros(answered.n, dtype=np.intp),
                {0: sum((one["population"] for one in cells), 0.0) or math.inf},
            )
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
        pairs, place = _pairs(answered.size, answered.sector)
        table = [number.setdefault(_top(above, one), len(number)) for one in pairs]
        made.append(Part(np.array(table, dtype=np.intp)[place], population))
    return tuple(made)


def _pairs(size: Labels, sector: Labels) -> tuple[list[Pair], Places]:
    """The different pairs of size and section, and which one each answer is in."""
    sections = [section_of(one) for one in sector.values]
    many = max(1, len(sections))
    codes, place = np.unique(size.codes.astype(np.intp) * many + sector.codes, return_inverse=True)
    return [(size.values[one // many], sections[one % many]) for one in codes], place


def joined(units: Sequence[Numbers], parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of those who answered one question, cells with too few of them taken together.
    `units`: who gave each answer, as `numbered` tells. A unit stays in the cell where it answered
    first; no cell has more answers than units."""
    different, place = np.unique(np.concatenate(units), return_inverse=True)
    places = np.split(place, np.cumsum([one.size for one in units])[:-1])
    home = np.empty(different.size, dtype=np.intp)
    for at, part in zip(reversed(places), reversed(parts), strict=True):
        home[at] = part.cells
    at_home = [home[at] for at in places]
    many = 1 + int(home.max(initial=-1))
    counts = np.array([np.bincount(cells, minlength=many) for cells in at_home])
    fewest = counts.min(axis=0)
    by_size = sorted(
        np.flatnonzero(counts.any(axis=0)).tolist(), key=lambda one: (fewest[one], one)
    )
    with_ = np.arange(many)
    few = [one for one in by_size if fewest[one] < FEWEST]
    if few:
        together = few[:]
        for one in by_size[len(few) :]:
            if counts[:, together].sum(axis=1).min() >= FEWEST:
                break
            together.append(one)
        with_[together] = together[0]
    made = []
    for cells, part in zip(at_home, parts, strict=True):
        labels = with_[cells]
        population: dict[int, float] = {}
        for cell in {*part.population, *by_size}:
            to = int(with_[cell]) if cell < many else cell
            population[to] = population.get(to, 0.0) + part.population.get(cell, 0.0)
        for cell, answers in enumerate(np.bincount(labels, minlength=many).tolist()):
            if answers:
                population[cell] = max(population[cell], float(answers))
        made.append(Part(labels, population))
    return tuple(made)


def _pair(of: Sequence[str]) -> Pair:
    return of[0], of[1]


def _top(above: Mapping[Pair, Pair], pair: Pair) -> Pair:
    while above.get(pair, pair) != pair:
        pair = above[pair]
    return pair
