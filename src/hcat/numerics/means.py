# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Means, totals, ratios and weighted shares of a survey, by Taylor linearisation.

Reference: R survey (Lumley). Loads NumPy: reach it through the api.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.designs import SurveyDesign, numbers, variance
from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import SHARE_SCALE, Estimate, Quality
from hcat.numerics.interval import Interval, check_level
from hcat.numerics.period import Period
from hcat.numerics.shares import korn_graubard


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    """A linearised figure in the unit of its values.

    `se` is with the finite population correction (where a population was given),
    `se_uncorrected` without, so that both can be shown side by side.
    """

    value: float
    se: float
    se_uncorrected: float
    n: int
    degrees_of_freedom: int
    method: str

    def interval(self, confidence: float = 0.95) -> Interval:
        """Two-sided interval, Student t with the degrees of freedom of the design."""
        check_level("confidence", confidence)
        half = self._quantile((1 + confidence) / 2) * self.se
        return Interval(self.value - half, self.value + half, confidence, self.method)

    def lower_bound(self, alpha: float = 0.05) -> float:
        """One-sided: a claim of "7 or higher" is made only when this is at least 7."""
        check_level("alpha", alpha)
        return self.value - self._quantile(1 - alpha) * self.se

    def upper_bound(self, alpha: float = 0.05) -> float:
        """One-sided: a claim of "at most" is made only when this is at most that."""
        check_level("alpha", alpha)
        return self.value + self._quantile(1 - alpha) * self.se

    def to_estimate(
        self,
        *,
        unit: str,
        period: Period,
        source: str,
        population: int | None = None,
        quality: Quality = Quality.MEASURED,
    ) -> Estimate:
        """With a 90% interval, whose ends are the one-sided 95% bounds that a verdict uses."""
        interval = self.interval(0.9)
        return Estimate(
            value=self.value,
            low=interval.low,
            high=interval.high,
            confidence=0.9,
            n=self.n,
            population=population,
            unit=unit,
            period=period,
            method=self.method,
            quality=quality,
            source=source,
        )

    def _quantile(self, probability: float) -> float:
        if self.se == 0.0:
            return 0.0
        if self.degrees_of_freedom < 1:
            raise NumericsError.about(
                "no degree of freedom",
                "one cluster per stratum does not show how much it varies",
                "join strata",
            )
        from scipy.stats import t

        return float(t.ppf(probability, self.degrees_of_freedom))


def survey_mean(values: npt.ArrayLike, sample: SurveyDesign) -> SurveyFigure:
    """Weighted mean with its linearised standard error.

    `values`: one per answer, finite. Raises NumericsError otherwise, and for a stratum with a
    single cluster.

    >>> from hcat.numerics.designs import design
    >>> figure = survey_mean([6.0, 7.0, 8.0, 9.0], design(4, population=8))
    >>> figure.value, round(figure.se, 4), round(figure.se_uncorrected, 4)
    (7.5, 0.4564, 0.6455)
    """
    return survey_ratio(values, np.ones(sample.n), sample, method="linearised mean")


def survey_total(values: npt.ArrayLike, sample: SurveyDesign) -> SurveyFigure:
    """Weighted total with its standard error; weights must add up to the population.

    >>> from hcat.numerics.designs import design
    >>> survey_total([1.0, 2.0, 3.0], design(3, population=30)).value
    60.0
    """
    scores = sample.weights * numbers(values, sample.n, "values")
    return _figure(float(scores.sum()), scores, sample, "linearised total")


def survey_ratio(
    top: npt.ArrayLike,
    bottom: npt.ArrayLike,
    sample: SurveyDesign,
    *,
    method: str = "linearised ratio",
) -> SurveyFigure:
    """Ratio of two weighted totals.

    For the mean of a part of the answers give ``values × inside`` and ``inside`` (0/1): never drop
    the others, which carry the design. Raises NumericsError when the bottom adds up to 0.

    >>> from hcat.numerics.designs import design
    >>> survey_ratio([6.0, 0.0, 8.0, 0.0], [1, 0, 1, 0], design(4)).value
    7.0
    """
    above, below = numbers(top, sample.n, "top"), numbers(bottom, sample.n, "bottom")
    total = float(np.sum(sample.weights * below))
    if total == 0.0:
        raise NumericsError.about(
            "a ratio to 0", "nobody is in that part", "use Estimate.missing(...)"
        )
    value = float(np.sum(sample.weights * above)) / total
    return _figure(value, sample.weights * (above - value * below) / total, sample, method)


def weighted_share(
    yes: npt.ArrayLike, sample: SurveyDesign, *, confidence: float = 0.95
) -> tuple[SurveyFigure, Interval]:
    """Weighted share (0–1) of 0/1 answers with the Korn–Graubard interval.

    >>> from hcat.numerics.designs import design
    >>> figure, interval = weighted_share([1, 1, 0, 1, 0, 1], design(6, weights=[1, 2, 1, 2, 1, 1]))
    >>> figure.value, interval.method
    (0.75, 'korn-graubard')
    """
    answers = numbers(yes, sample.n, "yes")
    if not np.all((answers == 0) | (answers == 1)):
        raise NumericsError.about(
            "answers other than 0 and 1", "a share counts yes", "code yes as 1 and no as 0"
        )
    figure = survey_mean(answers, sample)
    interval = korn_graubard(
        min(1.0, max(0.0, figure.value)),
        figure.se,
        figure.n,
        max(1, figure.degrees_of_freedom),
        confidence=confidence,
    )
    return figure, interval


def weighted_share_estimate(
    yes: npt.ArrayLike,
    sample: SurveyDesign,
    *,
    period: Period,
    source: str,
    population: int | None = None,
    unit: str = "percent",
    quality: Quality = Quality.MEASURED,
) -> Estimate:
    """A weighted share as an :class:`Estimate`; numerator and denominator are weighted totals.

    The interval is a 90% one, so that its ends are the one-sided 95% bounds of a verdict.
    """
    figure, interval = weighted_share(yes, sample, confidence=0.9)
    scale = SHARE_SCALE[unit]
    total = math.fsum(sample.weights)
    fields: dict[str, Any] = {"numerator": min(total, figure.value * total), "denominator": total}
    return Estimate(
        value=scale * figure.value,
        low=scale * interval.low,
        high=scale * interval.high,
        confidence=0.9,
        n=figure.n,
        population=population,
        unit=unit,
        period=period,
        method=interval.method,
        quality=quality,
        source=source,
        **fields,
    )


def _figure(value: float, scores: Any, sample: SurveyDesign, method: str) -> SurveyFigure:
    corrected, uncorrected = variance(scores, sample)
    if sample.calibration is not None:
        method += ", calibrated"
    return SurveyFigure(
        value,
        math.sqrt(corrected),
        math.sqrt(uncorrected),
        sample.n,
        sample.degrees_of_freedom,
        method,
    )
