# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An interval, and the normal quantiles that turn one confidence into another."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from hcat.numerics.errors import NumericsError

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends with what they promise.

    Shares are on the scale 0–1, all else in the unit of the data. `confidence` is that of both
    ends together; each end alone holds with (1 + confidence) / 2.

    >>> Interval(0.2, 0.4, 0.9, "wilson").width
    0.2
    """

    low: float
    high: float
    confidence: float
    method: str

    @property
    def width(self) -> float:
        """Distance between the ends."""
        return self.high - self.low


def normal_quantile(probability: float) -> float:
    """The standard normal quantile.

    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    return _NORMAL.inv_cdf(probability)


def normal_cdf(score: float) -> float:
    """The standard normal distribution function.

    >>> normal_cdf(0.0)
    0.5
    """
    return _NORMAL.cdf(score)


def check_level(name: str, level: float) -> None:
    """Refuse a confidence or alpha that is not a probability strictly between 0 and 1."""
    if not 0.0 < level < 1.0:
        raise NumericsError.about(
            f"{name} is {level}", "it is a probability between 0 and 1", "write 5% as 0.05"
        )
