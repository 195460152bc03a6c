# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where words have room in a picture. Loaded only where one is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

APART: Final = 18
"""Pixels between the middle of a word and a line, from which the word can be read."""
ABOVE, BELOW = -9, 11
"""Pixels down from a line at which words stand beside it."""
VALUE: Final = -13
"""Pixels down from a dot at which its value stands."""


def beside_zero(
    line: Mapping[int, float], valued: Mapping[int, float], *, ends: tuple[int, int], wide: float
) -> tuple[float, int] | None:
    """The day and the pixels down at which words beside zero cover neither a line nor its values.

    In the middle above zero, if it is free there; or else the freest of six places. None where none
    is free: the axis has its zero, and words across a line would be read by nobody.

    `line` and `valued` are pixels down from zero by day: of the line's dots, and of those whose
    value is written. `ends` are the first and last day of the picture, `wide` the days under the
    words.
    """
    (first, last), half = ends, wide / 2

    def free(place: tuple[float, int]) -> float:
        day, down = place
        under = np.interp(np.linspace(day - half, day + half, 25), list(line), list(line.values()))
        values = (at + VALUE for one, at in valued.items() if abs(one - day) < half * 1.2)
        return min(abs(float(one) - down) for one in (*under, *values))

    centres = ((first + last) / 2, first + half, last - half)
    places = [(day, down) for day in centres for down in (ABOVE, BELOW)]
    freest = next((one for one in places if free(one) >= APART), max(places, key=free))
    return freest if free(freest) >= APART / 2 else None
