# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From draws to what is told: mean, median, intervals, probability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.market import Floats

QUANTILES: Final = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)
INTERVALS: Final = {0.50: (2, 4), 0.80: (1, 5), 0.95: (0, 6)}
"""Coverage of the central intervals, with the places of their ends in `QUANTILES`."""
MEDIAN: Final = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """An uncertain number of persons, or an array of them.

    `mean` (…), `quantiles` (…, 7) at `QUANTILES`, `below_zero` (…): the share of the draws below
    zero (of a balance: the probability of a shortage).
    """

    mean: Floats
    quantiles: Floats
    below_zero: Floats

    @property
    def median(self) -> Floats:
        return np.asarray(self.quantiles[..., MEDIAN])

    def interval(self, coverage: float) -> tuple[Floats, Floats]:
        """Lower and upper end of the central 50, 80 or 95% interval."""
        if coverage not in INTERVALS:
            raise NumericsError.about(
                f"an interval of {coverage}",
                "only some are kept",
                f"ask for one of {', '.join(map(str, INTERVALS))}",
            )
        low, high = INTERVALS[coverage]
        return np.asarray(self.quantiles[..., low]), np.asarray(self.quantiles[..., high])


def outcome(draws: Floats) -> Outcome:
    """What the draws (…, D) say. Quantiles lie between draws, linearly (Hyndman & Fan 1996, 7).

    Raises NumericsError without draws.

    >>> said = outcome(np.arange(101.0) - 20)
    >>> float(said.median), [float(end) for end in said.interval(0.8)], float(said.below_zero)
    (30.0, [-10.0, 70.0], 0.19801980198019803)
    """
    if draws.shape[-1] == 0:
        raise NumericsError.about("no draws", "nothing can be said", "draw at least once")
    ordered = np.sort(draws, axis=-1)
    place = np.array(QUANTILES) * (draws.shape[-1] - 1)
    under = np.floor(place).astype(np.intp)
    over = np.minimum(under + 1, draws.shape[-1] - 1)
    low, high = ordered[..., under], ordered[..., over]
    # Where both ends are infinite there is nothing between them.
    step = np.subtract(high, low, out=np.zeros_like(low), where=high > low)
    weight = place - under
    part = np.multiply(step, weight, out=np.zeros_like(step), where=weight > 0)
    return Outcome(
        mean=draws.mean(axis=-1),
        quantiles=low + part,
        below_zero=(draws < 0).mean(axis=-1),
    )
