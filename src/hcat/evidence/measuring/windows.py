# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something is to be measured: calendar windows, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hcat.numerics.api import Period


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month.

    >>> add_months(date(2020, 1, 31), 1), add_months(date(2020, 3, 31), -12)
    (datetime.date(2020, 2, 29), datetime.date(2019, 3, 31))
    """
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)


def is_due(last: date, months: int, day: date) -> bool:
    """Whether a figure of `last` is due to be taken again on `day`."""
    return add_months(last, months) <= day


def window_length(months: int) -> int:
    """Months of a calendar window: what divides a year stays as it is, the rest is a year."""
    return months if 12 % months == 0 else 12


def last_window(months: int, day: date) -> Period:
    """The last whole calendar window that ended by `day`.

    >>> str(last_window(3, date(2020, 5, 1))), str(last_window(12, date(2020, 12, 31)))
    ('2020-01-01/2020-03-31', '2020-01-01/2020-12-31')
    """
    length = window_length(months)
    tomorrow = day + timedelta(days=1)
    done = (tomorrow.month - 1) // length * length
    after = date(tomorrow.year, done + 1, 1)
    return Period(add_months(after, -length), after - timedelta(days=1))


def due_windows(months: int, day: date, *, since: date | None) -> Iterator[Period]:
    """The whole windows to take on `day`: the one that ended on `since` and all later ones.

    The last one that was taken is taken again, so that late data show up as a correction; older
    ones are not, because what they were counted from may have been erased since.
    """
    window = last_window(months, day)
    found = [window]
    length = window_length(months)
    while since is not None and window.end > since:
        window = Period(add_months(window.start, -length), window.start - timedelta(days=1))
        found.append(window)
    yield from reversed(found)
