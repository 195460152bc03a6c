# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a short series of graduates: their level, how sure it is, and how they move."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import Final

import numpy as np

from hcat.numerics.api import Axes, Education

from .certainty import spread
from .looking_up import Floats, Lookup, Place, held
from .sheets import InputName, InputRow

RECENT: Final = 3
"""Years of graduates that make the level of the forecast: one year says more about chance."""

USUAL_MOVE: Final = 0.10
"""Where no series of the region is long enough to show how graduates move from year to year."""


@dataclass(frozen=True, slots=True)
class Graduates:
    """`path` (E, T) persons; `spread` (E,) how sure their level is; `step` (E,) how they move."""

    path: Floats
    spread: Floats
    step: Floats


def graduates(lookup: Lookup, axes: Axes) -> Graduates:
    """The level is the mean of the last years that are known; rows about later years count for
    those years. The movement is what the series itself showed, drawn halfway to what all series of
    the region show, for five years say little about one of them.
    """
    paths, spreads, moves = [], [], []
    for one in axes.educations:
        past, ahead = _series(lookup, one)
        recent = past[-RECENT:] or ahead[:1]
        level = fmean(row.value for row in recent) if recent else 0.0
        paths.append(held(level, {row.year: row.value for row in ahead}, axes.years))
        spreads.append(spread(recent[-1], level, lookup.sheet.first_year) if recent else 0.0)
        moves.append(volatility([row.value for row in past]))
        if recent:
            lookup.remember(InputName.GRADUATES, recent[-1], Place.of(one))
    known = [one for one in moves if one is not None]
    usual = fmean(known) if known else USUAL_MOVE
    steps = [usual if one is None else (one + usual) / 2 for one in moves]
    return Graduates(np.stack(paths), np.array(spreads), np.array(steps))


def _series(lookup: Lookup, one: Education) -> tuple[list[InputRow], list[InputRow]]:
    """Up to the first year of the forecast, and after it."""
    place = Place.of(one)
    rows = sorted(
        (row for row, _spots in lookup.rows(InputName.GRADUATES, place)), key=lambda row: row.year
    )
    if not rows:
        lookup.lacks(InputName.GRADUATES, place)
    first = lookup.sheet.first_year
    return [row for row in rows if row.year <= first], [row for row in rows if row.year > first]


def volatility(values: list[float]) -> float | None:
    """Standard deviation of the yearly change of the logarithm, less what counts scatter anyway.

    None where fewer than three years have anybody.

    >>> volatility([100.0, 0.0, 100.0]) is None, volatility([100.0, 100.0, 100.0])
    (True, 0.0)
    """
    some = [one for one in values if one > 0]
    if len(some) < 3:
        return None
    change = np.diff(np.log(some))
    noise = float(np.mean(2.0 / np.array(some)))
    return float(np.sqrt(max(float(np.mean(change**2)) - noise, 0.0)))
