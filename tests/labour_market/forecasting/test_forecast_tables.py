# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast as a table: every column explained, sums that add up, nothing a spreadsheet runs."""

from __future__ import annotations

import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from hcat.foundation.api import Actor
from hcat.labour_market.api import (
    DICTIONARY,
    TABLES,
    load_inputs,
    make_forecast,
    opened,
    rows,
    save_scenario,
    workbook,
    written_workbook,
)
from hcat.labour_market.models import Forecast
from hcat.numerics.api import COMPONENTS, QUANTITIES, Cause, Lever, LeverKind, Prospects
from tests.labour_market.inputs.folders import SHEET, write

pytestmark = pytest.mark.django_db
NAMES = list(DICTIONARY)


@pytest.fixture
def table(base: Forecast) -> list[dict[str, Any]]:
    return [dict(zip(NAMES, row, strict=True)) for row in rows(opened(base.key).projection)]


def test_each_slice_year_and_quantity_has_one_row(table: list[dict[str, Any]]) -> None:
    about = [(row["level"], row["field"], row["year"], row["quantity"]) for row in table]
    assert len(set(about)) == len(about)
    slices = {one[:2] for one in about}
    assert len(about) == len(slices) * 5 * (len(QUANTITIES) + len(COMPONENTS))
    assert ("", "") in slices


def test_every_column_is_explained_and_every_quantity_named(table: list[dict[str, Any]]) -> None:
    assert all(str(text) for text in DICTIONARY.values())
    explained = str(DICTIONARY["quantity"])
    assert set(QUANTITIES) | set(COMPONENTS) == {row["quantity"] for row in table}
    assert explained


def test_quantiles_rise_and_probabilities_are_probabilities(table: list[dict[str, Any]]) -> None:
    for row in table:
        if row["quantity"] in COMPONENTS:
            assert all(row[name] is None for name in NAMES[6:])
            continue
        ends = [row[name] for name in NAMES[6:13]]
        assert ends == sorted(ends)
        assert 0.0 <= row["below_zero"] <= 1.0


def test_the_levels_add_up_to_all_and_components_to_the_balance(
    table: list[dict[str, Any]],
) -> None:
    means: dict[tuple[str, str, int, str], float] = {
        (row["level"], row["field"], row["year"], row["quantity"]): row["mean"] for row in table
    }
    sums: dict[tuple[int, str], float] = defaultdict(float)
    for (level, field, year, quantity), mean in means.items():
        if level and not field:
            sums[year, quantity] += mean
    for (year, quantity), total in sums.items():
        if quantity != "expansion_demand":  # what is below zero in one level is not taken off
            assert means["", "", year, quantity] == pytest.approx(total, abs=0.02), quantity
    for year in (2024, 2028):
        part = {name: means["", "", year, name] for name in COMPONENTS}
        assert means["", "", year, "balance"] == pytest.approx(
            part["entrants"] - part["leakage"] - part["retirement"] - part["leaving"]
            - part["migration"] - part["expansion"], abs=0.02,
        )  # fmt: skip


def test_the_workbook_holds_every_row_its_dictionary_and_where_it_comes_from(
    base: Forecast, table: list[dict[str, Any]], tmp_path: Path
) -> None:
    target = tmp_path / "forecast.xlsx"
    written_workbook(opened(base.key), target)
    book = load_workbook(target, read_only=True)
    head, *body = book["forecast"].iter_rows(values_only=True)
    assert list(head) == NAMES
    explained = list(book["columns"].values)[1:]
    for name, told in TABLES.items():
        head_of_sheet = next(iter(book[name].values))
        assert list(head_of_sheet) == [column for sheet, column, _ in explained if sheet == name]
        assert list(head_of_sheet) == list(told.columns)
    assert all(meaning for *_, meaning in explained)
    assert len(body) == len(table)
    assert body[0][5] == pytest.approx(table[0]["mean"])
    about = dict(book["about"].values)
    assert about["forecast"] == base.key
    assert (about["draws"], about["seed"]) == (base.draws, base.seed)
    assert about["inputs"] == base.inputs.fingerprint


def read(base: Forecast, name: str) -> list[dict[str, Any]]:
    told = TABLES[name]
    return [dict(zip(told.columns, row, strict=True)) for row in told.rows(opened(base.key))]


def test_the_four_causes_stand_by_name_and_add_up_to_the_balance_and_to_its_change(
    base: Forecast, table: list[dict[str, Any]]
) -> None:
    sign = {name: 1.0 if name == "entrants" else -1.0 for name in COMPONENTS}
    balances: dict[tuple[str, str, int], float] = defaultdict(float)
    for row in table:
        if row["quantity"] in COMPONENTS:
            at = row["level"], row["field"], row["year"]
            balances[at] += sign[row["quantity"]] * row["mean"]
    found: dict[tuple[str, str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in read(base, "causes"):
        found[row["level"], row["field"], row["year"]].append(row)
    assert set(found) == set(balances)
    for (level, field, year), four in found.items():
        assert [one["cause"] for one in four] == [str(one) for one in Cause]
        mean, first = balances[level, field, year], balances[level, field, 2024]
        assert sum(one["adds"] for one in four) == mean  # to the last digit
        assert sum(one["adds_to_change"] for one in four) == mean - first


def test_each_slice_has_the_probability_of_every_class_over_the_whole_period(
    base: Forecast,
) -> None:
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in read(base, "classes"):
        found[row["level"], row["field"]][row["prospects"]] = row["probability"]
        assert (row["from_year"], row["to_year"]) == (2024, 2028)
    assert set(found) == {(one.level, one.field) for one in opened(base.key).projection.slices}
    for five in found.values():
        assert list(five) == [str(one) for one in Prospects]
        assert sum(five.values()) == pytest.approx(1.0)


def test_where_the_uncertainty_comes_from_is_told_as_the_pages_have_it(base: Forecast) -> None:
    whole = opened(base.key)
    told = whole.origins(whole.part(), 2028)
    shares = {
        row["rests_on"]: row["share"]
        for row in read(base, "uncertainty")
        if (row["level"], row["field"], row["year"]) == ("", "", 2028)
    }
    assert shares == {**told.by_quality, "chance": told.chance}
    assert len(shares) > 1
    assert sum(shares.values()) == pytest.approx(1.0, abs=0.01)
    largest = [
        row
        for row in read(base, "origins")
        if (row["level"], row["field"], row["year"]) == ("", "", 2028)
    ]
    assert [row["rank"] for row in largest] == list(range(1, len(told.largest) + 1))
    measurable = next(row for row in largest if row["can_be_measured"])
    assert told.narrows_most is not None
    assert (measurable["input"], measurable["share"]) == (
        told.narrows_most.input, told.narrows_most.share,
    )  # fmt: skip


def test_a_scenario_has_the_uncertainty_of_its_base(base: Forecast, by: Actor) -> None:
    stay = Lever(kind=LeverKind.RETENTION, amount=5, start=2025, full=2026)
    kept = save_scenario(by=by, base=base, title="More stay", levers=[stay])
    assert read(kept, "origins") == read(base, "origins")
    assert read(kept, "causes") != read(base, "causes")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.example","y")', "=1+1", "+1", "@a"])
def test_names_that_people_give_are_never_run_by_a_spreadsheet(
    region: Path, by: Actor, text: str
) -> None:
    write(region, sheet=SHEET.replace("region: polder", f"region: '{text}'"))
    base = make_forecast(by=by, inputs=load_inputs(by=by, folder=region).inputs, draws=3)
    stay = Lever(kind=LeverKind.RETENTION, amount=5, start=2025, full=2026)
    kept = save_scenario(by=by, base=base, title=text, levers=[stay])
    book = load_workbook(io.BytesIO(workbook(opened(kept.key))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert text in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]
