# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Excel and LibreOffice make of a file on the way is read as it was meant, or refused."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.evidence.api import Observation, record_figure
from hcat.exchange.api import Outcome, import_table, observations_table, write_csv
from hcat.exchange.tables import reading
from hcat.exchange.tables.cells import (
    CellError,
    Habits,
    Percent,
    days_of,
    numbers_of,
    one_number,
    text_of,
)
from hcat.exchange.tables.writing import as_text
from hcat.foundation.api import Refused
from tests.exchange.conftest import BY, Sheets, share, standing, told

DUTCH = Habits(decimal=",")
NUMBERS: dict[str, tuple[Any, Habits, float | None, tuple[float, ...]]] = {
    "12,5": ("12,5", DUTCH, 100, (12.5,)),
    "percent sign": ("12,5%", DUTCH, 100, (12.5,)),
    "percent sign of a share": ("12,5 %", DUTCH, 1, (0.125,)),
    "a cell shown as percent": (Percent(0.125), DUTCH, 100, (12.5,)),
    "thousands and decimals": ("1.234,5", Habits(), None, (1234.5,)),
    "the other way round": ("1,234.5", Habits(), None, (1234.5,)),
    "two groups": ("1.234.567", Habits(), None, (1234567.0,)),
    "thin space": ("1\u202f234", Habits(), None, (1234.0,)),
    "a typographic minus": ("−3", Habits(), None, (-3.0,)),
    "a known comma": ("1,234", DUTCH, None, (1.234,)),
    "an unknown comma": ("1,234", Habits(), None, (1.234, 1234.0)),
    "a point in a file of commas": ("1.234", DUTCH, None, (1.234, 1234.0)),
    "a zero before": ("0,234", Habits(), None, (0.234,)),
    "empty": ("  ", Habits(), None, ()),
}


@pytest.mark.parametrize(("cell", "habits", "whole", "read"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_read_in_every_way_it_can_be(
    cell: Any, habits: Habits, whole: float | None, read: tuple[float, ...]
) -> None:
    assert numbers_of(cell, habits, whole=whole) == read


@pytest.mark.parametrize("cell", ["n/a", "-", "12 of 40", "1,2,3", "1e999", "nan", True, "1.2.3,4"])
def test_what_is_no_number_is_said_to_be_none(cell: Any) -> None:
    with pytest.raises(CellError):
        numbers_of(cell, Habits(), whole=None)


def test_a_doubtful_number_counts_as_it_stood_and_is_refused_otherwise() -> None:
    both = numbers_of("1,234", Habits(), whole=None)
    assert one_number(both, 1234.0) == 1234
    assert one_number(both, 1.234) == 1.234
    with pytest.raises(CellError):
        one_number(both, 7.0)


DAYS: dict[str, tuple[Any, tuple[date, ...]]] = {
    "ISO": ("2016-12-31", (date(2016, 12, 31),)),
    "Dutch": ("31-12-2016", (date(2016, 12, 31),)),
    "German": ("1.2.2016", (date(2016, 2, 1),)),
    "serial number": (42735, (date(2016, 12, 31),)),
    "serial number as text": ("42735", (date(2016, 12, 31),)),
    "a moment": (datetime(2016, 12, 31, 10), (date(2016, 12, 31),)),
    "British or American": ("1/2/2016", (date(2016, 2, 1), date(2016, 1, 2))),
    "American": ("12/31/2016", (date(2016, 12, 31),)),
    "empty": (None, ()),
}


@pytest.mark.parametrize(("cell", "read"), DAYS.values(), ids=DAYS)
def test_a_day_is_read_in_every_way_it_can_be(cell: Any, read: tuple[date, ...]) -> None:
    assert days_of(cell, Habits()) == read


@pytest.mark.parametrize("cell", ["2016", 2016, "31-31-2016", "soon", "2016-02-30"])
def test_what_is_no_day_is_said_to_be_none(cell: Any) -> None:
    with pytest.raises(CellError):
        days_of(cell, Habits())


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_read_back(number: float) -> None:
    assert one_number(numbers_of(as_text(number), Habits(), whole=None), number) == number


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_every_text_that_is_written_is_read_back(text: str) -> None:
    assert text_of(as_text(text)) == text.strip() or text.startswith("'")


# --- Whole files ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_is_read(
    sheets: Sheets, encoding: str, separator: str
) -> None:
    rows = sheets.exported()
    for row in rows:
        row["method"] = "geteld bij scholen: één"
        row["reason"] = "accenten"
        for name in ("value", "low", "high", "confidence"):
            row[name] = row[name].replace(".", ",") if separator == ";" else row[name]
        for name in ("start", "end"):
            year, month, day = row[name].split("-")
            row[name] = f"{day}-{month}-{year}" if separator == ";" else row[name]
    plan = sheets.back(rows, encoding=encoding, separator=separator)
    assert told(plan) == {"corrected": 3}, [str(c) for row in plan.rows for c in row.complaints]
    assert {one.method for one in standing().values()} == {"geteld bij scholen: één"}
    assert standing()[2015].low == 28


@pytest.mark.usefixtures("figures")
def test_columns_in_another_order_empty_rows_and_a_line_for_excel(sheets: Sheets) -> None:
    rows = [dict(reversed(row.items())) for row in sheets.exported()]
    rows += [dict.fromkeys(rows[0], "") for _place in range(20)]
    rows[0]["my own notes"] = "look this up"
    plan = sheets.back(
        [{**dict.fromkeys(rows[0], ""), **row} for row in rows], separator=";", before="sep=;\r\n"
    )
    assert told(plan) == {"unchanged": 3}
    assert plan.ignored == ("my own notes",)


@pytest.mark.usefixtures("figures")
def test_a_workbook_with_serial_numbers_percentages_and_numbers_as_text(sheets: Sheets) -> None:
    def edit(sheet: Any) -> None:
        at = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, at["start"]).value = 41640  # 1 January 2014, no longer shown as a date
        sheet.cell(2, at["start"]).number_format = "General"
        sheet.cell(2, at["end"]).value = "31-12-2014"
        sheet.cell(2, at["numerator"]).value = "1.241"
        sheet.cell(2, at["value"]).value = 1241 / 4252
        sheet.cell(2, at["value"]).number_format = "0.0%"
        sheet.column_dimensions["D"].hidden = True
        sheet.cell(500, 1).value = None
        sheet.cell(500, 1).number_format = "0.0"

    assert told(sheets.edited(edit)) == {"unchanged": 3}


@pytest.mark.usefixtures("figures")
def test_a_formula_without_an_outcome_is_refused_and_never_taken_for_empty(sheets: Sheets) -> None:
    def edit(sheet: Any) -> None:
        at = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, at["value"]).value = "=1241/4252*100"
        sheet.cell(3, at["numerator"]).value = "#REF!"
        sheet.cell(3, at["numerator"]).data_type = "e"

    rows = sheets.edited(edit).of(Outcome.REFUSED)
    assert [row.complaints[0].column for row in rows] == ["value", "numerator"]
    assert "=1241/4252*100" in rows[0].complaints[0].what


@pytest.mark.usefixtures("figures")
def test_a_text_that_looks_like_a_formula_does_no_harm_and_comes_back(tmp_path: Path) -> None:
    record_figure(
        by=BY, result="choice", target="t", estimate=share(2018, 1, 4), note="=HYPERLINK(\"x\")"
    )  # fmt: skip
    path = tmp_path / "out.csv"
    write_csv(observations_table(), path)
    assert "'=HYPERLINK" in path.read_text("utf-8")
    assert told(import_table(path, by=BY, dry_run=False)) == {"unchanged": 4}


# --- Files that mean harm -------------------------------------------------------------------------


def test_what_is_no_table_is_refused_with_what_to_do(tmp_path: Path) -> None:
    wrong = {
        "empty.csv": b"", "none.csv": b"a,b\n1,2\n", "twice.csv": b"figure,figure\n1,2\n",
        "picture.png": b"\x89PNG", "not.xlsx": b"PK no zip", "quote.csv": b'figure,"target\n' * 3,
        "nul.csv": b"\0\0\0\0", "word.xlsx": b"<html>",
    }  # fmt: skip
    for name, content in wrong.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Refused) as refusal:
            import_table(path, by=BY, dry_run=True)
        assert refusal.value.mend, name
    with pytest.raises(Refused):
        import_table(tmp_path / "missing.csv", by=BY, dry_run=True)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        block = b"0" * 1024 * 1024
        with archive.open("xl/worksheets/sheet1.xml", "w") as file:
            for _megabyte in range(reading.UNPACKED_MB + 1):
                file.write(block)
    assert path.stat().st_size < reading.LARGEST_MB * 1024 * 1024
    with pytest.raises(Refused, match=str(reading.UNPACKED_MB)):
        import_table(path, by=BY, dry_run=True)


def test_entities_in_a_workbook_are_not_expanded(tmp_path: Path) -> None:
    path, good = tmp_path / "lol.xlsx", tmp_path / "good.xlsx"
    openpyxl.Workbook().save(good)
    lol = (
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "' + b"ha" * 5000 + b'">'
        + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (b + 1, *[b] * 8)
                   for b in range(97, 107)) + b"]><s>&k;</s>"
    )  # fmt: skip
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, lol if name.startswith("xl/worksheets") else old.read(name))
    with pytest.raises(Refused):
        import_table(path, by=BY, dry_run=True)


@pytest.mark.usefixtures("db")
def test_a_file_of_too_many_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("figure,target\n" + "1,t\n" * 4)
    with pytest.raises(Refused, match="3"):
        import_table(path, by=BY, dry_run=True, most=3)
    assert not Observation.objects.exists()
