# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente's inputs make a market, their arithmetic adds up, and DUO's counts are DUO's."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from hcat.agenda.schema import Source
from hcat.fields.api import coverage, field_codes
from hcat.labour_market.inputs import Assembled, InputName, InputRow, Inputs, assemble, read_inputs
from hcat.numerics.labour import balance
from hcat.numerics.labour.ensemble import Run, Slice, members, region_flows
from hcat.numerics.labour.levers import RETIREMENT_FROM
from hcat.numerics.labour.reference import COMPONENTS
from hcat.numerics.labour.summary import Outcome, outcome
from tests.agenda.twente_folder import FOLDER as AGENDA
from tests.agenda.twente_folder import of
from tests.labour_market.open_data import (
    YEARS_OF_ENROLMENT,
    hbo_diplomas,
    hbo_students,
    inhabitants_by_age,
    wo_enrolled,
)

FOLDER = AGENDA / "labour_market"
INHABITANTS, IN_THE_LABOUR_FORCE, TECHNICIANS = 638_897, 0.52, 0.15
OF_LEVEL = {"mbo-3": 13_500, "mbo-4": 17_000, "hbo": 12_500, "wo": 7_000}
GRADUATING = 0.4
"""Of the students in the master's phase, per year: two years nominally, two and a half in fact."""


@cache
def inputs() -> Inputs:
    return read_inputs(FOLDER, fields=field_codes(), sources=of(Source))


@cache
def made() -> Assembled:
    found = assemble(inputs())
    assert isinstance(found, Assembled), found
    return found


def rows(name: InputName, **said: str) -> list[InputRow]:
    return [
        row
        for row, _spots in inputs().rows
        if row.input is name and all(getattr(row, key) == value for key, value in said.items())
    ]


# They make a market


def test_the_tables_have_no_problem_and_make_a_market() -> None:
    assert inputs().problems == []
    axes = made().market.axes
    assert (axes.years[0], axes.years[-1]) == (2024, 2034)
    assert axes.levels == ("mbo-3", "mbo-4", "hbo", "wo")
    assert set(axes.fields) == set(field_codes())


def test_every_figure_says_what_it_rests_on() -> None:
    for row, spots in inputs().rows:
        assert (row.source == "labour-market-assumptions") == (row.quality == "assumed"), spots
        assert row.note or row.source.startswith("duo-hbo-"), spots


def test_most_figures_are_assumed_and_none_of_those_passes_for_published() -> None:
    told = Counter(str(row.quality) for row, _spots in inputs().rows)
    assert told == {"assumed": 293, "estimated": 127, "published": 245}
    published = {row.input for row, _spots in inputs().rows if row.quality == "published"}
    assert published == {
        InputName.GRADUATES, InputName.ENROLLED, InputName.ENTRANTS, InputName.RETENTION,
        InputName.PENSION_AGE,
    }  # fmt: skip


# The arithmetic that market.yaml describes


def test_technicians_are_a_part_of_the_labour_force_divided_over_levels_and_fields() -> None:
    total = INHABITANTS * IN_THE_LABOUR_FORCE * TECHNICIANS
    assert sum(OF_LEVEL.values()) == pytest.approx(total, rel=0.01)
    for level, people in OF_LEVEL.items():
        assert [row.value for row in rows(InputName.STOCK_MARGIN, level=level)] == [people]
        given = rows(InputName.STOCK, level=level)
        shares = {row.field: int(row.note.partition("%")[0]) for row in given}
        assert sum(shares.values()) == 100
        assert {row.field: row.value for row in given} == {
            field: share * people / 100 for field, share in shares.items()
        }
    fitted = made().market.array("stock")[0].sum(axis=1)
    assert fitted == pytest.approx([row.value for row in rows(InputName.STOCK)])


def test_a_quarter_of_the_technicians_retires_in_ten_years_within_four_points() -> None:
    """The report: about 25% of high-tech staff in the country. Not counted: who comes later."""
    market = made().market
    exits, stock = market.array("exit_rate"), market.array("stock")[0]
    at = RETIREMENT_FROM - market.axes.first_age
    retired = 0.0
    people = stock.copy()
    for year in range(10):
        gone = people * exits[market.axes.level_of, :, year]
        retired += gone[:, at:].sum()
        people[:, 1:] = (people - gone)[:, :-1]
        people[:, 0] = 0.0
    assert 0.21 <= retired / stock.sum() <= 0.29


def test_the_state_pension_age_rises_in_2028_and_stays() -> None:
    exits = made().market.array("exit_rate")[0]
    years = made().market.axes.years
    moved = [not np.array_equal(exits[:, t], exits[:, 0]) for t in range(len(years))]
    assert dict(zip(years, moved, strict=True)) == {year: year >= 2028 for year in years}


def test_retention_is_contested_and_so_drawn_wide() -> None:
    """HBO: from the 23% of 2019 to the over three quarters of 2012. University: 22 and 23%."""
    market = made().market
    for level, low, high in (("hbo", 0.30, 0.72), ("wo", 0.16, 0.31)):
        at = int(members(market.axes, Slice(level=level))[0])
        middle = market.array("retention")[0, at, 0]
        spread = np.asarray(market.spread.retention)[0, at]
        ends = [1 / (1 + (1 / middle - 1) * np.exp(-side * 1.96 * spread)) for side in (-1, 1)]
        assert ends[0] < low, level
        assert ends[1] > high, level


def test_where_students_are_known_they_move_the_graduates_of_hbo() -> None:
    """The students of industrial engineering fell by a third, of whom the past knows nothing."""
    market = made().market
    by_field = {}
    for field in ("industrial-engineering", "embedded"):
        at = int(members(market.axes, Slice(level="hbo", field=field))[0])
        by_field[field] = market.array("graduates")[0, at]
        told = series("hbo", InputName.ENROLLED)[field]
        students = told[2024] / told[2020]
        past = list(series("hbo")[field].values())
        before = np.average(past, weights=0.5 ** np.arange(5)[::-1])
        assert (by_field[field][1] < before) == (students < 1), field
        assert (by_field[field][1:] == by_field[field][1]).all()


# What it says


@pytest.fixture(scope="module")
def flows() -> np.ndarray:
    return region_flows(made().market, Run(draws=500))


def test_no_more_retire_in_the_first_year_than_in_those_after_it(flows: np.ndarray) -> None:
    """With the ages of a group spread evenly it was a sixth more, from no cause in the market."""
    retirement = flows[:, COMPONENTS.index("retirement")].sum(axis=0).mean(axis=-1)
    assert retirement[0] == pytest.approx(retirement[1:4].mean(), rel=0.05)


def balance_of(flows: np.ndarray, level: str = "") -> Outcome:
    at = members(made().market.axes, Slice(level=level))
    return outcome(balance.of_flows(np.add.reduce(flows[at], axis=0)))


def test_a_shortage_is_likely_at_each_level_and_certain_at_none(flows: np.ndarray) -> None:
    for level in OF_LEVEL:
        told = balance_of(flows, level)
        assert (told.below_zero > 0.6).all(), level
        assert (told.below_zero < 0.99).all(), level


def test_the_shortage_of_a_year_is_a_few_percent_of_the_technicians(flows: np.ndarray) -> None:
    told = balance_of(flows)
    low, high = told.interval(0.8)
    people = sum(OF_LEVEL.values())
    assert (-0.03 * people < told.median).all()
    assert (told.median < -0.005 * people).all()
    assert (high - low < 0.06 * people).all()


# Worked out again from the publishers' own files


def series(level: str, name: InputName = InputName.GRADUATES) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for row in rows(name, level=level):
        found.setdefault(row.field, {})[row.year] = row.value
    return found


@pytest.mark.shared_data
def test_graduates_of_hbo_are_the_diplomas_of_duo(shared: Path) -> None:
    ours = series("hbo")
    for year in range(2019, 2024):
        theirs = coverage(hbo_diplomas(shared, year=year, here=True))
        assert not theirs.unmapped
        assert {field: told[year] for field, told in ours.items() if told[year]} == theirs.by_field
        assert all(year in told for told in ours.values())


@pytest.mark.shared_data
@pytest.mark.parametrize("name", [InputName.ENROLLED, InputName.ENTRANTS])
def test_students_of_hbo_are_those_of_duo(shared: Path, name: InputName) -> None:
    ours = series("hbo", name)
    assert ours.keys() == series("hbo").keys()
    for year in range(2020, 2025):
        theirs = coverage(hbo_students(shared, year=year, first_year=name is InputName.ENTRANTS))
        assert not theirs.unmapped
        assert {field: told[year] for field, told in ours.items() if told[year]} == theirs.by_field


@pytest.mark.shared_data
def test_graduates_of_the_university_are_a_share_of_its_master_students(shared: Path) -> None:
    ours = series("wo")
    for year in YEARS_OF_ENROLMENT:
        students = coverage(wo_enrolled(shared, year=year, here=True, phase="master"))
        assert not students.unmapped
        assert {field: told[year] for field, told in ours.items() if told[year]} == {
            field: round(count * GRADUATING) for field, count in students.by_field.items()
        }


@pytest.mark.shared_data
@pytest.mark.parametrize(("level", "table"), [("hbo", hbo_diplomas), ("wo", wo_enrolled)])
def test_fields_share_the_stock_as_they_do_graduates_here_and_in_the_country(
    shared: Path, level: str, table: type
) -> None:
    here, country = coverage(table(shared, here=True)), coverage(table(shared))
    for row in rows(InputName.STOCK, level=level):
        share = 50 * (
            here.by_field.get(row.field, 0) / here.mapped
            + country.by_field[row.field] / country.mapped
        )
        assert 100 * row.value / OF_LEVEL[level] == pytest.approx(share, abs=1.0), row.field


@pytest.mark.shared_data
def test_the_ages_are_those_of_the_inhabitants_times_the_part_that_counts(shared: Path) -> None:
    people = inhabitants_by_age(shared)
    for level in OF_LEVEL:
        given = rows(InputName.AGE_PROFILE, level=level)
        parts = {}
        for row in given:
            count, part = re.findall(r"^([\d.]+) inwoners maal (\d+)%", row.note)[0]
            assert int(count.replace(".", "")) == people[row.age_from]
            parts[row.age_from] = people[row.age_from] * int(part)
        total = sum(parts.values())
        assert {row.age_from: row.value for row in given} == pytest.approx(
            {age: 100 * part / total for age, part in parts.items()}, abs=0.006
        )
