# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates of the rhythms for which there is no report: those that passed, and those that come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice

from hcat.foundation.api import today

from .models import Kind, NotGiven, Report, State
from .rhythm import Due, ReportRhythm, rhythms

NEAR = timedelta(days=42)
"""A report of which the date is so near is begun: six weeks, for the words and the meeting."""
BEGUN = (State.DRAFT, State.FROZEN, State.SIGNED)
FIXED = (State.FROZEN, State.SIGNED)


def missing_reports(
    *,
    until: date,
    as_of: date | None = None,
    states: Iterable[str] = BEGUN,
    known_on: datetime | None = None,
) -> list[Due]:
    """Every date up to a day, since the first of its rhythm, without a report in one of these
    states and of which nobody said why none was given; the earliest first.

    `as_of`: the day of the agenda whose rhythms count. `known_on`: what was said later is left out.
    """
    there = _dates_with_a_report(states)
    said = NotGiven.objects.all()
    if known_on is not None:
        said = said.filter(recorded_at__lte=known_on)
    there |= set(said.values_list("kind", "due_on"))
    found = [
        Due(one.kind, on, one.accounts, one.to)
        for one in rhythms(as_of=as_of)
        for on in one.until(until)
        if (one.kind, on) not in there
    ]
    return sorted(found, key=lambda one: (one.on, one.kind))


def coming(*, many: int, states: Iterable[str] = BEGUN) -> list[Due]:
    """The next reports after today of which there is none in one of these states yet."""
    there = _dates_with_a_report(states)
    each = [_without(one, there) for one in rhythms()]
    return list(islice(merge(*each, key=lambda one: (one.on, one.kind)), many))


def _without(rhythm: ReportRhythm, there: set[tuple[str, date]]) -> Iterator[Due]:
    """The dates of a rhythm after today that are not there."""
    day = today()
    for on in rhythm.dates():
        if on > day and (rhythm.kind, on) not in there:
            yield Due(rhythm.kind, on, rhythm.accounts, rhythm.to)


def not_given() -> list[NotGiven]:
    """The dates of which somebody said why no report was given, and for which none was begun
    afterwards; the last one first."""
    there = _dates_with_a_report(BEGUN)
    return [one for one in NotGiven.objects.all() if (one.kind, one.due_on) not in there]


def next_to_begin(rhythm: ReportRhythm) -> date:
    """The first date after the last report; without one the last that came, or else the next."""
    begun = [on for kind, on in _dates_with_a_report(BEGUN) if kind == rhythm.kind]
    closed = set(NotGiven.objects.filter(kind=rhythm.kind).values_list("due_on", flat=True))
    came = [on for on in rhythm.until(today()) if on not in closed]
    if came and not begun:
        return came[-1]
    since = max(begun, default=today())
    return next(on for on in rhythm.dates() if on > since and on not in closed)


def _dates_with_a_report(states: Iterable[str]) -> set[tuple[str, date]]:
    found = Report.objects.filter(state__in=tuple(states)).exclude(kind=Kind.STEERING)
    return set(found.values_list("kind", "due_on"))
