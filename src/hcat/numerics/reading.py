# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How sure an estimate is: its one-sided bounds and its standard error.

Three cases, in this order:

1. **Plain counts** (an unweighted share of its answers): the exact one-sided bound, hypergeometric
   where the population is known. When the estimate brings an interval that is wider than the exact
   one for its counts (a cluster sample, say), that wider one is used as in case 2.
2. **An interval**: a two-sided interval of any confidence is turned into the one-sided bound by the
   ratio of the normal quantiles (exact for a 90% interval). A single end is a one-sided bound; one
   of a lower confidence than asked is widened by the same ratio.
3. **No interval**: a census, and a measured or published figure without sampling (n is None), are
   exact. Anything else does not say how sure it is, and proves nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from hcat.numerics.estimate import SHARE_SCALE, Estimate, Quality
from hcat.numerics.interval import normal_quantile
from hcat.numerics.shares import (
    clopper_pearson,
    clopper_pearson_bounds,
    hypergeometric_bounds,
    hypergeometric_interval,
)


class Exactness(StrEnum):
    """Whether a figure has sampling error at all."""

    CENSUS = "census"
    """Every unit of the population answered."""

    COUNT = "count"
    """Counted or registered without sampling. Coverage and definition may still be off."""

    SAMPLED = "sampled"
    """It has sampling error, stated or not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An estimate as the judge reads it, in the unit of the estimate.

    `lower` and `upper` are one-sided bounds at 1 − alpha; infinite where nothing bounds that side.
    `se` is None where the estimate does not say how sure it is.
    """

    estimate: Estimate
    value: float
    lower: float
    upper: float
    se: float | None
    exactness: Exactness

    @property
    def is_exact(self) -> bool:
        """Whether it has no sampling error."""
        return self.exactness is not Exactness.SAMPLED

    @property
    def says_how_sure(self) -> bool:
        """Whether at least one side is bounded."""
        return math.isfinite(self.lower) or math.isfinite(self.upper)


def read(estimate: Estimate, *, alpha: float = 0.05) -> Reading:
    """Read a present estimate; a missing one cannot be read (TypeError is a bug of the caller).

    >>> from hcat.numerics.period import Period
    >>> from hcat.numerics.shares import share_estimate
    >>> round(read(share_estimate(68, 120, population=300, period=Period.year(2014),
    ...                           source="panel")).lower, 2)
    50.67
    """
    value = estimate.value
    if value is None:
        raise TypeError("a missing estimate has no reading")
    exactness = _exactness(estimate)
    counts = estimate.plain_counts
    if exactness is not Exactness.SAMPLED:
        if estimate.numerator is not None and estimate.denominator is not None:
            # the counts, not the rounded value
            value = SHARE_SCALE[estimate.unit] * estimate.numerator / estimate.denominator
        return Reading(estimate, value, value, value, 0.0, exactness)
    if counts is not None:
        exact = _from_counts(estimate, counts, alpha)
        if exact is not None:
            return exact
    return _from_interval(estimate, value, alpha)


def _exactness(estimate: Estimate) -> Exactness:
    low, high = estimate.low, estimate.high
    if low is None or high is None:
        narrow = low is None and high is None
    else:
        narrow = math.isclose(low, high, rel_tol=1e-12, abs_tol=1e-12)
    if not narrow:
        return Exactness.SAMPLED
    if estimate.is_census:
        return Exactness.CENSUS
    if estimate.n is None and estimate.quality in (Quality.MEASURED, Quality.PUBLISHED):
        return Exactness.COUNT
    return Exactness.SAMPLED


def _from_counts(estimate: Estimate, counts: tuple[int, int], alpha: float) -> Reading | None:
    """The exact reading, or None when the estimate's own interval is wider."""
    yes, n = counts
    scale = SHARE_SCALE[estimate.unit]
    population = estimate.population
    if population is None:
        interval = clopper_pearson(yes, n, confidence=estimate.confidence)
        lower, upper = clopper_pearson_bounds(yes, n, alpha=alpha)
        correction = 1.0
    else:
        interval = hypergeometric_interval(yes, n, population, confidence=estimate.confidence)
        bounds = hypergeometric_bounds(yes, n, population, alpha=alpha)
        lower, upper = bounds.lower_share, bounds.upper_share
        correction = (population - n) / max(1, population - 1)
    slack = 0.001 * scale
    if estimate.low is not None and estimate.low < scale * interval.low - slack:
        return None
    if estimate.high is not None and estimate.high > scale * interval.high + slack:
        return None
    # One pseudo-answer either way keeps the error of "all" and "none" from vanishing.
    share = (yes + 1) / (n + 2)
    se = scale * math.sqrt(share * (1 - share) / n * correction)
    return Reading(estimate, scale * yes / n, scale * lower, scale * upper, se, Exactness.SAMPLED)


def _from_interval(estimate: Estimate, value: float, alpha: float) -> Reading:
    low, high = estimate.low, estimate.high
    asked = normal_quantile(1 - alpha)
    if low is not None and high is not None:
        given = normal_quantile((1 + estimate.confidence) / 2)
        ratio = asked / given
        se: float | None = (high - low) / (2 * given)
    else:
        given = normal_quantile(max(0.501, estimate.confidence))
        ratio = max(1.0, asked / given)
        side = value - low if low is not None else (high - value if high is not None else None)
        se = None if side is None else side / given
    lower = -math.inf if low is None else value - ratio * (value - low)
    upper = math.inf if high is None else value + ratio * (high - value)
    return Reading(estimate, value, lower, upper, se, Exactness.SAMPLED)
