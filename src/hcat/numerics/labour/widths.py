# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wide to draw an input, by how it came to be known.

A figure is as sure as its source: what was counted has the chance of its count in it, what was
published is off by what registers are off by, what somebody supposed is wide. All grow older: a
rate of ten years ago says less about today. The widths below are suppositions themselves; they
stand here, with their reasons, so that they can be disputed in one place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Quality

LOG_ODDS: Final[Mapping[Quality, float]] = {
    Quality.MEASURED: 0.05,
    Quality.PUBLISHED: 0.10,
    Quality.ESTIMATED: 0.25,
    Quality.ASSUMED: 0.50,
}
"""Of a rate, beyond the chance of its own count: definitions and coverage that do not quite fit.

An assumed rate of 50% may so well be 27% or 73% (95%); a published one of 20% may be 17% or 23%.
"""

LOG: Final[Mapping[Quality, float]] = {
    Quality.MEASURED: 0.02,
    Quality.PUBLISHED: 0.03,
    Quality.ESTIMATED: 0.10,
    Quality.ASSUMED: 0.25,
}
"""Of a number of persons: an assumed 1,000 may as well be 600 or 1,600 (95%)."""

AGEING: Final = 0.05
"""Added per square root of a year since the figure was true: retention of technicians in Twente was
put at 78% (HBO, 2012) and 23 to 34% (2019) by two surveys; most rates move far less."""


def rate_spread(
    rate: float, quality: Quality, *, years_old: float = 0.0, answers: int | None = None
) -> float:
    """Standard deviation of the log-odds of a rate (0–1).

    `answers` is the number that it was counted over: a share of few is unsure by itself (delta
    method, 1 / (n p (1 − p)), with half an answer added to either side so that 0 and 1 have a
    width). Nothing and everything, exactly, that nobody counted stay what they are: spread 0.

    >>> round(rate_spread(0.22, Quality.MEASURED, answers=100), 3)
    0.244
    """
    _check(years_old, answers)
    if not 0.0 <= rate <= 1.0:
        raise NumericsError.about(f"a rate of {rate:g}", "a share is 0 to 1", "write 5% as 0.05")
    if answers is None and rate in (0.0, 1.0):
        return 0.0
    variance = LOG_ODDS[quality] ** 2 + AGEING**2 * years_old
    if answers is not None:
        yes = rate * answers
        variance += 1.0 / (yes + 0.5) + 1.0 / (answers - yes + 0.5)
    return math.sqrt(variance)


def number_spread(number: float, quality: Quality, *, years_old: float = 0.0) -> float:
    """Standard deviation of the logarithm of a number of persons (0 or more).

    What was counted scatters as counts do (Poisson: 1 / number), beside what registers are off by.

    >>> round(number_spread(400, Quality.PUBLISHED), 3)
    0.058
    """
    _check(years_old, None)
    if number < 0:
        raise NumericsError.about(
            f"{number:g} persons", "there are at least none", "give 0 or more"
        )
    if number == 0:
        return 0.0
    variance = LOG[quality] ** 2 + AGEING**2 * years_old
    if quality in (Quality.MEASURED, Quality.PUBLISHED):
        variance += 1.0 / number
    return math.sqrt(variance)


def _check(years_old: float, answers: int | None) -> None:
    if years_old < 0:
        raise NumericsError.about(
            f"a figure of {-years_old:g} years from now",
            "nobody can have counted that",
            "give the year that it speaks of, at most the first year of the forecast",
        )
    if answers is not None and answers < 1:
        raise NumericsError.about(
            f"{answers} answers", "nothing was counted", "leave answers out, or give at least 1"
        )
