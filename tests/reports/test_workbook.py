# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as a spreadsheet: figures one can reckon with, and nothing that runs."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hcat.reports.document import Cell, Column, Document, Picture, Section, Table
from hcat.reports.workbook import workbook
from tests.reports import samples


def opened(document: Document) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(document)))


def with_tables(*tables: Table) -> Document:
    return replace(samples.tiny(), sections=(Section("a", "Deel", tables),))


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet for cell in row if cell.value is not None]


def test_the_first_sheet_says_what_the_report_says_first() -> None:
    document = samples.board("nl", charts=0, tables=3, is_draft=True, rests_on_demo=True)
    book = opened(document)
    assert book.sheetnames == ["Rapport", "Tabel 1", "Tabel 2", "Tabel 3", "Over dit bestand"]
    said = texts(book["Rapport"])
    for text in (document.title, document.lead, "Concept", *document.facts[0]):
        assert text in said
    assert any("Demonstratiegegevens" in text for text in said)
    ways = [cell.hyperlink.location for row in book["Rapport"] for cell in row if cell.hyperlink]
    assert ways == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_figures_are_figures_days_are_days_and_gaps_keep_their_words() -> None:
    sheet = opened(with_tables(samples.table(7, name="Eerstejaars")))["Eerstejaars"]
    rows = list(sheet.iter_rows(min_row=5, max_row=6, values_only=True))
    assert rows[0] == ("Opleiding 1", 1000, "–", datetime(2024, 1, 1))
    assert rows[1] == ("Opleiding 2", 1037, 20.4, datetime(2024, 2, 2))
    assert [cell.number_format for cell in sheet[6]] == [
        "General", "#,##0", "#,##0.0", "d mmm yyyy",
    ]  # fmt: skip


def test_heads_stay_in_view_rows_can_be_filtered_and_totals_stand_apart() -> None:
    sheet = opened(with_tables(samples.table(7, name="T")))["T"]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:D11"
    assert sheet["A12"].value == "Samen"
    assert sheet["B12"].value == sum(1000 + 37 * at for at in range(7))
    assert sheet["A13"].value == samples.table().notes[0]
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].width > 9


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "{=1}", "=cmd|' /C'!A0"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    table = Table(text, (Column(text),), ((text,),), (text,), (text,), name="T")
    document = replace(
        with_tables(table), title=text, lead=text, facts=((text, text),), metadata={text: text}
    )
    file = workbook(document)
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in parts.read(name) for name in sheets)
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert book["T"]["A5"].value == text
    assert book["T"]["A5"].data_type == "s"


def test_an_address_is_text_too() -> None:
    table = Table("T", (Column("a"),), (("https://kwaad.nl",),), name="T")
    assert opened(with_tables(table))["T"]["A5"].hyperlink is None


def test_sheets_have_names_that_a_spreadsheet_allows() -> None:
    names = ("Rapport", "a/b:c*[d]?", "x" * 50, "X" * 50, "'", "History", "Over dit bestand")
    tables = [Table("T", (Column("a"),), ((1,),), name=name) for name in names]
    found = opened(with_tables(*tables)).sheetnames
    assert found[0] == "Rapport"
    assert found[1:3] == ["Rapport (2)", "a b c d"]
    assert len({name.casefold() for name in found}) == len(names) + 2
    assert all(len(name) <= 31 for name in found)


def test_a_table_of_a_chart_has_its_sheet_with_the_source_and_one_without_name_has_none() -> None:
    picture = Picture(samples.chart(), "Bron: DUO", samples.table(3, name="Grafiek"))
    document = replace(
        samples.tiny(), sections=(Section("a", "Deel", (picture, samples.table(3))),)
    )
    book = opened(document)
    assert book.sheetnames == ["Rapport", "Grafiek", "Over dit bestand"]
    assert book["Grafiek"]["A3"].value == "Deel · Bron: DUO"


def test_it_says_what_it_is() -> None:
    document = samples.board("de", charts=0, tables=1)
    book = opened(replace(document, metadata={"a": {"b": [1, 2]}, "none": None}))
    assert book.properties.title == document.title
    assert book.properties.created == datetime(2026, 4, 2)
    assert [one.value for one in book.custom_doc_props.props] == ["de"]
    about = dict(book["Über diese Datei"].iter_rows(max_col=2, values_only=True))
    assert about["a.b"] == "1, 2"
    assert about["Sprache"] == "de"


def test_the_same_document_gives_the_same_bytes() -> None:
    document = samples.board("nl", charts=1, tables=2)
    assert workbook(document) == workbook(document)
    assert workbook(samples.tiny()) == workbook(samples.tiny())


def test_a_long_table_takes_little_memory() -> None:
    """Its rows go to the file one by one; the file itself is what remains."""
    row: tuple[Cell, ...] = ("Opleiding", 1, 2.5, date(2024, 1, 1))
    columns = tuple(Column(name) for name in "abcd")
    workbook(samples.tiny())  # what the library itself needs is no part of it
    peaks = []
    for length in (1_000, 8_000):
        document = with_tables(Table("T", columns, (row,) * length, name="T"))
        tracemalloc.start()
        workbook(document)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="each row has one cell"):
        workbook(with_tables(Table("Scheef", (Column("A"),), ((1, 2),), name="T")))
