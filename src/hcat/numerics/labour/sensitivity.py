# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which input the uncertainty comes from, and which figure would narrow it most.

Every uncertain input is drawn from a standard normal number that can be made again (`chance`). The
square of its correlation with an outcome is the share of the outcome's variance that would go if
the input were known: the inputs are independent, and the outcome is close to linear in them. What
is left is the chance of persons themselves and what inputs do together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hcat.numerics.estimate import Quality
from hcat.numerics.labour import balance
from hcat.numerics.labour.chance import key, normals
from hcat.numerics.labour.ensemble import Run, Slice, engine, members, region_flows
from hcat.numerics.labour.fortune import Fortune
from hcat.numerics.labour.market import Floats, Market
from hcat.numerics.labour.reference import AT_START, PER_YEAR


@dataclass(frozen=True, slots=True)
class Origin:
    """One uncertain figure: an input of `market.Spread`, and what it is about.

    `name`: a level, an education, a sector, or the region; empty where there is one for all.
    """

    input: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Share:
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
    shares: tuple[Share, ...]
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

    `of` takes flows (C, D) to another outcome (D,). Raises NumericsError for an unknown region;
    ValueError for a year outside the market's.
    """
    local = market.only([region or market.axes.regions[0]])
    at = local.axes.years.index(year)
    places = members(local.axes, part or Slice())
    flows = np.add.reduce(region_flows(local, run)[places], axis=0)[:, at, :]
    told = (of or balance.of_flows)(flows)
    variance = float(told.var())
    if variance == 0.0:
        return Variance(0.0, (), 0.0)
    fortune = Fortune(local, run.seed, 0, run.draws, engine(run.compiled).normals)
    noise = 1.0 / max(run.draws - 1, 1)
    found = []
    for origin, numbers in _origins(fortune, at, places):
        share = float(np.corrcoef(numbers, told)[0, 1] ** 2) - noise
        if share > 3 * noise:  # beyond what correlations of nothing with nothing reach
            found.append(Share(origin, share))
    total = sum(one.share for one in found)
    scale = 1.0 / total if total > 1.0 else 1.0
    shares = tuple(
        Share(one.origin, one.share * scale) for one in sorted(found, key=lambda one: -one.share)
    )
    return Variance(variance, shares, max(0.0, 1.0 - total))


def _origins(
    fortune: Fortune, at: int, places: npt.NDArray[np.intp]
) -> Iterator[tuple[Origin, Floats]]:
    """Every uncertain input that can touch the slice, with its standard normal numbers (D,)."""
    market, spread = fortune.market, fortune.market.spread
    axes = market.axes
    levels = sorted({int(axes.level_of[e]) for e in places})
    for purpose in ("exit_rate", "out_migration"):
        numbers = fortune.of_level(purpose)
        for level in levels:
            if np.asarray(getattr(spread, purpose))[level] > 0:
                yield Origin(purpose, axes.levels[level]), numbers[level]
    for purpose in ("leaving", "arrivals", "graduates", "further_study", "participation"):
        numbers = fortune.of_education(purpose)
        for e in places:
            if np.asarray(getattr(spread, purpose))[e] > 0:
                yield Origin(purpose, str(axes.educations[e])), numbers[e]
    for e in places:
        if np.asarray(spread.graduates_step)[e] > 0:
            yield Origin("graduates_step", str(axes.educations[e])), fortune.steps[e, at]
    keys = fortune.cells(0)
    begin = fortune.draws * (AT_START + PER_YEAR * len(axes.years))
    for e in places:
        name = str(axes.educations[e])
        if np.asarray(spread.stock)[0, e] > 0:
            yield Origin("stock", name), normals(keys[e], begin)
        if np.asarray(spread.retention)[0, e] > 0:
            yield Origin("retention", name), normals(keys[e], begin + 1)
        if np.asarray(spread.retention_step)[e] > 0:
            last = AT_START + PER_YEAR * np.arange(at + 1)[:, None] + PER_YEAR - 1
            yield Origin("retention_step", name), normals(keys[e], begin[None] + last).sum(axis=0)
    if float(np.asarray(spread.growth_common)) > 0:
        yield Origin("growth_common"), fortune.common_shock[at]
    for s, sector in enumerate(axes.sectors):
        if np.asarray(spread.growth_sector)[s] > 0:
            code = key(fortune.seed, "growth_sector", sector, axes.years[at])
            yield Origin("growth_sector", sector), normals(code, fortune.draws)
    if np.asarray(spread.growth_region)[0] > 0:
        yield Origin("growth_region", axes.regions[0]), fortune.drift(0)
