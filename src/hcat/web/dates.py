# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days as people type them and as a box shows them: the day before the month, in every language."""

from __future__ import annotations

import re
from datetime import date

from django.utils.formats import date_format

from hcat.foundation.api import is_sensible

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")


class NotADayError(ValueError):
    """It does not look like a day at all, other than a day that does not exist."""


class StrangeDayError(ValueError):
    """A day of which the year must be a slip of the hand."""


def read_day(typed: str) -> date:
    """Day-month-year as people in the region write it, or year-month-day. A day that does not
    exist is a plain ValueError, one centuries away a `StrangeDayError`.

    >>> read_day("1-5-2024"), read_day("1/5/2024"), read_day("2024-05-01")
    (datetime.date(2024, 5, 1), datetime.date(2024, 5, 1), datetime.date(2024, 5, 1))
    """
    text = typed.strip()
    if found := _ISO.match(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.match(text):
        day, month, year = map(int, found.groups())
    else:
        raise NotADayError(typed)
    read = date(year, month, day)
    if not is_sensible(read):
        raise StrangeDayError(typed)
    return read


def as_typed(day: date) -> str:
    """As it stands in a box, to be read back in any language.

    >>> as_typed(date(2024, 5, 1))
    '1-5-2024'
    """
    return date_format(day, "SHORT_DATE_FORMAT")
