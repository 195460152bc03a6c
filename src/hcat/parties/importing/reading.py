# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of text out of a CSV or XLSX file, whatever program wrote it."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

LARGEST = 200 * 1024 * 1024
"""Bytes. A hundred thousand organisations fit in a tenth of it."""

WIDEST = 100
"""Columns that are looked at. A sheet may claim sixteen thousand, and a row of one cell may stand
at the far end: whoever fills them in reads for hours."""
DEEPEST = 1_048_576
"""Rows of the largest sheet that a spreadsheet program writes; a file may claim billions."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file: its number there, and its cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The headings of a file, and its rows, read while they are asked for."""

    file: str
    fingerprint: str
    headings: tuple[str, ...]
    rows: Iterator[Row]


def read_table(path: Path) -> Table:
    """The first sheet of an XLSX file, or a CSV file with any of the usual separators."""
    if not path.is_file():
        raise Refused(
            _("There is no file %(file)s.") % {"file": path},
            mend=_("Give the path of a CSV or XLSX file."),
        )
    if path.stat().st_size > LARGEST:
        raise Refused(
            _("%(file)s is too large.") % {"file": path.name},
            why=_("It is over %(number)d MB.") % {"number": LARGEST // 1024 // 1024},
            mend=_("Import it in parts."),
        )
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        lines = _xlsx(path)
    elif path.suffix.lower() in (".csv", ".txt", ".tsv"):
        lines = _csv(path)
    else:
        raise Refused(
            _("%(file)s is not a file that can be imported.") % {"file": path.name},
            mend=_("Save it as .csv or .xlsx."),
        )
    headings = _headings(path, lines)
    return Table(path.name, _fingerprint(path), headings, _rows(lines, headings))


def has_more_rows(path: Path, than: int) -> bool:
    """Looks no further than it must."""
    return sum(1 for _row in islice(read_table(path).rows, than + 1)) > than


def _rows(lines: Iterator[tuple[int, list[str]]], headings: tuple[str, ...]) -> Iterator[Row]:
    for number, cells in lines:
        if any(cells):
            padded = [*cells, *[""] * (len(headings) - len(cells))]
            yield Row(number, dict(zip(headings, padded, strict=False)))


def _headings(path: Path, lines: Iterator[tuple[int, list[str]]]) -> tuple[str, ...]:
    for _number, cells in lines:
        if not any(cells):
            continue
        while cells and not cells[-1]:
            cells.pop()
        twice = sorted({cell for cell in cells if cell and cells.count(cell) > 1})
        if twice:
            raise Refused(
                _("%(file)s has two columns called %(name)s.")
                % {"file": path.name, "name": ", ".join(twice)},
                mend=_("Give each column its own heading."),
            )
        return tuple(cells)
    raise Refused(
        _("%(file)s is empty.") % {"file": path.name},
        mend=_("The first row holds the headings, every next row an organisation."),
    )


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path.read_bytes())
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [_clean(cell) for cell in cells]
    except csv.Error as error:
        raise Refused(
            _("%(file)s cannot be read from line %(line)d.")
            % {"file": path.name, "line": reader.line_num},
            why=str(error),
            mend=_("Save it again as CSV, or as XLSX."),
        ) from error


def _decoded(raw: bytes) -> str:
    """UTF-8, or UTF-16 with its mark; else what Windows programs write in western Europe."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The sign that splits the headings, outside quotes, most often."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max((";", ",", "\t", "|"), key=outside.count)


def _xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with (
            path.open("rb") as file,  # openpyxl leaves its own open where it fails
            closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as book,
        ):
            rows = book.worksheets[0].iter_rows(values_only=True, max_col=WIDEST, max_row=DEEPEST)
            for number, cells in enumerate(rows, start=1):
                if cells.count(None) < len(cells):
                    yield number, ["" if cell is None else _clean(_shown(cell)) for cell in cells]
    except (*_BROKEN, InvalidFileException) as error:
        raise Refused(
            _("%(file)s is not a readable spreadsheet.") % {"file": path.name},
            why=str(error),
            mend=_("Open it in a spreadsheet program and save it again as .xlsx or .csv."),
        ) from error


_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ParseError, LookupError, OSError, TypeError,
    ValueError, AttributeError, NotImplementedError,
)  # fmt: skip
"""What reading raises, at any row, on a file that is no spreadsheet or a damaged one."""


def _shown(cell: Any) -> str:
    """A cell as its reader sees it: whole numbers without a decimal part, dates as ISO."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _clean(cell: str) -> str:
    """Without the spaces around it, whichever kind a program put there."""
    return " ".join(cell.replace("\x00", "").split())


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
