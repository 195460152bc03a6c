# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks as people give them back: with sheets of their own, emptied cells, columns left out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from hcat.evidence.api import Observation
from hcat.exchange.api import Outcome, import_table
from hcat.foundation.api import Refused
from tests.exchange.conftest import BY, Sheets, standing, told


def reworked(sheets: Sheets, edit: Callable[[Any], None]) -> Path:
    path = sheets.workbook()
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def with_notes_in_front(book: Any) -> None:
    notes = book.create_sheet("Notes", 0)
    notes["A3"] = "Mind the figure of 2015"


def test_the_sheet_with_our_headings_is_found_wherever_it_stands(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    plan = import_table(reworked(sheets, with_notes_in_front), by=BY, dry_run=True)
    assert told(plan) == {"unchanged": 3}
    assert plan.file == "figures.xlsx (observations)", "which sheet was read is said"
    assert import_table(sheets.workbook(), by=BY, dry_run=True).file == "figures.xlsx"


def test_a_sheet_in_front_does_not_hide_a_correction(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    def edit(book: Any) -> None:
        with_notes_in_front(book)
        put(book["observations"], 2, numerator=1250, value=None, reason="late")

    plan = import_table(reworked(sheets, edit), by=BY, dry_run=False, approve_because="a test")
    assert told(plan)["corrected"] == 1
    assert standing()[2014].numerator == 1250


def test_two_sheets_with_our_headings_are_refused_by_name(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    def copy(book: Any) -> None:
        book.copy_worksheet(book["observations"]).title = "Mine"

    with override("en"), pytest.raises(Refused, match="observations, Mine"):
        import_table(reworked(sheets, copy), by=BY, dry_run=True)


def test_a_workbook_without_our_headings_is_told_what_its_first_sheet_says(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Something else"
    path = tmp_path / "else.xlsx"
    book.save(path)
    with pytest.raises(Refused) as refusal:
        import_table(path, by=BY, dry_run=True)
    assert "something else" in refusal.value.why


def test_a_broken_workbook_is_told_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    with override("en"), pytest.raises(Refused) as refusal:
        import_table(path, by=BY, dry_run=True)
    assert "Content_Types" not in str(refusal.value)
    assert refusal.value.why == "What is in it is no workbook, or it is damaged."


def put(sheet: Any, row: int, **cells: Any) -> None:
    columns = {cell.value: cell.column for cell in sheet[1]}
    for name, value in cells.items():
        sheet.cell(row, columns[name]).value = value


EMPTIED = {"value": None, "numerator": None, "denominator": None}


def test_a_figure_that_is_emptied_with_why_it_is_missing_becomes_missing(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    cells = {**EMPTIED, "missing_reason": "the count was lost", "reason": "it cannot be found"}
    plan = sheets.edited(lambda sheet: put(sheet, 2, **cells))
    assert told(plan) == {"corrected": 1, "unchanged": 2}
    now = standing()[2014]
    assert (now.value, now.numerator, now.missing_reason) == (None, None, "the count was lost")
    assert now.note == "it cannot be found"


def test_a_figure_that_is_emptied_without_why_it_is_missing_is_refused(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    plan = sheets.edited(lambda sheet: put(sheet, 2, **EMPTIED, reason="it cannot be found"))
    [row] = plan.of(Outcome.REFUSED)
    assert row.complaints[0].column == "value"
    assert "missing_reason" in row.complaints[0].mend
    assert standing()[2014].value is not None


def test_the_column_of_numbers_that_is_left_out_is_told_once_for_the_file(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    rows = [{k: v for k, v in row.items() if k != "figure"} for row in sheets.exported()]
    with override("en"), pytest.raises(Refused, match="no column figure"):
        sheets.back(rows)
    assert len(standing()) == 3
