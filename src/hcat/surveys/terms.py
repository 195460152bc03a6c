# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a wave can be open, and on which day its answers go."""

from __future__ import annotations

from datetime import date, timedelta

from .models import Wave

LONGEST_WAVE = timedelta(days=180)
"""From opening to closing. Personal links, which last a year at most, then outlive it."""


def removed_on(last_day: date, years: int) -> date:
    """The day on which answers are removed that are kept so many years. A wave closes on the day
    after its last one, and the term is in years of the calendar (`personal_data`).

    >>> removed_on(date(2026, 12, 31), 5), removed_on(date(2028, 2, 28), 1)
    (datetime.date(2032, 1, 1), datetime.date(2029, 3, 1))
    """
    closed = last_day + timedelta(days=1)
    try:
        return closed.replace(year=closed.year + years)
    except ValueError:  # 29 February
        return date(closed.year + years, 3, 1)


def removed_at_the_latest(wave: Wave) -> date:
    """The same of a wave that can be open still for as long as a wave may."""
    last = max(wave.closes_on, wave.opens_on + LONGEST_WAVE)
    return removed_on(last, wave.survey.kept_years)
