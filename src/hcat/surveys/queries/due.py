# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of surveys asks for somebody: few queries, since the desk asks it at every visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, Subquery

from hcat.foundation.api import today
from hcat.surveys.models import FrameUnit, Outcome, Survey, Wave

from .desk import Tally, tallies
from .fieldwork import LOW

SMALLEST_STRATUM = 5
"""A smaller one is joined with another when weights are made."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A wave that is not over, with how it goes."""

    wave: Wave
    tally: Tally
    low: tuple[str, ...] = ()
    """Strata in which too few answered, half-way or later."""


def under_way() -> list[UnderWay]:
    """Every wave that is prepared, open, or closed and not released. At most four queries."""
    rows = list(
        Wave.objects.filter(state__in=(Wave.State.DRAFT, Wave.State.OPEN, Wave.State.CLOSED))
        .select_related("survey")
        .order_by("opens_on", "id")
    )
    asked = [one.pk for one in rows if one.state != Wave.State.DRAFT]
    counted = tallies(asked) if asked else {}
    past_half = [one.pk for one in rows if one.state == Wave.State.OPEN and today() >= halfway(one)]
    low = _low(past_half) if past_half else {}
    return [UnderWay(one, counted.get(one.pk, Tally()), tuple(low.get(one.pk, ()))) for one in rows]


def halfway(wave: Wave) -> date:
    """The day on which half of the time of a wave is over."""
    return wave.opens_on + (wave.closes_on - wave.opens_on) / 2


def _low(waves: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = (
        FrameUnit.objects.filter(wave__in=waves, is_drawn=True)
        .exclude(invitation__outcome=Outcome.OUT_OF_SCOPE)
        .order_by()
        .values("wave", "stratum")
        .annotate(
            drawn=Count("pk"),
            answered=Count("pk", filter=Q(invitation__outcome=Outcome.COMPLETED)),
        )
        .order_by("wave", "stratum")
    )
    for row in rows:
        if row["drawn"] >= SMALLEST_STRATUM and row["answered"] < LOW * row["drawn"]:
            found.setdefault(row["wave"], []).append(row["stratum"])
    return found


YEAR = timedelta(days=365)
AHEAD = timedelta(days=42)
"""So long before a year is over a next wave is asked for: a frame, a list and a draw take weeks."""


def next_waves_due() -> list[tuple[Survey, date]]:
    """Surveys whose last wave was about a year ago, with the day on which the year is over; none
    of which a wave is prepared already. One query."""
    waves = Wave.objects.filter(survey=OuterRef("pk")).exclude(state=Wave.State.DROPPED)
    newest = waves.order_by("-reference_day", "-id")
    rows = (
        Survey.objects.filter(retired_at=None)
        .annotate(
            last_day=Subquery(newest.values("reference_day")[:1]),
            last_state=Subquery(newest.values("state")[:1]),
        )
        .filter(
            last_state__in=(Wave.State.CLOSED, Wave.State.RELEASED),
            last_day__lte=today() - YEAR + AHEAD,
        )
        .order_by("last_day", "key")
    )
    return [(one, one.last_day + YEAR) for one in rows]
