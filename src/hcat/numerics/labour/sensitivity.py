# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which input the uncertainty comes from, and which figure would narrow it most.

Every uncertain input is drawn from a standard normal number that can be made again (`chance`). The
square of its correlation with an outcome is the share of the outcome's variance that would go if
the input were known: the inputs are independent, and the outcome is close to linear in them. What
is left is the chance of persons themselves and what inputs do together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Quality
from hcat.numerics.labour import balance
from hcat.numerics.labour.chance import key
from hcat.numerics.labour.ensemble import Run, Slice, engine, members, region_flows
from hcat.numerics.labour.fortune import Fortune
from hcat.numerics.labour.market import Floats, Market
from hcat.numerics.labour.reference import AT_START, PER_YEAR


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """One uncertain figure: an input of `market.Spread`, and what it is about.

    `name`: a level, an education, a sector, or the region; empty where there is one for all.
    """

    input: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class VarianceShare:
    """Which share of the variance comes from an origin, 0–1."""

    origin: Origin
    share: float


@dataclass(frozen=True, slots=True)
class Variance:
    """Where the variance of an outcome comes from.

    `shares`: largest first, those that cannot be told from nothing left out. `rest`: the chance of
    persons themselves, and what inputs do together.
    """

    variance: float
    shares: tuple[VarianceShare, ...]
    rest: float

    @property
    def narrows_most(self) -> Origin | None:
        """The figure that would take away most of the variance if it were known."""
        return self.shares[0].origin if self.shares else None

    def by_quality(self, qualities: Mapping[Origin, Quality]) -> dict[Quality, float]:
        """The share of the variance that rests on figures of each quality.

        An origin without a quality counts as assumed: nobody vouches for it.
        """
        found = dict.fromkeys(Quality, 0.0)
        for one in self.shares:
            found[qualities.get(one.origin, Quality.ASSUMED)] += one.share
        return found


def sources_of_variance(
    market: Market,
    run: Run,
    *,
    year: int,
    region: str | None = None,
    part: Slice | None = None,
    of: Callable[[Floats], Floats] | None = None,
) -> Variance:
    """Where the variance of the balance of a slice in a year comes from.

    `of` takes flows (C, D) to another outcome (D,). Raises NumericsError for an unknown region or
    a year outside the market's.
    """
    part = part or Slice()
    local = market.only([region or market.axes.regions[0]])
    if year not in local.axes.years:
        raise NumericsError.about(
            f"the year {year}",
            "the forecast does not have it",
            f"choose one of {local.axes.years[0]} to {local.axes.years[-1]}",
        )
    flows = region_flows(local, run)
    return variances(local, run, flows, parts=[part], years=[year], of=of)[part, year]


def variances(
    market: Market,
    run: Run,
    flows: Floats,
    *,
    parts: Sequence[Slice],
    years: Sequence[int] | None = None,
    of: Callable[[Floats], Floats] | None = None,
) -> dict[tuple[Slice, int], Variance]:
    """The same for many slices and years (all of them where left out) of a market of one region.

    `flows` (E, C, T, D) as `region_flows` gives them; `of` takes (C, T, D) to (T, D).
    """
    axes = market.axes
    fortune = Fortune(market, run.seed, 0, run.draws, engine(run.compiled).normals)
    places = {part: members(axes, part) for part in parts}
    told = {
        part: (of or balance.of_flows)(np.add.reduce(flows[at], axis=0))
        for part, at in places.items()
    }
    lasting = list(_lasting(fortune))
    lasting_numbers = _standards([one.numbers for one in lasting], run.draws)
    noise = 1.0 / max(run.draws - 1, 1)
    found: dict[tuple[Slice, int], Variance] = {}
    for year in years or axes.years:
        t = axes.years.index(year)
        of_year = list(_of_year(fortune, t))
        sources = lasting + of_year
        numbers = np.concatenate(
            [lasting_numbers, _standards([one.numbers for one in of_year], run.draws)]
        )
        outcomes = _standards([told[part][t] for part in parts], run.draws)
        squares = (numbers @ outcomes.T / run.draws) ** 2 - noise
        for part, column in zip(parts, squares.T, strict=True):
            mine = set(places[part].tolist())
            shares = [
                VarianceShare(one.origin, float(share))
                for one, share in zip(sources, column, strict=True)
                if share > BEYOND_CHANCE * noise and not one.places.isdisjoint(mine)
            ]
            found[part, year] = _variance(float(told[part][t].var()), shares)
    return found


BEYOND_CHANCE = 6.0
"""How many times its own noise a share must be to count: with hundreds of inputs, correlations of
nothing with nothing reach three times that noise in one in twenty."""


def _standards(rows: Sequence[Floats], draws: int) -> Floats:
    """(N, D), each row with mean 0 and standard deviation 1; zero where nothing varies."""
    table = np.array(rows, dtype=np.float64).reshape(-1, draws)
    spread = table.std(axis=1, keepdims=True)
    return np.asarray((table - table.mean(axis=1, keepdims=True)) / np.where(spread > 0, spread, 1))


def _variance(variance: float, shares: list[VarianceShare]) -> Variance:
    total = sum(one.share for one in shares)
    scale = 1.0 / total if total > 1.0 else 1.0
    ordered = sorted(shares, key=lambda one: (-one.share, one.origin))
    return Variance(
        variance,
        tuple(VarianceShare(one.origin, one.share * scale) for one in ordered),
        max(0.0, 1.0 - total) if variance > 0 else 0.0,
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """An uncertain input with its standard normal numbers (D,), and the educations it touches."""

    origin: Origin
    numbers: Floats
    places: frozenset[int]


def _lasting(fortune: Fortune) -> Iterator[_Source]:
    """The uncertain inputs of the one region that are drawn once for all years."""
    axes, spread = fortune.axes, fortune.market.spread
    every = frozenset(range(len(axes.educations)))
    for level, name in enumerate(axes.levels):
        touched = frozenset(np.flatnonzero(axes.level_of == level).tolist())
        for purpose in ("exit_rate", "out_migration"):
            if np.asarray(getattr(spread, purpose))[level] > 0:
                yield _Source(Origin(purpose, name), fortune.of_level(purpose)[level], touched)
        if np.asarray(spread.stock_level)[0, level] > 0:
            code = key(fortune.seed, "stock_level", axes.regions[0], name)
            yield _Source(Origin("stock_level", name), fortune.made(code, fortune.draws), touched)
    for purpose in ("leaving", "arrivals", "graduates", "further_study", "participation"):
        numbers = fortune.of_education(purpose)
        for e, name in enumerate(map(str, axes.educations)):
            if np.asarray(getattr(spread, purpose))[e] > 0:
                yield _Source(Origin(purpose, name), numbers[e], frozenset([e]))
    begin = _begin(fortune)
    for e, code in enumerate(fortune.cells(0)):
        name, alone = str(axes.educations[e]), frozenset([e])
        if np.asarray(spread.stock)[0, e] > 0:
            yield _Source(Origin("stock", name), fortune.made(code, begin), alone)
        if np.asarray(spread.retention)[0, e] > 0:
            yield _Source(Origin("retention", name), fortune.made(code, begin + 1), alone)
    if np.asarray(spread.growth_region)[0] > 0:
        yield _Source(Origin("growth_region", axes.regions[0]), fortune.drift(0), every)


def _of_year(fortune: Fortune, at: int) -> Iterator[_Source]:
    """What has walked up to a year, and what shook that year itself."""
    axes, spread = fortune.axes, fortune.market.spread
    every = frozenset(range(len(axes.educations)))
    begin = _begin(fortune)
    walked = AT_START + PER_YEAR * np.arange(at + 1)[:, None] + PER_YEAR - 1
    for e, code in enumerate(fortune.cells(0)):
        name, alone = str(axes.educations[e]), frozenset([e])
        if np.asarray(spread.graduates_step)[e] > 0:
            yield _Source(Origin("graduates_step", name), fortune.steps[e, at], alone)
        if np.asarray(spread.retention_step)[e] > 0:
            steps = fortune.made(code, begin[None] + walked).sum(axis=0)
            yield _Source(Origin("retention_step", name), steps, alone)
    if float(np.asarray(spread.growth_common)) > 0:
        yield _Source(Origin("growth_common"), fortune.common_shock[at], every)
    for s, sector in enumerate(axes.sectors):
        if np.asarray(spread.growth_sector)[s] > 0:
            code = key(fortune.seed, "growth_sector", sector, axes.years[at])
            yield _Source(Origin("growth_sector", sector), fortune.made(code, fortune.draws), every)


def _begin(fortune: Fortune) -> npt.NDArray[np.int64]:
    """(D,) the first counter of each draw of a cell."""
    return np.asarray(fortune.draws * (AT_START + PER_YEAR * len(fortune.axes.years)))
