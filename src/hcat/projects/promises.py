# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was promised for a time, and what came of it: as known now, or as known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from .models import Milestone, Phase


@dataclass(frozen=True, slots=True)
class Promised:
    """A day that was promised for a milestone, and what came of it."""

    milestone: Milestone
    day: date
    met: bool


def promised(
    since: date, until: date, *, known_on: datetime | None = None, demo: bool = False
) -> list[Promised]:
    """The days promised for milestones in this time, both days included, by day; two queries.

    A day that was moved before it came is no promise of that day any more; one that was moved
    after it had passed was missed all the same. `known_on`: by what had been recorded by then;
    `demo`: of the made-up ones instead.
    """
    known = Milestone.objects.filter(is_demo=demo)
    if known_on is not None:
        known = known.filter(planned_at__lte=known_on)
    found = [
        Promised(one, day, _is_there(one, day, known_on))
        for one in known.prefetch_related("moves")
        for day in _days_of(one, known_on)
        if since <= day <= until
    ]
    return sorted(found, key=lambda one: (one.day, one.milestone.pk))


def _is_there(milestone: Milestone, day: date, known_on: datetime | None) -> bool:
    if milestone.done_on is None or milestone.done_at is None or milestone.done_on > day:
        return False
    return known_on is None or milestone.done_at <= known_on


def _days_of(milestone: Milestone, known_on: datetime | None) -> Iterator[date]:
    """The days that stood when they came."""
    due = milestone.due
    for move in reversed(milestone.moves.all()):
        if known_on is not None and move.moved_at > known_on:
            due = move.was
        elif timezone.localdate(move.moved_at) > move.was:
            yield move.was
    dropped = milestone.dropped_on
    if known_on is not None and dropped is not None and dropped > timezone.localdate(known_on):
        dropped = None
    if dropped is None or dropped > due:
        yield due


def gates_decided(
    since: date, until: date, *, known_on: datetime | None = None, demo: bool = False
) -> list[Phase]:
    """The gates decided in this time, both days included, by day; as for `promised`."""
    found = Phase.objects.filter(is_demo=demo, decided_on__range=(since, until))
    if known_on is not None:
        found = found.filter(recorded_at__lte=known_on)
    return list(found.order_by("decided_on", "pk"))
