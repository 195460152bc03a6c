# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawn waves of a region whose truth is known, worked out as a release does.

Three hundred companies of three sizes and three sectors: all large ones are asked, of the others a
part of each stratum, and the small ones answer least. What is asked rises with size, so that the
answers alone are not right. Weights, figures and changes are those that are published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.population import Frame, FrameCell
from hcat.surveys.results.columns import Answered, Column, Labels
from hcat.surveys.results.comparing import Side, changes
from hcat.surveys.results.estimating import Figure, figures, groupings_of
from hcat.surveys.weighting import Weights, weigh
from tests.numerics.simulating import Check

SIZES = ("1-9", "10-49", "50-249")
SECTORS = ("26", "62", "46")
SECTIONS = ("C", "J", "G")
ASKED = (0.5, 0.6, 1.0)
ANSWERS = (0.6, 0.75, 0.9)
KNOWS, MARK = "knows", "mark"
EXACT = {"hypergeometric", "clopper-pearson", "census"}


@dataclass(frozen=True)
class Region:
    """What each company is, and in each of two waves whether it knows and its mark. Nothing changes
    between the two, as to the share that knows and the mean mark of each size and sector."""

    size: np.ndarray
    sector: np.ndarray
    stratum: np.ndarray
    knows: tuple[np.ndarray, np.ndarray]
    mark: tuple[np.ndarray, np.ndarray]

    @classmethod
    def made(cls, rng: np.random.Generator) -> Region:
        size = np.repeat([0, 1, 2], [150, 100, 50])
        sector = rng.choice(3, 300, p=[0.5, 0.3, 0.2])
        stratum = size * 3 + sector
        knows = (rng.random(300) < np.array([0.35, 0.5, 0.7])[size]).astype(int)
        company = rng.normal(0, 1, 300)
        first, second = (
            0.6**0.5 * company + 0.4**0.5 * rng.normal(0, 1, 300) for _wave in range(2)
        )
        again = knows.copy()
        for cell in range(9):
            inside = np.flatnonzero(stratum == cell)
            second[inside] += first[inside].mean() - second[inside].mean()
            # As many come to know it as forget it.
            yes, no = (inside[knows[inside] == one] for one in (1, 0))
            many = min(yes.size, no.size, round(0.15 * inside.size))
            again[rng.choice(yes, many, replace=False)] = 0
            again[rng.choice(no, many, replace=False)] = 1
        level = 6.5 + 0.5 * size + 0.2 * sector
        return cls(size, sector, stratum, (knows, again), (level + first, level + second))


@dataclass(frozen=True)
class Held:
    """A wave that was held; its figures are worked out when they are asked for."""

    answered: Answered
    frame: Frame
    weights: Weights

    def figures(self) -> Iterator[Figure]:
        groupings = groupings_of(self.answered, self.frame)
        for column in self.answered.columns.values():
            yield from figures(column, groupings, self.weights, {})

    def side(self) -> Side:
        shown = {(KNOWS, "yes", "share"): True, (MARK, "", "mean"): True}
        return Side(
            self.answered, self.answered.columns, self.weights.weights, shown, self.weights.report
        )


def held(
    region: Region, wave: int, order: np.ndarray, rng: np.random.Generator, *, is_census: bool
) -> Held:
    """A wave that asks the first of each stratum by `order`, which each company keeps."""
    drawn = np.zeros(300, dtype=bool)
    cells = []
    for one in range(9):
        inside = np.flatnonzero(region.stratum == one)
        part = 1.0 if is_census else ASKED[one // 3]
        asked = max(1, round(part * inside.size))
        drawn[inside[np.argsort(order[inside])[:asked]]] = True
        cells.append(
            FrameCell(
                str(one), SIZES[one // 3], SECTIONS[one % 3], "", inside.size, asked, 0,
                float(inside.size),
            )
        )  # fmt: skip
    who = np.flatnonzero(drawn & (rng.random(300) < np.array(ANSWERS)[region.size]))
    state = np.zeros(who.size, np.int8)
    columns = {
        # One box to tick: the share of those who did not would be worked out for nothing.
        KNOWS: Column(KNOWS, Kind.MULTIPLE, ("yes",), state, region.knows[wave][who][:, None] == 1),
        MARK: Column(MARK, Kind.SCALE, (), state, region.mark[wave][who]),
    }
    answered = Answered(
        who, [f"p{one}" for one in who],
        Labels(tuple(str(at) for at in range(9)), region.stratum[who].astype(np.int32)),
        Labels(SIZES, region.size[who].astype(np.int32)),
        Labels(SECTORS, region.sector[who].astype(np.int32)),
        Labels(("",), np.zeros(who.size, np.int32)), np.full(who.size, np.nan), columns,
    )  # fmt: skip
    frame = Frame(tuple(cells))
    return Held(answered, frame, weigh(answered, frame))


def _truth(region: Region, one: Figure) -> float:
    inside = np.ones(300, dtype=bool)
    if one.dimension == "size":
        inside = region.size == SIZES.index(one.group)
    elif one.dimension == "sector":
        inside = region.sector == SECTIONS.index(one.group)
    if one.concept == MARK:
        return float(region.mark[0][inside].mean())
    return float(region.knows[0][inside].mean())


def published(
    runs: int, *, most_off: float = 0.015, most_false: float = 0.055, regions: int = 25
) -> list[Check]:
    """How often the published 95% interval holds the truth of the reference day, of those that are
    not exact, and how often a change for the better is told where there was none.

    Over several regions, since in one a truth may lie at the edge of what counts can say.
    """
    rng = np.random.default_rng(22)
    inside: Counter[str] = Counter()
    of: Counter[str] = Counter()
    better: Counter[str] = Counter()
    compared = 0
    for at in range(regions):
        region = Region.made(rng)
        for run in range(at, runs, regions):
            order = rng.random(300)
            # In one case of three all were asked before.
            first = held(region, 0, order, rng, is_census=run % 3 == 0)
            for one in first.figures():
                if one.method in EXACT:
                    continue
                what = f"{one.concept}, by {one.dimension or 'all together'}"
                of[what] += 1
                inside[what] += bool(one.low <= _truth(region, one) <= one.high)
            second = held(region, 1, order, rng, is_census=False)
            compared += 1
            for change in changes(first.side(), second.side(), {}):
                better[change.concept] += bool(change.p_rising <= 0.05)
    return [
        *(Check(f"published coverage, {what}", inside[what] / of[what], 0.95 - most_off,
                0.95 + most_off) for what in sorted(of)),
        *(Check(f"published change for the better, {what}", many / compared, 0.0, most_false)
          for what, many in sorted(better.items())),
    ]  # fmt: skip
