# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Graduates in the years of a forecast: as many years ahead as the method was tested.

`forecast_graduates` was held against what came one and two years later. So it says the next two
years, and how far counts lay from it one and two years ahead says how wide they are:

    variance of the logarithm, h years ahead = width² + (h − 1) · step²

The width is that of the method's errors one year ahead. The step is by how much its errors two
years ahead were wider, drawn to `USUAL_MOVE` as if that were one past year more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hcat.numerics.labour.graduates import forecast_graduates
from hcat.numerics.labour.market import Floats
from hcat.numerics.labour.predictive import Spread, tempered
from hcat.numerics.labour.vintages import History

TESTED_AHEAD: Final = 2
"""Years ahead for which the errors of the method were measured (docs/methods)."""

USUAL_MOVE: Final = 0.10
"""How graduates move in a year, as a part of them, where no past year shows it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Ahead:
    """The years after the last known one.

    `mean` (S, TESTED_AHEAD) persons, 0 where nobody studies or graduated any more. `width` (S,) and
    `step`, of the logarithm, as above; the width is NaN of a series too short to have shown an
    error, or where nobody is expected. `years`: how many past years show the step.
    """

    mean: Floats
    width: Floats
    step: float
    years: int


def years_ahead(known: History) -> Ahead:
    """The graduates of the next years. `known` has a column for each of them.

    >>> table = np.array([[80.0, 120.0, np.nan, np.nan], [np.nan, 40.0, np.nan, np.nan]])
    >>> two, none = np.zeros(2, dtype=np.int64), np.full((2, 4), np.nan)
    >>> found = years_ahead(History(names=("a", "b"), levels=two, fields=two, institutions=two,
    ...     first=2022, low=table, high=table, graduates=table, enrolled=none, entrants=none))
    >>> found.mean.round(1).tolist(), np.isfinite(found.width).tolist(), found.step, found.years
    ([[106.7, 106.7], [40.0, 40.0]], [True, False], 0.1, 0)
    """
    said = [
        forecast_graduates(known, known.last_graduates + ahead)
        for ahead in range(1, TESTED_AHEAD + 1)
    ]
    mean = np.stack([np.where(one.alive, one.mean, 0.0) for one in said], axis=1)
    spreads = [one.spread for one in said]
    learned = (np.isfinite(known.graduates).sum(axis=1) > 1) & (mean[:, 0] > 0)
    learned &= spreads[0].years > 0
    with np.errstate(divide="ignore"):
        width = np.sqrt(np.log1p(1.0 / mean[:, 0] + spreads[0].dispersion))
    return Ahead(
        mean=mean,
        width=np.where(learned, width, np.nan),
        step=_step(*spreads),
        years=spreads[-1].years,
    )


def _step(one: Spread, two: Spread) -> float:
    """By how much the errors two years ahead are wider than those one year ahead."""
    wider = np.log1p(two.dispersion) - np.log1p(one.dispersion)
    return tempered(float(np.sqrt(max(wider, 0.0))), USUAL_MOVE, two.years)
