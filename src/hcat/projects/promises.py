# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was promised for a time, and what came of it: as known now, or as known at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from .models import Charter, Milestone, Phase, ProgressReport, Yield
from .queries import by_subject
from .reporting import ASKED_AHEAD, promised_report_days


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


def gates_waiting(
    on: date, *, known_on: datetime | None = None, demo: bool | None = False
) -> list[Phase]:
    """The gates that on this day waited for a decision planned within a week or earlier, the
    longest first; as for `promised`, and `demo=None`: whether made up or not."""
    decided = Q(decided_on__lte=on)
    if known_on is not None:
        decided &= Q(recorded_at__lte=known_on)
    found = Phase.objects.filter(started_on__lte=on).exclude(decided).prefetch_related("moves")
    if demo is not None:
        found = found.filter(is_demo=demo)
    for one in found:
        one.gate_on = _gate_day(one, known_on)
    waits = (one for one in found if one.gate_on <= on + ASKED_AHEAD)
    return sorted(waits, key=lambda one: (one.gate_on, one.pk))


def _gate_day(phase: Phase, known_on: datetime | None) -> date:
    """For when its decision was planned."""
    later = (one.was for one in phase.moves.all() if known_on and one.moved_at > known_on)
    return next(later, phase.gate_on)


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A day on which a project was to report, and whether it did since."""

    subject: str
    day: date
    given: bool


def reports_due(
    since: date, until: date, *, known_on: datetime | None = None, demo: bool = False
) -> list[ReportDue]:
    """The days of this time, both included, on which a charter promised a report, by day; given is
    what was reported by the last of them. As for `promised`; three queries."""
    charters = Charter.objects.filter(is_demo=demo, accepted_on__lte=until)
    yields = Yield.objects.filter(is_demo=demo, on__lte=until)
    if known_on is not None:
        charters = charters.filter(written_at__lte=known_on)
        yields = yields.filter(recorded_at__lte=known_on)
    given = {
        (one.subject, one.due)
        for one in reports_given(date.min, until, known_on=known_on, demo=demo)
    }
    said, editions = by_subject(yields), by_subject(charters)
    return sorted(
        (
            ReportDue(subject, day, (subject, day) in given)
            for subject, found in editions.items()
            for day in promised_report_days(found, said.get(subject, ()))
            if since <= day <= until
        ),
        key=lambda one: (one.day, one.subject),
    )


def reports_given(
    since: date, until: date, *, known_on: datetime | None = None, demo: bool = False
) -> list[ProgressReport]:
    """What was reported in this time, both days included, the newest edition of each only, by the
    day for which it was; as for `promised`."""
    found = ProgressReport.objects.filter(is_demo=demo)
    if known_on is not None:
        found = found.filter(recorded_at__lte=known_on)
    newest = {(one.subject, one.due): one for one in found}
    return [
        one
        for one in newest.values()
        if one.reported_on is not None and since <= one.reported_on <= until
    ]


def yields_said(
    since: date, until: date, *, known_on: datetime | None = None, demo: bool = False
) -> list[Yield]:
    """What was said in this time to have been yielded, both days included, the newest edition of
    each charter only, by day; as for `promised`."""
    found = Yield.objects.filter(is_demo=demo, on__lte=until)
    if known_on is not None:
        found = found.filter(recorded_at__lte=known_on)
    newest = {one.charter_id: one for one in found.order_by("edition")}
    return sorted(
        (one for one in newest.values() if one.on >= since), key=lambda one: (one.on, one.subject)
    )
