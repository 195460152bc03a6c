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

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Quality
from hcat.numerics.labour import balance
from hcat.numerics.labour.chance import key, normals
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
    flows = region_flows(local, run)
    return variances(local, run, flows, year=year, parts=[part], of=of)[part]


def variances(
    market: Market,
    run: Run,
    flows: Floats,
    *,
    year: int,
    parts: Sequence[Slice],
    of: Callable[[Floats], Floats] | None = None,
) -> dict[Slice, Variance]:
    """The same for many slices of a market of one region at once, from its flows (E, C, T, D)."""
    axes = market.axes
    if year not in axes.years:
        raise NumericsError.about(
            f"the year {year}",
            "the forecast does not have it",
            f"choose one of {axes.years[0]} to {axes.years[-1]}",
        )
    at = axes.years.index(year)
    fortune = Fortune(market, run.seed, 0, run.draws, engine(run.compiled).normals)
    every = list(_origins(fortune, at))
    numbers = np.array([_standard(one.numbers) for one in every]).reshape(-1, run.draws)
    noise = 1.0 / max(run.draws - 1, 1)
    found: dict[Slice, Variance] = {}
    for part in parts:
        places = members(axes, part)
        told = (of or balance.of_flows)(np.add.reduce(flows[places], axis=0)[:, at, :])
        variance = float(told.var())
        squares = (numbers @ _standard(told) / run.draws) ** 2 - noise
        shares = [
            VarianceShare(one.origin, float(share))
            for one, share in zip(every, squares, strict=True)
            if share > BEYOND_CHANCE * noise and not one.places.isdisjoint(places.tolist())
        ]
        found[part] = _variance(variance, shares)
    return found


BEYOND_CHANCE = 6.0
"""How many times its own noise a share must be to count: with hundreds of inputs, correlations of
nothing with nothing reach three times that noise in one in twenty."""


def _standard(numbers: Floats) -> Floats:
    """With mean 0 and standard deviation 1; all zero where nothing varies."""
    spread = numbers.std()
    return np.asarray((numbers - numbers.mean()) / (spread if spread > 0 else 1.0))


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


def _origins(fortune: Fortune, at: int) -> Iterator[_Source]:
    """Every uncertain input of the one region that matters in a year."""
    axes, spread = fortune.axes, fortune.market.spread
    every = frozenset(range(len(axes.educations)))
    for purpose in ("exit_rate", "out_migration"):
        numbers = fortune.of_level(purpose)
        for level, name in enumerate(axes.levels):
            if np.asarray(getattr(spread, purpose))[level] > 0:
                touched = frozenset(np.flatnonzero(axes.level_of == level).tolist())
                yield _Source(Origin(purpose, name), numbers[level], touched)
    for level, name in enumerate(axes.levels):
        if np.asarray(spread.stock_level)[0, level] > 0:
            touched = frozenset(np.flatnonzero(axes.level_of == level).tolist())
            code = key(fortune.seed, "stock_level", axes.regions[0], name)
            yield _Source(Origin("stock_level", name), normals(code, fortune.draws), touched)
    for purpose in ("leaving", "arrivals", "graduates", "further_study", "participation"):
        numbers = fortune.of_education(purpose)
        for e in every:
            if np.asarray(getattr(spread, purpose))[e] > 0:
                name = str(axes.educations[e])
                yield _Source(Origin(purpose, name), numbers[e], frozenset([e]))
    yield from _of_cells(fortune, at)
    if float(np.asarray(spread.growth_common)) > 0:
        yield _Source(Origin("growth_common"), fortune.common_shock[at], every)
    for s, sector in enumerate(axes.sectors):
        if np.asarray(spread.growth_sector)[s] > 0:
            code = key(fortune.seed, "growth_sector", sector, axes.years[at])
            yield _Source(Origin("growth_sector", sector), normals(code, fortune.draws), every)
    if np.asarray(spread.growth_region)[0] > 0:
        yield _Source(Origin("growth_region", axes.regions[0]), fortune.drift(0), every)


def _of_cells(fortune: Fortune, at: int) -> Iterator[_Source]:
    """What is drawn for each cell by itself, and what walks from year to year."""
    axes, spread = fortune.axes, fortune.market.spread
    begin = fortune.draws * (AT_START + PER_YEAR * len(axes.years))
    walked = AT_START + PER_YEAR * np.arange(at + 1)[:, None] + PER_YEAR - 1
    for e, code in enumerate(fortune.cells(0)):
        name, alone = str(axes.educations[e]), frozenset([e])
        if np.asarray(spread.graduates_step)[e] > 0:
            yield _Source(Origin("graduates_step", name), fortune.steps[e, at], alone)
        if np.asarray(spread.stock)[0, e] > 0:
            yield _Source(Origin("stock", name), normals(code, begin), alone)
        if np.asarray(spread.retention)[0, e] > 0:
            yield _Source(Origin("retention", name), normals(code, begin + 1), alone)
        if np.asarray(spread.retention_step)[e] > 0:
            steps = normals(code, begin[None] + walked).sum(axis=0)
            yield _Source(Origin("retention_step", name), steps, alone)
