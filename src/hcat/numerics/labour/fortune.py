# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all regions meet: the draws of every input that several regions share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hcat.numerics.labour.axes import Axes
from hcat.numerics.labour.chance import Codes, key, normals
from hcat.numerics.labour.market import Floats, Market


@dataclass(frozen=True)
class Fortune:
    """What all regions meet in the draws `first` up to `last`: D draws.

    Only that which several regions share stands here, as arrays; the rest is made where it is used,
    from the keys. Shapes: (…, D), draws last.
    """

    market: Market
    seed: int
    first: int
    last: int
    made: Callable[[Codes | np.uint64, npt.NDArray[np.int64]], Floats] = normals
    """What makes the numbers: the plain function, or the same compiled."""

    @property
    def axes(self) -> Axes:
        return self.market.axes

    @cached_property
    def draws(self) -> npt.NDArray[np.int64]:
        return np.arange(self.first, self.last, dtype=np.int64)

    def of_education(self, purpose: str) -> Floats:
        """(E, D): the same for an education in every region."""
        return np.stack([
            self.made(key(self.seed, purpose, str(one)), self.draws) for one in self.axes.educations
        ])  # fmt: skip

    def of_level(self, purpose: str) -> Floats:
        """(L, D)."""
        return np.stack([
            self.made(key(self.seed, purpose, one), self.draws) for one in self.axes.levels
        ])  # fmt: skip

    @cached_property
    def steps(self) -> Floats:
        """(E, T, D): the random walk of the number of graduates, in standard deviations."""
        walks = np.stack([
            np.stack([
                self.made(key(self.seed, "graduates_step", str(one), year), self.draws)
                for year in self.axes.years
            ])
            for one in self.axes.educations
        ])  # fmt: skip
        return np.cumsum(walks, axis=1)

    @cached_property
    def common_shock(self) -> Floats:
        """(T, D): the shock that all sectors and regions share, with what is left of older ones."""
        fresh = np.stack([
            self.made(key(self.seed, "growth_common", year), self.draws) for year in self.axes.years
        ])  # fmt: skip
        shock = np.empty_like(fresh)
        left = np.zeros(self.draws.size)
        for at in range(fresh.shape[0]):
            left = self.market.persistence * left + fresh[at]
            shock[at] = left
        return shock * float(np.asarray(self.market.spread.growth_common))

    @cached_property
    def growth(self) -> Floats:
        """(S, T, D): growth of the jobs in a sector, before the region's own deviation."""
        own = np.stack([
            np.stack([
                self.made(key(self.seed, "growth_sector", sector, year), self.draws)
                for year in self.axes.years
            ])
            for sector in self.axes.sectors
        ])  # fmt: skip
        spread = np.asarray(self.market.spread.growth_sector)[:, None, None]
        central = self.market.array("growth")[:, :, None]
        return np.asarray(central + self.common_shock[None] + spread * own)

    @cached_property
    def graduates(self) -> Floats:
        """(E, T, D): by how much the number of graduates is off, as a factor with mean 1."""
        level = np.asarray(self.market.spread.graduates)[:, None, None]
        step = np.asarray(self.market.spread.graduates_step)[:, None, None]
        years = np.arange(1, len(self.axes.years) + 1)[None, :, None]
        shift = level * self.of_education("graduates")[:, None, :] + step * self.steps
        return np.asarray(np.exp(shift - 0.5 * (level**2 + years * step**2)))

    @cached_property
    def entering(self) -> Floats:
        """(E, D): share of the graduates who do not study on and join the labour force."""
        spread = self.market.spread
        on = shifted(
            self.market.array("further_study")[:, None],
            np.asarray(spread.further_study)[:, None] * self.of_education("further_study"),
        )
        joins = shifted(
            self.market.array("participation")[:, None],
            np.asarray(spread.participation)[:, None] * self.of_education("participation"),
        )
        return np.asarray((1.0 - on) * joins)

    @cached_property
    def leaving(self) -> Floats:
        """(E, D): share who leave for an occupation outside technology."""
        return shifted(
            self.market.array("leaving")[:, None],
            np.asarray(self.market.spread.leaving)[:, None] * self.of_education("leaving"),
        )

    @cached_property
    def arrivals(self) -> Floats:
        """(E, D): by how much the arrivals are off, as a factor with mean 1."""
        spread = np.asarray(self.market.spread.arrivals)[:, None]
        return np.asarray(np.exp(spread * self.of_education("arrivals") - 0.5 * spread**2))

    @cached_property
    def exit_odds(self) -> Floats:
        """(L, D): by how much the odds of leaving the labour force are off, as a factor."""
        spread = np.asarray(self.market.spread.exit_rate)[:, None]
        return np.asarray(np.exp(spread * self.of_level("exit_rate")))

    @cached_property
    def migration_odds(self) -> Floats:
        """(L, D): by how much the odds of leaving the region are off, as a factor."""
        spread = np.asarray(self.market.spread.out_migration)[:, None]
        return np.asarray(np.exp(spread * self.of_level("out_migration")))

    def drift(self, region: int) -> Floats:
        """(D,): a region's lasting deviation from the national path of growth."""
        code = key(self.seed, "growth_region", self.axes.regions[region])
        return float(np.asarray(self.market.spread.growth_region)[region]) * self.made(
            code, self.draws
        )

    def stock_of_level(self, region: int) -> Floats:
        """(L, D): by how much the stocks of a level are off together, as a factor with mean 1."""
        name = self.axes.regions[region]
        numbers = np.stack([
            self.made(key(self.seed, "stock_level", name, one), self.draws)
            for one in self.axes.levels
        ])  # fmt: skip
        spread = np.asarray(self.market.spread.stock_level)[region][:, None]
        return np.asarray(np.exp(spread * numbers - 0.5 * spread**2))

    def cells(self, region: int) -> Codes:
        """(E,): the key of each cell of a region; its own numbers count on from there."""
        name = self.axes.regions[region]
        return np.array(
            [key(self.seed, "cell", name, str(one)) for one in self.axes.educations],
            dtype=np.uint64,
        )


def shifted(rate: npt.ArrayLike, log_odds: npt.ArrayLike) -> Floats:
    """A rate after a shift of its log-odds. Nothing and everything stay what they are.

    >>> [round(float(shifted(rate, np.log(3.0))), 6) for rate in (0.0, 0.5, 1.0)]
    [0.0, 0.75, 1.0]
    """
    odds = np.exp(np.asarray(log_odds))
    rate = np.asarray(rate)
    return np.asarray(rate * odds / (1.0 + rate * (odds - 1.0)))
