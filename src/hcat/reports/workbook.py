# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as a spreadsheet: its tables with numbers as numbers, one on each sheet; of each chart
the figures that it draws.

The first sheet says what the report says first and leads to the others; the last one is about the
file. Rows are written one by one, so that a long table takes no more memory than a short one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from hcat.evidence.api import verdict_word
from hcat.numerics.api import Verdict

from .cells import checked, decimals, is_year
from .document import Cell, Column, Document, Picture, Table
from .drawn import drawn

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NAME: Final = 31
"""Letters in the name of a sheet, as far as spreadsheets allow."""
SIGNS: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
"""What they do not allow in it."""
WIDEST, NARROWEST = 60, 9
LOOKED_AT: Final = 500
"""Rows that decide how wide a column is, and how its figures are shown."""
HEAD: Final = 3
"""The row of the column titles, counted from zero: below caption, way back and source."""
ON_ITS_SIDE_FROM: Final = 6
"""Columns from which a sheet is printed with the page on its side."""
NO_DAY: Final = datetime(1980, 1, 1)
"""Where the report bears no day: the first that a ZIP file knows, on every machine."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what stands around it, and the name under which it is found."""

    name: str
    table: Table
    section: str
    source: str = ""


def workbook(document: Document, more: Sequence[Table] = ()) -> bytes:
    """The document as an .xlsx file; the same document gives the same bytes. `more`: tables that
    stand before its own, each in the place of one of these that bears the same name.

    No cell holds a formula: a text that begins with ``=``, ``+``, ``-`` or ``@`` stays text.
    """
    from xlsxwriter import Workbook

    target = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with translation.override(document.language), Workbook(target, options) as book:
        book.set_properties(_properties(document))
        book.set_custom_property("Language", document.language)
        sheets = list(_sheets(document, more))
        looks = Looks(book)
        _first(book, looks, document, sheets)
        for sheet in sheets:
            _written(book, looks, document, sheet)
        _about(book, looks, document, sheets)
    return target.getvalue()


class Looks:
    """How cells look; a spreadsheet keeps each look once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._kept: dict[str, Format] = {}
        self.title = self._made({"bold": True, "font_size": 16, "text_wrap": True})
        self.caption = self._made({"bold": True, "font_size": 13})
        self.lead = self._made({"font_size": 12, "text_wrap": True})
        self.plain = self._made({"text_wrap": True, "valign": "top"})
        self.subtle = self._made({"text_wrap": True, "font_color": "#565d65", "valign": "top"})
        self.name = self._made({"bold": True, "text_wrap": True, "valign": "top"})
        self.line = self._made({"font_color": "#565d65"})
        self.link = self._made({"font_color": "#0b5394", "underline": 1, "valign": "top"})
        heads = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        self.head = self._made(heads)
        self.head_of_numbers = self._made({**heads, "align": "right"})

    def _made(self, look: dict[str, Any]) -> Format:
        return self._book.add_format(look)

    def of_cells(self, pattern: str, *, is_number: bool, is_total: bool = False) -> Format:
        """The look of a column's cells: how figures are written, and to which side."""
        key = f"{pattern}|{is_number}|{is_total}"
        if key not in self._kept:
            look: dict[str, Any] = {"valign": "top"} | ({"align": "right"} if is_number else {})
            if pattern:
                look["num_format"] = pattern
            if is_total:
                look |= {"bold": True, "top": 1}
            if not is_number and not pattern:
                look["text_wrap"] = True
            self._kept[key] = self._made(look)
        return self._kept[key]


def _properties(document: Document) -> dict[str, Any]:
    day = document.dated
    return {
        "title": document.title,
        "subject": document.subtitle,
        "author": document.author or document.region,
        "category": _("Draft") if document.is_draft else "",
        "comments": document.footer,
        "created": datetime.combine(day, time()) if day else NO_DAY,
    }


def _sheets(document: Document, more: Sequence[Table]) -> Iterator[Sheet]:
    """The tables that came along, each chart, and each table of the report that has a name."""
    taken = {name.casefold() for name in (_("Report"), _("About this file"), "History")}
    found = [Sheet(one.name, one, "") for one in more]
    found += _own(document, {one.name for one in more})
    for sheet in found:
        name = _free_name(sheet.name, taken)
        taken.add(name.casefold())
        yield replace(sheet, name=name)


def _own(document: Document, given: Collection[str]) -> Iterator[Sheet]:
    """Tables and charts in the order of the report, without the tables that are given already."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                table = drawn(block)
                yield Sheet(table.name, table, section.title, block.source)
            elif isinstance(block, Table) and block.name and block.name not in given:
                yield Sheet(block.name, block, section.title)


def _free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name as spreadsheets allow it, with a number where another sheet has it.

    >>> _free_name("a/b: [c]", {"a b c"}), _free_name("'", set())
    ('a b c (2)', '–')
    """
    base = " ".join(SIGNS.sub(" ", wanted).split()).strip("'")[:NAME].strip() or "–"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        ending = f" ({count})"
        name = base[: NAME - len(ending)] + ending
    return name


# --- The first sheet and the last one ----------------------------------------------------------


def _first(book: Workbook, looks: Looks, document: Document, sheets: list[Sheet]) -> None:
    """Title, the answer, the facts, and the way to each sheet."""
    sheet = book.add_worksheet(_("Report"))
    _page(sheet, document)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 2, 10)
    lines = Lines(sheet)
    # Text runs on to the right from the first cell; only what is long stands in the wide one.
    lines.add(document.title, looks.caption)
    if document.subtitle:
        lines.add(document.subtitle, looks.line)
    if document.is_draft:
        lines.add(_("Draft"), looks.name)
        lines.add("", None, _("This report is not adopted yet and may still change."), looks.plain)
    if document.rests_on_demo:
        lines.add("", None, _demo(), looks.plain)
    if document.lead:
        lines.add("", None, document.lead, looks.lead)
    lines.skip()
    for name, value in document.facts:
        lines.add(name, looks.subtle, value, looks.plain)
    lines.skip()
    lines.add(_("Contents of this file"), looks.name)
    for one in sheets:
        lines.link(one.name, looks.link, one.table.caption, looks.plain)
    lines.link(_("About this file"), looks.link, _("How to read it"), looks.plain)


def _about(book: Workbook, looks: Looks, document: Document, sheets: list[Sheet]) -> None:
    """How to read the file, which tables it holds, and what it was made from."""
    sheet = book.add_worksheet(_("About this file"))
    _page(sheet, document)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 72)
    lines = Lines(sheet)
    lines.add(_("About this file"), looks.caption)
    lines.link(_("Report"), looks.link, _("Back to the first sheet"), looks.subtle)
    lines.skip()
    lines.add(_("How to read it"), looks.head, "", looks.head)
    for name, meaning in _readings():
        lines.add(name, looks.plain, meaning, looks.plain)
    lines.skip()
    lines.add(_("Sheet"), looks.head, _("What it holds"), looks.head)
    for one in sheets:
        columns = ", ".join(column.title for column in one.table.columns)
        lines.add(one.name, looks.plain, columns, looks.plain)
    lines.skip()
    lines.add(_("This file"), looks.head, "", looks.head)
    own = {_("Region"): document.region, _("Language"): document.language, "": document.footer}
    for name, value in [*own.items(), *_flat(document.metadata)]:
        lines.add(name, looks.plain, value, looks.plain)


def _readings() -> Iterator[tuple[str, str]]:
    yield (
        _("Missing figure"),
        _("A dash, or words that give the reason, never zero. An empty cell has no meaning."),
    )
    yield _("Figures"), _("Kept in full; the sheets show them rounded.")
    yield (
        _("Totals"),
        _("Stand under the rows, outside the filter, as they are in the report."),
    )
    words = ", ".join(verdict_word(one) for one in Verdict)
    yield _("Verdicts"), _("One of: %(verdicts)s.") % {"verdicts": words}


def _flat(metadata: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Names and values of nested mappings and lists, one line each."""
    for key, value in metadata.items():
        name = f"{path}{key}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, (list, tuple)):
            yield name, ", ".join(map(str, value))
        else:
            yield name, "" if value is None else str(value)


class Lines:
    """Writes a sheet from the top, one line after another."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet, self._at = sheet, 0

    def add(
        self, name: str, look: Format | None, value: str = "", other: Format | None = None
    ) -> None:
        """A name, and what it means beside it."""
        if name or look is not None:
            self._sheet.write_string(self._at, 0, name, look)
        if value or other is not None:
            self._sheet.write_string(self._at, 1, value, other)
        self._at += 1

    def link(self, name: str, look: Format, value: str, other: Format) -> None:
        """A way to the sheet of that name."""
        self._sheet.write_url(self._at, 0, _way_to(name), look, name)
        self._sheet.write_string(self._at, 1, value, other)
        self._at += 1

    def skip(self) -> None:
        self._at += 1


# --- A sheet with a table ----------------------------------------------------------------------


def _written(book: Workbook, looks: Looks, document: Document, one: Sheet) -> None:
    table = checked(one.table)
    sheet = book.add_worksheet(one.name)
    _page(sheet, document)
    if len(table.columns) >= ON_ITS_SIDE_FROM:
        sheet.set_landscape()
    sheet.repeat_rows(HEAD)
    sheet.freeze_panes(HEAD + 1, 0)
    patterns = [_pattern(table, at) for at in range(len(table.columns))]
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _width(table, at, column))
    sheet.write_string(0, 0, table.caption, looks.caption)
    sheet.write_url(1, 0, _way_to(_("Report")), looks.link, _("Back to the first sheet"))
    told = " · ".join(part for part in (one.section, one.source) if part)
    sheet.write_string(2, 0, told, looks.line)
    for at, column in enumerate(table.columns):
        look = looks.head_of_numbers if column.is_number else looks.head
        sheet.write_string(HEAD, at, column.title, look)
    formats = _formats(looks, table.columns, patterns)
    row = HEAD
    for cells in table.rows:
        row += 1
        for at, cell in enumerate(cells):
            _write(sheet, row, at, cell, formats[at])
    if table.rows:
        sheet.autofilter(HEAD, 0, row, len(table.columns) - 1)
    if table.totals:
        row += 1
        bold = _formats(looks, table.columns, patterns, is_total=True)
        for at, cell in enumerate(table.totals):
            _write(sheet, row, at, cell, bold[at])
    for note in table.notes:
        row += 1
        sheet.write_string(row, 0, note, looks.line)


def _formats(
    looks: Looks, columns: tuple[Column, ...], patterns: list[str], *, is_total: bool = False
) -> list[Format]:
    return [
        looks.of_cells(pattern, is_number=column.is_number, is_total=is_total)
        for column, pattern in zip(columns, patterns, strict=True)
    ]


def _write(sheet: Worksheet, row: int, at: int, cell: Cell, look: Format) -> None:
    if cell is None:
        sheet.write_blank(row, at, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, at, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime.combine(cell, time()), look)
    else:
        sheet.write_number(row, at, cell, look)


def _pattern(table: Table, at: int) -> str:
    """How the figures and days of a column are shown; the program puts in its own signs."""
    cells = [row[at] for row in table.rows[:LOOKED_AT]]
    if any(isinstance(cell, date) for cell in cells):
        return "d mmm yyyy"
    if not any(isinstance(cell, (int, float)) for cell in cells):
        return ""
    if is_year(cells):
        return "0"
    places = decimals(cells)
    return "#,##0" + (f".{'0' * places}" if places else "")


def _width(table: Table, at: int, column: Column) -> float:
    """Letters; a long text wraps, and a title may take two lines."""
    cells = (row[at] for row in (*table.rows[:LOOKED_AT], table.totals) if row)
    longest = max((_letters(cell) for cell in cells), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2, len(column.title) / 1.6 + 4))


def _letters(cell: Cell) -> int:
    if isinstance(cell, date):
        return 12
    return len(f"{cell:,.2f}" if isinstance(cell, float) else str(cell or ""))


def _way_to(name: str) -> str:
    return "internal:'{}'!A1".format(name.replace("'", "''"))


def _page(sheet: Worksheet, document: Document) -> None:
    """As it is printed: A4, as wide as the page, with name and number on each."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    numbered = _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}
    name = document.footer.replace("&", "&&")[:180]
    sheet.set_footer(f"&L&9{' ' if name[:1].isdecimal() else ''}{name}&R&9 {numbered}")
    above = " · ".join(
        part
        for part in (
            _("Draft") if document.is_draft else "",
            _demo() if document.rests_on_demo else "",
        )
        if part
    )
    if above:
        sheet.set_header(f"&L&9{above}")


def _demo() -> str:
    return _("Demonstration data: people, companies and figures are invented.")
