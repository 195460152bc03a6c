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
    load_inputs,
    make_forecast,
    opened,
    rows,
    save_scenario,
    workbook,
    written_workbook,
)
from hcat.labour_market.models import Forecast
from hcat.numerics.api import COMPONENTS, QUANTITIES, Lever, LeverKind
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
    assert list(head) == NAMES == [name for name, _text in book["columns"].values]
    assert len(body) == len(table)
    assert body[0][5] == pytest.approx(table[0]["mean"])
    about = dict(book["about"].values)
    assert about["forecast"] == base.key
    assert (about["draws"], about["seed"]) == (base.draws, base.seed)
    assert about["inputs"] == base.inputs.fingerprint


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
