# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The white-spot matrix: which way of the menu is used where, and which by nobody.

Source of the rule: the report's menu, whose purpose is to show what is not being done. Whoever
does not say where an initiative works has not said that it works nowhere: such a cell reads
*not stated*, never *nobody*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from hcat.foundation.api import Translated, remembered, today

from .items import Item
from .queries import items, the_agenda
from .schema import Initiative, InitiativeStatus

Columns = Literal["line", "level", "place"]

DOING = frozenset({InitiativeStatus.RUNNING, InitiativeStatus.DONE})
"""An idea, or work that was paused or stopped, does not fill a white spot."""
PLANNED = {InitiativeStatus.IDEA, InitiativeStatus.PAUSED}


class CellState(StrEnum):
    DONE = "done"
    NOBODY = "nobody"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    title: Translated


@dataclass(frozen=True, slots=True)
class Cell:
    """Who does this, here."""

    done: tuple[Item[Initiative], ...] = ()
    """Initiatives that run or have been carried out."""
    planned: tuple[Item[Initiative], ...] = ()
    """Ideas, and what is paused: they leave the spot white."""
    unstated: tuple[Item[Initiative], ...] = ()
    """Initiatives of this row that run and do not say whether it is here."""

    @property
    def state(self) -> CellState:
        if self.done:
            return CellState.DONE
        return CellState.NOT_STATED if self.unstated else CellState.NOBODY


@dataclass(frozen=True, slots=True)
class WhiteSpotMatrix:
    rows: tuple[Item[Any], ...]
    columns: tuple[Column, ...]
    cells: dict[tuple[str, str], Cell]
    """By key of the row and key of the column; every pair is there."""
    without_row: tuple[Item[Initiative], ...]
    """Running initiatives that name no row at all: they may fill any cell that reads nobody."""

    def cell(self, row: str, column: str) -> Cell:
        return self.cells[row, column]

    def count(self, state: CellState) -> int:
        return sum(cell.state == state for cell in self.cells.values())


def white_spots(
    *,
    as_of: date | None = None,
    rows: Literal["way", "differentiation"] = "way",
    columns: Columns = "line",
    known_on: datetime | None = None,
) -> WhiteSpotMatrix:
    """The matrix of ways (or differentiations) against lines, levels or municipalities.

    `known_on`: by what had been recorded at that moment, as for `items`.
    """
    return _white_spots(as_of or today(), rows, columns, known_on)


@remembered(size=50)
def _white_spots(
    as_of: date,
    rows: Literal["way", "differentiation"],
    columns: Columns,
    known_on: datetime | None,
) -> WhiteSpotMatrix:
    found = items("initiative", as_of=as_of, known_on=known_on)
    row_items = items(rows, as_of=as_of, known_on=known_on)
    heads, stated = _columns(columns, as_of, known_on)
    by_row: dict[str, list[Item[Initiative]]] = {row.key: [] for row in row_items}
    for initiative in found:
        for key in _row_keys(initiative.sheet, rows):
            by_row.setdefault(key, []).append(initiative)
    return WhiteSpotMatrix(
        rows=tuple(row_items),
        columns=heads,
        cells={
            (row.key, column.key): _cell(by_row[row.key], column.key, stated)
            for row in row_items
            for column in heads
        },
        without_row=tuple(
            initiative
            for initiative in found
            if initiative.sheet.status in DOING and not _row_keys(initiative.sheet, rows)
        ),
    )


def _row_keys(sheet: Initiative, rows: str) -> list[str]:
    return sheet.ways if rows == "way" else sheet.placements


def _columns(
    columns: Columns, as_of: date, known_on: datetime | None
) -> tuple[tuple[Column, ...], Callable[[Initiative], Iterable[str]]]:
    """The heads of the columns, and how an initiative says in which of them it stands."""
    if columns == "line":
        placed = items("differentiation", as_of=as_of, ended=True, known_on=known_on)
        line_of = {one.key: one.sheet.line for one in placed}
        lines = items("line", as_of=as_of, known_on=known_on)
        heads = tuple(Column(one.key, one.sheet.title) for one in lines)
        return heads, lambda sheet: {
            line_of[placement] for placement in sheet.placements if placement in line_of
        }
    agenda = the_agenda(as_of, known_on=known_on)
    if agenda is None:
        return (), lambda sheet: ()
    if columns == "level":
        return (
            tuple(Column(level.value, level_title(level)) for level in agenda.sheet.levels),
            lambda sheet: [level.value for level in sheet.levels],
        )
    return (
        tuple(Column(place.code, Translated(place.name)) for place in agenda.sheet.places),
        lambda sheet: sheet.places,
    )


def level_title(level: str) -> Translated:
    """A level as it is written: ``havo-vwo`` is HAVO/VWO, in Dutch havo/vwo."""
    written = {"havo-vwo": "HAVO/VWO"}.get(level, level.upper().replace("-", " "))
    return Translated({"en": written, "nl": written.lower(), "de": written})


def _cell(
    initiatives: list[Item[Initiative]], column: str, stated: Callable[[Initiative], Iterable[str]]
) -> Cell:
    done, planned, unstated = [], [], []
    for initiative in initiatives:
        where = set(stated(initiative.sheet))
        doing = initiative.sheet.status in DOING
        if column in where:
            if doing:
                done.append(initiative)
            elif initiative.sheet.status in PLANNED:
                planned.append(initiative)
        elif not where and doing:
            unstated.append(initiative)
    return Cell(tuple(done), tuple(planned), tuple(unstated))
