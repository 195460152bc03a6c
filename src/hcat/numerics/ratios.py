# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes relative to a baseline: is it halved, is it a tenth more?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import check_level, normal_cdf, normal_quantile
from hcat.numerics.shares import clopper_pearson_bounds


@dataclass(frozen=True, slots=True)
class Ratio:
    """Later ÷ earlier with one-sided bounds at 1 − alpha. 0.5 is a halving."""

    value: float
    lower: float
    upper: float
    alpha: float
    method: str

    def proves_factor(self, factor: float) -> bool:
        """Whether the ratio is at most (factor below 1) or at least (above 1) `factor`."""
        return self.upper <= factor if factor < 1 else self.lower >= factor


def log_ratio(
    later: float,
    se_later: float,
    earlier: float,
    se_earlier: float,
    *,
    covariance: float = 0.0,
    alpha: float = 0.05,
) -> Ratio:
    """Ratio of two positive figures, by the delta method on its logarithm.

    Raises NumericsError for figures of 0 or less. Bounds on the number itself, not on its log.

    >>> ratio = log_ratio(40.0, 4.0, 100.0, 6.0)
    >>> ratio.value, round(ratio.upper, 3), ratio.proves_factor(0.5)
    (0.4, 0.485, True)
    """
    check_level("alpha", alpha)
    if later <= 0 or earlier <= 0 or se_later < 0 or se_earlier < 0:
        raise NumericsError.about(
            f"a ratio of {later} (se {se_later}) to {earlier} (se {se_earlier})",
            "a logarithm needs figures above 0 and errors of at least 0",
            "compare counts with poisson_ratio, shares with share_ratio",
        )
    spread = (
        (se_later / later) ** 2 + (se_earlier / earlier) ** 2 - 2 * covariance / (later * earlier)
    )
    half = normal_quantile(1 - alpha) * math.sqrt(max(0.0, spread))
    value = later / earlier
    return Ratio(value, value * math.exp(-half), value * math.exp(half), alpha, "log ratio")


def poisson_ratio(
    later: int,
    earlier: int,
    *,
    exposure_later: float = 1.0,
    exposure_earlier: float = 1.0,
    alpha: float = 0.05,
) -> Ratio:
    """Ratio of two rates of counted events, exact: given their sum, one count is binomial.

    Exposures in any one unit (days, companies). With nothing counted earlier the ratio is
    infinite. Source: Przyborowski & Wilenski 1940, Biometrika 31, 313. Raises NumericsError when
    both counts are 0.

    >>> ratio = poisson_ratio(30, 100)
    >>> ratio.value, round(ratio.upper, 3)
    (0.3, 0.428)
    """
    check_level("alpha", alpha)
    if later < 0 or earlier < 0 or later + earlier == 0:
        raise NumericsError.about(
            f"{later} after {earlier}", "two counts, not both 0", "wait until something happens"
        )
    if exposure_later <= 0 or exposure_earlier <= 0:
        raise NumericsError.about(
            "an exposure of 0 or less", "nothing could happen in it", "give the time or the units"
        )
    low, high = clopper_pearson_bounds(later, later + earlier, alpha=alpha)
    scale = exposure_earlier / exposure_later

    def odds(part: float) -> float:
        return math.inf if part >= 1.0 else scale * part / (1.0 - part)

    value = math.inf if earlier == 0 else scale * later / earlier
    return Ratio(value, odds(low), odds(high), alpha, "conditional binomial")


def share_ratio(
    yes_later: int, n_later: int, yes_earlier: int, n_earlier: int, *, alpha: float = 0.05
) -> Ratio:
    """Ratio of two independent shares, on the log scale.

    Source: Katz et al. 1978, Biometrics 34, 469. Raises NumericsError for a share of 0.

    >>> ratio = share_ratio(20, 200, 60, 200)
    >>> round(ratio.value, 4), round(ratio.upper, 3)
    (0.3333, 0.493)
    """
    for yes, n in ((yes_later, n_later), (yes_earlier, n_earlier)):
        if not 0 < yes <= n:
            raise NumericsError.about(
                f"{yes} of {n}", "the logarithm of 0 has no value", "use exact counts for so few"
            )
    shares = [(yes / n, n) for yes, n in ((yes_later, n_later), (yes_earlier, n_earlier))]
    (p, n), (q, m) = shares
    return log_ratio(p, math.sqrt(p * (1 - p) / n), q, math.sqrt(q * (1 - q) / m), alpha=alpha)


def log_ratio_power(
    later: float,
    earlier: float,
    n_later: int,
    n_earlier: int,
    factor: float,
    *,
    alpha: float = 0.05,
) -> float:
    """Probability that n observations on each side prove a ratio of shares to be beyond `factor`.

    `later` and `earlier` are the true shares (0–1), followed up without censoring: with censoring
    it takes more. Normal approximation; optimistic by a few hundredths below 300 observations.

    >>> round(log_ratio_power(0.12, 0.30, 300, 300, 0.5), 2)
    0.34
    """
    check_level("alpha", alpha)
    if not (0 < later < 1 and 0 < earlier < 1) or n_later < 1 or n_earlier < 1 or factor <= 0:
        raise NumericsError.about(
            f"shares {later} and {earlier}, {n_later} and {n_earlier} observations",
            "power needs shares between 0 and 1 and an observation on each side",
            "check the plan",
        )
    se = math.sqrt((1 - later) / (later * n_later) + (1 - earlier) / (earlier * n_earlier))
    gap = math.log(factor) - math.log(later / earlier)
    if factor > 1:
        gap = -gap
    return normal_cdf(gap / se - normal_quantile(1 - alpha))
