# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures in words: numbers, units, periods and intervals as a reader expects them."""

from __future__ import annotations

import math
from datetime import date, timedelta

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from hcat.agenda.api import Translated
from hcat.numerics.api import PERCENT, SHARE, Estimate, Period

MISSING = "–"


def number(value: float | None, decimals: int | None = None) -> str:
    """In the reader's notation; at most as many decimals as the size of the number deserves.

    A missing number is a dash: the reason belongs beside it.
    """
    if value is None:
        return MISSING
    if decimals is None:
        size = abs(value)
        decimals = 0 if value == int(value) or size >= 1000 else 1 if size >= 1 else 2
    text = number_format(abs(value), decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return f"−{text}" if value < 0 and round(value, decimals) != 0 else text


def percent(value: float, decimals: int | None = None) -> str:
    """A percentage 0–100, with the space that German puts before the sign."""
    if decimals is None:
        decimals = 0 if value == int(value) else 1
    gap = " " if (get_language() or "").startswith("de") else ""
    return f"{number(value, decimals)}{gap}%"


_UNITS = {
    "count": None,
    "mark": _l("mark"),
    "days": _l("days"),
    "hours": _l("hours"),
    "fte": _l("FTE"),
    "eur": _l("euros"),
    "index": _l("index"),
}


def unit_word(unit: str) -> str:
    """The unit as a word after a number; empty for shares and counts."""
    if unit in (PERCENT, SHARE, "count"):
        return ""
    word = _UNITS.get(unit, unit.replace("_", " "))
    return str(word or "")


def amount(value: float | None, unit: str, decimals: int | None = None) -> str:
    """A number with its unit."""
    if value is None:
        return MISSING
    if unit == PERCENT:
        return percent(value, decimals)
    if unit == SHARE:
        return percent(value * 100, decimals)
    word = unit_word(unit)
    return f"{number(value, decimals)} {word}".rstrip()


def shown(value: float | None, unit: str) -> str:
    """A figure as a table shows it: shares always with one decimal, so that they compare."""
    if value is None:
        return MISSING
    return amount(value, unit, 1 if unit in (PERCENT, SHARE) else None)


def period(start: date, end: date) -> str:
    """A calendar year, a school year, a day, or from–to."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if end == start:
        return date_format(start, "DATE_FORMAT")
    is_school_year = start.day == 1 and start.month in (8, 9, 10) and end.year == start.year + 1
    if is_school_year and 350 <= (end - start + timedelta(days=1)).days <= 366:
        return f"{start.year}/{end.year % 100:02d}"
    return f"{date_format(start, 'j M Y')} – {date_format(end, 'j M Y')}"


def when(of: Period) -> str:
    return period(of.start, of.end)


def interval(estimate: Estimate) -> str:
    """The bounds with their confidence, or how sure the figure is without them."""
    low, high = estimate.low, estimate.high
    level = percent(estimate.confidence * 100)
    if low is not None and high is not None:
        return _("%(low)s to %(high)s (%(level)s interval)") % {
            "low": shown(low, estimate.unit),
            "high": shown(high, estimate.unit),
            "level": level,
        }
    if low is not None:
        return _("at least %(low)s (%(level)s sure)") % {
            "low": shown(low, estimate.unit), "level": level,
        }  # fmt: skip
    if high is not None:
        return _("at most %(high)s (%(level)s sure)") % {
            "high": shown(high, estimate.unit), "level": level,
        }  # fmt: skip
    return ""


def counted(estimate: Estimate) -> str:
    """``1,241 of 4,252``; empty for a figure that is not a share of counted units."""
    if estimate.numerator is None or estimate.denominator is None:
        return ""
    return _("%(part)s of %(whole)s") % {
        "part": number(estimate.numerator),
        "whole": number(estimate.denominator),
    }


QUALITY = {
    "measured": _l("measured"),
    "published": _l("published"),
    "estimated": _l("estimated"),
    "assumed": _l("assumed"),
}


def plain(text: Translated | str | None) -> str:
    return "" if text is None else str(text)


def results(count: int) -> str:
    return ngettext("%(count)s result", "%(count)s results", count) % {"count": number(count)}


def rounded(value: float) -> float:
    """To three significant digits, for sentences."""
    if value == 0:
        return 0.0
    return round(value, 2 - math.floor(math.log10(abs(value))))
