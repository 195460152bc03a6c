# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as CSV with a data package beside it, and as XLSX; a row at a time."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

from .columns import Table, Value

GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins like this is taken for a formula by a spreadsheet program. In CSV an
apostrophe is put before it, and taken away when the file comes back."""
LONGEST_CELL = 32_767
"""Characters in a cell of XLSX."""
FIRST_DAY = date(1900, 3, 1)
"""From here on the days of a workbook are counted as they should be."""


def write_csv(table: Table, path: Path) -> int:
    """The table as CSV (RFC 4180, UTF-8), and beside it its data package; gives the rows.

    Each file is put in place whole."""
    with _in_place(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        count = stream_csv(table, file)
    package = path.with_name(f"{path.stem}.datapackage.json")
    with _in_place(package) as draft:
        text = json.dumps(data_package(table, path.name), ensure_ascii=False, indent=2)
        draft.write_text(f"{text}\n", encoding="utf-8")
    return count


def stream_csv(table: Table, file: IO[str]) -> int:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(table.names)
    count = 0
    for row in table:
        writer.writerow([as_text(value) for value in row])
        count += 1
    return count


def as_text(value: Value) -> str:
    """A cell of the CSV file."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(GUARDED) else value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def data_package(table: Table, file: str) -> dict[str, Any]:
    """A data package (v1) with one resource and its Table Schema."""
    return {
        "profile": "tabular-data-package",
        "name": table.name,
        "title": str(table.title),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "path": file,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [column.schema() for column in table.columns],
                    "missingValues": [""],
                },
            }
        ],
    }


def write_xlsx(table: Table, path: Path) -> int:
    """The table as the first sheet of a workbook, what the columns mean as the second.

    Refused: a text longer than a cell can hold."""
    import xlsxwriter

    with _in_place(path) as draft:
        options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        with xlsxwriter.Workbook(draft, options) as book:
            return _sheets(book, table)


def _sheets(book: Any, table: Table) -> int:
    head = book.add_format({"bold": True, "bottom": 1})
    fixed_head = book.add_format({"bold": True, "bottom": 1, "font_color": "#666666"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, fixed_head if column.is_fixed else head)
    count = 0
    for row in table:
        count += 1
        for place, value in enumerate(row):
            if isinstance(value, date):
                # Excel knows no day before 1900, and takes that year for a leap year.
                if value >= FIRST_DAY:
                    sheet.write_datetime(count, place, value, day)
                    continue
                value = value.isoformat()
            if isinstance(value, str):
                if len(value) > LONGEST_CELL:
                    raise _too_long(table.columns[place].name, count + 1)
                if value:
                    sheet.write_string(count, place, value)
            elif value is not None:
                sheet.write_number(count, place, value)
    if count:
        sheet.autofilter(0, 0, count, len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        if column.choices and count:
            sheet.data_validation(
                1, place, count, place, {"validate": "list", "source": list(column.choices)}
            )
    _explain(book.add_worksheet("columns"), table, head)
    return count


def _explain(sheet: Any, table: Table, head: Any) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _("Column"), head)
    sheet.write_string(0, 1, _("What stands in it"), head)
    for place, column in enumerate(table.columns, start=1):
        sheet.write_string(place, 0, column.name)
        about = str(column.about)
        sheet.write_string(
            place, 1, f"{about} {_('Not to be changed.')}" if column.is_fixed else about
        )


def _too_long(column: str, row: int) -> Refused:
    return Refused(
        _("Row %(row)d has a text in the column %(column)s that is too long for a spreadsheet.")
        % {"row": row, "column": column},
        why=_("A cell holds %(most)d characters.") % {"most": LONGEST_CELL},
        mend=_("Export it as CSV."),
    )


@contextmanager
def _in_place(path: Path) -> Iterator[Path]:
    """A file beside its place, which takes it when it is whole; nothing is left of a failure."""
    if not path.parent.is_dir():
        raise Refused(
            _("There is no folder %(folder)s.") % {"folder": path.parent},
            mend=_("Name a file in a folder that exists."),
        )
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
