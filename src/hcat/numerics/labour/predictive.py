# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a point forecast of counts to how sure it is, learned from its own past errors.

Every method, ours and the rivals, says one number per series. How far such numbers were off is
learned by letting the method forecast the years that are already known, each from what was known
as long before, and is written as a mixture of negative binomials:

    count ~ (1 − w) · NB(mean, φ) + w · NB(mean, WIDE · φ)     variance of NB(m, φ) = m + φ·m²

The wide part is what now and then happens to a programme: merged, split, stopped. φ and w maximise
the likelihood of the past errors, a suppressed count entering as the probability of its interval.
All series of one year share that year's fortune (a lockdown moved every programme in 2020), so a
year is worth one observation, not hundreds: φ, w and what else is learned from past years are
drawn to a value chosen beforehand as if that were one year more (`tempered`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betainc, ndtr, ndtri

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import chance
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.summary import INTERVALS, QUANTILES
from hcat.numerics.labour.vintages import Flags, History, latest

Point = Callable[[History, int], tuple[Floats, Flags]]
"""A method: (what is known, target year) → means (S,) and where it had to fall back (S,)."""

PRIOR_SPREAD: Final = 0.04
"""φ before any error is known, for each year ahead: a fifth up or down, as this field's yearly
counts of programmes move (`trend.COUNT_MOVES` has 0.30 at most, aggregated 0.06)."""
PRIOR_WIDE: Final = 0.1
"""w before any error is known: one programme in ten meets something unusual."""
WIDE: Final = 10.0
PRIOR_COMMON: Final = 0.05
"""Correlation of the errors of two programmes in one year, before any error is known."""
LEAST_MEAN: Final = 0.5
"""A programme that lives is not forecast at nobody for certain."""
MEMBERS: Final = 200
PER_TENFOLD: Final = 8
SPREADS: Final = PRIOR_SPREAD * 10.0 ** (np.arange(-20, 21) / PER_TENFOLD)
"""φ and WIDE · φ are chosen among these: eight steps to a tenfold."""
SHARES: Final = (0.0, 0.05, 0.1, 0.2, 0.3)
UNSURE: Final = 1e-9
"""No single count is held to be less likely than this."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far counts lie from their forecasts: `phi` and `wide` as above, and `common`, the
    correlation between the errors of two series in one year. `years`: from how many past years."""

    phi: float
    wide: float
    common: float
    years: int

    @property
    def dispersion(self) -> float:
        """What the relative variance of a count is more than the 1/mean of a Poisson count."""
        return self.phi * (1 + (WIDE - 1) * self.wide)

    def probability(self, mean: Floats, low: Floats, high: Floats) -> Floats:
        """(N,) that a count with this forecast mean lies from `low` to `high`."""
        narrow, broad = (probability(mean, low, high, phi) for phi in (self.phi, WIDE * self.phi))
        return np.asarray((1 - self.wide) * narrow + self.wide * broad)


@dataclass(frozen=True, kw_only=True, eq=False)
class Predictive:
    """What a method says about S series in one year.

    `mean` (S,) in persons; `members` (S, M): M equally likely counts in rising order, the quantiles
    at (k + ½)/M; `alive` (S,): what could be forecast, the rest is NaN; `fell_back` (S,): where the
    series was too short and the method used its fall-back instead; `before` (S,): the last known
    count.
    """

    names: tuple[str, ...]
    target: int
    mean: Floats
    members: Floats
    before: Floats
    alive: Flags
    fell_back: Flags
    spread: Spread

    def quantile(self, level: float) -> Floats:
        """(S,) persons."""
        return np.asarray(np.quantile(self.members, level, axis=1, method="hazen"))

    def interval(self, coverage: float) -> tuple[Floats, Floats]:
        """Ends (S,) of the central 50, 80 or 95% interval."""
        return central(self.members, coverage)

    def draws(self, count: int, seed: int) -> Floats:
        """(S, count) counts, whole numbers: draw d is one year that may come, with its common
        fortune, so that sums over series are as wide as they should be. The draws of a series hang
        on seed, name and target year alone."""
        at = np.arange(count)
        shared = chance.normals(chance.key(seed, "graduates", self.target), at)
        keys = np.array(
            [chance.key(seed, "graduates", name, self.target) for name in self.names],
            dtype=np.uint64,
        )
        own = chance.normals(keys[:, None], at[None, :])
        rho = self.spread.common
        place = ndtr(np.sqrt(rho) * shared + np.sqrt(1 - rho) * own) * self.members.shape[1]
        chosen = np.minimum(place.astype(np.intp), self.members.shape[1] - 1)
        return np.asarray(np.take_along_axis(self.members, chosen, axis=1))


def central(members: Floats, coverage: float) -> tuple[Floats, Floats]:
    """Ends (S,) of the central interval of members (S, M).

    Raises NumericsError for a coverage other than 0.5, 0.8 and 0.95.

    >>> [float(end[0]) for end in central(np.arange(1.0, 11.0)[None, :], 0.8)]
    [1.5, 9.5]
    """
    if coverage not in INTERVALS:
        raise NumericsError.about(
            f"an interval of {coverage}",
            "only some are kept",
            f"ask for one of {', '.join(map(str, INTERVALS))}",
        )
    levels = [QUANTILES[place] for place in INTERVALS[coverage]]
    low, high = np.quantile(members, levels, axis=1, method="hazen")
    return low, high


@dataclass(frozen=True, slots=True)
class Past:
    """What a method would have said about a year that is known now: means (N,) of the series that
    lived, and the ends between which their counts (N,) turned out to lie."""

    year: int
    mean: Floats
    low: Floats
    high: Floats


def views(known: History, target: int) -> Iterator[tuple[int, History]]:
    """Each year known now, with what one knew as long before it as `known` is before `target`."""
    enrolled = known.last_enrolled
    for year in range(known.first + 1, known.last_graduates + 1):
        back = target - year
        view = known.until(
            known.last_graduates - back, None if enrolled is None else enrolled - back
        )
        if np.isfinite(view.graduates).any():
            yield year, view


def replays(known: History, target: int, point: Point) -> tuple[Past, ...]:
    """What the method would have said about each year that is known now. Empty without any."""
    found = []
    for year, view in views(known, target):
        mean, _ = point(view, year)
        low, high = known.low[:, known.column(year)], known.high[:, known.column(year)]
        rows = view.alive & np.isfinite(low) & np.isfinite(mean)
        if rows.any():
            found.append(Past(year, np.maximum(mean[rows], LEAST_MEAN), low[rows], high[rows]))
    return tuple(found)


def predict(known: History, target: int, point: Point) -> Predictive:
    """The method's forecast of the year `target`, with its spread from its own past errors."""
    mean, fell_back = point(known, target)
    alive = known.alive & np.isfinite(mean)
    mean = np.where(alive, np.maximum(mean, LEAST_MEAN), np.nan)
    spread = learned(replays(known, target, point), target - known.last_graduates)
    members = np.full((mean.size, MEMBERS), np.nan)
    members[alive] = mixed_quantiles(mean[alive], spread)
    return Predictive(
        names=known.names,
        target=target,
        mean=mean,
        members=members,
        before=latest(known.graduates),
        alive=alive,
        fell_back=fell_back & alive,
        spread=spread,
    )


def mixed_quantiles(mean: Floats, spread: Spread) -> Floats:
    """(N, MEMBERS) equally likely counts: of each part of the mixture its share."""
    from scipy.stats import nbinom

    wide = round(spread.wide * MEMBERS)
    parts = [(MEMBERS - wide, spread.phi), (wide, WIDE * spread.phi)]
    columns = [
        nbinom.ppf((np.arange(size) + 0.5) / size, 1 / phi, 1 / (1 + phi * mean[:, None]))
        for size, phi in parts
        if size
    ]
    return np.sort(np.concatenate(columns, axis=1), axis=1)


def learned(past: tuple[Past, ...], ahead: int) -> Spread:
    """The spread that past errors show, drawn to what was held beforehand for so many years ahead.

    >>> learned((), 2)
    Spread(phi=0.08, wide=0.1, common=0.05, years=0)
    """
    prior = PRIOR_SPREAD * ahead
    if not past:
        return Spread(prior, PRIOR_WIDE, PRIOR_COMMON, 0)
    years = len(past)
    phi, wide = _likeliest(past)
    phi = float(np.exp(tempered(np.log(phi), np.log(prior), years)))
    wide = tempered(wide, PRIOR_WIDE, years)
    moved = [_common_score(one, phi, wide) ** 2 for one in past]
    common = min(tempered(float(np.mean(moved)), PRIOR_COMMON, years), 0.5)
    return Spread(phi, wide, common, years)


def tempered(found: float, prior: float, years: int) -> float:
    """What `years` past years show, drawn to the prior as if that were one year more.

    >>> tempered(1.0, 0.5, 3)
    0.875
    """
    return float((years * found + prior) / (years + 1))


def _likeliest(past: tuple[Past, ...]) -> tuple[float, float]:
    mean, low, high = (
        np.concatenate([getattr(p, n) for p in past]) for n in ("mean", "low", "high")
    )
    each = [probability(mean, low, high, phi) for phi in SPREADS]
    best = max(
        (float(np.log((1 - w) * narrow + w * broad).sum()), float(phi), w)
        for phi, narrow, broad in zip(SPREADS, each, each[PER_TENFOLD:], strict=False)
        for w in SHARES
    )
    return best[1], best[2]


def probability(mean: Floats, low: Floats, high: Floats, phi: float) -> Floats:
    """(N,) that a negative binomial count lies from `low` to `high`; at least `UNSURE`.

    >>> probability(np.array([2.0]), np.array([0.0]), np.array([1e6]), 0.04)
    array([1.])
    """
    return np.maximum(_below(high, mean, phi) - _below(low - 1, mean, phi), UNSURE)


def _below(count: Floats, mean: Floats, phi: float) -> Floats:
    """(N,) that a negative binomial count is at most `count`, whole or not."""
    whole = np.floor(np.maximum(count, 0.0))
    return np.where(count < 0, 0.0, betainc(1 / phi, whole + 1, 1 / (1 + phi * mean)))


def _common_score(past: Past, phi: float, wide: float) -> float:
    """The mean of what the errors of one year are on the normal scale."""
    place = np.zeros(past.mean.size)
    for share, width in ((1 - wide, phi), (wide, WIDE * phi)):
        at_most, less = (_below(end, past.mean, width) for end in (past.high, past.low - 1))
        place += share * (at_most + less) / 2
    return float(ndtri(np.clip(place, 0.001, 0.999)).mean())
