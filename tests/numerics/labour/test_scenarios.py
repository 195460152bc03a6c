# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios that an analyst wrote down: what a market must come to, with a margin and a why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from hcat.numerics.labour.axes import Axes, Education
from hcat.numerics.labour.balance import Cause
from hcat.numerics.labour.ensemble import Run, project
from hcat.numerics.labour.market import Market

from .markets import ages_between

FILE = Path(__file__).parent / "scenarios" / "balance.yaml"
SCENARIOS: list[dict[str, Any]] = YAML(typ="safe").load(FILE)
YEARS = (2024, 2025)
RATES = (
    "leaving", "out_migration", "arrivals", "further_study", "participation", "unemployed",
)  # fmt: skip


def market_of(given: dict[str, Any]) -> Market:
    axes = Axes(regions=("r",), educations=(Education("hbo", "civil"),), years=YEARS)
    stock = np.zeros((1, 1, len(axes.ages)))
    stock[0, 0, list(axes.ages).index(given.get("age", 30))] = given["people"]
    exits = np.full(len(axes.ages), float(given.get("exit", 0.0)))
    exits[-1] = 1.0
    return Market(
        axes=axes,
        stock=stock,
        exit_rate=exits[None, :, None],
        graduates=given.get("graduates", 0.0),
        retention=given.get("retention", 1.0),
        entry_ages=ages_between(22, 22)[None],
        growth=given.get("growth", 0.0),
        **{name: given[name] for name in RATES if name in given},
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one["name"])
def test_a_market_comes_to_what_was_worked_out(scenario: dict[str, Any]) -> None:
    told = project(market_of(scenario["given"]), Run(draws=4000))
    margin = scenario["margin"] + 1e-9
    for quantity, expected in scenario.get("expect", {}).items():
        assert told.outcome(quantity, "r").mean == pytest.approx(expected, abs=margin), quantity
    for name, expected in scenario.get("expect_causes", {}).items():
        found = told.contributions("r")[Cause(name)]
        assert found == pytest.approx(expected, abs=margin), name


def test_every_scenario_says_why_and_expects_something() -> None:
    for one in SCENARIOS:
        assert one["why"]
        assert one.get("expect") or one.get("expect_causes")
        assert "people" in one["given"]
