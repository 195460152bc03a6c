# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of an XLSForm file as rows of text, with where each row stands.

Cells are taken apart as pyxform does it. It is not asked to read the file itself: it leaves out
without a word what follows sixty empty rows, a formula that was not worked out, a column without a
heading and the end of a row that is not closed.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from .problems import Problem, did_you_mean
from .questionnaire import tidy

LARGEST = 10 * 1024 * 1024
"""Bytes of a file."""
UNPACKED = 40 * 1024 * 1024
"""Bytes that a workbook may unpack into: it is a zip file, and a malicious one is small."""
PARTS = 500
"""Files in that zip file."""
MOST_ROWS = 3000
"""Of one sheet."""
DEEPEST = 1_048_576
"""Rows of the largest sheet that a spreadsheet program writes."""
MOST_COLUMNS = 100
MOST_WRONG = 500
"""Things of a Markdown file that are looked for: one with more is no questionnaire."""
LONGEST_LINE = 50_000
"""Signs in one line of Markdown."""

READ = ("survey", "choices", "settings")
_OF_OTHERS = ("external_choices", "entities", "osm")
"""Sheets of XLSForm that change what is asked, and are not known here."""
_RULE = re.compile(r":?-+:?")


@dataclass(slots=True)
class Row:
    number: int
    cells: dict[str, str]
    """By heading; empty cells are left out."""


@dataclass(slots=True)
class Sheet:
    name: str
    is_markdown: bool
    headings: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    first: int = 1
    """The number of the row with headings."""

    def at(self, number: int) -> str:
        """Where a row stands, as a person looks it up."""
        values = {"sheet": self.name, "row": number}
        if self.is_markdown:
            return _("sheet %(sheet)s, line %(row)d") % values
        return _("sheet %(sheet)s, row %(row)d") % values


@dataclass(slots=True)
class Book:
    sheets: dict[str, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, where: str, what: str, mend: str, *, is_error: bool = True) -> None:
        self.problems.append(Problem(where, what, mend, is_error))


def read_sheets(content: bytes, filename: str) -> Book:
    """The sheets of a file, and what cannot be read of it. Never raises."""
    book = Book()
    suffix = PurePath(filename).suffix.lower()
    if not content.strip():
        book.wrong("", _("There is nothing in the file."), _("Choose another file."))
    elif len(content) > LARGEST:
        book.wrong(
            "",
            _("The file is larger than %(size)d MB.") % {"size": LARGEST // 1024**2},
            _("A questionnaire is far smaller: take pictures and other sheets out."),
        )
    elif suffix in (".xlsx", ".xlsm"):
        _workbook(content, book)
    elif suffix in (".md", ".markdown", ".txt"):
        _markdown(content, book)
    else:
        book.wrong(
            "",
            _("A file “%(suffix)s” cannot be read as a questionnaire.") % {"suffix": suffix},
            _("Save it as .xlsx, or write it as a table in Markdown (.md)."),
        )
    if not any(one.is_error for one in book.problems) and "survey" not in book.sheets:
        book.wrong(
            "", _("There is no sheet “survey”."), _("Put the questions on a sheet “survey”.")
        )
    return book


def _named(name: str, book: Book, *, is_markdown: bool) -> Sheet | None:
    """The sheet to fill, or None for one that is not read, which is told."""
    key = name.strip().lower()
    sheet = Sheet(key, is_markdown)
    where = _("sheet %(sheet)s") % {"sheet": name.strip()[:40]}
    if key in book.sheets:
        book.wrong(where, _("There are two sheets of this name."), _("Make one of them."))
        return None
    if key not in READ:
        book.wrong(
            where,
            _("This sheet is not read."),
            did_you_mean(key, READ, _("The sheets that are read are %(known)s.")),
            is_error=key in _OF_OTHERS,
        )
        return None
    book.sheets[key] = sheet
    return sheet


def _add(sheet: Sheet, number: int, cells: list[str], book: Book) -> bool:
    """One row of a sheet; the first is that of the headings. False where there are too many."""
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return True
    if not sheet.headings:
        sheet.headings, sheet.first = cells, number
        for name in sorted({head for head in cells if head and cells.count(head) > 1}):
            book.wrong(
                sheet.at(number),
                _("Two columns are called “%(name)s”.") % {"name": name},
                _("Give one of them another name."),
            )
        return True
    if len(sheet.rows) >= MOST_ROWS:
        book.wrong(
            sheet.at(number),
            _("There are more than %(most)d rows.") % {"most": MOST_ROWS},
            _("A questionnaire is far smaller: take out what does not belong to it."),
        )
        return False
    heads = [*sheet.headings, *[""] * (len(cells) - len(sheet.headings))]
    if any(cell and not head for head, cell in zip(heads, cells, strict=False)):
        book.wrong(
            sheet.at(number),
            _("Something stands in a column without a heading."),
            _("Give the column a heading, or empty it."),
        )
    found = {head: cell for head, cell in zip(heads, cells, strict=False) if head and cell}
    sheet.rows.append(Row(number, found))
    return True


# --- Markdown -------------------------------------------------------------------------------------


def _markdown(content: bytes, book: Book) -> None:
    from pyxform.xls2json_backends import MD_PIPE_OR_ESCAPE

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        book.wrong("", _("The file is no text in UTF-8."), _("Save it as UTF-8."))
        return
    sheet: Sheet | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not line.startswith("|"):
            continue
        where = _("line %(row)d") % {"row": number}
        if len(book.problems) >= MOST_WRONG:
            book.wrong(
                where,
                _("Reading stopped here: %(count)d things are wrong before it.")
                % {"count": len(book.problems)},
                _("Mend these first."),
            )
            return
        if len(line) > LONGEST_LINE:
            book.wrong(where, _("The line is too long."), _("Shorten it."))
            return
        end = line.rfind("|")
        rest = line[end + 1 :].strip()
        if end == 0 or (rest and not rest.startswith("#")):
            book.wrong(where, _("The row does not end with “|”."), _("Close it with “|”."))
            continue
        first, *cells = (
            tidy(cell.replace(r"\|", "|")) for cell in MD_PIPE_OR_ESCAPE.split(line[1:end])
        )
        if all(_RULE.fullmatch(cell) for cell in (first, *cells) if cell) and any(cells):
            continue
        if first:
            sheet = _named(first, book, is_markdown=True)
        if sheet is not None and not _add(sheet, number, cells, book):
            return


# --- Workbooks ------------------------------------------------------------------------------------


def _workbook(content: bytes, book: Book) -> None:
    import openpyxl

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
            book.wrong(
                "",
                _("The workbook unpacks into more than %(size)d MB.")
                % {"size": UNPACKED // 1024**2},
                _("Copy the sheets survey, choices and settings into a new workbook."),
            )
            return
        with closing(openpyxl.load_workbook(BytesIO(content), read_only=True)) as opened:
            for each in opened.worksheets:
                sheet = _named(each.title, book, is_markdown=False)
                if sheet is not None:
                    _worksheet(each, sheet, book)
    except Exception:
        # The file is a stranger's: whatever its libraries make of it, the reader is told in words.
        book.wrong(
            "",
            _("The workbook is broken, or is not a workbook."),
            _("Open it in a spreadsheet program and save it again as .xlsx."),
        )


def _worksheet(each: Any, sheet: Sheet, book: Book) -> None:
    each.reset_dimensions()  # what a file says of its own size is not to be relied on
    for number, cells in enumerate(
        each.iter_rows(max_row=MOST_ROWS * 2, max_col=MOST_COLUMNS + 1), 1
    ):
        texts = [_text(cell, sheet.at(number), book) for cell in cells]
        if len(texts) > MOST_COLUMNS and texts[MOST_COLUMNS]:
            book.wrong(
                sheet.at(number),
                _("There are more than %(most)d columns.") % {"most": MOST_COLUMNS},
                _("A questionnaire is far smaller: take out what does not belong to it."),
            )
            return
        if not _add(sheet, number, texts, book):
            return
    # Up to the last row that a spreadsheet program writes: a file may claim billions.
    if any(
        any(values)
        for values in each.iter_rows(
            min_row=MOST_ROWS * 2 + 1, max_row=DEEPEST, max_col=8, values_only=True
        )
    ):
        book.wrong(
            sheet.at(MOST_ROWS * 2 + 1),
            _("There are more than %(most)d rows.") % {"most": MOST_ROWS},
            _("A questionnaire is far smaller: take out what does not belong to it."),
        )


def _text(cell: Any, where: str, book: Book) -> str:
    from pyxform.xls2json_backends import xlsx_value_to_str

    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        book.wrong(
            where,
            _("A cell is a formula, and a questionnaire does not reckon."),
            _("Copy it, and paste its value over it."),
        )
        return ""
    if cell.data_type == "e" or isinstance(value, date | datetime | time | timedelta):
        book.wrong(
            where,
            _("A cell is a date or an error: %(value)s.") % {"value": str(value)[:40]},
            _("Give the column the format “text”, and write it again."),
        )
        return ""
    return tidy(value if isinstance(value, str) else str(xlsx_value_to_str(value)))
