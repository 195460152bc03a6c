# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of text out of a CSV or XLSX file with organisations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import Cell, Limits, TableRow, Unread
from hcat.foundation.api import read_table as read_file

LIMITS = Limits(
    size_mb=200,
    unpacked_mb=2000,
    in_parts=_("Import it in parts."),
    when_empty=_("The first row holds the headings, every next row an organisation."),
)
"""A hundred thousand organisations fit in a tenth of it."""


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
    """The organisations of a file as texts. Raises Refused as the foundation's reader does."""
    found = read_file(path, LIMITS, heading=_clean)
    rows = (_row(one) for one in found.rows)
    return Table(found.file, _fingerprint(path), tuple(filter(None, found.headings)), rows)


def has_more_rows(path: Path, than: int) -> bool:
    """Looks no further than it must."""
    return sum(1 for _row in islice(read_table(path).rows, than + 1)) > than


def _row(one: TableRow) -> Row:
    return Row(one.number, {name: _clean(_shown(cell)) for name, cell in one.cells.items()})


def _shown(cell: Cell) -> str:
    """A cell as its reader sees it: whole numbers without a decimal part, dates as ISO."""
    if cell is None or isinstance(cell, Unread):
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _clean(text: str) -> str:
    """Without the spaces around it, whichever kind a program put there."""
    return " ".join(text.replace("\x00", "").split())


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
