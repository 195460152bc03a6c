# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as JSON and back, so that a frozen report reads for good as it read then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from hcat.charts.api import Chart

from .document import (
    Block,
    Cell,
    Column,
    Document,
    Finding,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Words,
)


def as_json(document: Document) -> dict[str, Any]:
    """Plain values only; a day in a cell becomes ``{"day": "2013-04-30"}``."""
    return {
        **{field.name: _plain(getattr(document, field.name)) for field in fields(document)},
        "sections": [
            {**_plain_fields(one), "blocks": [_block(block) for block in one.blocks]}
            for one in document.sections
        ],
    }


def from_json(data: dict[str, Any]) -> Document:
    """The document that `as_json` wrote."""
    return Document(
        **{
            **data,
            "facts": tuple((name, value) for name, value in data["facts"]),
            "sections": tuple(
                Section(**{**one, "blocks": tuple(_read(block) for block in one["blocks"])})
                for one in data["sections"]
            ),
        }
    )


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **_plain_fields(block)}


def _plain_fields(part: Any) -> dict[str, Any]:
    return {
        field.name: _plain(getattr(part, field.name))
        for field in fields(part)
        if field.name != "blocks"
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Table | Column | Chart) or type(value).__module__ == Chart.__module__:
        return _plain_fields(value)
    return value


def _read(data: dict[str, Any]) -> Block:
    given = {name: value for name, value in data.items() if name != "kind"}
    return _READERS[data["kind"]](given)


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }


def _table(data: dict[str, Any]) -> Table:
    return Table(
        **{
            **data,
            "columns": tuple(Column(**one) for one in data["columns"]),
            "rows": tuple(tuple(map(_cell, row)) for row in data["rows"]),
            "totals": tuple(map(_cell, data["totals"])),
            "notes": tuple(data["notes"]),
        }
    )


def _cell(value: Any) -> Cell:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value


def _picture(data: dict[str, Any]) -> Picture:
    table = data["table"]
    return Picture(Chart.from_dict(data["chart"]), data["source"], table and _table(table))


def _plainly(cls: type[Block]) -> Callable[[dict[str, Any]], Block]:
    """Reads a block whose fields are texts and lists of texts."""

    def read(data: dict[str, Any]) -> Block:
        make: Any = cls
        block: Block = make(**_tuples(data))
        return block

    return read


_READERS: dict[str, Callable[[dict[str, Any]], Block]] = {
    **{one.__name__.lower(): _plainly(one) for one in (Paragraph, Words, Points, Finding)},
    "table": _table,
    "picture": _picture,
}
