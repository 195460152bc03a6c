# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Working days: Monday to Friday, without the days that the Dutch law on terms leaves out.

Source: Algemene termijnenwet, article 3: New Year's Day, Good Friday, Easter Monday, the King's
birthday as celebrated, 5 May, Ascension Day, Whit Monday and both days of Christmas.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

ONE = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2026), easter(2000)
    (datetime.date(2026, 4, 5), datetime.date(2000, 4, 23))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=32)
def holidays(year: int) -> frozenset[date]:
    """The days of this year on which no term runs."""
    sunday = easter(year)
    king = date(year, 4, 27)
    return frozenset(
        {
            date(year, 1, 1),
            sunday - 2 * ONE,
            sunday + ONE,
            king - ONE if king.weekday() == SUNDAY else king,
            date(year, 5, 5),
            sunday + 39 * ONE,
            sunday + 50 * ONE,
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_days_after(day: date, many: int) -> date:
    """The day on which a term of so many working days ends; the day itself does not count.

    >>> working_days_after(date(2026, 4, 2), 1)  # the Thursday before Easter
    datetime.date(2026, 4, 7)
    """
    while many > 0:
        day += ONE
        many -= is_working_day(day)
    return day
