# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Near and far in an index of words: the earth in cells of about two kilometres, each a word.

What lies within so many kilometres is what stands in one of the cells around; right to within the
size of a cell. A cell is counted in rows to the north and, in its row, in columns to the east.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

KM = 2.0
KM_PER_DEGREE = 111.2
FURTHEST = 100
"""Kilometres: as far as may be asked."""


@dataclass(frozen=True, slots=True)
class Disc:
    """Around a place with a name: degrees north and east, and kilometres."""

    name: str
    latitude: float
    longitude: float
    km: int


def cell_at(latitude: float, longitude: float) -> str:
    """
    >>> cell_at(52.2215, 6.8937)
    '2903:234'
    """
    row = math.floor(latitude * KM_PER_DEGREE / KM)
    return f"{row}:{math.floor(longitude * _per_degree(row))}"


def cells_within(disc: Disc) -> list[str]:
    """Every cell of which the middle lies in the disc, and the one in its middle."""
    km = min(disc.km, FURTHEST)
    middle = disc.latitude * KM_PER_DEGREE / KM
    found = {cell_at(disc.latitude, disc.longitude)}
    for row in range(math.floor(middle - km / KM), math.floor(middle + km / KM) + 1):
        rest = (km / KM) ** 2 - (row + 0.5 - middle) ** 2
        if rest < 0:
            continue
        column, half = disc.longitude * _per_degree(row), math.sqrt(rest)
        first, last = math.ceil(column - half - 0.5), math.floor(column + half - 0.5)
        found.update(f"{row}:{at}" for at in range(first, last + 1))
    return sorted(found)


def _per_degree(row: int) -> float:
    """Cells in one degree to the east, in the middle of this row."""
    latitude = (row + 0.5) * KM / KM_PER_DEGREE
    return KM_PER_DEGREE * math.cos(math.radians(latitude)) / KM
