# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet at an address: a sheet that is published as CSV, or a workbook on a site. Its
columns are told apart by their headings, in Dutch, English or German (`mapping`)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from hcat.foundation.api import Limits, Refused, TableRow, Unread, read_table
from hcat.postings.posting import Payload, Posting, Problem, Reading, Request, Unreadable

from .answers import asked, path_of
from .mapping import meaning_of, rows_by_names
from .registry import Adapter, Board, adapter

LIMITS = Limits(
    size_mb=20,
    unpacked_mb=40,
    part_mb=8,
    rows=5000,
    in_parts=gettext_lazy("Publish it in parts."),
    when_empty=gettext_lazy("Put headings above its columns."),
)
TWICE = gettext_noop("another row has the same number, or the same title and place")
_WORKBOOK = b"PK\x03\x04"


def recognise(address: str) -> Board | None:
    name = (path_of(address) or [""])[-1].casefold()
    is_csv = "csv" in (asked(address, "output"), asked(address, "format"))
    if name.endswith((".csv", ".xlsx")) or is_csv:
        return Board("sheets", "", address)
    return None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(board.address),)


def read(payload: Payload, board: Board) -> Reading:
    if payload.content.lstrip()[:1] == b"<":
        raise Unreadable("this is a page or XML where a table was asked for")
    try:
        rows = _rows(payload.content)
    except Refused as error:
        raise Unreadable(f"this is no table: {error}") from None
    postings, problems = rows_by_names([_named(one) for one in rows], payload, board.language)
    seen: dict[str, Posting] = {}
    for one in postings:
        if one.key in seen:
            problems = (*problems, Problem(f"row: {one.title}", TWICE))
        seen.setdefault(one.key, one)
    return Reading(tuple(seen.values()), problems, total=len(rows))


def _rows(content: bytes) -> list[TableRow]:
    suffix = ".xlsx" if content.startswith(_WORKBOOK) else ".csv"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"answer{suffix}"
        path.write_bytes(content)
        table = read_table(path, LIMITS, heading=lambda text: text.strip(), is_ours=_is_ours)
        if not _is_ours(frozenset(table.headings)):
            raise Unreadable("none of its columns is called title, or too few of them are known")
        return list(table.rows)


def _is_ours(headings: frozenset[str]) -> bool:
    known = {meaning_of(one) for one in headings} - {""}
    return "title" in known and len(known) >= 3


def _named(row: TableRow) -> Mapping[str, Any]:
    """Its cells; a row without a number or an address is known by its title and place."""
    cells = {name: value for name, value in row.cells.items() if not isinstance(value, Unread)}
    means = {meaning_of(name): value for name, value in cells.items() if value not in (None, "")}
    if not any(means.get(one) for one in ("key", "reference", "address")) and means.get("title"):
        place = str(means.get("place") or "").casefold()
        cells["id"] = f"{' '.join(str(means['title']).casefold().split())}|{place}"
    return cells


adapter(Adapter("sheets", "CSV, XLSX", recognise, first, read))
