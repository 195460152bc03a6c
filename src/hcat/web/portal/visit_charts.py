# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Visits by week as a chart with its table."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.charts.api import Chart, Dot, Row
from hcat.numerics.api import Period
from hcat.web.blocks import Block, TableRow, of_chart
from hcat.web.site import DEFAULT_ACCENT, Site
from hcat.web.words import number, short_day


def weeks_chart(request: HttpRequest, weeks: Sequence[tuple[Period, int]]) -> Block | None:
    """Whole weeks; those before the first visit, and the part of a week in which it came, left
    out. None where there are not two of them."""
    begun = next((place for place, (_week, count) in enumerate(weeks) if count), len(weeks))
    known = weeks[begun + 1 if begun else 0 :]
    if len(known) < 2:
        return None
    dots = tuple(
        Dot(
            week.start.isoformat(), week.end.isoformat(), short_day(week.start),
            float(count), number(count),
        )
        for week, count in known
    )  # fmt: skip
    first, last = known[0][1], known[-1][1]
    title = _("From %(first)s visits a week to %(last)s") % {
        "first": number(first), "last": number(last),
    }  # fmt: skip
    what = _("Visits a week, %(start)s to %(end)s") % {
        "start": date_format(known[0][0].start, "DATE_FORMAT"),
        "end": date_format(known[-1][0].end, "DATE_FORMAT"),
    }
    site = Site(request)
    source = _("counted by this site, without cookies")
    chart = Chart(
        language=(get_language() or "nl")[:2],
        title=title,
        what=what,
        alt=f"{title}. {what}",
        unit="count",
        accent=site.agenda.sheet.accent if site.agenda else DEFAULT_ACCENT,
        rows=(Row("", dots),),
        csv=(
            ("week_from", "week_until", "visits"),
            *((w.start.isoformat(), w.end.isoformat(), str(n)) for w, n in known),
        ),
    )
    return of_chart(
        chart,
        table=tuple(
            TableRow("", _label(week), number(count), _("counted"), source) for week, count in known
        ),
        source=source,
    )


def _label(week: Period) -> str:
    return _("week of %(day)s") % {"day": short_day(week.start, with_year=True)}
