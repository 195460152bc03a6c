# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How good forecasts were, and how sure that is.

Every score comes case by case first (N cases: a series in a year), then as a mean with a 95%
interval. What happened is known from `low` to `high`; where a suppressed cell leaves several
counts possible, each counts equally: the score is the mean over them.

Two kinds of intervals, since two kinds of chance are at work:

- **block bootstrap** for what is averaged over cases: whole blocks (series, or better all series
  of an institution, which err together) are drawn again with replacement. The same seed gives the
  same interval on any machine. It does not speak of other years than those seen.
- **paired t over years** for sums over all series: there the common fortune of a year rules, and
  there are as many observations as years. With one year it has no ends, and says so by ±infinity.

CRPS and the ranked probability score are those of `scoringrules` (the extra `forecast`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from scipy.special import stdtrit

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import Interval
from hcat.numerics.labour import chance
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.predictive import central
from hcat.numerics.labour.vintages import Ints

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 2000
BINS: Final = 10
BOOTSTRAP: Final = "block bootstrap"
OVER_YEARS: Final = "paired t over years"


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its interval; `count` is the number of blocks or years behind it."""

    value: float
    interval: Interval
    count: int

    @property
    def differs_from_zero(self) -> bool:
        """Whether zero lies outside the interval."""
        return self.interval.low > 0 or self.interval.high < 0


def crps(members: Floats, low: Floats, high: Floats) -> Floats:
    """Continuous ranked probability score of each case, (N,), in persons; lower is better.

    `members` (N, M) are equally likely counts in rising order. Gneiting & Raftery (2007).

    >>> crps(np.array([[1.0, 3.0]]), np.array([2.0]), np.array([2.0]))
    array([0.5])
    """
    rules = _rules()
    return over_possible(
        low,
        high,
        lambda rows, actual: rules.crps_ensemble(
            actual, members[rows], estimator="qd", sorted_ensemble=True, backend="numpy"
        ),
    )


def covered(members: Floats, low: Floats, high: Floats, coverage: float) -> Floats:
    """Whether each case lies in its central 50, 80 or 95% interval, ends included: 1 or 0, or the
    part of the possible counts that do, (N,)."""
    bottom, top = central(members, coverage)
    return over_possible(
        low, high, lambda rows, actual: (bottom[rows] <= actual) & (actual <= top[rows])
    )


def pit(members: Floats, low: Floats, high: Floats, bins: int = BINS) -> Floats:
    """Where what happened lies in its forecast: the part of each case in each bin, (N, bins).

    For counts, a case is spread evenly from F(low − 1) to F(high), without chance (Czado, Gneiting
    & Held 2009). Averaged over cases each bin holds 1/bins if the forecasts are calibrated; a hump
    in the middle: too wide; the ends: too narrow; a slope: biased.

    >>> pit(np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([1.0]), np.array([2.0]), bins=4)
    array([[0.5, 0.5, 0. , 0. ]])
    """
    under = (members < low[:, None]).mean(axis=1)[:, None]
    upto = (members <= high[:, None]).mean(axis=1)[:, None]
    edges = np.linspace(0.0, 1.0, bins + 1)[None, :]
    spread = upto - under
    part = np.divide(edges - under, spread, out=(edges >= upto) * 1.0, where=spread > 0)
    part = np.clip(part, 0.0, 1.0)
    part[:, 0], part[:, -1] = 0.0, 1.0
    return np.diff(part, axis=1)


def class_probabilities(members: Floats, bounds: Floats) -> Floats:
    """(N, K) of K classes with upper bounds (N, K − 1), each class with its upper bound.

    >>> class_probabilities(np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[2.0, 3.0]]))
    array([[0.5 , 0.25, 0.25]])
    """
    upto = (members[:, :, None] <= bounds[:, None, :]).mean(axis=1)
    ends = np.ones((members.shape[0], 1))
    return np.diff(np.concatenate([0 * ends, upto, ends], axis=1), axis=1)


def ranked_probability(probabilities: Floats, bounds: Floats, low: Floats, high: Floats) -> Floats:
    """Ranked probability score of each case, (N,); 0 is perfect, K − 1 the worst. Epstein (1969).

    >>> bounds, two = np.array([[2.0, 3.0]]), np.array([2.0])
    >>> ranked_probability(np.array([[0.5, 0.25, 0.25]]), bounds, two, two)
    array([0.3125])
    """
    rules = _rules()

    def score(rows: Ints, actual: Floats) -> Floats:
        observed = (actual[:, None] > bounds[rows]).sum(axis=1) + 1
        return np.asarray(rules.rps_score(observed, probabilities[rows], backend="numpy"))

    return over_possible(low, high, score)


def direction_hits(mean: Floats, before: Floats, low: Floats, high: Floats) -> Floats:
    """1 where the forecast moved from the last count to the side to which the count moved, 0 where
    to the other, (N,). NaN where the count did not move or a suppressed cell hides whether it did,
    and where the forecast moved by half a person or less.

    >>> direction_hits(np.array([9.0, 9, 9]), np.array([8.0, 8, 9]), np.array([10.0, 7, 9]),
    ...                np.array([10.0, 7, 9]))
    array([ 1.,  0., nan])
    """
    moved = np.where(low > before, 1.0, np.where(high < before, -1.0, np.nan))
    said = np.where(np.abs(mean - before) > 0.5, np.sign(mean - before), 0.0)
    return np.where((said == 0) | np.isnan(moved), np.nan, (said == moved) * 1.0)


def over_possible(low: Floats, high: Floats, score: Callable[[Ints, Floats], Any]) -> Floats:
    """(N,) the mean of a score over the whole numbers from `low` to `high` of each case.

    `score` is given (rows (P,), counts (P,)) of all possible counts together.

    >>> over_possible(np.array([5.0, 1.0]), np.array([5.0, 4.0]), lambda rows, actual: actual)
    array([5. , 2.5])
    """
    sizes = np.floor(high - low).astype(np.int64) + 1
    rows = np.repeat(np.arange(low.size), sizes)
    step = np.arange(rows.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    found = np.asarray(score(rows, low[rows] + step), dtype=np.float64)
    return np.asarray(np.bincount(rows, found, minlength=low.size) / sizes)


def mean_score(values: Floats, blocks: Ints, *, seed: int) -> Score:
    """The mean over cases (N,), NaN left out, with the interval of a block bootstrap.

    `blocks` (N,) says which cases are drawn together. Raises NumericsError without any case.

    >>> mean_score(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0, 0, 1, 1]), seed=1).value
    2.5
    """
    return _ratio(values, np.ones(values.size), blocks, seed, lambda ratio: ratio)


def difference(rival: Floats, own: Floats, blocks: Ints, *, seed: int) -> Score:
    """Mean of the rival's score less our own, case by case: above zero where ours is better."""
    return mean_score(rival - own, blocks, seed=seed)


def skill(own: Floats, rival: Floats, blocks: Ints, *, seed: int) -> Score:
    """1 − (own ÷ rival) of the summed scores: the part of the rival's score that is saved.

    >>> skill(np.array([1.0, 2.0]), np.array([2.0, 2.0]), np.array([0, 1]), seed=1).value
    0.25
    """
    return _ratio(own, rival, blocks, seed, lambda ratio: 1 - ratio)


def summed_bias(errors: Floats, years: Ints) -> Score:
    """The sum over all series of forecast less actual (N,), per year, averaged over years.

    Above zero: too many were forecast. The interval is Student's over the years' sums.

    >>> said = summed_bias(np.array([3.0, -1.0, 4.0]), np.array([2022, 2022, 2023]))
    >>> said.value, said.count, said.differs_from_zero
    (3.0, 2, False)
    """
    _, place = np.unique(years, return_inverse=True)
    sums = np.bincount(place, errors)
    value, half = float(sums.mean()), float("inf")
    if sums.size > 1:
        critical = float(stdtrit(sums.size - 1, (1 + CONFIDENCE) / 2))
        half = critical * float(sums.std(ddof=1)) / float(np.sqrt(sums.size))
    return Score(value, Interval(value - half, value + half, CONFIDENCE, OVER_YEARS), sums.size)


def _ratio(
    above: Floats, below: Floats, blocks: Ints, seed: int, of: Callable[[Any], Any]
) -> Score:
    rows = np.isfinite(above) & np.isfinite(below)
    if not rows.any():
        raise NumericsError.about(
            "no case to score", "a mean needs one", "check that forecasts and outcomes meet"
        )
    _, place = np.unique(blocks[rows], return_inverse=True)
    count = int(place.max()) + 1
    sums = np.stack([np.bincount(place, above[rows]), np.bincount(place, below[rows])])
    with np.errstate(invalid="ignore", divide="ignore"):
        value = float(of(sums[0].sum() / sums[1].sum()))
        again = sums[:, _resampled(count, seed)].sum(axis=-1)
        spread = of(again[0] / again[1])
    low, high = np.quantile(spread, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Score(value, Interval(float(low), float(high), CONFIDENCE, BOOTSTRAP), count)


def _resampled(count: int, seed: int) -> Ints:
    """(RESAMPLES, count) which blocks each resample holds."""
    counter = np.arange(RESAMPLES * count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        codes = chance.mixed(chance.key(seed, BOOTSTRAP) + (counter + np.uint64(1)) * chance.GOLDEN)
    drawn = np.ceil(chance.uniform(codes) * count).astype(np.int64) - 1
    return drawn.reshape(RESAMPLES, count)


def _rules() -> Any:
    if find_spec("scoringrules") is None:
        raise NumericsError.about(
            "scores of probability forecasts",
            "they need scoringrules, which is not installed",
            "install human-capital-agenda[forecast]",
        )
    import scoringrules

    return scoringrules
