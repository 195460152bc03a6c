# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lines of cells out of CSV and XLSX files, one at a time, however long the file is."""

from __future__ import annotations

import codecs
import csv
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from .payload import Part
from .problems import FormatChanged, shortened

SEPARATORS = (",", ";", "\t", "|")
LARGEST_JSON = 128 * 1024 * 1024
"""Bytes. JSON is read whole, so publishers' pages are; a larger one is no page."""
LARGEST_UNPACKED = 1024 * 1024 * 1024
"""Bytes of a spreadsheet unpacked: a zip of a few kilobytes can hold a disk full."""

Line = tuple[int, list[str]]
"""A line's number in the file, and its cells."""


def csv_lines(part: Part, *, separator: str, encoding: str, titles: bool = False) -> Iterator[Line]:
    """The lines that are not empty. FormatChanged for another encoding or separator, for a page,
    and for nothing. `titles`: the first line is not that of the headings.
    """
    _look_at_the_begin(part)
    _look_at_the_encoding(part, encoding)
    if not titles:
        _look_at_the_separator(part, separator, encoding)
    with part.path.open(encoding=_codec(encoding), newline="") as text:
        reader = csv.reader(text, delimiter=separator, strict=True)
        try:
            for cells in reader:
                if any(cells):
                    yield reader.line_num, [" ".join(cell.split()) for cell in cells]
        except csv.Error as error:
            raise FormatChanged(
                part.name,
                line=reader.line_num,
                expected=_("cells separated by “%(separator)s”") % {"separator": separator},
                found=str(error),
                mend=_("The file is cut off or damaged. Fetch it again."),
            ) from error


def _look_at_the_encoding(part: Part, encoding: str) -> None:
    """Before anything is read, as a reader that looks ahead could not name the line."""
    with part.path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError as error:
                raise FormatChanged(
                    part.name,
                    line=number,
                    expected=_("text in %(encoding)s") % {"encoding": encoding},
                    found=f"0x{line[error.start]:02x}",
                    mend=_("Look at the file. Say “encoding: cp1252” in sources.yaml if it is so."),
                ) from error


def _look_at_the_separator(part: Part, separator: str, encoding: str) -> None:
    with part.path.open(encoding=_codec(encoding), newline="") as text:
        first = next(text, "")
    better = max(SEPARATORS, key=first.count)
    if separator not in first and better in first:
        raise FormatChanged(
            part.name,
            line=1,
            expected=_("cells separated by “%(separator)s”") % {"separator": separator},
            found=_("“%(separator)s” in: %(line)s") % {"separator": better, "line": first},
            mend=_('If the publisher changed it, say in sources.yaml: separator: "%(separator)s".')
            % {"separator": better},
        )


def _codec(encoding: str) -> str:
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _look_at_the_begin(part: Part) -> None:
    """FormatChanged where the publisher sent nothing, or a page or an error in place of a table."""
    with part.path.open("rb") as file:
        head = file.read(1000)
    plain = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not plain:
        raise _no_table(part, _("an empty file"))
    if plain[:1] in (b"<", b"{"):
        raise _no_table(part, plain.decode("utf-8", "replace"))
    if b"\x00" in head:
        raise _no_table(part, _("bytes that are no text"))


def _no_table(part: Part, found: str) -> FormatChanged:
    return FormatChanged(
        part.name,
        line=1,
        expected=_("a table as CSV"),
        found=found,
        mend=_("Open the address in a browser: the publisher may be down or have moved the file."),
    )


def json_page(part: Part) -> Any:
    """A page of JSON. FormatChanged where it is none, or cut off, or tells of an error."""
    mend = _("Open the address in a browser: the publisher may be down or have moved the data.")
    if part.path.stat().st_size > LARGEST_JSON:
        raise FormatChanged(
            part.name,
            expected=_("a page of JSON of at most %(size)d MB") % {"size": LARGEST_JSON >> 20},
            found=f"{part.path.stat().st_size >> 20} MB",
            mend=_("Ask for less with a filter in sources.yaml, or take the CSV."),
        )
    raw = part.path.read_bytes()
    try:
        page = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatChanged(
            part.name, expected=_("JSON in UTF-8"), found=str(error.reason), mend=mend
        ) from error
    except json.JSONDecodeError as error:
        raise FormatChanged(
            part.name,
            line=error.lineno,
            expected="JSON",
            found=error.doc[max(error.pos - 20, 0) : error.pos + 60] or _("an empty file"),
            mend=mend,
        ) from error
    if isinstance(page, dict) and (wrong := page.get("odata.error") or page.get("error")):
        raise FormatChanged(
            part.name, expected=_("figures"), found=json.dumps(wrong, ensure_ascii=False), mend=mend
        )
    return page


def xlsx_lines(part: Part, *, sheet: str = "", decimal: str = ".") -> Iterator[Line]:
    """The lines of one sheet, of the first if none is named, that are not empty."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(part.path) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise ValueError(_("%(size)d MB when unpacked") % {"size": unpacked >> 20})
        book = openpyxl.load_workbook(part.path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        with part.path.open("rb") as file:
            head = file.read(80).decode("utf-8", "replace")
        raise FormatChanged(
            part.name,
            expected=_("a spreadsheet (.xlsx)"),
            found=f"{error}; {shortened(head, 60)}",
            mend=_(
                "Open the address in a browser: the publisher may be down or have moved the file."
            ),
        ) from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise FormatChanged(
                part.name,
                expected=_("a sheet called “%(sheet)s”") % {"sheet": sheet},
                found=", ".join(book.sheetnames),
                mend=_("Say which sheet it is now: “sheet: NAME” in sources.yaml."),
            )
        chosen = book[sheet] if sheet else book.worksheets[0]
        for number, cells in enumerate(chosen.iter_rows(values_only=True), start=1):
            shown = [_shown(cell, decimal) for cell in cells]
            if any(shown):
                yield number, shown
    finally:
        book.close()


def _shown(cell: Any, decimal: str) -> str:
    """A cell as its reader sees it, with numbers as a CSV of the same publisher would have them.

    >>> _shown(12.0, ","), _shown(5.2, ","), _shown(1.125, "."), _shown("a  b", ".")
    ('12', '5,2', '1.1250', 'a b')
    """
    if cell is None:
        return ""
    if isinstance(cell, float):
        if cell.is_integer():
            return str(int(cell))
        before, _point, after = repr(cell).partition(".")
        # Three decimals would look like thousands.
        return f"{before}{decimal}{after}{'0' if len(after) == 3 else ''}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else " ".join(str(cell).split())
