# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small markets to reckon with."""

from __future__ import annotations

from typing import Any

import numpy as np

from hcat.numerics.labour.axes import Axes, Education
from hcat.numerics.labour.market import Market, Spread

EDUCATIONS = (
    Education("mbo-4", "mechatronics"),
    Education("hbo", "mechatronics"),
    Education("hbo", "software"),
)
YEARS = tuple(range(2024, 2030))
UNSURE = Spread(
    stock=0.05, stock_level=0.05, exit_rate=0.1, leaving=0.2, out_migration=0.2, arrivals=0.3,
    graduates=0.05, graduates_step=0.03, further_study=0.2, participation=0.2, retention=0.3,
    retention_step=0.1, growth_common=0.01, growth_sector=0.01, growth_region=0.005,
)  # fmt: skip


def ages_between(first: int, last: int) -> np.ndarray:
    """Evenly over these ages, both included."""
    ages = np.arange(15, 75)
    inside = (ages >= first) & (ages <= last)
    return inside / inside.sum()


def exits() -> np.ndarray:
    """(A,): few leave before 60, half of them between 60 and 66, most at 67."""
    ages = np.arange(15, 75)
    rate = np.select([ages < 55, ages < 60, ages < 67, ages == 67], [0.004, 0.02, 0.10, 0.75], 0.5)
    rate[-1] = 1.0
    return rate


def market(**given: Any) -> Market:
    """Two regions, three educations, six years; what is given takes the place of what is usual."""
    regions = given.pop("regions", ("twente", "achterhoek"))
    axes = given.pop("axes", None) or Axes(
        regions=regions, educations=EDUCATIONS, years=YEARS, sectors=("industry", "ict")
    )
    stock = np.array([4000.0, 2500.0, 1800.0])[None, :, None] * ages_between(20, 66)[None, None, :]
    usual: dict[str, Any] = {
        "stock": np.repeat(stock, len(axes.regions), axis=0),
        "exit_rate": exits()[None, :, None],
        "graduates": np.array([160.0, 120.0, 110.0])[None, :, None],
        "retention": np.array([0.95, 0.78, 0.6])[None, :, None],
        "entry_ages": ages_between(20, 25)[None, :],
        "growth": np.array([0.005, 0.03])[:, None],
        "sector_mix": np.array([[1.0, 0.0], [0.8, 0.2], [0.1, 0.9]])[None],
        "leaving": 0.02,
        "out_migration": 0.01,
        "arrivals": np.array([10.0, 20.0, 30.0])[None, :, None],
        "further_study": np.array([0.3, 0.1, 0.1]),
        "participation": 0.95,
        "unemployed": 0.03,
        "persistence": 0.5,
        "spread": UNSURE,
    }
    return Market(axes=axes, **{**usual, **given})
