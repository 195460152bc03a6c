# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The probability that a short series will stand beyond a bound on a later day.

Evidence about an agenda is a handful of figures a year apart: too few to estimate how much such
figures scatter, far too few for a t-interval that means anything (three points leave one degree
of freedom). So the method is a straight line whose slope is held back by what such figures
usually do, all normal, in closed form:

    figure_i = a + b · t_i + error_i     error_i ~ N(0, se_i² + LEVEL²)     b ~ N(0, SLOPE²)
    at the deadline: a + b · T + error   error   ~ N(0, LEVEL² + WALK² · years since the last)

- With one figure the data say nothing about b: the forecast is the level, as wide as SLOPE, WALK
  and LEVEL make it. No trend is claimed.
- With two or more the slope takes over as far as the figures outweigh SLOPE; a wild slope between
  two figures close together is held back.
- With three or more, when the figures scatter about their line more than this says, the error
  grows to what they show (never less).

The three constants are in percentage points a year for shares, and in parts of the series' own
level for anything else. They are set so that level forecasts of published series of this field
(technical intake and diplomas, profile choices, vacancies) would have covered what came next;
see the tests. They are deliberately wide: a verdict of "at risk" is cheaper than a wrong promise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import SHARE_SCALE
from hcat.numerics.interval import normal_cdf, normal_quantile
from hcat.numerics.reading import Reading

SHARE_SLOPE, SHARE_LEVEL, SHARE_WALK = 0.04, 0.015, 0.025
"""For shares, on the scale 0–1: slope a year, scatter, and drift per square root of a year."""

OTHER_SLOPE, OTHER_LEVEL, OTHER_WALK = 0.08, 0.03, 0.06
"""For other units: the same as parts of the mean absolute level of the series."""

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Forecast:
    """A normal forecast on one day, in the unit of the series.

    `slope` is the change a year that it reckons with (0 for a single figure), `points` how many
    figures it rests on.
    """

    mean: float
    sd: float
    slope: float
    slope_sd: float
    points: int

    def probability(self, bound: float, *, at_least: bool, bound_sd: float = 0.0) -> float:
        """Probability of standing at or above (or at or below) a bound known up to `bound_sd`."""
        spread = math.hypot(self.sd, bound_sd)
        if spread == 0.0:
            meets = self.mean >= bound if at_least else self.mean <= bound
            return 1.0 if meets else 0.0
        score = (self.mean - bound) / spread
        return normal_cdf(score if at_least else -score)

    def interval(self, confidence: float = 0.8) -> tuple[float, float]:
        """Central prediction interval."""
        half = normal_quantile((1 + confidence) / 2) * self.sd
        return self.mean - half, self.mean + half


def years_between(earlier: date, later: date) -> float:
    """Years of 365.25 days; negative when `later` is earlier."""
    return (later - earlier).days / DAYS_PER_YEAR


def forecast(readings: Sequence[Reading], day: date) -> Forecast:
    """What the series (any order, one unit) will read on `day`.

    Figures stand on the middle day of their period; those that do not say how sure they are take
    part with no error of their own beyond the scatter. Raises NumericsError for an empty series.

    >>> from hcat.numerics.estimate import Period
    >>> from hcat.numerics.reading import read
    >>> from hcat.numerics.shares import share_estimate
    >>> series = [read(share_estimate(yes, 200, population=None, source="panel",
    ...                               period=Period.year(year)))
    ...           for year, yes in ((2011, 50), (2012, 58), (2013, 66))]
    >>> ahead = forecast(series, date(2016, 12, 31))
    >>> 33 < ahead.mean < 48, ahead.sd > 5, ahead.points
    (True, True, 3)
    """
    if not readings:
        raise NumericsError.about("no figures", "there is nothing to go on", "give at least one")
    rows = sorted(readings, key=lambda one: one.estimate.period.middle)
    slope_sd, level_sd, walk_sd = _scales(rows)
    last = rows[-1].estimate.period.middle
    # Time in years from the last figure, so that the intercept is its level.
    times = [years_between(last, one.estimate.period.middle) for one in rows]
    values = [one.value for one in rows]
    errors = [one.se or 0.0 for one in rows]
    variances = [se**2 + level_sd**2 for se in errors]
    line = _line(times, values, variances, slope_sd)
    if len(rows) >= 3:
        spread = sum(
            (value - line.at(time)) ** 2 / variance
            for time, value, variance in zip(times, values, variances, strict=True)
        ) / (len(rows) - 2)
        if spread > 1.0:
            variances = [variance * spread for variance in variances]
            level_sd *= math.sqrt(spread)
            line = _line(times, values, variances, slope_sd)
    ahead = years_between(last, day)
    variance = line.variance_at(ahead) + level_sd**2 + walk_sd**2 * max(0.0, ahead)
    return Forecast(
        line.at(ahead), math.sqrt(variance), line.slope, math.sqrt(line.slope_var), len(rows)
    )


def _scales(rows: Sequence[Reading]) -> tuple[float, float, float]:
    unit = rows[0].estimate.unit
    if unit in SHARE_SCALE:
        scale = SHARE_SCALE[unit]
        return scale * SHARE_SLOPE, scale * SHARE_LEVEL, scale * SHARE_WALK
    scale = math.fsum(abs(one.value) for one in rows) / len(rows)
    if scale == 0.0:  # only zeros: their own error is all that is known of the scale
        scale = math.fsum(one.se or 0.0 for one in rows) / len(rows)
    return scale * OTHER_SLOPE, scale * OTHER_LEVEL, scale * OTHER_WALK


@dataclass(frozen=True, slots=True)
class _Line:
    level: float
    slope: float
    level_var: float
    slope_var: float
    covariance: float

    def at(self, time: float) -> float:
        return self.level + self.slope * time

    def variance_at(self, time: float) -> float:
        return self.level_var + 2 * time * self.covariance + time**2 * self.slope_var


def _line(
    times: Sequence[float], values: Sequence[float], variances: Sequence[float], slope_sd: float
) -> _Line:
    """Weighted least squares with a normal prior around 0 on the slope; a flat one on the level."""
    if all(variance == 0.0 for variance in variances):  # a series of zeros: nothing scatters
        return _Line(values[-1], 0.0, 0.0, 0.0, 0.0)
    weights = [1.0 / variance for variance in variances]
    total = math.fsum(weights)
    first = math.fsum(w * t for w, t in zip(weights, times, strict=True))
    second = math.fsum(w * t * t for w, t in zip(weights, times, strict=True)) + 1 / slope_sd**2
    sum_y = math.fsum(w * y for w, y in zip(weights, values, strict=True))
    sum_ty = math.fsum(w * t * y for w, t, y in zip(weights, times, values, strict=True))
    determinant = total * second - first**2
    level = (second * sum_y - first * sum_ty) / determinant
    slope = (total * sum_ty - first * sum_y) / determinant
    return _Line(level, slope, second / determinant, total / determinant, -first / determinant)
