# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures that others published, as estimates."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from hcat.agenda.api import PUBLISHED, Figure, Item, Series, Source
from hcat.numerics.api import SHARE_SCALE, Estimate, Period, Quality

WITHDRAWN = gettext_noop("withdrawn: the series no longer has this figure")
"""Why a figure is missing that a series had once; shown through gettext."""


def measure_of(series: str) -> str:
    """The name by which targets bind a series directly: ``published.<series>``."""
    return f"{PUBLISHED}{series}"


def series_of(measure: str | None) -> str | None:
    """The key of the series in ``published.<series>``; None for another measure."""
    if measure is None or not measure.startswith(PUBLISHED):
        return None
    return measure.removeprefix(PUBLISHED)


def source_text(source: Source, language: str | None = None) -> str:
    """A source in one line: publisher, title, year of publication."""
    title = source.title.in_(language) if language else str(source.title)
    return f"{source.publisher}, {title} ({source.published})"


def estimate_of(
    series: Series, figure: Figure, source: Item[Source] | None, language: str
) -> Estimate:
    """A published figure as an estimate, its texts in the agenda's first language.

    Raises `NumericsError` where figure and unit contradict each other.
    """
    share = series.unit in SHARE_SCALE
    return Estimate(
        value=figure.value,
        low=figure.low,
        high=figure.high,
        n=figure.n,
        numerator=figure.numerator if share else None,
        denominator=figure.denominator if share else None,
        unit=series.unit,
        period=Period(figure.start, figure.end),
        method=series.method.in_(language),
        quality=Quality(figure.quality.value),
        source=source_text(source.sheet, language) if source else figure.source,
        missing_reason=figure.missing_reason or None,
    )
