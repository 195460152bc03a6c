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
    found = shown(basis)
    return [] if found is None else [Paragraph(paragraph(found))]


def shown(basis: Basis) -> Opened | None:
    """The forecast that a report tells of; None where there is none, or only a later one."""
    found = latest()
    if found is None or found.forecast.made_at >= end_of(basis.as_of):
        return None
    return found


def numbers(found: Opened) -> dict[str, float]:
    """Of its last year: the `chance` of a shortage (0 to 1), the `balance` in persons, and between
    which bounds (`low`, `high`) that is, 80 in 100 sure.
    """
    balance = found.outcome("balance")
    low, high = balance.interval(COVERAGE)
    return {
        "chance": float(balance.below_zero[-1]),
        "balance": float(balance.median[-1]),
        "low": float(low[-1]),
        "high": float(high[-1]),
    }


def paragraph(found: Opened) -> str:
    told = numbers(found)
    facts: dict[str, str | int] = {
        "year": found.years[-1],
        "made": phrases.day(found.forecast.made_at.date()),
        "persons": phrases.number(abs(_rounded(told["balance"]))),
        "chance": round(told["chance"] * 100),
    }
    ends = sorted(abs(_rounded(told[one])) for one in ("low", "high"))
    facts["low"], facts["high"] = map(phrases.number, ends)
    if told["low"] < 0 < told["high"]:
        text = _(
            "Whether there will be a shortage in %(year)s cannot be told yet: the chance of one "
            "is %(chance)s in 100."
        )
    elif told["balance"] < 0:
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
