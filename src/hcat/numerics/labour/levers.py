# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What could be done: levers on a market, with the years in which they come into force.

A scenario is a few levers and no probability: it says what would happen if, not how likely that
is. Base and scenario meet the same chance numbers, so that their difference is the levers' doing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.axes import Axes
from hcat.numerics.labour.market import Floats, Market


class LeverKind(StrEnum):
    """What can be moved. The unit of the amount stands with each."""

    TECHNOLOGY_CHOICE = "technology_choice"
    """More pupils choose technology: percent more than in the base. They graduate years later."""

    RETENTION = "retention"
    """More graduates stay: percentage points on top of the base, up to 100%."""

    ARRIVALS = "arrivals"
    """More people come from elsewhere: persons a year, over all educations it touches."""

    LATER_RETIREMENT = "later_retirement"
    """People work on: years by which leaving the labour force moves up, from age 55."""

    GROWTH = "growth"
    """Companies grow faster: percentage points a year on top of the base."""


STUDY_YEARS: Final = {"mbo-3": 3, "mbo-4": 4, "hbo": 4, "wo": 5}
"""Nominal years from choosing an education to its diploma; four for another level."""

RETIREMENT_FROM = 55
"""Below this age people leave the labour force for other reasons than retirement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that is moved, by how much, from when, for whom.

    `amount` in the unit of its kind; it may be negative. It is nothing before `start`, grows evenly
    to its whole in `full`, and stays. Empty `levels` and `fields` mean all. `effort` is what it
    costs, in points that the user gives; only ratios of them count.

    Raises NumericsError for years the wrong way round or an effort of nothing.
    """

    kind: LeverKind
    amount: float
    start: int
    full: int
    levels: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    effort: float = 1.0

    def __post_init__(self) -> None:
        if self.full < self.start:
            raise NumericsError.about(
                f"{self.kind} from {self.start} to {self.full}",
                "it would be complete before it began",
                "give the year in which it starts, and the same year or a later one",
            )
        if not self.effort > 0:
            raise NumericsError.about(
                f"an effort of {self.effort} for {self.kind}",
                "what costs nothing cannot be ranked",
                "give points above 0",
            )
        if not np.isfinite(self.amount):
            raise NumericsError.about(
                f"an amount of {self.amount} for {self.kind}", "it is not a number", "give a number"
            )

    def phase(self, years: Sequence[int], lag: int = 0) -> Floats:
        """(T,) how much of it is in force in each year, 0 to 1, `lag` years late.

        >>> Lever(kind=LeverKind.GROWTH, amount=1, start=2025, full=2027).phase(range(2024, 2029))
        array([0.        , 0.33333333, 0.66666667, 1.        , 1.        ])
        """
        steps = self.full - self.start + 1
        late = np.asarray(years, dtype=np.float64) - lag - self.start + 1
        return np.asarray(np.clip(late / steps, 0.0, 1.0))

    def touches(self, axes: Axes) -> Floats:
        """(E,) 1 for each education that it moves, 0 for the others.

        Raises NumericsError for a level or field that the market does not have.
        """
        for name, given, known in (
            ("level", self.levels, axes.levels),
            ("field", self.fields, axes.fields),
        ):
            strange = sorted(set(given) - set(known))
            if strange:
                raise NumericsError.about(
                    f"the {name} {', '.join(strange)} of {self.kind}",
                    "this market does not have it",
                    f"choose from {', '.join(known)}",
                )
        return np.array([
            float(
                (not self.levels or one.level in self.levels)
                and (not self.fields or one.field in self.fields)
            )
            for one in axes.educations
        ])  # fmt: skip


def moved(market: Market, levers: Sequence[Lever]) -> Market:
    """The market with all levers moved, one after the other.

    Shares are kept between 0 and 1, and numbers at 0 or more. Raises NumericsError for a level or
    field that the market does not have.
    """
    for lever in levers:
        market = MOVES[lever.kind](market, lever)
    return market


def _technology_choice(market: Market, lever: Lever) -> Market:
    axes = market.axes
    factor = np.stack([
        1.0 + lever.amount / 100.0 * touched
        * lever.phase(axes.years, lag=STUDY_YEARS.get(one.level, 4))
        for one, touched in zip(axes.educations, lever.touches(axes), strict=True)
    ])  # fmt: skip
    return replace(market, graduates=np.maximum(market.array("graduates") * factor[None], 0.0))


def _retention(market: Market, lever: Lever) -> Market:
    points = lever.amount / 100.0 * lever.touches(market.axes)[:, None]
    more = points * lever.phase(market.axes.years)[None, :]
    return replace(market, retention=np.clip(market.array("retention") + more[None], 0.0, 1.0))


def _arrivals(market: Market, lever: Lever) -> Market:
    """Shared out in proportion to the stock of each education and region that it touches."""
    stock = market.array("stock").sum(axis=-1) * lever.touches(market.axes)[None, :]
    total = stock.sum()
    share = stock / total if total > 0 else np.zeros_like(stock)
    more = lever.amount * share[:, :, None] * lever.phase(market.axes.years)[None, None, :]
    return replace(market, arrivals=np.maximum(market.array("arrivals") + more, 0.0))


def _later_retirement(market: Market, lever: Lever) -> Market:
    """Who is 66 leaves as who is 65 did: the rates move up along the ages, also between them."""
    axes = market.axes
    touched = lever.touches(axes)
    rates = market.array("exit_rate").copy()
    ages = np.arange(axes.first_age, axes.last_age + 1, dtype=np.float64)
    years = lever.amount * lever.phase(axes.years)
    for at, level in enumerate(axes.levels):
        members = [
            touch for touch, one in zip(touched, axes.educations, strict=True) if one.level == level
        ]
        if not all(members) and any(members):
            raise NumericsError.about(
                f"{lever.kind} for some fields of {level}",
                "exit rates are the same for all fields of a level",
                "name levels only",
            )
        if not any(members):
            continue
        for t, by in enumerate(years):
            old = rates[at, :, t]
            late = np.interp(np.maximum(ages - by, RETIREMENT_FROM), ages, old)
            rates[at, :, t] = np.where(ages >= RETIREMENT_FROM, late, old)
            rates[at, -1, t] = 1.0
    return replace(market, exit_rate=rates)


def _growth(market: Market, lever: Lever) -> Market:
    if lever.levels or lever.fields:
        raise NumericsError.about(
            f"{lever.kind} for some levels or fields",
            "companies grow by sector; each education follows its sectors",
            "leave levels and fields out",
        )
    more = lever.amount / 100.0 * lever.phase(market.axes.years)
    return replace(market, growth=market.array("growth") + more[None, :])


MOVES: Final = {
    LeverKind.TECHNOLOGY_CHOICE: _technology_choice,
    LeverKind.RETENTION: _retention,
    LeverKind.ARRIVALS: _arrivals,
    LeverKind.LATER_RETIREMENT: _later_retirement,
    LeverKind.GROWTH: _growth,
}
