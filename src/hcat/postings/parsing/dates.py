# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, as systems write them: ISO, seconds, mail heads, "posted 3 days ago", Dutch and German."""

from __future__ import annotations

import email.utils
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

REGION = ZoneInfo("Europe/Amsterdam")
"""A moment becomes the day that it is here: an evening in Los Angeles is the next day."""
FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)
LONGEST = 200
"""Characters of a text that is looked at for a day: no day takes more."""
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})\.?\s+([a-zä]+)\.?|([a-zä]+)\.?\s+(\d{1,2}),?)\s+(\d{4})", re.I)
_AGO = re.compile(r"(\d+)(\+?)\s*(day|dag|tag|week|woche|month|maand|monat)", re.I)
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januari januar",
            "feb february februari februar",
            "mar march mrt maart mär märz",
            "apr april",
            "may mei mai",
            "jun june juni",
            "jul july juli",
            "aug august augustus",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        start=1,
    )
    for word in words.split()
}


def day_of(value: Any, read_on: date | None = None) -> date | None:
    """The day that is meant, in the time of the region; None where it cannot be told.

    `read_on`: the day of the answer, for "3 days ago". Numbers are seconds, or thousandths of
    them, since 1970. Where day and month could be either (02/03/2026), the day comes first, as
    they are written here.

    >>> day_of("2026-08-14 23:30:00 UTC"), day_of(1786777200000)
    (datetime.date(2026, 8, 15), datetime.date(2026, 8, 15))
    >>> day_of("Posted 3 Days Ago", date(2026, 8, 20)), day_of("Posted 30+ Days Ago")
    (datetime.date(2026, 8, 17), None)
    """
    found = _read(value, read_on)
    return found if found is not None and FIRST <= found <= LAST else None


def _read(value: Any, read_on: date | None) -> date | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, datetime):
        return _here(value)
    if isinstance(value, date):
        return value
    try:
        if isinstance(value, (int, float)) or (isinstance(value, str) and value.isdecimal()):
            return _since_1970(float(value), str(value))
        return _worded(str(value).strip()[:LONGEST], read_on)
    except (ValueError, OverflowError, OSError):
        return None


def _since_1970(number: float, text: str) -> date | None:
    if len(text) == 8 and text.startswith(("19", "20")):
        return datetime.strptime(text, "%Y%m%d").date()
    if number > 1e11:
        number /= 1000
    return _here(datetime.fromtimestamp(number, UTC)) if number > 1e8 else None


def _here(moment: datetime) -> date:
    return moment.date() if moment.tzinfo is None else moment.astimezone(REGION).date()


def _worded(text: str, read_on: date | None) -> date | None:
    if match := _ISO.match(text):
        return _iso(match)
    if match := _DAY_FIRST.match(text):
        first, second, year = (int(part) for part in match.groups())
        day, month = (second, first) if second > 12 else (first, second)
        return date(year, month, day)
    if "," in text and ":" in text:  # as in the head of a mail, and in RSS
        try:
            return _here(email.utils.parsedate_to_datetime(text))
        except ValueError:
            pass
    if match := _WORDED.search(text):
        day_a, month_a, month_b, day_b, year_text = match.groups()
        number = _MONTHS.get((month_a or month_b).casefold())
        if number:
            return date(int(year_text), number, int(day_a or day_b))
    if read_on is not None and (ago := _ago(text.casefold())) is not None:
        return read_on - ago
    return None


def _iso(match: re.Match[str]) -> date:
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None or zone is None:
        return date(int(year), int(month), int(day))
    shift = timedelta()
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        shift = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    moment = datetime(
        int(year), int(month), int(day), int(hour) % 24, int(minute), int(second or 0), tzinfo=UTC
    )
    return _here(moment - shift)


def _ago(text: str) -> timedelta | None:
    if "yesterday" in text or "gisteren" in text or "gestern" in text:
        return timedelta(1)
    if "today" in text or "vandaag" in text or "heute" in text:
        return timedelta(0)
    match = _AGO.search(text)
    if match is None or match.group(2):  # "30+ days": longer ago, nobody knows how long
        return None
    number, unit = int(match.group(1)), match.group(3)
    if unit in ("month", "maand", "monat"):
        return None
    return timedelta(number * (7 if unit in ("week", "woche") else 1))
