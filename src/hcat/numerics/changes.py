# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes between waves of a panel, and changes relative to a baseline.

Loads NumPy: reach it through the api.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.designs import design, numbers, variance
from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Estimate, Period, Quality
from hcat.numerics.interval import Interval, check_level, normal_cdf, normal_quantile
from hcat.numerics.multiplicity import intersection_union
from hcat.numerics.shares import clopper_pearson_bounds
from hcat.numerics.verdict import Contrast


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """Answers of one wave: a unit (company) answers once.

    ``units``    label per answer, the same company with the same label in every wave
    ``values``   one finite number per answer
    ``weights``  above 0; left out: all equal
    ``strata``   label per answer; left out: one stratum
    """

    units: Sequence[Any]
    values: npt.ArrayLike
    weights: npt.ArrayLike | None = None
    strata: Sequence[Any] | None = None

    def __post_init__(self) -> None:
        if len(set(self.units)) < len(self.units) or not len(self.units):
            raise NumericsError.about(
                f"{len(self.units)} answers of {len(set(self.units))} units",
                "a unit answers once in a wave",
                "keep the last answer of each, and give at least one",
            )


@dataclass(frozen=True, slots=True)
class WaveContrast:
    """Later minus earlier, in the unit of the values.

    `se` keeps the covariance of units that answered twice; `se_if_independent` is what treating
    the waves as two samples would have given. `both` counts the units that answered twice.
    """

    difference: float
    se: float
    se_if_independent: float
    n_earlier: int
    n_later: int
    both: int
    degrees_of_freedom: int

    def p_value(self, *, rising: bool = True) -> float:
        """One-sided p-value of "it rose" (or fell), Student t."""
        if self.se == 0.0:
            moved = self.difference > 0 if rising else self.difference < 0
            return 0.0 if moved else 1.0
        from scipy.stats import t

        score = self.difference / self.se
        return float(t.sf(score if rising else -score, self.degrees_of_freedom))

    def interval(self, confidence: float = 0.95) -> Interval:
        """Two-sided interval of the difference, Student t."""
        check_level("confidence", confidence)
        if self.se == 0.0:
            return Interval(self.difference, self.difference, confidence, "wave contrast")
        from scipy.stats import t

        half = float(t.ppf((1 + confidence) / 2, self.degrees_of_freedom)) * self.se
        return Interval(self.difference - half, self.difference + half, confidence, "wave contrast")

    def to_contrast(
        self,
        *,
        earlier: Period,
        later: Period,
        unit: str,
        source: str,
        quality: Quality = Quality.MEASURED,
        scale: float = 1.0,
    ) -> Contrast:
        """For a verdict. `scale` turns the values into the unit (100 from 0/1 to percent)."""
        interval = self.interval(0.9)
        day_earlier: date = earlier.middle
        return Contrast(
            day_earlier,
            later.middle,
            Estimate(
                value=scale * self.difference,
                low=scale * interval.low,
                high=scale * interval.high,
                confidence=0.9,
                n=self.n_later,
                unit=unit,
                period=later,
                method=interval.method,
                quality=quality,
                source=source,
            ),
        )


def wave_contrast(
    earlier: Wave, later: Wave, *, population: Mapping[Any, int] | int | None = None
) -> WaveContrast:
    """Difference of two (weighted) means with the unit as the sampling unit.

    Units may answer in one wave or both: the scores of both waves are added up per unit, which
    keeps the covariance. 0/1 values give a change of shares. `population`: units in the frame, one
    number or one per stratum; left out: no finite population correction. A unit that changed its
    stratum stays in the one where it answered first. Raises NumericsError when a stratum holds one
    unit only.

    Source: the linearised contrast of R survey (`svycontrast`), generalised to partial overlap by
    stacking (Kish 1965, 12.4).

    >>> change = wave_contrast(Wave("abcd", [6, 7, 8, 7]), Wave("bcde", [7.5, 8.5, 7.4, 8]))
    >>> round(change.difference, 2), change.both, change.se < change.se_if_independent
    (0.85, 3, True)
    """
    place: dict[Any, int] = {}
    home: dict[Any, Any] = {}
    scores_by_wave = []
    for wave in (earlier, later):
        n = len(wave.units)
        values = numbers(wave.values, n, "values")
        weights = numbers(1.0 if wave.weights is None else wave.weights, n, "weights")
        if np.any(weights <= 0):
            raise NumericsError.about(
                "a weight of 0 or less", "every answer stands for someone", "drop such answers"
            )
        strata = ["all"] * n if wave.strata is None else list(wave.strata)
        if len(strata) != n:
            raise NumericsError.about(
                f"{len(strata)} strata for {n} answers", "each has one", "give one label each"
            )
        for unit, stratum in zip(wave.units, strata, strict=True):
            place.setdefault(unit, len(place))
            home.setdefault(unit, stratum)
        mean = float(np.sum(weights * values) / weights.sum())
        scores_by_wave.append((mean, weights * (values - mean) / weights.sum()))
    totals = np.zeros((2, len(place)))
    for row, (wave, (_, scores)) in enumerate(zip((earlier, later), scores_by_wave, strict=True)):
        totals[row, [place[unit] for unit in wave.units]] = scores
    strata = [home[unit] for unit in place]
    sizes: Any = population
    if isinstance(population, Mapping):
        sizes = [population[stratum] for stratum in strata]
    sample = design(len(place), strata=strata, population=sizes)
    together = variance(totals[1] - totals[0], sample)[0]
    apart = variance(totals[0], sample)[0] + variance(totals[1], sample)[0]
    return WaveContrast(
        scores_by_wave[1][0] - scores_by_wave[0][0],
        math.sqrt(together),
        math.sqrt(apart),
        len(earlier.units),
        len(later.units),
        len(set(earlier.units) & set(later.units)),
        max(1, sample.degrees_of_freedom),
    )


def mcnemar_exact(gained: int, lost: int) -> float:
    """Two-sided exact p-value for a change of yes/no answers of the same units.

    `gained` went from no to yes, `lost` from yes to no; those who did not change say nothing.
    1 when nobody changed. Source: McNemar 1947, Psychometrika 12, 153.

    >>> round(mcnemar_exact(60, 30), 5)
    0.00206
    """
    if gained < 0 or lost < 0:
        raise NumericsError.about(
            f"{gained} gained and {lost} lost", "these are counts", "give 0 or more"
        )
    if gained + lost == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(gained, gained + lost).pvalue)


def wilcoxon_signed_rank(differences: npt.ArrayLike, *, rising: bool = True) -> float:
    """One-sided p-value that paired differences lie above 0 (or below): an ordinal check.

    Zeros are ranked and then dropped (Pratt 1959), which suits marks with many ties. 1 when all
    are zero. Unweighted: it backs up :func:`wave_contrast`, it does not replace it.

    >>> wilcoxon_signed_rank([1, 2, 3, 4, 5]) < 0.05
    True
    """
    array = np.asarray(differences, dtype=np.float64)
    array = numbers(array, array.size, "differences")
    if not array.size or not np.any(array):
        return 1.0
    from scipy.stats import wilcoxon

    if not rising:
        array = -array
    return float(wilcoxon(array, zero_method="pratt", alternative="greater").pvalue)


def is_rising(values: Sequence[float]) -> bool:
    """Whether every next figure is higher than the one before. Raises for fewer than two.

    >>> is_rising([1, 2, 3]), is_rising([1, 2, 2])
    (True, False)
    """
    if len(values) < 2:
        raise NumericsError.about(
            f"{len(values)} figures", "a rise is between two", "wait for the next wave"
        )
    return all(later > earlier for earlier, later in pairwise(values))


def is_significantly_rising(contrasts: Sequence[WaveContrast], *, alpha: float = 0.05) -> bool:
    """Whether every consecutive contrast is significant: intersection–union, no correction.

    Its power is small: see :func:`rising_power` before field work.
    """
    check_level("alpha", alpha)
    return intersection_union([one.p_value() for one in contrasts]) <= alpha


def rising_power(
    n: int,
    population: int | None,
    *,
    change: float,
    sd: float,
    correlation: float,
    contrasts: int,
    alpha: float = 0.05,
) -> float:
    """Probability that a panel of n shows a steady change as significantly rising every time.

    The same n units answer every wave; `change` per wave and `sd` in the unit of the values,
    `correlation` between any two waves. The change is the underlying one: the population itself
    scatters around it, and the test has the finite population correction. Consecutive contrasts
    share a wave, so they correlate −0.5; the probability that all are significant is worked out by
    a deterministic recursion over the wave means (a grid, no simulation).

    >>> round(rising_power(60, 120, change=0.2, sd=1.2, correlation=0.6, contrasts=3), 2)
    0.13
    """
    check_level("alpha", alpha)
    if n < 2 or sd <= 0 or not -1 < correlation < 1 or contrasts < 1:
        raise NumericsError.about(
            f"n {n}, sd {sd}, correlation {correlation}, contrasts {contrasts}",
            "power needs two units, a spread, a correlation within -1 to 1 and a contrast",
            "check the plan",
        )
    correction = 1.0 if population is None else max(0.0, 1 - n / population)
    # The part of the error that is particular to a wave; what waves share cancels.
    error = sd * math.sqrt((1 - correlation) / n)
    # A step is shown when e_{k+1} - e_k >= limit, in units of the wave's own error.
    limit = normal_quantile(1 - alpha) * math.sqrt(2 * correction) - change / error
    grid = np.linspace(-8.0, 8.0, 1601)
    width = grid[1] - grid[0]
    density = np.exp(-(grid**2) / 2) / math.sqrt(2 * math.pi)
    reach = density.copy()
    for _ in range(contrasts):
        below = np.concatenate([[0.0], np.cumsum((reach[1:] + reach[:-1]) / 2 * width)])
        reach = density * np.interp(grid - limit, grid, below, left=0.0, right=below[-1])
    return float(min(1.0, np.trapezoid(reach, grid)))


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
