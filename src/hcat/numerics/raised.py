# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A count of events at some units of a finite population, raised to all of them.

Events come in clusters (one company has nine old vacancies, most have none), so that Student's t
around the raised total is too narrow above and too wide below, and a count of 0 would seem
certain. Here the total is read as a negative binomial one.

Loads NumPy and SciPy: reach it through the api.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import Interval, check_level


def raised_count(
    counts: Sequence[int], population: int, *, confidence: float = 0.95
) -> tuple[float, Interval]:
    """Events at all `population` units, from the counts at those that were looked at.

    The value is ``sum · population / n``. For the interval the sum is divided by the spread φ of
    the counts (variance ÷ mean; its part above 1 raised by two standard errors, 1 + 2/√n), as
    though a units each had one event: a of A are seen with chance n ÷ population, and the ends are
    those A at which as few, or as many, have half the chance that is left (mid-p). The lower end
    is never below what was counted. All units counted: the sum itself.

    Raises NumericsError for fewer than two units, more than the population, or a count below 0.

    Source: McCullagh & Nelder 1989, 4.5 (spread); Lancaster 1961, JASA 56, 223 (mid-p). Coverage
    by simulation: docs/methods/vacancies.md.

    >>> value, interval = raised_count([0, 2, 0, 0, 5, 1, 0, 0, 0, 0], 30)
    >>> value, round(interval.low, 1), round(interval.high, 1)
    (24.0, 8.0, 74.9)
    >>> round(raised_count([0] * 20, 40)[1].high, 1)
    4.3
    """
    check_level("confidence", confidence)
    seen = np.asarray(counts, dtype=np.float64)
    n, whole = int(seen.size), float(seen.sum())
    if n < 2 or n > population or seen.min() < 0:
        raise NumericsError.about(
            f"{n} counts of {population} units",
            "the spread of the counts shows in two or more, each of at least 0",
            "give one count for each unit that was looked at",
        )
    if n == population:
        return whole, Interval(whole, whole, confidence, "census")
    part, tail = n / population, (1 - confidence) / 2
    spread = 1.0
    if whole:
        beyond = max(0.0, float(seen.var(ddof=1)) / float(seen.mean()) - 1.0)
        spread += beyond * (1 + 2 / math.sqrt(n))
    low, high = _ends(whole / spread, part, tail)
    value = whole / part
    return value, Interval(
        min(max(whole, low * spread), value), max(high * spread, value), confidence, "raised count"
    )


def _ends(seen: float, part: float, tail: float) -> tuple[float, float]:
    """Between which totals: at the upper one `seen` or fewer, at the lower one `seen` or more,
    have the chance `tail` (mid-p, by the incomplete beta function, so that halves may count)."""
    from scipy.optimize import brentq
    from scipy.special import betainc

    def fewer(total: float) -> float:
        at_most = float(betainc(total - seen, seen + 1, 1 - part)) if total > seen else 1.0
        below = float(betainc(total - seen + 1, seen, 1 - part)) if seen else 0.0
        return (at_most + below) / 2

    most = seen + 1.0
    while fewer(most) > tail:
        most = 2 * most
    high = float(brentq(lambda total: fewer(total) - tail, seen, most))
    if not seen or 1 - fewer(seen) >= tail:
        return (seen if seen else 0.0), high
    return float(brentq(lambda total: 1 - fewer(total) - tail, seen, high)), high
