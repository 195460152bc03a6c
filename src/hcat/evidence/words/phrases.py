# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers, periods and figures as words, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from hcat.numerics.api import SHARE_SCALE, Estimate, Period, TargetKind, TargetSpec

if TYPE_CHECKING:
    from hcat.evidence.verdicts.standing import RecordedFigure

UNKNOWN = "–"

UNITS: dict[str, Promise] = {
    "count": gettext_lazy("%(number)s"),
    "mark": gettext_lazy("%(number)s"),
    "score": gettext_lazy("%(number)s"),
    "days": gettext_lazy("%(number)s days"),
    "months": gettext_lazy("%(number)s months"),
    "euro": gettext_lazy("€ %(number)s"),
}
"""How a number with its unit is written; any other unit follows its number as it is."""


def plain(value: float, decimals: int | None = None, *, least: int = 0) -> str:
    """A number with the language's separators; whole where it is whole.

    Without `decimals`: one decimal from 10, two below, trailing zeros left out. `least`: as many
    decimals are written anyhow.
    """
    rounded, shown = _rounded(value, decimals)
    places = max(shown, least)
    return formats.number_format(rounded, decimal_pos=places, use_l10n=True, force_grouping=True)


def _rounded(value: float, decimals: int | None) -> tuple[float, int]:
    """A number as it is written, and how many decimals that takes.

    >>> _rounded(63.34, None), _rounded(60.0, None), _rounded(4.88, None)
    ((63.3, 1), (60.0, 0), (4.88, 2))
    """
    if decimals is None:
        decimals = 1 if abs(value) >= 10 else 2
    rounded = round(value, decimals)
    shown = next((d for d in range(decimals) if rounded == round(rounded, d)), decimals)
    return rounded, shown


def amount(value: float | None, unit: str, *, least: int = 0) -> str:
    """A value in its unit: "29.2%", "1,241", "75 days". `least`: decimals written anyhow."""
    if value is None:
        return UNKNOWN
    if unit in SHARE_SCALE:
        return percent(100.0 * value / SHARE_SCALE[unit], least=least)
    number = plain(value, least=least)
    template = UNITS.get(unit)
    return f"{number} {unit}" if template is None else str(template) % {"number": number}


def amounts(values: Sequence[float | None], unit: str) -> list[str]:
    """Values that stand together, each with as many decimals as the one that needs most: "60.0%"
    beside "63.3%".
    """
    scale, decimals = (100.0 / SHARE_SCALE[unit], 1) if unit in SHARE_SCALE else (1.0, None)
    known = [scale * one for one in values if one is not None]
    least = max((_rounded(one, decimals)[1] for one in known), default=0)
    return [amount(one, unit, least=least) for one in values]


def percent(value: float, *, least: int = 0) -> str:
    # Translators: a percentage; German writes a space before the sign.
    return pgettext("percentage", "%(number)s%%") % {"number": plain(value, 1, least=least)}


def counts(numerator: float, denominator: float) -> str:
    return _("%(part)s of %(whole)s") % {
        "part": plain(numerator, 0),
        "whole": plain(denominator, 0),
    }


def steps_to_come(count: int) -> str:
    """What the chance of a rise that goes on is about, inside a sentence."""
    return ngettext(
        "with the one step still to come",
        "with each of the %(count)s steps still to come",
        count,
    ) % {"count": plain(count, 0)}


def chance(probability: float | None) -> str:
    """A probability as a round percentage; never 0 or 100, for nothing is that sure.

    The ends are given as bounds.
    """
    if probability is None:
        return UNKNOWN
    if probability < 0.01:
        return _("less than %(percentage)s") % {"percentage": percent(1)}
    if probability > 0.99:
        return _("more than %(percentage)s") % {"percentage": percent(99)}
    return percent(round(100 * probability))


def day(value: date | None) -> str:
    if value is None:
        return UNKNOWN
    # Translators: the format of a date, as in Django's date filter.
    return formats.date_format(value, pgettext("date format", "j F Y"))


def period(value: Period) -> str:
    """The days a figure speaks of: "2020", "school year 2019/2020", "1 October 2020"."""
    start, end = value.start, value.end
    if start == end:
        return day(start)
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    school = (start.month, start.day, end.month, end.day) in ((8, 1, 7, 31), (9, 1, 8, 31))
    if school and end.year == start.year + 1:
        return _("school year %(years)s") % {"years": f"{start.year}/{end.year}"}
    whole_month = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole_month and (start.year, start.month) == (end.year, end.month):
        return formats.date_format(start, "F Y")
    return _("%(start)s to %(end)s") % {"start": day(start), "end": day(end)}


def value(estimate: Estimate) -> str:
    """The value with its counts: "29.2% (1,241 of 4,252)"; a missing one as a dash with why."""
    if estimate.value is None:
        return f"{UNKNOWN} ({stored(estimate.missing_reason or '')})"
    text = amount(estimate.value, estimate.unit)
    if estimate.numerator is not None and estimate.denominator is not None:
        return f"{text} ({counts(estimate.numerator, estimate.denominator)})"
    return text


def stored(text: str) -> str:
    """A stored reason, source or method: what a measure wrote is translated, the rest stays."""
    return _(text) if text else UNKNOWN


def interval(estimate: Estimate) -> str:
    """The interval that came with it, or nothing."""
    if estimate.low is None or estimate.high is None:
        return ""
    return _("%(percentage)s interval: %(low)s to %(high)s") % {
        "percentage": percent(100 * estimate.confidence),
        "low": amount(estimate.low, estimate.unit),
        "high": amount(estimate.high, estimate.unit),
    }


def figure_sentence(figure: RecordedFigure) -> str:
    """A figure in one line: value, counts, what, when, who says so."""
    title = uncapital(str(figure.title))
    what = f"{title}, {figure.part}" if figure.part else title
    parts = [value(figure.estimate), what, period(figure.estimate.period), source_line(figure)]
    if figure.is_demo:
        parts.append(_("demonstration figure"))
    return ", ".join(part for part in parts if part)


def published_otherwise(measured: Estimate, published: Estimate, *, source: str) -> str:
    """What was published where another figure was measured: "DUO published another figure: …".

    Empty where both are written alike: then they say the same.
    """
    if amount(measured.value, measured.unit) == amount(published.value, published.unit):
        return ""
    return _("%(source)s published another figure: %(figure)s, %(period)s") % {
        "source": source,
        "figure": value(published),
        "period": period(published.period),
    }


def uncapital(text: str) -> str:
    """A text as it reads inside a sentence: without its capital, unless that belongs there.

    Words in capitals keep them, and German, where nouns have them, keeps everything.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     uncapital("First-year students"), uncapital("HBO diplomas")
    ('first-year students', 'HBO diplomas')
    """
    first = text.replace("-", " ").split(" ", 1)[0]
    keeps = (len(first) > 1 and first.isupper()) or (get_language() or "").startswith("de")
    return text if keeps else text[:1].lower() + text[1:]


def source_line(figure: RecordedFigure) -> str:
    """Who published it, short; the stored text where the source has no sheet."""
    return figure.source.sheet.publisher if figure.source else stored(figure.estimate.source)


def aim(spec: TargetSpec | None) -> str:
    """What was promised: "at least 40%"; a dash where nobody could judge it."""
    if spec is None:
        return UNKNOWN
    down = spec.direction.sign < 0
    number = amount(spec.value, spec.unit)
    kind = spec.kind
    if kind is TargetKind.AT_LEAST:
        return _("at least %(number)s") % {"number": number}
    if kind is TargetKind.AT_MOST:
        return _("at most %(number)s") % {"number": number}
    if kind is TargetKind.RELATIVE and spec.value is not None:
        change = {"number": percent(abs(100 * spec.value))}
        return (_("%(number)s lower than at the start") if down
                else _("%(number)s higher than at the start")) % change  # fmt: skip
    if kind is TargetKind.SIGNIFICANTLY_BETTER:
        return (
            _("significantly lower than at the start")
            if down
            else _("significantly higher than at the start")
        )
    if kind is TargetKind.RISING:
        return _("lower every time") if down else _("higher every time")
    if kind is TargetKind.SIGNIFICANTLY_RISING:
        return _("significantly lower every time") if down else _("significantly higher every time")
    if kind is TargetKind.JUDGED:
        return _("every criterion met")
    if spec.value is not None:
        return _("at least %(number)s meeting all conditions") % {"number": number}
    return _("all conditions met")
