# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""When which report is due, and of whom to whom: it follows from the rhythms of the agenda."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from hcat.agenda.api import Body, Item, items, the_agenda

from .models import Kind


@dataclass(frozen=True, slots=True)
class ReportRhythm:
    """A rhythm of a body that asks for a report."""

    kind: Kind
    accounts: str
    """Key of the body that accounts."""
    to: str
    """Key of the body that gets the account."""
    first: date
    months: int
    """From one report to the next."""

    def dates(self) -> Iterator[date]:
        """Every date on which one is due, for ever."""
        at_the_end = self.first.day == monthrange(self.first.year, self.first.month)[1]
        count = self.first.year * 12 + self.first.month - 1
        while count < date.max.year * 12:
            year, month = divmod(count, 12)
            last = monthrange(year, month + 1)[1]
            yield date(year, month + 1, last if at_the_end else min(self.first.day, last))
            count += self.months

    def after(self, day: date, many: int = 1) -> list[date]:
        """The next dates after a day."""
        return list(islice((one for one in self.dates() if one > day), many))

    def until(self, day: date) -> list[date]:
        """The dates up to and including a day."""
        return list(takewhile(lambda one: one <= day, self.dates()))


@dataclass(frozen=True, slots=True)
class Due:
    """A report that is to come, or that should have been there."""

    kind: Kind
    on: date
    accounts: str
    to: str


def rhythms(*, as_of: date | None = None) -> list[ReportRhythm]:
    """The rhythms that ask for a report, as the agenda stands on a day."""
    agenda = the_agenda(as_of)
    if agenda is None:
        return []
    bodies: list[Item[Body]] = items("body", as_of=as_of)
    return [
        ReportRhythm(
            kind=Kind(one.report),
            accounts=body.key,
            to=one.to,
            first=one.first or _first(agenda.sheet.adopted, round(12 / one.times_per_year)),
            months=round(12 / one.times_per_year),
        )
        for body in bodies
        for one in body.sheet.rhythms
        if one.report is not None and one.to is not None
    ]


def rhythm_of(kind: str, *, as_of: date | None = None) -> ReportRhythm | None:
    return next((one for one in rhythms(as_of=as_of) if one.kind == kind), None)


def _first(adopted: date, months: int) -> date:
    """The first end of a period of so many months that lies after the adoption.

    >>> _first(date(2012, 7, 1), 4), _first(date(2012, 12, 31), 12)
    (datetime.date(2012, 8, 31), datetime.date(2013, 12, 31))
    """
    for month in range(months, 25, months):
        year, place = divmod(month - 1, 12)
        following = date(adopted.year + year + (place == 11), (place + 1) % 12 + 1, 1)
        if following - timedelta(days=1) > adopted:
            return following - timedelta(days=1)
    raise AssertionError("two years hold the end of every period")
