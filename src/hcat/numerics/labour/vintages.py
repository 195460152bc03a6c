# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was counted, about which year, and since which day it is known.

A forecast may only be judged on what was known when it was made. So each figure carries the day on
which it became known, a later revision stands beside the figure that it revises, and `known_at`
cuts: nothing else decides what a forecast sees.

A suppressed figure ("<5") is a figure between two ends, 1 and 4, never zero and never a guess; sums
over cells add the ends. A year without a figure is not known. That a programme had nobody is a
figure too: 0 to 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import pdtr

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.market import Floats

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.datetime64]

TINY: Final = 1e-12
"""Below this a probability says nothing any more about where in an interval a count lies."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Figures:
    """N figures. All arrays have shape (N,), in any order.

    `series` is the place of the series, `years` the year that the figure is about, `low` and `high`
    (persons) are the same unless the cell is suppressed, `known_from` (datetime64[D]) is the day of
    publication.

    Raises NumericsError for arrays of unequal length, ends that cannot be, and two figures on the
    same series and year that became known on the same day.

    >>> Figures.exact([(0, 2022, 85.0, "2024-03-31")]).high
    array([85.])
    """

    series: Ints
    years: Ints
    low: Floats
    high: Floats
    known_from: Days

    def __post_init__(self) -> None:
        sizes = {one.shape for one in (self.years, self.low, self.high, self.known_from)}
        if sizes != {self.series.shape}:
            raise NumericsError.about(
                f"arrays of {sorted(sizes | {self.series.shape})}",
                "a figure has one of each",
                "give five arrays of one length",
            )
        if not bool(np.all((self.low >= 0) & (self.low <= self.high))):
            raise NumericsError.about(
                "a lower end below zero or above the upper end",
                "it is a number of persons",
                "write a suppressed cell as its ends, such as 1 and 4",
            )
        keys = np.stack([self.series, self.years, self.known_from.astype("M8[D]").astype(np.int64)])
        if np.unique(keys, axis=1).shape[1] != keys.shape[1]:
            raise NumericsError.about(
                "two figures about one year that became known on one day",
                "nothing says which of them holds",
                "add them up, or keep the one that holds",
            )

    @classmethod
    def exact(cls, rows: list[tuple[int, int, float, str]]) -> Figures:
        """From (series, year, persons, day of publication), without suppressed cells."""
        return cls.between([(series, year, n, n, day) for series, year, n, day in rows])

    @classmethod
    def between(cls, rows: list[tuple[int, int, float, float, str]]) -> Figures:
        """From (series, year, lower end, upper end, day of publication)."""
        series, years, low, high, days = zip(*rows, strict=True) if rows else ((),) * 5
        return cls(
            series=np.array(series, dtype=np.int64),
            years=np.array(years, dtype=np.int64),
            low=np.array(low, dtype=np.float64),
            high=np.array(high, dtype=np.float64),
            known_from=np.array(days, dtype="M8[D]"),
        )

    def at(self, rows: Flags | npt.NDArray[np.intp]) -> Figures:
        """The figures on these rows."""
        return Figures(
            series=self.series[rows],
            years=self.years[rows],
            low=self.low[rows],
            high=self.high[rows],
            known_from=self.known_from[rows],
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Programmes:
    """S series of graduates (an institution's programme each), with what leads them.

    `names` (S,) keep their draws whatever else is forecast. `levels`, `fields` and `institutions`
    (S,) are codes: series that share one learn from each other. `enrolled` counts who studies at
    the start of a year, `entrants` those of them who are in their first year; both may be empty.

    Raises NumericsError for codes of another length and figures about a series that is not there.
    """

    names: tuple[str, ...]
    levels: Ints
    fields: Ints
    institutions: Ints
    graduates: Figures
    enrolled: Figures
    entrants: Figures

    def __post_init__(self) -> None:
        count = len(self.names)
        for name in ("levels", "fields", "institutions"):
            if getattr(self, name).shape != (count,):
                raise NumericsError.about(
                    f"{name} of shape {getattr(self, name).shape}",
                    f"there are {count} series",
                    "give each series one code",
                )
        for name in ("graduates", "enrolled", "entrants"):
            series = getattr(self, name).series
            if series.size and not 0 <= series.min() <= series.max() < count:
                raise NumericsError.about(
                    f"{name} about series {series.min()} to {series.max()}",
                    f"there are {count} series",
                    f"number them from 0 to {count - 1}",
                )


def known_at(programmes: Programmes, day: date) -> Programmes:
    """What one knew at the end of `day`: of each figure its latest version until then.

    >>> figures = Figures.exact([(0, 2022, 85.0, "2024-03-31"), (0, 2022, 87.0, "2025-03-31")])
    >>> one, none = np.zeros(1, dtype=np.int64), Figures.exact([])
    >>> all_ = Programmes(names=("a",), levels=one, fields=one, institutions=one,
    ...                   graduates=figures, enrolled=none, entrants=none)
    >>> [float(known_at(all_, date(year, 12, 31)).graduates.low[0]) for year in (2024, 2025)]
    [85.0, 87.0]
    """
    return replace(
        programmes,
        graduates=_newest(programmes.graduates, day),
        enrolled=_newest(programmes.enrolled, day),
        entrants=_newest(programmes.entrants, day),
    )


def _newest(figures: Figures, day: date) -> Figures:
    known = figures.at(figures.known_from <= np.datetime64(day, "D"))
    order = np.lexsort((known.known_from, known.years, known.series))
    series, years = known.series[order], known.years[order]
    last = np.ones(order.size, dtype=np.bool_)
    last[:-1] = (series[1:] != series[:-1]) | (years[1:] != years[:-1])
    return known.at(order[last])


@dataclass(frozen=True, kw_only=True, eq=False)
class History:
    """What is known, as tables of S series by T years; NaN where nothing is.

    `low` and `high` are the ends of the graduates, `graduates` what is expected between them;
    `enrolled` and `entrants` likewise. `first` is the year of the first column.
    """

    names: tuple[str, ...]
    levels: Ints
    fields: Ints
    institutions: Ints
    first: int
    low: Floats
    high: Floats
    graduates: Floats
    enrolled: Floats
    entrants: Floats

    def column(self, year: int) -> int:
        return year - self.first

    @property
    def last_graduates(self) -> int:
        """The last year about which graduates are known."""
        return self.first + _last_column(self.graduates)

    @property
    def last_enrolled(self) -> int | None:
        """The last year about which enrolment is known; None where none is."""
        return (
            self.first + _last_column(self.enrolled) if np.isfinite(self.enrolled).any() else None
        )

    @property
    def alive(self) -> Flags:
        """(S,) which series had graduates or students in the last year that is known of them."""
        before, students = latest(self.high), latest(self.enrolled)
        return (np.nan_to_num(before) > 0) | (np.nan_to_num(students) > 0)

    def until(self, graduates: int, enrolled: int | None) -> History:
        """The same, as if nothing were known about later years than these."""
        return replace(
            self,
            low=self._cut(self.low, graduates),
            high=self._cut(self.high, graduates),
            graduates=self._cut(self.graduates, graduates),
            enrolled=self._cut(self.enrolled, enrolled),
            entrants=self._cut(self.entrants, enrolled),
        )

    def _cut(self, table: Floats, year: int | None) -> Floats:
        last = self.first - 1 if year is None else year
        return np.where(np.arange(table.shape[1]) + self.first <= last, table, np.nan)


def history(programmes: Programmes, target: int) -> History:
    """Lay what is known out as tables, up to and with the column of the year `target`.

    A suppressed figure gets its expected value: that of a Poisson count with the mean of its
    series, known to lie between its ends.

    Raises NumericsError where no graduates are known.
    """
    if programmes.graduates.series.size == 0:
        raise NumericsError.about(
            "no graduates are known", "a forecast needs one year", "choose a later origin"
        )
    tables = [programmes.graduates, programmes.enrolled, programmes.entrants]
    seen = np.concatenate([one.years for one in tables])
    first, last = int(seen.min()), max(int(seen.max()), target)
    shape = len(programmes.names), last - first + 1
    low, high = _table(programmes.graduates, shape, first)
    return History(
        names=programmes.names,
        levels=programmes.levels,
        fields=programmes.fields,
        institutions=programmes.institutions,
        first=first,
        low=low,
        high=high,
        graduates=_filled(low, high),
        enrolled=_filled(*_table(programmes.enrolled, shape, first)),
        entrants=_filled(*_table(programmes.entrants, shape, first)),
    )


def _table(figures: Figures, shape: tuple[int, int], first: int) -> tuple[Floats, Floats]:
    low, high = np.full(shape, np.nan), np.full(shape, np.nan)
    low[figures.series, figures.years - first] = figures.low
    high[figures.series, figures.years - first] = figures.high
    return low, high


def _filled(low: Floats, high: Floats) -> Floats:
    known = np.isfinite(low)
    middle = np.where(known, (low + high) / 2, 0.0)
    mean = middle.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return np.where(low < high, expected_between(low, high, mean[:, None]), low)


def expected_between(low: Floats, high: Floats, mean: Floats) -> Floats:
    """Mean of a Poisson count of that mean, given that it lies from `low` to `high`. Broadcasts.

    Where the mean lies so far off that the probability vanishes: the nearest end.

    >>> low, high = np.array([1.0, 1.0]), np.array([4.0, 4.0])
    >>> expected_between(low, high, np.array([2.0, 900.0])).round(2)
    array([2.11, 4.  ])
    """
    mean = np.maximum(mean, TINY)
    inside = _poisson_below(high, mean) - _poisson_below(low - 1, mean)
    shifted = _poisson_below(high - 1, mean) - _poisson_below(low - 2, mean)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(inside > TINY, mean * shifted / inside, mean)
    return np.clip(found, low, high)


def _poisson_below(count: Floats, mean: Floats) -> Floats:
    return np.where(count < 0, 0.0, pdtr(np.maximum(count, 0), mean))


def latest(table: Floats) -> Floats:
    """(S,) the last known figure of each row of (S, T); NaN where there is none.

    >>> latest(np.array([[1.0, 2.0, np.nan], [np.nan, np.nan, np.nan]]))
    array([ 2., nan])
    """
    known = np.isfinite(table)
    at = table.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.where(known.any(axis=1), table[np.arange(table.shape[0]), at], np.nan)


def _last_column(table: Floats) -> int:
    return int(np.flatnonzero(np.isfinite(table).any(axis=0))[-1])


def since_start(table: Floats) -> Floats:
    """The table without the zeros before a series began: those are no history of it.

    The last known figure of a series always stays.

    >>> since_start(np.array([[0.0, 0.0, 7.0], [0.0, 0.0, 0.0]]))
    array([[nan, nan,  7.],
           [nan, nan,  0.]])
    """
    known = np.isfinite(table)
    begun = np.cumsum(np.nan_to_num(table) > 0, axis=1) > 0
    last = known & (np.cumsum(known[:, ::-1], axis=1)[:, ::-1] == 1)
    return np.where(begun | last, table, np.nan)
