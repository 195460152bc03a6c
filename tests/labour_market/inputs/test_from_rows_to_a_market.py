# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which row counts, from which year on, and how wide each figure is drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.labour_market.inputs import Assembled
from hcat.labour_market.inputs.looking_up import Place, held
from hcat.numerics.api import Quality
from hcat.numerics.labour.axes import Education
from hcat.numerics.labour.ensemble import Run, project
from hcat.numerics.labour.sensitivity import Origin
from hcat.numerics.labour.widths import number_spread, rate_spread
from tests.labour_market.inputs.folders import (
    EACH,
    GRADUATES,
    GROWTH,
    MOVES,
    STOCK,
    made_of,
    row,
    write,
)


def of(made: Assembled, name: str, level: str, field: str) -> np.ndarray:
    """An input of one education, percents as in the tables."""
    at = made.market.axes.educations.index(Education(level, field))
    found = made.market.array(name)
    return found[at] if found.ndim == 1 else found[0, at]


def test_a_market_has_the_educations_for_which_there_is_a_stock(tmp_path: Path) -> None:
    made = made_of(write(tmp_path))
    axes = made.market.axes
    assert [str(one) for one in axes.educations] == [
        "mbo-4/mechatronics", "hbo/mechatronics", "hbo/software",
    ]  # fmt: skip
    assert axes.years == (2024, 2025, 2026, 2027, 2028)
    assert axes.sectors == ("industry", "ict")
    assert of(made, "stock", "hbo", "software").sum() == pytest.approx(1000)


def test_the_more_precise_row_counts_whatever_its_place_or_year(tmp_path: Path) -> None:
    rows = [
        row("retention", 40, level="hbo", field="software", year=2015),
        *GRADUATES,
        row("retention", 60, level="hbo"),
    ]
    made = made_of(write(tmp_path, {"graduates.csv": rows}))
    told = {
        str(one): of(made, "retention", one.level, one.field)[0]
        for one in made.market.axes.educations
    }
    assert told == {"mbo-4/mechatronics": 0.8, "hbo/mechatronics": 0.6, "hbo/software": 0.4}


def test_of_what_was_known_the_last_year_counts_and_its_row_is_remembered(tmp_path: Path) -> None:
    rows = [
        *GRADUATES,
        row("retention", 22, level="hbo", year=2009),
        row("retention", 30, level="hbo", year=2019),
    ]
    made = made_of(write(tmp_path, {"graduates.csv": rows}))
    assert of(made, "retention", "hbo", "software").tolist() == [0.3] * 5
    assert made.rows[Origin("retention", "hbo/software")].year == 2019


def test_a_row_about_a_year_of_the_forecast_counts_from_that_year_on(tmp_path: Path) -> None:
    rows = [
        *GROWTH,
        row("growth", 4, sector="ict", year=2026),
        row("growth", 3, sector="ict", year=2028),
    ]
    made = made_of(write(tmp_path, {"growth.csv": rows}))
    assert (made.market.array("growth")[1] * 100).tolist() == [2, 2, 4, 4, 3]


# Ages


def test_young_groups_of_a_share_are_divided_evenly_and_those_of_a_rate_hold_for_each_age(
    tmp_path: Path,
) -> None:
    made = made_of(write(tmp_path))
    ages = list(made.market.axes.ages)
    profile = of(made, "stock", "hbo", "software")
    assert profile[ages.index(20)] == profile[ages.index(44)] == pytest.approx(1000 * 0.6 / 25)
    assert profile[ages.index(19)] == profile[ages.index(65)] == 0
    exits = made.market.array("exit_rate")[0, :, 0]
    assert [exits[ages.index(age)] for age in (54, 55, 64, 65, 73, 74)] == pytest.approx(
        [0.005, 0.05, 0.05, 0.4, 0.4, 1.0]
    )


def test_who_comes_is_as_old_as_who_graduates_unless_the_tables_say_otherwise(
    tmp_path: Path,
) -> None:
    usual = made_of(write(tmp_path)).market
    assert (usual.array("arrival_ages") == usual.array("entry_ages")).all()
    rows = [*MOVES, row("arrival_ages", 100, ages=(30, 39))]
    said = made_of(write(tmp_path, {"moves.csv": rows})).market
    assert said.array("arrival_ages")[0, 15:25] == pytest.approx(np.full(10, 0.1))


def test_a_higher_state_pension_age_moves_half_of_its_rise_from_fifty_five_on(
    tmp_path: Path,
) -> None:
    rows = [
        *MOVES,
        row("pension_age", 67, "years"),
        row("pension_age", 69, "years", year=2026),
    ]
    exits = made_of(write(tmp_path, {"moves.csv": rows})).market.array("exit_rate")[0]
    ages = list(range(15, 75))
    first, later = exits[:, 0], exits[:, 2]
    assert (exits[:, 1] == first).all()
    assert later[ages.index(54)] == first[ages.index(54)]
    # Two years later in law is one year later in life: who is 65 leaves as who is 64 did.
    assert later[ages.index(65)] == first[ages.index(64)] == pytest.approx(0.05)
    assert later[ages.index(66)] == first[ages.index(65)] == pytest.approx(0.40)
    assert (exits[-1] == 1).all()


def test_the_last_year_of_an_age_profile_counts_as_a_whole(tmp_path: Path) -> None:
    rows = [
        *[one for one in STOCK if one.startswith("stock")],
        row("age_profile", 100, ages=(20, 64), year=2011),
        row("age_profile", 100, ages=(30, 39), year=2021),
    ]
    profile = of(made_of(write(tmp_path, {"stock.csv": rows})), "stock", "hbo", "software")
    assert (profile > 0).sum() == 10


# Substitution


def test_the_level_below_takes_over_in_the_same_field_only(tmp_path: Path) -> None:
    rows = [*GROWTH, row("substitution", 20, level="hbo"), row("substitution", 10, level="mbo-4")]
    made = made_of(write(tmp_path, {"growth.csv": rows}))
    mbo, hbo, software = range(3)
    assert made.taken_over[mbo, hbo] == 0.2
    assert made.taken_over.sum() == 0.2
    assert made.taken_over[:, software].sum() == 0


# How wide


def test_a_figure_is_as_wide_as_its_quality_its_age_and_its_sample_say(tmp_path: Path) -> None:
    rows = [
        *[one for one in GRADUATES if not one.startswith("retention,")],
        row("retention", 80, level="mbo-4", quality="assumed"),
        row("retention", 50, level="hbo", field="mechatronics", year=2015),
        row("retention", 50, level="hbo", field="software", year=2015, n=40),
    ]
    made = made_of(write(tmp_path, {"graduates.csv": rows}))
    spread = np.asarray(made.market.spread.retention)[0]
    assert spread.tolist() == pytest.approx([
        rate_spread(0.8, Quality.ASSUMED),
        rate_spread(0.5, Quality.PUBLISHED, years_old=9),
        rate_spread(0.5, Quality.PUBLISHED, years_old=9, answers=40),
    ])  # fmt: skip
    assert spread[1] < spread[2]
    assert np.asarray(made.market.spread.stock)[0, 0] == pytest.approx(
        number_spread(4000, Quality.PUBLISHED)
    )


def test_groups_of_ages_are_as_wide_as_the_least_certain_of_the_last_year(tmp_path: Path) -> None:
    rows = [
        *[one for one in MOVES if not one.startswith("out_migration")],
        row("out_migration", 1, ages=(15, 39)),
        row("out_migration", 1, ages=(40, 74), quality="estimated"),
        row("out_migration", 1, ages=(15, 74), year=2010, quality="assumed"),
    ]
    made = made_of(write(tmp_path, {"moves.csv": rows}))
    assert np.asarray(made.market.spread.out_migration).tolist() == pytest.approx(
        [rate_spread(0.01, Quality.ESTIMATED)] * 2
    )


def test_each_uncertain_figure_knows_the_row_behind_it(tmp_path: Path) -> None:
    made = made_of(write(tmp_path))
    names = {(one.input, one.name) for one in made.rows}
    assert ("exit_rate", "hbo") in names
    assert ("growth_sector", "ict") in names
    assert ("growth_region", "polder") in names
    assert ("growth_common", "") in names
    assert len(names) == 8 * len(EACH) + 2 * 2 + 2 + 1 + 1


# Properties


@given(
    value=st.floats(0, 100),
    by_year=st.dictionaries(st.integers(2015, 2035), st.floats(0, 100)),
)
def test_a_value_holds_until_the_year_that_changes_it(
    value: float, by_year: dict[int, float]
) -> None:
    years = range(2020, 2031)
    found = held(value, by_year, years).tolist()
    for year, one, before in zip(years, found, [value, *found], strict=False):
        assert one == by_year.get(year, before)


parts = st.sampled_from(["", "a", "b"])
places = st.builds(Place, parts, parts, parts)


@given(places, places)
def test_a_place_holds_what_is_at_least_as_precise(one: Place, other: Place) -> None:
    if one.holds(other):
        assert one.precision <= other.precision
        assert not other.holds(one) or one == other
    assert Place().holds(one)
    assert one.holds(one)


def test_what_the_tables_say_can_be_forecast(tmp_path: Path) -> None:
    made = made_of(write(tmp_path))
    told = project(made.market, Run(draws=50, taken_over=made.taken_over, compiled=False))
    balance = told.outcome("balance", "polder")
    assert np.isfinite(balance.quantiles).all()
    causes = sum(told.contributions("polder").values())
    assert causes == pytest.approx(balance.mean, abs=0.01)
