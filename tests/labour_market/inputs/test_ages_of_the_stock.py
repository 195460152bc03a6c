# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A group of the stock's ages holds as many of each as the exit rates leave of its first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.api import RETIREMENT_FROM, Market
from tests.labour_market.inputs.folders import MOVES, STOCK, made_of, row, write

AGES = np.arange(15, 75)
FIVES = [(age, age + 4) for age in range(15, 75, 5)]
COUNTS = [one for one in STOCK if one.startswith("stock,")]
OTHER_MOVES = [one for one in MOVES if not one.startswith("exit_rate")]


def market(folder: Path, profile: list[str], exits: list[str]) -> Market:
    return made_of(
        write(folder, {"stock.csv": [*COUNTS, *profile], "moves.csv": [*OTHER_MOVES, *exits]})
    ).market


def part(found: Market, first: int, last: int) -> np.ndarray:
    """Percent of an education's people at each age, of a group of ages."""
    stock = found.array("stock")[0, 0]
    return np.asarray(100 * stock / stock.sum())[first - 15 : last - 15 + 1]


def test_of_a_group_past_the_pension_age_each_age_has_who_stayed_of_the_one_before(
    tmp_path: Path,
) -> None:
    found = market(
        tmp_path,
        [row("age_profile", 80, ages=(20, 54)), row("age_profile", 20, ages=(65, 67))],
        [
            row("exit_rate", 1, ages=(15, 54)),
            row("exit_rate", 10, ages=(55, 64)),
            row("exit_rate", 20, ages=(65, 65)),
            row("exit_rate", 75, ages=(66, 74)),
        ],
    )
    # Of 100 people of 65 there are 80 left at 66 and 20 at 67: 200 together.
    assert part(found, 65, 67) == pytest.approx([10, 8, 2])
    assert part(found, 20, 54) == pytest.approx(np.full(35, 80 / 35))


def test_of_a_group_across_the_first_age_of_retirement_the_young_are_alike(tmp_path: Path) -> None:
    exits = [row("exit_rate", 10, ages=(15, 54)), row("exit_rate", 50, ages=(55, 74))]
    found = market(tmp_path, [row("age_profile", 100, ages=(53, 57))], exits)
    # Nobody counts as gone before 55: 1, 1, 1, then a half and a quarter.
    assert part(found, 53, 57) == pytest.approx(100 * np.array([4, 4, 4, 2, 1]) / 15)


def test_a_group_that_nobody_outlives_stands_at_its_first_age(tmp_path: Path) -> None:
    exits = [row("exit_rate", 0, ages=(15, 64)), row("exit_rate", 100, ages=(65, 74))]
    found = market(tmp_path, [row("age_profile", 100, ages=(65, 69))], exits)
    assert part(found, 65, 69).tolist() == [100, 0, 0, 0, 0]


def test_each_level_is_spread_by_its_own_exits(tmp_path: Path) -> None:
    found = market(
        tmp_path,
        [row("age_profile", 100, ages=(60, 61))],
        [row("exit_rate", 0, level="mbo-4", ages=(15, 74)),
         row("exit_rate", 50, level="hbo", ages=(15, 74))],
    )  # fmt: skip
    mbo, hbo, _software = found.array("stock")[0]
    assert (mbo[45:47] / mbo.sum()).tolist() == pytest.approx([1 / 2, 1 / 2])
    assert (hbo[45:47] / hbo.sum()).tolist() == pytest.approx([2 / 3, 1 / 3])


percents = st.integers(0, 100).map(float)


@settings(deadline=None)
@given(young=st.floats(0, 1), old=st.lists(percents, min_size=20, max_size=20))
def test_people_who_always_retired_by_these_rates_go_on_as_before(
    young: float, old: list[float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    exits = np.where(AGES < RETIREMENT_FROM, young / 100, 0.0)
    exits[-20:] = np.array(old) / 100
    cohort = np.cumprod(np.concatenate(([1.0], 1.0 - exits[:-1])))
    shares = 100 * cohort / cohort.sum()
    groups = {ages: float(shares[ages[0] - 15 : ages[1] - 14].sum()) for ages in FIVES}
    found = market(
        tmp_path_factory.mktemp("region") / "inputs",
        [row("age_profile", value, ages=ages) for ages, value in groups.items()],
        [row("exit_rate", young, ages=(15, 54)),
         *(row("exit_rate", rate, ages=(55 + n, 55 + n)) for n, rate in enumerate(old))],
    )  # fmt: skip
    parts = {ages: part(found, *ages) for ages in FIVES}
    assert all((one >= 0).all() for one in parts.values())
    for ages, value in groups.items():
        assert parts[ages].sum() == pytest.approx(value, rel=1e-4, abs=1e-6)
    # Everybody who reaches 55 retires, so as many do each year as there are at 55.
    people = np.concatenate(list(parts.values()))
    leaving = found.array("exit_rate")[0, :, 0]
    first = people @ np.where(AGES < RETIREMENT_FROM, 0.0, leaving)
    later = np.concatenate(([0.0], (people * (1 - leaving))[:-1]))
    second = later @ np.where(AGES < RETIREMENT_FROM, 0.0, leaving)
    assert first == pytest.approx(shares[40], rel=0.001)
    assert second == pytest.approx(first, rel=0.04)
