# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forecast of the labour market in one paragraph."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hcat.foundation.api import end_of
from hcat.labour_market.api import Opened, latest
from hcat.reports.document import Block, Paragraph

from . import phrases
from .basis import Basis

COVERAGE = 0.80
SHOWN = 2
"""Figures that count: a forecast knows no more."""


def blocks(basis: Basis) -> list[Block]:
    """Nothing where there is no forecast, or only one that was made later."""
    found = latest()
    if found is None or found.forecast.made_at >= end_of(basis.as_of):
        return []
    return [Paragraph(paragraph(found))]


def paragraph(found: Opened) -> str:
    balance = found.outcome("balance")
    low, high = balance.interval(COVERAGE)
    facts = {
        "year": found.years[-1],
        "made": phrases.day(found.forecast.made_at.date()),
        "shortage": balance.below_zero[-1] * 100,
    }
    median = float(balance.median[-1])
    ends = sorted(abs(_rounded(float(one))) for one in (low[-1], high[-1]))
    facts["persons"] = phrases.number(abs(_rounded(median)))
    facts["low"], facts["high"] = (phrases.number(one) for one in ends)
    facts["chance"] = round(float(balance.below_zero[-1]) * 100)
    if float(low[-1]) < 0 < float(high[-1]):
        text = _(
            "Whether there will be a shortage in %(year)s cannot be told yet: the chance of one "
            "is %(chance)s in 100."
        )
    elif median < 0:
        text = _(
            "In %(year)s we expect %(persons)s technicians too few (%(low)s to %(high)s, "
            "80 in 100 sure)."
        )
    else:
        text = _(
            "In %(year)s we expect %(persons)s technicians more than there are jobs (%(low)s to "
            "%(high)s, 80 in 100 sure)."
        )
    made = _(
        "This is the difference between who comes in and the job openings, in the forecast of "
        "%(made)s."
    )
    return f"{text} {made}" % facts


def _rounded(value: float) -> float:
    """Two figures that count.

    >>> _rounded(-1234.0), _rounded(7.0)
    (-1200.0, 7.0)
    """
    return float(f"{value:.{SHOWN}g}")
