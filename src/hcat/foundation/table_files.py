# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows out of a CSV or XLSX file, whatever program wrote it; a row at a time.

A spreadsheet's dates, percentages and formulas stay what they are until a room knows which column
they stand in.
"""

from __future__ import annotations

import csv
import zipfile
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice, repeat
from operator import is_
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .errors import Refused

WIDEST = 100
"""Columns that are looked at. A sheet may claim sixteen thousand, and a row of one cell may stand
at the far end: whoever fills them in reads for hours."""
DEEPEST = 1_048_576
"""Rows of the largest sheet that a spreadsheet program writes; a file may claim billions."""
HIGHEST = 50
"""Rows from the top among which the headings of a sheet are looked for, to know it by them."""
_PICTURES = "xl/media/"
SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")


class Percent(float):
    """A number in a cell that shows it as a percentage: 0.125 shown as 12.5%."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell without anything to read: a formula that was never worked out, or that failed."""

    formula: str


Cell = str | int | float | date | Unread | None


@dataclass(frozen=True, slots=True)
class Habits:
    """How the program that wrote the file writes."""

    decimal: str = ""
    """The sign before decimals, where the file gives it away; empty where it does not."""
    day_zero: date = date(1899, 12, 30)
    """The day with serial number 0; some files count from 1904."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a room takes, and what it advises where a file is too much or nothing."""

    size_mb: int
    unpacked_mb: int
    """A spreadsheet is a zip file; a malicious one unpacks into far more than it weighs."""
    part_mb: int | None = None
    """What one part of a spreadsheet may unpack into, such as its texts or one sheet. The texts are
    held in memory, millions of them for minutes. None: as much as the whole file."""
    rows: int | None = None
    """None: as many as there are."""
    in_parts: Promise
    """How to mend a file that is too large."""
    when_empty: Promise
    """How to mend a file without headings."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the file: its number as a spreadsheet program shows it, its cells by heading."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class TableFile:
    """The headings of a file, how it writes, and its rows, read while they are asked for."""

    file: str
    """Its name; of a workbook in which another sheet than the first was read, with that sheet's."""
    headings: tuple[str, ...]
    habits: Habits
    rows: Iterator[TableRow]


Lines = Iterator[tuple[int, list[Cell]]]


def read_table(
    path: Path,
    limits: Limits,
    *,
    heading: Callable[[str], str],
    is_ours: Callable[[frozenset[str]], bool] | None = None,
) -> TableFile:
    """A sheet of an XLSX file, or a CSV file with any of the usual separators.

    `heading` makes of a cell of the first row the name of its column; a column without one is
    left out. The sheet is the one whose headings are ours, where `is_ours` tells; else the first.
    Raises Refused for what is no table, is too large or unpacks into too much, and for two sheets
    that are ours; a broken row is refused when it is come to.
    """
    _refuse_strange(path, limits)
    name = path.name
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        habits, names = _workbook(path, limits)
        place = 0 if is_ours is None else _sheet_of_ours(path, names, heading, is_ours)
        if place:
            name = f"{name} ({names[place]})"
        lines = _lines_of_xlsx(path, place)
    else:
        habits, lines = _csv(path)
    headings = _headings(path, lines, limits, heading)
    return TableFile(name, headings, habits, _rows(path, lines, headings, limits))


def _refuse_strange(path: Path, limits: Limits) -> None:
    if not path.is_file():
        raise Refused(
            _("There is no file %(file)s.") % {"file": path},
            mend=_("Give the path of a CSV or XLSX file."),
        )
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(
            _("%(file)s is not a file that can be imported.") % {"file": path.name},
            mend=_("Save it as .csv or .xlsx."),
        )
    if path.stat().st_size > limits.size_mb * 1024 * 1024:
        raise Refused(
            _("%(file)s is too large.") % {"file": path.name},
            why=_("It is over %(size)d MB.") % {"size": limits.size_mb},
            mend=str(limits.in_parts),
        )


def _rows(
    path: Path, lines: Lines, headings: tuple[str, ...], limits: Limits
) -> Iterator[TableRow]:
    count, most = 0, limits.rows
    for number, cells in lines:
        if all(cell is None or cell == "" for cell in cells):
            continue
        count += 1
        if most is not None and count > most:
            raise Refused(
                _("%(file)s has more than %(most)d rows.") % {"file": path.name, "most": most},
                mend=str(limits.in_parts),
            )
        padded = chain(cells, [None] * (len(headings) - len(cells)))
        yield TableRow(
            number, {head: cell for head, cell in zip(headings, padded, strict=False) if head}
        )


def _headings(
    path: Path, lines: Lines, limits: Limits, heading: Callable[[str], str]
) -> tuple[str, ...]:
    is_filled = False
    for _number, cells in lines:
        heads = _heads(cells, heading)
        if not any(heads):
            is_filled = is_filled or any(cell not in (None, "") for cell in cells)
            continue
        twice = sorted({head for head in heads if head and heads.count(head) > 1})
        if twice:
            raise Refused(
                _("%(file)s has two columns called %(name)s.")
                % {"file": path.name, "name": ", ".join(twice)},
                mend=_("Give each column its own heading."),
            )
        return tuple(heads)
    raise Refused(
        (_("%(file)s has no column that is known here.") if is_filled else _("%(file)s is empty."))
        % {"file": path.name},
        mend=str(limits.when_empty),
    )


def _heads(cells: Iterable[Cell], heading: Callable[[str], str]) -> list[str]:
    return ["" if cell is None else heading(str(cell)) for cell in cells]


# --- CSV ------------------------------------------------------------------------------------------


def _csv(path: Path) -> tuple[Habits, Lines]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = next((line for line in file if line.strip("\r\n ;,\t")), "")
    named = first.strip().lower()
    separator = named[4] if named.startswith("sep=") and len(named) == 5 else _separator(first)
    # Who writes semicolons keeps the comma for decimals; who writes commas, the point.
    habits = Habits(decimal={";": ",", ",": "."}.get(separator, ""))
    return habits, _lines_of_csv(path, encoding, separator)


def _lines_of_csv(path: Path, encoding: str, separator: str) -> Lines:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = (line.replace("\0", "") for line in file)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        before = 0
        try:
            for cells in reader:
                number, before = before + 1, reader.line_num
                if number == 1 and len(cells) <= 2 and cells and cells[0].lower() == "sep=":
                    continue
                yield number, [cell.strip() for cell in cells[:WIDEST]]
        except csv.Error as error:
            raise Refused(
                _("%(file)s cannot be read from line %(line)d.")
                % {"file": path.name, "line": reader.line_num},
                why=str(error),
                mend=_("Save it again as CSV, or as XLSX."),
            ) from error


def _encoding(path: Path) -> str:
    """UTF-8, UTF-16 with or without its mark; else what Windows writes in western Europe."""
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        chunk = file.read(1 << 16)
        if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        if chunk[:200].count(0) > len(chunk[:200]) // 4:
            return "utf-16-le" if chunk[1:2] == b"\0" else "utf-16-be"
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(1 << 16)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _separator(line: str) -> str:
    """The sign that splits the headings, outside quotes, most often."""
    outside = "".join(line.split('"')[::2])
    return max((",", ";", "\t", "|"), key=outside.count)


# --- XLSX -----------------------------------------------------------------------------------------


def _workbook(path: Path, limits: Limits) -> tuple[Habits, list[str]]:
    """How a workbook counts its days, and the names of its sheets."""
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    try:
        _refuse_bomb(path, limits)
        with path.open("rb") as file, closing(openpyxl.load_workbook(file, read_only=True)) as book:
            from_1904 = book.epoch == CALENDAR_MAC_1904
            names = [sheet.title for sheet in book.worksheets]
            if not names:
                raise ValueError("no sheets")
    except _BROKEN as error:
        raise _unreadable(path) from error
    return Habits(day_zero=date(1904, 1, 1)) if from_1904 else Habits(), names


def _sheet_of_ours(
    path: Path,
    names: Sequence[str],
    heading: Callable[[str], str],
    is_ours: Callable[[frozenset[str]], bool],
) -> int:
    """The place of the sheet with our headings; the first one where none has them."""
    if len(names) == 1:
        return 0
    with _opened(path, data_only=True) as book:
        found = [
            place
            for place, sheet in enumerate(book.worksheets)
            if is_ours(frozenset(_first_row(sheet, heading)))
        ]
    if len(found) > 1:
        raise Refused(
            _("%(file)s has more than one sheet with our headings: %(names)s.")
            % {"file": path.name, "names": ", ".join(names[place] for place in found)},
            why=_("Nobody can tell which of them counts."),
            mend=_("Keep one of them, and take the others out."),
        )
    return found[0] if found else 0


def _first_row(sheet: Any, heading: Callable[[str], str]) -> list[str]:
    """The headings of a sheet: the first row with anything in it, near the top."""
    for cells in islice(sheet.iter_rows(max_col=WIDEST, max_row=DEEPEST), HIGHEST):
        heads = _heads(map(_value, cells), heading)
        if any(heads):
            return heads
    return []


def _refuse_bomb(path: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if sum(one.file_size for one in parts) > limits.unpacked_mb * 1024 * 1024:
        why = _("It unpacks into more than %(size)d MB.") % {"size": limits.unpacked_mb}
    elif limits.part_mb is not None and any(
        one.file_size > limits.part_mb * 1024 * 1024 and not one.filename.startswith(_PICTURES)
        for one in parts
    ):
        why = _("Its texts or one of its sheets unpack into more than %(size)d MB.") % {
            "size": limits.part_mb
        }
    else:
        return
    raise Refused(
        _("%(file)s cannot be read.") % {"file": path.name},
        why=why,
        mend=_("Save it again as CSV, or import it in parts."),
    )


def _has_formulas(path: Path) -> bool:
    """Whether any sheet holds a formula: then the file is read twice, for what has no outcome."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            with archive.open(name) as file:
                last = b""
                while chunk := file.read(1 << 16):
                    seen = last + chunk
                    if b"<f>" in seen or b"<f " in seen or b"<f/>" in seen:
                        return True
                    last = chunk[-3:]
    return False


def _lines_of_xlsx(path: Path, place: int) -> Lines:
    """Rows with something in them: a million empty ones may stand before the last."""
    if not _has_formulas(path):
        for number, cells in _sheet(path, place, data_only=True):
            if not _is_empty(cells):
                yield number, [_value(cell) for cell in cells]
        return
    outcomes = _sheet(path, place, data_only=True)
    for (number, cells), (_number, written) in zip(
        outcomes, _sheet(path, place, data_only=False), strict=False
    ):
        if _is_empty(written):
            continue
        yield number, [
            Unread(str(formula.value)) if formula.data_type == "f" and cell.value is None
            else _value(cell)
            for cell, formula in zip(cells, written, strict=False)
        ]  # fmt: skip


def _is_empty(cells: Sequence[Any]) -> bool:
    from openpyxl.cell.read_only import EMPTY_CELL

    return all(map(is_, cells, repeat(EMPTY_CELL)))


def _sheet(path: Path, place: int, *, data_only: bool) -> Iterator[tuple[int, Any]]:
    with _opened(path, data_only=data_only) as book:
        yield from enumerate(
            book.worksheets[place].iter_rows(max_col=WIDEST, max_row=DEEPEST), start=1
        )


@contextmanager
def _opened(path: Path, *, data_only: bool) -> Iterator[Any]:
    """The workbook, while it is read from; what breaks meanwhile is refused."""
    import openpyxl

    try:
        with (
            path.open("rb") as file,  # openpyxl leaves its own open where it fails
            closing(openpyxl.load_workbook(file, read_only=True, data_only=data_only)) as book,
        ):
            yield book
    except _BROKEN as error:
        raise _unreadable(path) from error


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return Unread(value) if cell.data_type == "e" else value.strip()
    if isinstance(value, bool | datetime):
        return value
    if isinstance(value, int | float):
        return Percent(value) if "%" in cell.number_format else value
    return value if isinstance(value, date) else str(value)


_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ParseError, LookupError, OSError, TypeError,
    ValueError, AttributeError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What reading raises, at any row, on a file that is no spreadsheet or a damaged one."""


def _unreadable(path: Path) -> Refused:
    return Refused(
        _("%(file)s is not a readable spreadsheet.") % {"file": path.name},
        why=_("What is in it is no workbook, or it is damaged."),
        mend=_("Open it in a spreadsheet program and save it again as .xlsx or .csv."),
    )
