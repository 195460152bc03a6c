# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a cell says, after whatever a spreadsheet program made of it.

Nothing is guessed: a text that can be read in two ways gives both readings, and whoever knows what
stood there before chooses; where nobody does, the row is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Cell, Habits, Percent, Unread

from .writing import GUARDED

__all__ = [
    "Cell",
    "CellError",
    "Habits",
    "Percent",
    "Unread",
    "days_of",
    "numbers_of",
    "one_day",
    "one_number",
    "text_of",
]


class CellError(ValueError):
    """A cell that cannot be read: what is wrong with it, and how to mend it."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


def text_of(cell: Cell) -> str:
    """A text; numbers and dates that a program made of it as it would have been typed."""
    if cell is None:
        return ""
    _refuse_unread(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(GUARDED) else text


_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")
_PLAIN = re.compile(r"[+-]?(\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")


def numbers_of(cell: Cell, habits: Habits, *, whole: float | None) -> tuple[float, ...]:
    """The readings of a cell as a number; none for an empty cell.

    `whole`: what 100% is in the unit of the column (100 for percent, 1 for a share or a
    confidence); None where a percentage makes no sense. Raises CellError.
    """
    if cell is None or cell == "":
        return ()
    _refuse_unread(cell)
    if isinstance(cell, bool | date):
        raise _no_number(cell)
    if isinstance(cell, Percent):
        return (_of_whole(float(cell), whole, cell),)
    if isinstance(cell, int | float):
        return (float(cell),)
    text = _SPACES.sub("", text_of(cell)).replace("−", "-")
    if not text:
        return ()
    if text.endswith("%"):
        return tuple(
            _of_whole(one / 100, whole, cell) for one in _numbers_in(text[:-1], habits, cell)
        )
    return _numbers_in(text, habits, cell)


def _of_whole(part: float, whole: float | None, cell: Cell) -> float:
    if whole is None:
        raise CellError(
            _("“%(cell)s” is a percentage, and this is no share.") % {"cell": text_of(cell)},
            _("Write the number itself."),
        )
    # 0.125 of 100 may leave a rounding error that nobody wrote.
    return round(part * whole, 12)


def _numbers_in(text: str, habits: Habits, cell: Cell) -> tuple[float, ...]:
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        decimal = max(".", ",", key=text.rfind)
        other = "," if decimal == "." else "."
        head, _mark, tail = text.partition(decimal)
        if decimal in tail or other in tail or not _grouped(head, other):
            raise _no_number(cell)
        return (float(f"{head.replace(other, '')}.{tail}"),)
    mark = "." if dots else ","
    if dots + commas > 1:
        if not _grouped(text, mark):
            raise _no_number(cell)
        return (float(text.replace(mark, "")),)
    if not _PLAIN.fullmatch(text):
        raise _no_number(cell)
    as_decimal = float(text.replace(",", "."))
    if not isfinite(as_decimal):
        raise _no_number(cell)
    if dots + commas and mark != habits.decimal and _THOUSANDS.fullmatch(text):
        return (as_decimal, float(text.replace(mark, "")))
    return (as_decimal,)


def _grouped(text: str, mark: str) -> bool:
    return re.fullmatch(rf"[+-]?\d{{1,3}}(\{mark}\d{{3}})+", text) is not None


def _no_number(cell: Cell) -> CellError:
    return CellError(
        _("“%(cell)s” is not a number.") % {"cell": text_of(cell)[:60]},
        _("Write a number such as 12.5, or leave the cell empty."),
    )


def one_number(readings: tuple[float, ...], stood: float | None) -> float | None:
    """The reading that is meant; what stood there counts as it stood, whatever a program did to its
    last digits. Raises CellError where both readings are possible."""
    if not readings:
        return None
    for one in readings:
        if stood is not None and abs(one - stood) <= 1e-9 * max(abs(one), abs(stood)):
            return stood
    if len(readings) > 1:
        decimal, grouped = readings
        raise CellError(
            _("This can be read as %(one)s and as %(other)s.")
            % {"one": f"{decimal:g}", "other": f"{grouped:g}"},
            _("Write it without a sign between thousands, with a point before decimals."),
        )
    return readings[0]


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?: .*)?")
_EARLIEST, _LATEST = 10_000, 80_000
"""Serial numbers of days from 1927 to 2119: a year is none of them."""


def days_of(cell: Cell, habits: Habits) -> tuple[date, ...]:
    """The readings of a cell as a day; none for an empty cell. Raises CellError."""
    if cell is None or cell == "":
        return ()
    _refuse_unread(cell)
    if isinstance(cell, datetime):
        return (cell.date(),)
    if isinstance(cell, date):
        return (cell,)
    text = text_of(cell)
    if not text:
        return ()
    if re.fullmatch(r"\d{5}([.,]\d+)?", text) and _EARLIEST <= int(text[:5]) <= _LATEST:
        return (habits.day_zero + timedelta(days=int(text[:5])),)
    try:
        if found := _ISO.fullmatch(text):
            return (date(*map(int, found.groups())),)
        if found := _DAY_FIRST.fullmatch(text):
            day, mark, month, year = found.groups()
            return _in_either_order(int(day), int(month), int(year), mark)
    except ValueError:
        pass
    raise CellError(
        _("“%(cell)s” is not a date.") % {"cell": text[:60]},
        _("Write it as year, month and day, such as 2016-12-31."),
    )


def day_text(cell: Cell, habits: Habits) -> str:
    """A day as people write it, where the cell can be read as one only; otherwise what stands in
    it: a spreadsheet program keeps a day as a number that nobody knows. Raises CellError.

    >>> day_text(45292, Habits()), day_text("1/2/2016", Habits())
    ('2024-01-01', '1/2/2016')
    """
    text = text_of(cell)
    try:
        days = days_of(cell, habits)
    except CellError:
        return text
    return days[0].isoformat() if len(days) == 1 else text


def _in_either_order(first: int, second: int, year: int, mark: str) -> tuple[date, ...]:
    """Americans write the month first, with strokes; with dots or dashes the day comes first."""
    if second > 12 and mark == "/":
        return (date(year, first, second),)
    if mark == "/" and first <= 12 and first != second:
        return (date(year, second, first), date(year, first, second))
    return (date(year, second, first),)


def one_day(readings: tuple[date, ...], stood: date | None) -> date | None:
    """The reading that is meant. Raises CellError where two are possible and neither stood."""
    if not readings:
        return None
    if stood in readings:
        return stood
    if len(readings) > 1:
        raise CellError(
            _("This can be read as %(one)s and as %(other)s.")
            % {
                "one": date_format(readings[0], "DATE_FORMAT"),
                "other": date_format(readings[1], "DATE_FORMAT"),
            },
            _("Write it as year, month and day, such as 2016-12-31."),
        )
    return readings[0]


def _refuse_unread(cell: Cell) -> None:
    if isinstance(cell, Unread):
        raise CellError(
            _("The formula %(formula)s has no outcome in this file.")
            % {"formula": cell.formula[:60]},
            _("Open the file in a spreadsheet program and save it, or write the outcome itself."),
        )
