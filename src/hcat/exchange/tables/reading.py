# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of a table that comes back, by the names that the export gave its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import Limits, read_table
from hcat.foundation.api import TableFile as Read
from hcat.foundation.api import TableRow as Row

__all__ = ["LARGEST_MB", "MOST_ROWS", "UNPACKED_MB", "Read", "Row", "read_rows"]

LARGEST_MB = 20
UNPACKED_MB = 200
MOST_ROWS = 100_000
_LIMITS = Limits(
    size_mb=LARGEST_MB,
    unpacked_mb=UNPACKED_MB,
    in_parts=_("Import it in parts: rows that are left out stay as they are."),
    when_empty=_("Export a table first: its first row holds the headings."),
)


def read_rows(
    path: Path, *, is_ours: Callable[[frozenset[str]], bool], most: int = MOST_ROWS
) -> Read:
    """The rows of a file, with headings in small letters; of a workbook those of the sheet whose
    headings `is_ours` knows. Raises Refused as `read_table` does, and for more rows than `most`.
    """
    limits = replace(_LIMITS, rows=most)
    return read_table(path, limits, heading=lambda text: text.strip().lower(), is_ours=is_ours)
