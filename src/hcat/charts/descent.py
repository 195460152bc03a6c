# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of what, as lines along time: where each line runs, and where they meet.

A line for each thing, time to the right, an upright for each step with a dot on every line that
takes part: full where something left it, open where something came into it. Only places are worked
out here, in pixels; a page draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COLUMN = 190
ROW = 46
HEAD = 58
MARGIN = 14
LETTER = 7.4
"""Width of an average letter, so that a name ends before its line does."""


@dataclass(frozen=True, slots=True)
class Thing:
    """`began` and `ended`: numbers of the steps by which it came and went; None: before the first
    one, and not at all."""

    key: str
    title: str
    began: int | None = None
    ended: int | None = None
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A step: out of which things which others came, by their keys."""

    labels: tuple[str, str]
    """The day, and what was done."""
    sources: tuple[str, ...]
    heirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The line of one thing."""

    y: int
    x1: int
    x2: int
    title: str
    """As much of it as fits above the line."""
    whole: str
    is_main: bool
    goes_on: bool

    @property
    def text_y(self) -> int:
        return self.y - 9

    @property
    def arrow(self) -> str:
        """The head at its end, as points."""
        return f"{self.x2 - 8},{self.y - 5} {self.x2},{self.y} {self.x2 - 8},{self.y + 5}"


@dataclass(frozen=True, slots=True)
class Tie:
    """The upright of one step, with its dots."""

    x: int
    y1: int
    y2: int
    labels: tuple[str, str]
    full: tuple[int, ...]
    """Heights of the dots of what something left."""
    open: tuple[int, ...]
    """... and of what something came into."""


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ties: tuple[Tie, ...]


def placed(things: Sequence[Thing], steps: Sequence[Meeting]) -> Drawing:
    """Where everything stands. Every key of a step is the key of a thing.

    >>> drawing = placed(
    ...     [Thing("a", "A", ended=0), Thing("b", "B", ended=0), Thing("c", "C", began=0)],
    ...     [Meeting(("2020", "merged"), ("a", "b"), ("c",))],
    ... )
    >>> [(lane.title, lane.x1 < drawing.ties[0].x, lane.goes_on) for lane in drawing.lanes]
    [('A', True, False), ('B', True, False), ('C', False, True)]
    """
    rows = _rows(steps)
    across = [MARGIN + COLUMN * (number + 1) for number in range(len(steps))]
    width = MARGIN * 2 + COLUMN * (len(steps) + 1)
    known = {thing.key: thing for thing in things}
    heights = {key: HEAD + 24 + ROW * place for place, key in enumerate(rows)}
    lanes = []
    for key in rows:
        thing = known[key]
        x1 = MARGIN if thing.began is None else across[thing.began]
        x2 = width - MARGIN if thing.ended is None else across[thing.ended]
        room = int((x2 - x1 - 12) / LETTER)
        title = thing.title if len(thing.title) <= room else f"{thing.title[: room - 1].rstrip()}…"
        lanes.append(
            Lane(heights[key], x1, x2, title, thing.title, thing.is_main, thing.ended is None)
        )
    ties = []
    for x, step in zip(across, steps, strict=True):
        ends = [heights[key] for key in (*step.sources, *step.heirs)]
        into = tuple(heights[key] for key in step.heirs)
        out = tuple(heights[key] for key in step.sources if heights[key] not in into)
        ties.append(Tie(x, min(ends), max(ends), step.labels, out, into))
    return Drawing(width, HEAD + 10 + ROW * len(rows), tuple(lanes), tuple(ties))


def _rows(steps: Sequence[Meeting]) -> list[str]:
    """The keys from top to bottom: what comes in joins next to what it came from."""
    rows: list[str] = []
    for step in steps:
        for key in (*step.sources, *step.heirs):
            if key not in rows:
                near = [rows.index(one) for one in (*step.sources, *step.heirs) if one in rows]
                rows.insert(max(near) + 1 if near else len(rows), key)
    return rows
