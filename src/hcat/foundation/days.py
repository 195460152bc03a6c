# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days that an agenda can look back on or plan: beyond them a year was mistyped."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .errors import Refused

__all__ = ["FIRST_DAY", "LAST_DAY", "LOOK_AT_THE_YEAR", "is_sensible", "refuse_strange_days"]

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
LOOK_AT_THE_YEAR = gettext_lazy("Look at the year: it lies between 1900 and 2200.")


def is_sensible(day: date) -> bool:
    """Neither so early nor so late that the year must be a slip of the hand.

    >>> is_sensible(date(2026, 3, 2)), is_sensible(date(9999, 12, 31)), is_sensible(date(1, 1, 1))
    (True, False, False)
    """
    return FIRST_DAY <= day <= LAST_DAY


def refuse_strange_days(*days: date | None) -> None:
    """Refused where one of these lies outside the span."""
    for day in days:
        if day is not None and not is_sensible(day):
            raise Refused(
                _("%(day)s is no day that can be planned or looked back on.")
                % {"day": f"{day.day}-{day.month}-{day.year}"},
                mend=str(LOOK_AT_THE_YEAR),
            )
