# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole numbers that add up as they are shown."""

from __future__ import annotations

import math
from collections.abc import Sequence


def whole(value: float) -> int:
    """The nearest whole number, a half away from zero: as people round.

    >>> whole(2.5), whole(-2.5), whole(-0.2)
    (3, -3, 0)
    """
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def whole_parts(parts: Sequence[float], total: int) -> list[int]:
    """Whole numbers that add up to the total, each less than one away from its part or exactly one.

    The largest remainders are rounded up (Hamilton's method). The total is what the sum of the
    parts is shown as, so at most one away from it; otherwise ValueError.

    >>> whole_parts([1.4, 1.4, 1.4], 4), whole_parts([134.3, 38.5, 0.9, -74.3], 99)
    ([2, 1, 1], [134, 38, 1, -74])
    """
    low = [math.floor(one) for one in parts]
    missing = total - sum(low)
    if not 0 <= missing <= len(parts):
        raise ValueError(f"{list(parts)} do not add up to about {total}")
    largest = sorted(range(len(parts)), key=lambda at: low[at] - parts[at])
    return [one + (at in largest[:missing]) for at, one in enumerate(low)]


def about(value: float) -> int:
    """Two figures that count: what a reader should remember of an uncertain number.

    >>> about(-924.7), about(18.6), about(1050.0), about(3.4)
    (-920, 19, 1100, 3)
    """
    size = abs(whole(value))
    digits = max(0, len(str(size)) - 2)
    step = int(10**digits)
    return whole(value / step) * step
