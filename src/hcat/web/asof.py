# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The date in the address: every page of the agenda can be read as it stood on any day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

PARAMETER = "as-of"

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DUTCH = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a reader asked for. A date that cannot be read is said so, and today shown."""

    typed: str = ""
    day: date | None = None
    error: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> AsOf:
        typed = request.GET.get(PARAMETER, "").strip()[:40]
        if not typed:
            return cls()
        day = _read(typed)
        if day is None:
            return cls(
                typed=typed,
                error=_("“%(typed)s” is not a date. Write year-month-day, such as 2013-03-01.")
                % {"typed": typed},
            )
        return cls(typed=day.isoformat(), day=day)


def _read(typed: str) -> date | None:
    """ISO, or day-month-year as people in the region write it."""
    if found := _ISO.match(typed):
        year, month, day = found.groups()
    elif found := _DUTCH.match(typed):
        day, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
