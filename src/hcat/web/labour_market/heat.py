# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The balance per level and field as a table of coloured cells: number, shape, and then colour."""

from __future__ import annotations

from dataclasses import dataclass

from hcat.labour_market.api import Opened
from hcat.numerics.api import Slice

from . import words
from .pages import cell_url
from .rounding import whole

STEPS = (0.5, 0.125)
"""From this part of the largest cell on, a colour is strong or plain; below it is faint."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The balance of an education in a year. Without `url` there is no such education."""

    url: str = ""
    title: str = ""
    number: str = ""
    shape: str = ""
    word: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    title: str
    url: str
    cells: tuple[Cell, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """Fields beneath each other, levels side by side, the whole first."""

    headings: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]


def heat(opened: Opened, year: int) -> Heat:
    columns = ("", *opened.levels)
    largest = max(
        (abs(_median(opened, one, year)) for one in opened.projection.slices if one.field),
        default=0.0,
    )
    return Heat(
        tuple((words.level_title(level), cell_url(Slice(level))) for level in columns),
        tuple(
            HeatRow(
                words.field_title(field),
                cell_url(Slice("", field)),
                tuple(_cell(opened, level, field, year, largest) for level in columns),
                is_sum=not field,
            )
            for field in ("", *opened.fields)
        ),
    )


def _cell(opened: Opened, level: str, field: str, year: int, largest: float) -> Cell:
    if not opened.has(level, field):
        return Cell()
    part = Slice(level, field)
    at = opened.years.index(year)
    told = opened.outcome("balance", part)
    sure = words.sureness(float(told.below_zero[at]))
    median = float(told.median[at])
    return Cell(
        url=cell_url(part),
        title=words.part_title(part) or words.field_title(""),
        number=words.persons(median),
        shape=sure.shape,
        word=sure.word,
        shade=_shade(median, largest) if field else "",
    )


def _median(opened: Opened, part: Slice, year: int) -> float:
    return float(opened.outcome("balance", part).median[opened.years.index(year)])


def _shade(median: float, largest: float) -> str:
    """``short-3`` is the strongest; none for a balance of nobody."""
    if not whole(median) or not largest:
        return ""
    size = abs(median) / largest
    step = next((3 - at for at, least in enumerate(STEPS) if size >= least), 1)
    return f"{'short' if median < 0 else 'over'}-{step}"
