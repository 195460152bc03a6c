# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published and measured figures in one series: each period once, the measured figure in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hcat.numerics.api import Estimate, Period

T = TypeVar("T")
Speaks = Callable[[T], tuple[str, Estimate]]
"""Of which part of the whole a figure speaks (empty for the whole), and its estimate."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A figure in its series; where it was measured, with what was `published` of the same."""

    figure: T
    published: T | None = None


def in_one_series(
    published: Sequence[T], measured: Sequence[T], *, speaks: Speaks[T]
) -> list[Placed[T]]:
    """Every figure that is to be shown, in no order.

    A measured figure takes the place of the published one about the same part and period and keeps
    it beside it. A measure that has no figure for a period leaves the published one where it is;
    while it has none at all it stays silent wherever anything was published.
    """
    if published and all(speaks(one)[1].is_missing for one in measured):
        measured = ()
    found: list[Placed[T]] = []
    replaced: set[int] = set()
    for one in measured:
        group, estimate = speaks(one)
        same = [
            at for at, other in enumerate(published)
            if speaks(other)[0] == group and is_about(speaks(other)[1].period, estimate.period)
        ]  # fmt: skip
        if estimate.is_missing and same:
            continue
        # Several within one period are parts of it: none of them is the figure of the whole.
        other = published[same[0]] if len(same) == 1 else None
        if other is None or speaks(other)[1].is_missing:
            found.append(Placed(one))
        else:
            found.append(Placed(one, other))
        replaced.update(same if len(same) == 1 else ())
    found += [Placed(one) for at, one in enumerate(published) if at not in replaced]
    return found


def is_about(published: Period, measured: Period) -> bool:
    """Whether a published figure is that of a measured window.

    Publishers name the day of the count or a school year where a measure takes calendar windows:
    it is the window in which their period ends, unless that is longer than the window. A leap day
    makes no year longer.

    >>> from datetime import date
    >>> is_about(Period.day(date(2020, 10, 1)), Period.year(2020))
    True
    >>> is_about(Period.school_year(2019), Period.year(2020))
    True
    >>> is_about(Period(date(2015, 1, 1), date(2020, 12, 31)), Period.year(2020))
    False
    """
    return measured.contains(published.end) and published.days <= measured.days + 1
