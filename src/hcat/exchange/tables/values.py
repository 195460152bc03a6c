# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of a row of figures, by column: what can be read, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from .cells import (
    Cell,
    CellError,
    Habits,
    day_text,
    days_of,
    numbers_of,
    one_day,
    one_number,
    text_of,
)
from .estimates import Values, settled
from .observations import BY_NAME, STORED, whole_of
from .plan import Complaint, Complaints, RowError

_LARGEST_COUNT = 2**31 - 1


def values_of(
    cells: Mapping[str, Cell],
    known: frozenset[str],
    habits: Habits,
    was: Values,
    wrong: Complaints,
) -> Values:
    """The row by column; what the file does not say as it was. A cell that cannot be read is left
    out and noted."""
    said: Values = {}
    for name in STORED:
        stood = was[name]
        if name not in known or name not in cells:
            said[name] = stood
            continue
        try:
            said[name] = _value(
                name, cells[name], habits, stood, str(said.get("unit", was["unit"]))
            )
        except CellError as error:
            wrong.found.append(Complaint(name, error.what, mend=error.mend))
    return settled(said, was)


def _value(name: str, cell: Cell, habits: Habits, stood: Any, unit: str) -> Any:
    kind = BY_NAME[name].type
    if kind == "date":
        return one_day(days_of(cell, habits), stood)
    if kind == "string":
        text = text_of(cell)
        # A spreadsheet program does with spaces and line breaks as it likes.
        return stood if text.split() == str(stood).split() else text
    number = one_number(numbers_of(cell, habits, whole=whole_of(name, unit)), stood)
    if kind == "integer" and number is not None:
        if number != int(number) or not 0 <= number <= _LARGEST_COUNT:
            raise CellError(
                _("“%(cell)s” is not a whole number.") % {"cell": text_of(cell)},
                _("Write a whole number, without decimals."),
            )
        return int(number)
    return number


def text_in(cell: Cell, column: str) -> str:
    try:
        return text_of(cell)
    except CellError as error:
        raise RowError(Complaint(column, error.what, mend=error.mend)) from error


def name_of(cells: Mapping[str, Cell], habits: Habits) -> str:
    parts = [readable(cells.get(head)) for head in ("result", "target", "condition", "group")]
    for head in ("start", "end"):
        with suppress(CellError):
            parts.append(day_text(cells.get(head), habits))
    return " ".join(part for part in parts if part)


def readable(cell: Cell) -> str:
    try:
        return text_of(cell)
    except CellError:
        return ""
