# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a table fits on a page: smaller letters first, then the page on its side, then in parts.

Widths are counted in average letters: near enough to divide a page, and free of any font.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LETTER: Final = 0.5
"""Width of an average letter, in ems; somewhat wider than it is, so that figures never break."""
GUTTER: Final = 2.4
"""Letters of white between columns."""
UPRIGHT, ON_ITS_SIDE = 482.0, 725.0
"""Points of width between the margins of a page of A4."""
TRIES: Final = ((9.0, False), (8.0, False), (8.0, True), (7.2, True))
"""Size of the letters in points, and whether the page lies on its side; in this order."""
NAME: Final = 18
"""Letters of the first column, which names the rows, that stay on one line."""
SYLLABLES: Final = 13
"""Letters of the longest part of a word that cannot be broken."""
COMFORT: Final = 44
"""Letters of a cell that reads well on one line; longer ones wrap."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some columns of a table, each with its width in letters, as they stand side by side."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Size of the letters in points, whether the page lies on its side, and the parts."""

    size: float
    is_on_its_side: bool
    parts: tuple[Part, ...]


def fit(heads: Sequence[str], numbers: Sequence[bool], rows: Sequence[Sequence[str]]) -> Fit:
    """The largest letters with which the table fits; in parts where even the smallest do not.

    >>> fit(["Region", "2024"], [False, True], [["A", "1"]]).parts
    (Part(columns=(0, 1), widths=(6.0, 4.0)),)
    """
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(heads)
    needs = [_need(*one) for one in zip(heads, numbers, cells, strict=True)]
    needs[0] = max(needs[0], min(NAME, max(map(len, cells[0]), default=0)))
    wants = [
        max(need, _want(max(map(len, (head, *column)))))
        for need, head, column in zip(needs, heads, cells, strict=True)
    ]
    for size, is_on_its_side in TRIES:
        room = (ON_ITS_SIDE if is_on_its_side else UPRIGHT) / size / LETTER
        every = range(len(heads))
        if _taken([needs[at] for at in every]) <= room:
            return Fit(size, is_on_its_side, (_part(every, needs, wants, room),))
    return Fit(size, True, tuple(_in_parts(needs, wants, room)))


def _want(letters: int) -> float:
    """A column of long texts gets more than one of short ones, and never nearly all."""
    return min(letters, COMFORT + max(0, letters - COMFORT) / 8, 2 * COMFORT)


def _need(head: str, is_number: bool, cells: Sequence[str]) -> float:
    """Letters that cannot be broken, in the head or in a cell."""
    in_head = max(map(_unbroken, head.split()), default=1)
    if is_number:
        return max(in_head, *map(_of_a_figure, cells)) if cells else in_head
    return max(in_head, *(max(map(_unbroken, one.split()), default=1) for one in cells), 3)


def _of_a_figure(cell: str) -> float:
    """A figure stays on one line; words in its place, such as a reason, may wrap."""
    if re.search(r"[^\W\d]{4}", cell):
        return max(map(_unbroken, cell.split()), default=1)
    return len(cell)


def _unbroken(word: str) -> float:
    return min(len(word), SYLLABLES if re.fullmatch(r"\W*[^\W\d]+\W*", word) else 24)


def _taken(widths: Sequence[float]) -> float:
    return sum(widths) + GUTTER * (len(widths) - 1)


def _part(
    columns: Sequence[int], needs: Sequence[float], wants: Sequence[float], room: float
) -> Part:
    """What is left of the room goes to columns that want more, to each its share."""
    spare = room - _taken([needs[at] for at in columns])
    wanted = sum(wants[at] - needs[at] for at in columns)
    share = min(1.0, spare / wanted) if wanted else 0.0
    widths = (round(needs[at] + share * (wants[at] - needs[at]), 2) for at in columns)
    return Part(tuple(columns), tuple(widths))


def _in_parts(needs: Sequence[float], wants: Sequence[float], room: float) -> list[Part]:
    """The first column, which names the rows, stands before each part."""
    needs = [min(need, room / 3) for need in needs]
    groups: list[list[int]] = [[0]]
    for at in range(1, len(needs)):
        if _taken([needs[one] for one in (*groups[-1], at)]) > room and len(groups[-1]) > 1:
            groups.append([0])
        groups[-1].append(at)
    each = -(-(len(needs) - 1) // len(groups))
    even = [[0, *range(at, min(at + each, len(needs)))] for at in range(1, len(needs), each)]
    if all(_taken([needs[one] for one in group]) <= room for group in even):
        groups = even
    return [_part(group, needs, wants, room) for group in groups]
