# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shares of graduates: where a survey asked few of a field, the field leans on its level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Final

import numpy as np

from hcat.numerics.api import Axes, Quality, pooled_rates, rate_spread

from .certainty import spreads
from .looking_up import Floats, Lookup, Place, held
from .sheets import InputName, InputRow

FEWEST: Final = 3
"""Fields that show how much fields of a level differ: of two it could as well be chance."""


@dataclass(frozen=True, slots=True)
class Shares:
    """`path` (E, T), 0 to 1; `spread` (E,) of the log-odds."""

    path: Floats
    spread: Floats


def shares_of_graduates(lookup: Lookup, name: InputName, axes: Axes) -> Shares:
    """As the rows say; what one survey counted (`n`) in several fields of a level, drawn together.

    A row about a year of the forecast counts for that year as it is: nobody counted it yet.
    """
    first = lookup.sheet.first_year
    places = [Place.of(one) for one in axes.educations]
    path = np.stack([lookup.years(name, place, axes.years) for place in places]) / 100.0
    spread = spreads(lookup, name, axes)
    for survey in _surveys(lookup, name, places):
        of = np.array([row.n for row in survey.values()], dtype=np.float64)
        yes = of * np.array([row.value / 100.0 for row in survey.values()])
        vintage = date(next(iter(survey.values())).year, 12, 31)
        pooled = pooled_rates(yes[:, None, None], of[:, None, None], vintage=vintage)
        rates, errors = pooled.rate[:, 0], pooled.log_odds_spread[:, 0]
        for (at, row), rate, error in zip(survey.items(), rates, errors, strict=True):
            given = [one for one, _spots in lookup.rows(name, places[at]) if one.year > first]
            path[at] = held(rate, {one.year: one.value / 100.0 for one in given}, axes.years)
            source = rate_spread(rate, Quality(row.quality), years_old=float(first - row.year))
            spread[at] = hypot(source, error)
    return Shares(path, spread)


def _surveys(lookup: Lookup, name: InputName, places: list[Place]) -> Iterator[dict[int, InputRow]]:
    """What one source counted in one year, in enough fields of a level: rows by their place."""
    found: dict[tuple[str, str, int], dict[int, InputRow]] = {}
    for at, place in enumerate(places):
        for row, _spots in filter(None, [lookup.latest(name, place)]):
            if row.n and row.level and row.field and row.year <= lookup.sheet.first_year:
                found.setdefault((row.level, row.source, row.year), {})[at] = row
    return (one for one in found.values() if len(one) >= FEWEST)
