# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wide to draw each figure: by its quality, its age, and how many it was counted over."""

from __future__ import annotations

import numpy as np

from hcat.numerics.api import Axes, Quality, number_spread, rate_spread

from .ages import groups
from .looking_up import Floats, Lookup, Place
from .sheets import InputName, InputRow, Unit


def spread(row: InputRow, value: float, first_year: int) -> float:
    """Standard deviation of a figure that rests on this row, on the scale on which it is drawn."""
    quality = Quality(row.quality)
    years_old = float(max(0, first_year - row.year))
    if row.unit is Unit.PERSONS:
        return number_spread(value, quality, years_old=years_old)
    return rate_spread(value / 100.0, quality, years_old=years_old, answers=row.n)


def spreads(lookup: Lookup, name: InputName, axes: Axes) -> Floats:
    """(E,) of an input per education."""
    found = (lookup.latest(name, Place.of(one)) for one in axes.educations)
    return np.array([_of_row(lookup, one[0]) if one else 0.0 for one in found])


def level_spreads(lookup: Lookup, name: InputName, axes: Axes) -> Floats:
    """(L,) of an input by ages: what the least certain of its groups deserves."""
    return np.array([
        max(
            (
                _of_row(lookup, row)
                for row, _spots in groups(lookup, name, Place(level=level))
                if 0 < row.value < 100
            ),
            default=0.0,
        )
        for level in axes.levels
    ])  # fmt: skip


def _of_row(lookup: Lookup, row: InputRow) -> float:
    return spread(row, row.value, lookup.sheet.first_year)
