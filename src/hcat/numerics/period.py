# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days that a figure speaks of. Loads neither NumPy nor SciPy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hcat.numerics.errors import NumericsError


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days that a figure speaks of, both ends included.

    Sorts by start, then end. Raises :class:`NumericsError` when the end lies before the start.

    >>> Period.year(2020)
    Period(start=datetime.date(2020, 1, 1), end=datetime.date(2020, 12, 31))
    >>> Period.year(2020).contains(date(2020, 12, 31)), Period.year(2020).days
    (True, 366)
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        for name in ("start", "end"):
            day = getattr(self, name)
            # A datetime is a date to Python, but compares with none: refuse it here, once.
            if type(day) is not date:
                raise NumericsError.about(
                    f"the {name} of a period is {day!r}",
                    "a period runs over whole days",
                    "give a datetime.date",
                )
        if self.end < self.start:
            raise NumericsError.about(
                f"the period {self.start} to {self.end}",
                "it ends before it starts",
                "exchange the two dates, or give a single day twice",
            )

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def day(cls, day: date) -> Period:
        """A single day, for a count at a moment."""
        return cls(day, day)

    @classmethod
    def school_year(cls, first: int) -> Period:
        """The Dutch school year that starts on 1 August of `first`.

        >>> str(Period.school_year(2019))
        '2019-08-01/2020-07-31'
        """
        return cls(date(first, 8, 1), date(first + 1, 7, 31))

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def middle(self) -> date:
        """The middle day (the earlier one of two)."""
        return self.start + timedelta(days=(self.days - 1) // 2)

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period, ends included."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def to_dict(self) -> dict[str, str]:
        """As ISO dates, fit for JSON."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}

    @classmethod
    def from_dict(cls, data: Mapping[str, str]) -> Period:
        """The reverse of :meth:`to_dict`.

        >>> Period.from_dict(Period.year(2016).to_dict()) == Period.year(2016)
        True
        """
        return cls(date.fromisoformat(data["start"]), date.fromisoformat(data["end"]))
