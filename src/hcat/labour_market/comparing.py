# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed between two vintages of a source: figures added, gone and revised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from .figures import Figure
from .models import Vintage
from .storage import figure_of, lines

_ABOUT = 4
"""Cells of a line behind its period: the rest of the line says what the figure is about."""


class Kind(StrEnum):
    ADDED = "added"
    GONE = "gone"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    before: Figure | None
    after: Figure | None

    @property
    def by(self) -> float | None:
        """How much more the later number is; None where one of them is no number."""
        values = [one.value if one else None for one in (self.before, self.after)]
        if values[0] is None or values[1] is None:
            return None
        return values[1] - values[0]


def changes(before: Vintage, after: Vintage) -> Iterator[Change]:
    """Every change, series by series. What stands in both alike is passed over as it is read, so
    memory holds only what differs or stands elsewhere."""
    for series in sorted({*before.series, *after.series}):
        alike = _head(before, series) == _head(after, series)
        old, new = _left_over(before, after, series) if alike else _all_of(before, after, series)
        yield from _paired(before, after, series, old, new)


def _head(vintage: Vintage, series: str) -> tuple[str, list[str]] | None:
    known = vintage.series.get(series)
    return (known["unit"], known["dimensions"]) if known else None


def _left_over(before: Vintage, after: Vintage, series: str) -> tuple[list[str], list[str]]:
    """Lines of the one that are not in the other, and the reverse."""
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for was, now in zip_longest(lines(before, series), lines(after, series)):
        if was == now:
            continue
        _meet(was, old, new)
        _meet(now, new, old)
    return list(old.elements()), list(new.elements())


def _meet(line: str | None, own: Counter[str], other: Counter[str]) -> None:
    if line is None:
        return
    if other[line] > 0:
        other[line] -= 1
    else:
        own[line] += 1
    if not other[line]:
        del other[line]


def _all_of(before: Vintage, after: Vintage, series: str) -> tuple[list[str], list[str]]:
    """A series that is new, gone, or in another unit or cut along other dimensions."""
    return (
        list(lines(before, series)) if series in before.series else [],
        list(lines(after, series)) if series in after.series else [],
    )


def _paired(
    before: Vintage, after: Vintage, series: str, old: list[str], new: list[str]
) -> Iterator[Change]:
    alike = _head(before, series) == _head(after, series)
    waiting: dict[tuple[str, ...], list[str]] = {}
    if alike:
        for line in new:
            waiting.setdefault(_key(line), []).append(line)
    for line in old:
        was = _figure(before, series, line)
        if found := waiting.get(_key(line)):
            yield Change(Kind.REVISED, was, _figure(after, series, found.pop(0)))
        else:
            yield Change(Kind.GONE, was, None)
    for line in new if not alike else (line for found in waiting.values() for line in found):
        yield Change(Kind.ADDED, None, _figure(after, series, line))


def _key(line: str) -> tuple[str, ...]:
    return tuple(line.split("\t")[:-_ABOUT])


def _figure(vintage: Vintage, series: str, line: str) -> Figure:
    known = vintage.series[series]
    return figure_of(line.split("\t"), series, known["unit"], known["dimensions"])
