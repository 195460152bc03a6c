# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as a page shows it: each part with what its template needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format

from hcat.reports.api import Block, Cell, Document, Finding, Picture, Table
from hcat.web import blocks, words


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    is_number: bool
    title: str
    """Of its column, for a table that is read as cards on a phone."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    caption: str
    head: tuple[ShownCell, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    totals: tuple[ShownCell, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One block; `kind` is the name of its class in small letters."""

    kind: str
    block: Block
    table: ShownTable | None = None
    chart: blocks.Block | None = None


@dataclass(frozen=True, slots=True)
class ShownSection:
    id: str
    title: str
    level: int
    parts: list[Part] = field(default_factory=list)

    @property
    def runs(self) -> list[tuple[bool, list[Part]]]:
        """The parts in order, findings that follow each other together: they are one list."""
        found: list[tuple[bool, list[Part]]] = []
        for part in self.parts:
            is_finding = isinstance(part.block, Finding)
            if found and found[-1][0] is is_finding:
                found[-1][1].append(part)
            else:
                found.append((is_finding, [part]))
        return found


def shown(document: Document) -> list[ShownSection]:
    """The sections of a document, ready for the page."""
    return [
        ShownSection(one.id, one.title, one.level, [_part(block) for block in one.blocks])
        for one in document.sections
    ]


def _part(block: Block) -> Part:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        return Part(kind, block, table=_table(block))
    if isinstance(block, Picture):
        chart = blocks.of_chart(block.chart, table=(), source=block.source)
        table = None if block.table is None else _table(block.table)
        return Part(kind, block, table=table, chart=chart)
    return Part(kind, block)


def _table(table: Table) -> ShownTable:
    def row(cells: tuple[Cell, ...]) -> tuple[ShownCell, ...]:
        return tuple(
            ShownCell(text(cell), column.is_number, column.title)
            for cell, column in zip(cells, table.columns, strict=True)
        )

    return ShownTable(
        caption=table.caption,
        head=tuple(ShownCell(one.title, one.is_number, "") for one in table.columns),
        rows=tuple(map(row, table.rows)),
        totals=row(table.totals) if table.totals else (),
        notes=table.notes,
    )


def text(cell: Cell) -> str:
    """A cell as the reader of the page writes it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return str(date_format(cell, "DATE_FORMAT"))
    return cell if isinstance(cell, str) else words.number(cell)
