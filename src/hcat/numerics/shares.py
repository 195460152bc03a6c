# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shares of a population, finite or not: bounds that keep their promise.

All shares here are on the scale 0–1. SciPy is imported inside the functions, so that importing
this module costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import SHARE_SCALE, Estimate, Quality
from hcat.numerics.interval import Interval, check_level, normal_quantile
from hcat.numerics.period import Period


@dataclass(frozen=True, slots=True)
class CountBounds:
    """One-sided bounds on the number of yeses in the whole population.

    Each bound alone is wrong with probability at most `alpha`.
    """

    lower: int
    upper: int
    population: int
    alpha: float

    @property
    def lower_share(self) -> float:
        """The lower bound as a share, 0–1."""
        return self.lower / self.population

    @property
    def upper_share(self) -> float:
        """The upper bound as a share, 0–1."""
        return self.upper / self.population


def hypergeometric_bounds(yes: int, n: int, population: int, *, alpha: float = 0.05) -> CountBounds:
    """Exact one-sided bounds for a simple random sample without replacement.

    Inverts the hypergeometric test: the lower bound is the smallest number K of yeses in the
    population under which seeing `yes` or more has a probability above `alpha`. Covers at least
    1 − alpha for every true K, however small the population (Wald and Wilson do not).

    Source: Buonaccorsi 1987, The American Statistician 41, 215. Raises NumericsError when yes > n
    or n > population or n is 0. A census (n = population) gives the count itself.

    >>> [hypergeometric_bounds(x, 10, 2000).lower for x in (0, 1, 2, 10)]
    [0, 11, 74, 1484]
    """
    check_sample(yes, n, population)
    check_level("alpha", alpha)
    from scipy.stats import hypergeom

    least, most = yes, population - n + yes

    def enough(count: Any) -> Any:  # P(X >= yes | count) rises with the count
        return hypergeom.sf(yes - 1, population, count, n) > alpha

    def too_many(count: Any) -> Any:  # P(X <= yes | count) falls with it
        return hypergeom.cdf(yes, population, count, n) <= alpha

    lower = _first(enough, least, most)
    upper = _first(too_many, lower, most + 1) - 1
    return CountBounds(lower, upper, population, alpha)


def _first(holds: Callable[[Any], Any], low: int, high: int) -> int:
    """The first whole number from low to high for which it holds, or high.

    `holds` takes an array and turns once from false to true. Sixty-four places are asked at a
    time: one call of SciPy costs about as much as sixty-four.
    """
    import numpy as np

    while low < high:
        places = np.unique(np.linspace(low, high - 1, 64).astype(np.int64))
        found = np.flatnonzero(holds(places))
        if not found.size:
            return high
        at = int(found[0])
        high = int(places[at])
        low = high if at == 0 else int(places[at - 1]) + 1
    return high


def hypergeometric_interval(
    yes: int, n: int, population: int, *, confidence: float = 0.95
) -> Interval:
    """Exact two-sided interval for a share of a finite population, equal tails.

    Errors and source as :func:`hypergeometric_bounds`.

    >>> interval = hypergeometric_interval(68, 120, 300)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.4933, 0.6367)
    """
    check_level("confidence", confidence)
    bounds = hypergeometric_bounds(yes, n, population, alpha=(1 - confidence) / 2)
    return Interval(bounds.lower_share, bounds.upper_share, confidence, "hypergeometric")


def clopper_pearson(yes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Exact two-sided interval for a share of an unbounded population.

    Source: Clopper & Pearson 1934, Biometrika 26, 404. Raises NumericsError when yes > n or n is 0.

    >>> interval = clopper_pearson(18, 20)
    >>> round(interval.low, 12), round(interval.high, 12)
    (0.683017285981, 0.98765147283)
    """
    check_level("confidence", confidence)
    low, high = clopper_pearson_bounds(yes, n, alpha=(1 - confidence) / 2)
    return Interval(low, high, confidence, "clopper-pearson")


def clopper_pearson_bounds(yes: int, n: int, *, alpha: float = 0.05) -> tuple[float, float]:
    """Exact one-sided lower and upper bound for a share of an unbounded population.

    >>> low, high = clopper_pearson_bounds(10, 10)
    >>> round(low, 4), high
    (0.7411, 1.0)
    """
    check_sample(yes, n, None)
    check_level("alpha", alpha)
    return _beta_bounds(float(yes), float(n), alpha)


def wilson(yes: int, n: int, *, confidence: float = 0.95) -> Interval:
    """Score interval for a share of an unbounded population.

    Source: Wilson 1927, JASA 22, 209. Raises NumericsError when yes > n or n is 0.

    >>> interval = wilson(18, 20)
    >>> round(interval.low, 12), round(interval.high, 12)
    (0.698966354772, 0.972133518786)
    """
    check_sample(yes, n, None)
    check_level("confidence", confidence)
    return _score(yes / n, float(n), confidence, "wilson")


def wilson_finite(yes: int, n: int, population: int, *, confidence: float = 0.95) -> Interval:
    """Score interval with the finite population correction, n_eff = n(N−1)/(N−n).

    Narrower than :func:`hypergeometric_interval` and without its promise: its worst coverage at
    N = 300, n = 120 is .904 where .95 is asked. A census gives the share itself.

    >>> interval = wilson_finite(68, 120, 300)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.4973, 0.6336)
    """
    check_sample(yes, n, population)
    check_level("confidence", confidence)
    if n == population:
        return Interval(yes / n, yes / n, confidence, "census")
    effective = n * (population - 1) / (population - n)
    return _score(yes / n, effective, confidence, "wilson-finite")


def korn_graubard(
    share: float, se: float, n: int, degrees_of_freedom: int, *, confidence: float = 0.95
) -> Interval:
    """Interval for a weighted share: Clopper–Pearson at the effective number of answers.

    `share` and `se` come from a weighted, linearised mean of 0/1 answers (scale 0–1), `n` is the
    raw number of answers, `degrees_of_freedom` clusters (or answers) minus strata. A share of 0
    or 1 has no standard error of its own; then all n answers count.

    Source: Korn & Graubard 1998, Survey Methodology 24, 193; same form as
    ``svyciprop(method="beta")`` of R survey. Raises NumericsError for a share outside 0–1, a
    standard error below 0, n or degrees of freedom below 1 (2 for n).

    >>> interval = korn_graubard(0.5, 0.05, 200, 190)
    >>> round(interval.low, 3), round(interval.high, 3)
    (0.398, 0.602)
    """
    check_level("confidence", confidence)
    if not 0 <= share <= 1 or se < 0 or n < 2 or degrees_of_freedom < 1:
        raise NumericsError.about(
            f"share {share}, se {se}, n {n}, degrees of freedom {degrees_of_freedom}",
            "a weighted share needs a share of 0 to 1, se of at least 0, two answers and a degree "
            "of freedom",
            "check that the share is not written as a percentage",
        )
    from scipy.stats import t

    alpha = (1 - confidence) / 2
    if share in (0.0, 1.0) or se == 0:
        effective = float(n)
    else:
        ratio = float(t.ppf(alpha, n - 1) / t.ppf(alpha, degrees_of_freedom))
        effective = share * (1 - share) / se**2 * ratio**2
    low, high = _beta_bounds(share * effective, effective, alpha)
    return Interval(low, high, confidence, "korn-graubard")


def frechet_bounds(shares: Sequence[float]) -> tuple[float, float]:
    """The least and the most that a joint share can be, given the separate shares (0–1).

    At least 1 − Σ(1 − p), at most min p: nothing narrower holds without measuring the conditions
    on the same units. Source: Fréchet 1935; Boole. Raises NumericsError for none at all.

    >>> low, high = frechet_bounds([0.7, 0.6])
    >>> round(low, 6), high
    (0.3, 0.6)
    """
    if not shares:
        raise NumericsError.about("no shares", "nothing is joined", "give at least one")
    for share in shares:
        check_share(share)
    return max(0.0, 1.0 - math.fsum(1.0 - share for share in shares)), float(min(shares))


def share_estimate(
    yes: int,
    n: int,
    *,
    population: int | None,
    period: Period,
    source: str,
    unit: str = "percent",
    confidence: float = 0.95,
    quality: Quality = Quality.MEASURED,
) -> Estimate:
    """An unweighted share as an :class:`Estimate` with its exact interval.

    No answers gives a missing estimate, never zero.

    >>> known = share_estimate(68, 120, population=300, period=Period.year(2014), source="panel")
    >>> round(known.low, 1), round(known.value, 1), round(known.high, 1), known.method
    (49.3, 56.7, 63.7, 'hypergeometric')
    """
    if unit not in SHARE_SCALE:
        raise NumericsError.about(
            f"the unit {unit!r}", "it is no share", f"use one of {', '.join(SHARE_SCALE)}"
        )
    if n == 0:
        return Estimate.missing(
            "no answers",
            unit=unit,
            period=period,
            source=source,
            quality=quality,
            n=0,
            population=population,
        )
    if population is None:
        interval = clopper_pearson(yes, n, confidence=confidence)
    else:
        interval = hypergeometric_interval(yes, n, population, confidence=confidence)
    scale = SHARE_SCALE[unit]
    value = scale * yes / n
    census = n == population
    return Estimate(
        value=value,
        low=value if census else scale * interval.low,
        high=value if census else scale * interval.high,
        confidence=confidence,
        n=n,
        population=population,
        numerator=yes,
        denominator=n,
        unit=unit,
        period=period,
        method="census" if census else interval.method,
        quality=quality,
        source=source,
    )


def _beta_bounds(yes: float, n: float, alpha: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    low = 0.0 if yes <= 0 else float(betaincinv(yes, n - yes + 1, alpha))
    high = 1.0 if yes >= n else float(betaincinv(yes + 1, n - yes, 1 - alpha))
    return low, high


def _score(share: float, n: float, confidence: float, method: str) -> Interval:
    z = normal_quantile((1 + confidence) / 2)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low = 0.0 if share == 0 else max(0.0, centre - half)
    high = 1.0 if share == 1 else min(1.0, centre + half)
    return Interval(low, high, confidence, method)


def check_sample(yes: int, n: int, population: int | None) -> None:
    """Refuse counts that cannot be."""
    if n < 1:
        raise NumericsError.about(
            f"n is {n}", "nothing is known without an answer", "use Estimate.missing(...)"
        )
    if not 0 <= yes <= n:
        raise NumericsError.about(
            f"{yes} yes of {n}", "yeses are some of the answers", "check the two counts"
        )
    if population is not None and n > population:
        raise NumericsError.about(
            f"{n} answers",
            f"the population has only {population} units",
            "count each unit once, or use the population of the same date",
        )


def check_share(share: float) -> None:
    """Refuse a share outside 0–1."""
    if not 0 <= share <= 1:
        raise NumericsError.about(
            f"the share {share}", "a share lies from 0 to 1", "divide a percentage by 100"
        )
