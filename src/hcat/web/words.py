# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures in words: numbers, units, periods and intervals as a reader expects them."""

from __future__ import annotations

import re
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from hcat.evidence.api import period_words
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
    # Django cuts decimals off where it should round.
    rounded = round(abs(value), decimals)
    text = number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return f"−{text}" if value < 0 and round(value, decimals) != 0 else text


def percent(value: float, decimals: int | None = None) -> str:
    """A percentage 0–100, with the space that German puts before the sign: no line ends there."""
    if decimals is None:
        decimals = 1 if round(value, 1) % 1 else 0
    gap = "\N{NO-BREAK SPACE}" if (get_language() or "").startswith("de") else ""
    return f"{number(value, decimals)}{gap}%"


_UNITS = {
    PERCENT: gettext_lazy("in percent"),
    SHARE: gettext_lazy("in percent"),
    "count": gettext_lazy("number"),
    "persons": gettext_lazy("number of people"),
    "rank": gettext_lazy("place on the list"),
    "mark": gettext_lazy("mark"),
    "score": gettext_lazy("score"),
    "days": gettext_lazy("in days"),
    "months": gettext_lazy("in months"),
    "hours": gettext_lazy("in hours"),
    "fte": gettext_lazy("in FTE"),
    "euro": gettext_lazy("in euros"),
}


def unit_name(unit: str) -> str:
    """The unit under the title of a chart."""
    return str(_UNITS.get(unit, unit.replace("_", " ")))


def amount(value: float | None, unit: str, decimals: int | None = None) -> str:
    """A number with its unit, where the unit is a sign; other units stand beside the table."""
    if value is None:
        return MISSING
    if unit == PERCENT:
        return percent(value, decimals)
    if unit == SHARE:
        return percent(value * 100, decimals)
    return f"€ {number(value, decimals)}" if unit == "euro" else number(value, decimals)


def shown(value: float | None, unit: str) -> str:
    """A figure as a table shows it: shares always with one decimal, so that they compare."""
    if value is None:
        return MISSING
    return amount(value, unit, 1 if unit in (PERCENT, SHARE) else None)


def period(start: date, end: date) -> str:
    """A year, a school year, a day, or from–to; in the words that evidence uses."""
    return period_words(Period(start, end))


def when(of: Period) -> str:
    return period_words(of)


def published(when: str) -> str:
    """When a source came out: a day or a month is written out, anything else stays as it is."""
    is_month = re.fullmatch(r"\d{4}-\d\d", when)
    try:
        day = date.fromisoformat(f"{when}-01" if is_month else when)
    except ValueError:
        return when
    return date_format(day, "YEAR_MONTH_FORMAT" if is_month else "DATE_FORMAT")


def short(of: Period) -> str:
    """A period in the fewest signs, for a chart: the year of a day or of a year, ``2019/20`` of a
    school year; anything else by its days, for a year would be taken for the whole of it."""
    if of.days == 1:
        return str(of.start.year)
    if of == Period.school_year(of.start.year):
        return f"{of.start.year}/{of.end.year % 100:02d}"
    return period_words(of)


_SHORT_DAYS = {"nl": "j b", "de": "j. M"}
"""Django's ``M`` gives every month a capital, which Dutch does not."""


def short_day(day: date, *, with_year: bool = False) -> str:
    """A day where there is little room, as on an axis: ``24 Aug``, ``24 aug``, ``24. Aug``."""
    shape = _SHORT_DAYS.get((get_language() or "")[:2], "j M")
    return date_format(day, f"{shape} Y" if with_year else shape)


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
    "measured": gettext_lazy("measured"),
    "published": gettext_lazy("published"),
    "estimated": gettext_lazy("estimated"),
    "assumed": gettext_lazy("assumed"),
}


def rhythm(times_per_year: float) -> str:
    """``four times a year``, or once in so many weeks where that reads better."""
    if times_per_year > 6 and times_per_year != 12:
        weeks = round(52 / times_per_year)
        return ngettext("once a week", "once in %(count)s weeks", weeks) % {"count": weeks}
    return ngettext("%(count)s time a year", "%(count)s times a year", round(times_per_year)) % {
        "count": number(times_per_year)
    }
