# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wrong forecasts of the labour market have been: ours as measured, others' as published."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

from hcat.agenda.api import Part
from hcat.foundation.api import Translated


class Spread(Part):
    """A score with its 95% interval."""

    value: float
    low: float
    high: float


class MethodScore(Part):
    """How one method did. `worse` is its CRPS less ours; ours has none."""

    method: str
    title: Translated
    crps: Spread
    worse: Spread | None = None
    within50: float
    within80: float
    within95: float


class YearScore(Part):
    """One year: CRPS of ours and of same as before, how often our 80% held, and the summed bias."""

    year: int
    ours: float
    before: float
    within80: float
    bias: int


class SizeError(Part):
    """How far off a forecast is for programmes of a size, in percent of that size."""

    title: Translated
    percent: int


class Measured(Part):
    """A backtest of ours, and of which vintage of whose figures."""

    what: Translated
    source: str
    vintage: str
    measured: date
    years: list[int]
    cases: int
    sizes: list[SizeError]
    methods: list[MethodScore]
    by_year: list[YearScore]


class DirectionScore(Part):
    """What BLS found of its own projections: percent of occupations."""

    period: str
    direction: int
    pace: int


class Miss(Part):
    """What somebody foresaw, and by how much it was off."""

    who: str
    what: Translated
    source: str


class KnownErrors(Part):
    ours: Measured
    directions: list[DirectionScore]
    directions_source: str
    misses: list[Miss]


@cache
def known_errors() -> KnownErrors:
    text = resources.files(__package__).joinpath("known_errors.yaml").read_text(encoding="utf-8")
    return KnownErrors.model_validate(YAML(typ="safe", pure=True).load(text))
