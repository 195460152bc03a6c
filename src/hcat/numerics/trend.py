# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The probability that a short series will stand beyond a bound on a later day.

Evidence about an agenda is a handful of figures a year apart: too few to estimate how much such
figures scatter, far too few for a t-interval that means anything (three points leave one degree
of freedom). So the method is a level that drifts, with a slope that is held back by what such
figures usually do; all normal, worked out by a Kalman filter (Harvey 1989, local level with
drift):

    figure_i  = level at t_i + error     error ~ N(0, se_i² + LEVEL²)
    level     = itself a time dt ago + slope · dt + drift     drift ~ N(0, WALK² · dt)
    slope     ~ N(0, SLOPE²), the same throughout; nothing is supposed about the first level

- With one figure the data say nothing about the slope: the forecast is the level, as wide as
  SLOPE, WALK and LEVEL make it. No trend is claimed.
- With two or more the slope takes over as far as the figures outweigh SLOPE; a wild slope between
  two figures close together is held back.
- With three or more, when each figure surprised the one-step forecast by more than this says,
  LEVEL and WALK grow to what they show (they never shrink).

The constants are in percentage points a year for shares, and in parts of the series' own level
for anything else. They were set on published series of this field (technical intake and diplomas
in Twente, profile choices, open and filled vacancies of 1997 to 2023), so that about 80% of what
came next lay within the central 80%; the tests hold them to it. They are deliberately wide: a
verdict of "at risk" is cheaper than a wrong promise.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import SHARE_SCALE
from hcat.numerics.interval import normal_cdf, normal_quantile
from hcat.numerics.reading import Reading

SHARE_MOVES = (0.04, 0.01, 0.025)
"""For shares, on the scale 0–1: SLOPE a year, LEVEL, and WALK per square root of a year."""

COUNT_MOVES = (0.06, 0.03, 0.30)
"""For the unit ``count``, as parts of the mean level: business cycles move counts by a third."""

OTHER_MOVES = (0.03, 0.015, 0.03)
"""For any other unit (marks, days), as parts of the mean level: a mean of 7 moves 0.2 a year."""

COUNT = "count"
"""Unit of a number of things or events."""

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

    >>> from hcat.numerics.reading import read
    >>> from hcat.numerics.period import Period
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
    moves = _moves(rows)
    state, surprise = _filter(rows, moves)
    if len(rows) >= 3 and surprise > 1.0:
        slope_sd, level_sd, walk_sd = moves
        grown = math.sqrt(surprise)
        moves = (slope_sd, level_sd * grown, walk_sd * grown)
        state, _ = _filter(rows, moves)
    ahead = years_between(rows[-1].estimate.period.middle, day)
    state = state.later(ahead, moves[2])
    return Forecast(
        state.level,
        math.sqrt(state.level_var + moves[1] ** 2),
        state.slope,
        math.sqrt(state.slope_var),
        len(rows),
    )


def _moves(rows: Sequence[Reading]) -> tuple[float, float, float]:
    """(slope, level, walk) in the unit of the series."""
    unit = rows[0].estimate.unit
    if unit in SHARE_SCALE:
        scale, moves = SHARE_SCALE[unit], SHARE_MOVES
    else:
        scale = math.fsum(abs(one.value) for one in rows) / len(rows)
        moves = COUNT_MOVES if unit == COUNT else OTHER_MOVES
        if scale == 0.0:  # only zeros: their own error is all that is known of the scale
            scale = math.fsum(one.se or 0.0 for one in rows) / len(rows)
    slope, level, walk = moves
    return scale * slope, scale * level, scale * walk


@dataclass(frozen=True, slots=True)
class _State:
    level: float
    slope: float
    level_var: float
    slope_var: float
    covariance: float

    def later(self, years: float, walk_sd: float) -> _State:
        """The same state some years on."""
        return _State(
            self.level + self.slope * years,
            self.slope,
            self.level_var
            + 2 * years * self.covariance
            + years**2 * self.slope_var
            + walk_sd**2 * abs(years),
            self.slope_var,
            self.covariance + years * self.slope_var,
        )

    def told(self, value: float, error_var: float) -> _State:
        """The state after one more figure."""
        spread = self.level_var + error_var
        if spread == 0.0:  # it was known exactly, and so is the figure
            return _State(value, self.slope, 0.0, self.slope_var, 0.0)
        surprise = value - self.level
        gain, slope_gain = self.level_var / spread, self.covariance / spread
        return _State(
            self.level + gain * surprise,
            self.slope + slope_gain * surprise,
            self.level_var * (1 - gain),
            max(0.0, self.slope_var - slope_gain * self.covariance),
            self.covariance * (1 - gain),
        )


def _filter(rows: Sequence[Reading], moves: tuple[float, float, float]) -> tuple[_State, float]:
    """The state at the last figure, and the mean squared surprise in units of its variance."""
    slope_sd, level_sd, walk_sd = moves
    first = rows[0]
    state = _State(first.value, 0.0, (first.se or 0.0) ** 2 + level_sd**2, slope_sd**2, 0.0)
    surprises: list[float] = []
    for before, after in pairwise(rows):
        years = years_between(before.estimate.period.middle, after.estimate.period.middle)
        error_var = (after.se or 0.0) ** 2 + level_sd**2
        state = state.later(years, walk_sd)
        spread = state.level_var + error_var
        if spread > 0.0:
            surprises.append((after.value - state.level) ** 2 / spread)
        state = state.told(after.value, error_var)
    return state, math.fsum(surprises) / len(surprises) if surprises else 0.0
