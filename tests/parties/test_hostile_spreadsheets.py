# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet that is damaged, or made to keep the reader busy, is refused or read in time."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from hcat.foundation.api import Refused
from hcat.parties.importing.reading import read_table

SHEET = "xl/worksheets/sheet1.xml"
SOON = 20.0
"""Seconds, on a machine that does other things as well; unguarded these take hours."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["naam", "soort"])
    sheet.append(["Voorbeeld", "bedrijf"])
    made.save(tmp_path / "list.xlsx")
    return tmp_path / "list.xlsx"


def with_part(book: Path, name: str, change: str | bytes) -> Path:
    """The same file with one part replaced."""
    target = book.with_name("other.xlsx")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change if each == name else old.read(each))
    return target


def part(book: Path, name: str) -> str:
    with zipfile.ZipFile(book) as archive:
        return archive.read(name).decode()


def read(path: Path) -> list[dict[str, str]]:
    began = time.monotonic()
    rows = [row.cells for row in read_table(path).rows]
    assert time.monotonic() - began < SOON
    return rows


def test_a_sheet_that_claims_to_be_vast_is_read_for_what_it_holds(book: Path) -> None:
    text = part(book, SHEET).replace('ref="A1:B2"', 'ref="A1:XFD1048576"')
    assert "XFD1048576" in text
    assert read(with_part(book, SHEET, text)) == [{"naam": "Voorbeeld", "soort": "bedrijf"}]


@pytest.mark.parametrize("row", ["1048576", "2000000000"])
def test_a_last_row_billions_away_does_not_keep_the_reader_busy(book: Path, row: str) -> None:
    far = f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Ver</t></is></c></row></sheetData>'
    rows = read(with_part(book, SHEET, part(book, SHEET).replace("</sheetData>", far)))
    assert rows[0] == {"naam": "Voorbeeld", "soort": "bedrijf"}


def test_cells_at_the_far_end_of_each_row_are_not_filled_up_to(book: Path) -> None:
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(3, 20_003))
    text = part(book, SHEET).replace("</sheetData>", f"{far}</sheetData>")
    assert read(with_part(book, SHEET, text)) == [{"naam": "Voorbeeld", "soort": "bedrijf"}]


def test_words_that_unfold_into_words_are_refused(book: Path) -> None:
    """The thousand million laughs: each name stands for ten of the one before."""
    names = "".join(
        f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10))}">' for n in range(1, 10)
    )
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "laugh">{names}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(Refused):
        read(with_part(book, SHEET, bomb))


@pytest.mark.parametrize(
    ("name", "rubbish"),
    [
        (SHEET, b"<worksheet"),
        (SHEET, b'<worksheet><sheetData><row r="x"><c r="??"/></row></sheetData></worksheet>'),
        (SHEET, b"\x00\xff"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_a_damaged_part_is_refused_in_plain_words(book: Path, name: str, rubbish: bytes) -> None:
    with pytest.raises(Refused):
        read(with_part(book, name, rubbish))


def test_a_file_cut_short_or_changed_on_the_way_is_refused(book: Path) -> None:
    data = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as archive:
        begins = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 12
    for position in range(begins, begins + 40):
        data[position] ^= 0xFF
    book.write_bytes(data)
    with pytest.raises(Refused):
        read(book)
    book.write_bytes(data[: len(data) // 2])
    with pytest.raises(Refused):
        read(book)
