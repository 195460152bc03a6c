# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as a page shows it: each part with what its template needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from hcat.reports.api import Block, Document, Finding, Picture, Table, printed_rows
from hcat.web import blocks


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    is_number: bool


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
    def row(cells: list[str]) -> tuple[ShownCell, ...]:
        return tuple(
            ShownCell(cell, column.is_number)
            for cell, column in zip(cells, table.columns, strict=True)
        )

    rows, totals = printed_rows(table)
    return ShownTable(
        caption=table.caption,
        head=tuple(ShownCell(one.title, one.is_number) for one in table.columns),
        rows=tuple(map(row, rows)),
        totals=row(totals) if totals else (),
        notes=table.notes,
    )
