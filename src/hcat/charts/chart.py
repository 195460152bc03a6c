# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: everything that is drawn and said in one.

A page makes a :class:`Chart` (plain data, texts already in the reader's language) and shows its
address; the picture is drawn when the browser asks for it (`drawing`, `plotting`). So a page never
waits for a chart, and never loads Altair.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from string import ascii_uppercase
from textwrap import wrap
from typing import Any

SIZES = {"wide": (720, 330), "narrow": (340, 290)}
PRINT_SIZE = (720, 270)
"""Flatter, so that two with their tables stand on a sheet of paper."""
LETTERS = {"wide": 84, "narrow": 40}
"""Of a name above its bar, on one line."""
BESIDE = 33
"""Letters of the longest name that a wide picture has room for beside its bar."""
LINE = 16
"""Pixels of a line of a name."""
NAMED_AT_LINES = 2
"""Rows in time that are named where their lines end, also in a narrow picture."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure in time. `low`–`high` is the 95% interval; 80 and 50 where they are known."""

    start: str
    end: str
    label: str
    """The period as the reader reads it."""
    value: float
    text: str
    """The value with its unit, as it stands beside the dot."""
    low: float | None = None
    high: float | None = None
    low80: float | None = None
    high80: float | None = None
    low50: float | None = None
    high50: float | None = None
    since: float = 0.0
    """Where a bar begins: above zero in a waterfall."""

    @property
    def middle(self) -> date:
        start, end = date.fromisoformat(self.start), date.fromisoformat(self.end)
        return start + timedelta(days=((end - start).days + 1) // 2)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures. A proxy is drawn hollow and dashed, so that nobody takes it for proof."""

    name: str
    dots: tuple[Dot, ...]
    is_proxy: bool = False
    is_context: bool = False
    breaks: tuple[str, ...] = ()
    """Days on which the way of counting changed: the line is broken there."""

    @property
    def at_end(self) -> str:
        """What names its line: the name with the last value."""
        return f"{self.name} {self.dots[-1].text}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A target or a baseline: a level with words, from the start until its deadline."""

    value: float
    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn, and everything that is said beside it."""

    language: str
    title: str
    """The finding."""
    what: str
    """What, unit, place, years."""
    alt: str
    unit: str
    accent: str
    rows: tuple[Row, ...]
    targets: tuple[Line, ...] = ()
    baseline: Line | None = None
    size: str = "wide"
    theme: str = "light"
    """``light`` or ``dark``; ``print`` is light on white, with a size of its own."""
    zero: str = ""
    """Words on the zero line, where zero parts one thing from another."""
    csv: tuple[tuple[str, ...], ...] = ()
    """The figures as rows for a spreadsheet, head first; not drawn."""
    has_bounds: bool = False
    """Bars with their 95% interval on them; in time it is always drawn."""
    ends: tuple[str, str] | tuple[()] = ()
    """What the two dots of each row are, where each row compares two: drawn joined by a line."""
    has_title: bool = False
    """On a page the title is text above the picture; alone (a download, a report) inside it."""

    @property
    def is_pairs(self) -> bool:
        """Two figures of each part, beside each other."""
        return bool(self.ends)

    @property
    def is_bars(self) -> bool:
        """Parts side by side at one moment, rather than a row in time."""
        return self.is_pairs or (
            len(self.rows) > 1 and all(len(row.dots) == 1 for row in self.rows)
        )

    @property
    def is_by_week(self) -> bool:
        """A row in time whose periods are weeks, or shorter: years say nothing under it."""
        dots = [dot for row in self.rows for dot in row.dots]
        return not self.is_bars and all(
            date.fromisoformat(dot.end) - date.fromisoformat(dot.start) < timedelta(days=7)
            for dot in dots
        )

    @property
    def is_waterfall(self) -> bool:
        """Bars that go on where the one before ended, between two sums."""
        return self.is_bars and not self.is_pairs and any(row.dots[0].since for row in self.rows)

    @property
    def names_above(self) -> tuple[tuple[str, ...], ...]:
        """Lines of the name of each bar; none where every name has room on the left."""
        if self.size == "wide" and max(len(row.name) for row in self.rows) <= BESIDE:
            return ()
        return tuple(tuple(wrap(row.name, LETTERS[self.size])) for row in self.rows)

    @property
    def key(self) -> tuple[tuple[str, ...], ...]:
        """The lines of text below a narrow picture that name its rows, each by the letter at the
        end of its line; empty where the names stand at the lines themselves.
        """
        if self.is_bars or self.size != "narrow" or len(self.rows) <= NAMED_AT_LINES:
            return ()
        return tuple(
            tuple(wrap(f"{mark(place)}: {row.at_end}", LETTERS[self.size]))
            for place, row in enumerate(self.rows)
        )

    @property
    def box(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        width, height = PRINT_SIZE if self.theme == "print" else SIZES[self.size]
        if not self.is_bars:
            return width, height + LINE * sum(map(len, self.key))
        lines = max(map(len, self.names_above), default=0)
        return width, (60 if self.is_pairs else 30) + (28 + LINE * lines) * len(self.rows)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Chart:
        rows = tuple(
            Row(**{**row, "dots": tuple(Dot(**dot) for dot in row["dots"]),
                   "breaks": tuple(row["breaks"])})
            for row in data["rows"]
        )  # fmt: skip
        targets = tuple(Line(**line) for line in data["targets"])
        baseline = Line(**data["baseline"]) if data["baseline"] else None
        csv = tuple(tuple(line) for line in data["csv"])
        parts = {"rows": rows, "targets": targets, "baseline": baseline, "csv": csv}
        return cls(**{**data, **parts, "ends": tuple(data.get("ends", ()))})


def mark(place: int) -> str:
    """The letter of a row in the key of a picture.

    >>> mark(0), mark(25), mark(26)
    ('A', 'Z', 'A2')
    """
    turn, letter = divmod(place, len(ascii_uppercase))
    return f"{ascii_uppercase[letter]}{turn + 1 if turn else ''}"


def to_dict(part: Any) -> dict[str, Any]:
    """A chart, or a part of one, for `json.dumps(default=...)`, which asks for its parts itself."""
    return {field.name: getattr(part, field.name) for field in fields(part)}
