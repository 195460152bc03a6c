# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, numbers and lists as a report writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from hcat.evidence.api import RecordedFigure, TargetStanding, amount, period_words

MISSING = "–"

_WRITTEN: dict[str, Promise] = {
    "nl": gettext_lazy("in Dutch"),
    "en": gettext_lazy("in English"),
    "de": gettext_lazy("in German"),
}

_IN_WORDS = (
    pgettext_lazy("how many", "two"),
    pgettext_lazy("how many", "three"),
    pgettext_lazy("how many", "four"),
    pgettext_lazy("how many", "five"),
    pgettext_lazy("how many", "six"),
    pgettext_lazy("how many", "seven"),
    pgettext_lazy("how many", "eight"),
    pgettext_lazy("how many", "nine"),
    pgettext_lazy("how many", "ten"),
    pgettext_lazy("how many", "eleven"),
    pgettext_lazy("how many", "twelve"),
)
"""From two on: what stands beside “one” changes with it, so that each sentence spells it itself."""


def day(value: date) -> str:
    return str(date_format(value, "DATE_FORMAT"))


def a_year_before(day: date) -> date:
    """
    >>> a_year_before(date(2024, 2, 29)), a_year_before(date(2024, 12, 31))
    (datetime.date(2023, 2, 28), datetime.date(2023, 12, 31))
    """
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def number(value: float) -> str:
    """Whole where it is whole, otherwise with two decimals at most."""
    places = next(n for n in range(3) if n == 2 or round(value, n) == round(value, 2))
    return str(number_format(value, places, use_l10n=True, force_grouping=True))


def counted(count: int) -> str:
    """A number as running text has it: in words up to twelve, from two on; then in figures.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     counted(2), counted(12), counted(1241)
    ('two', 'twelve', '1,241')
    """
    at = count - 2
    return str(_IN_WORDS[at]) if 0 <= at < len(_IN_WORDS) else number(count)


def capital(text: str) -> str:
    """As it begins a sentence or a heading; a Dutch capital bears no accent.

    >>> capital("één toezegging"), capital("ten results")
    ('Eén toezegging', 'Ten results')
    """
    if text.startswith("één"):
        return f"Eén{text[3:]}"
    return f"{text[:1].upper()}{text[1:]}"


def sentence(text: str) -> str:
    """With a capital first and one full stop last, where it does not ask or call.

    >>> sentence("do we stop?"), sentence("we stop.."), sentence(" ")
    ('Do we stop?', 'We stop.', '')
    """
    text = text.strip()
    told = capital(text)
    return told if not text or text.endswith(("?", "!")) else told.rstrip(".") + "."


def written(language: str) -> str:
    """In which language something was written, where that is not the reader's; else empty."""
    return "" if language == (get_language() or "")[:2] else str(_WRITTEN.get(language, language))


def listed(parts: Iterable[str]) -> str:
    return "; ".join(part.rstrip(".") for part in parts)


def figure(one: RecordedFigure) -> str:
    """The figure with what, when and whose it is, and how sure where that is known."""
    return sentence(f"{one.sentence()}{possible(one)}")


def beside(said: str, one: RecordedFigure) -> str:
    """A figure under the sentence of its result: how much, when, whose, and how sure; of what the
    sentence says already only how sure. Empty where nothing is left to say.
    """
    estimate = one.estimate
    value = amount(estimate.value, estimate.unit)
    if estimate.numerator is not None and estimate.denominator is not None:
        value += " " + _("(%(part)s of %(whole)s)") % {
            "part": number(estimate.numerator),
            "whole": number(estimate.denominator),
        }
    text = f"{value}, {period_words(estimate.period)}, {source(one)}"
    return sentence(possible(one).lstrip("; ") if text in said else f"{text}{possible(one)}")


def about(one: RecordedFigure) -> str:
    """What a figure counts, and of which part."""
    return f"{one.title}, {one.part}" if one.part else str(one.title)


def possible(one: RecordedFigure) -> str:
    """How far it may be off, where that is known."""
    low, high = one.estimate.low, one.estimate.high
    if low is None or high is None:
        return ""
    unit = one.estimate.unit
    bounds = {"low": amount(low, unit), "high": amount(high, unit)}
    return "; " + _("%(low)s to %(high)s is possible") % bounds


def source(one: RecordedFigure) -> str:
    """Who says so; what a measure wrote itself is translated."""
    if one.source is not None:
        return f"{one.source.sheet.publisher}, {one.source.sheet.title}"
    return _(one.estimate.source)


def figures_of(target: TargetStanding) -> list[RecordedFigure]:
    """Every figure shown with a target: its own, those of its conditions, its proxies, and those
    about one part of the whole."""
    joined = [figure for one in target.conditions for figure in one.figures]
    return [*target.figures, *joined, *target.proxies, *target.parts]


def paragraphs(text: str) -> tuple[str, ...]:
    """Plain text as its paragraphs: an empty line parts them."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(one.split()) for one in blocks if one.strip())
