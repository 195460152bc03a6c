# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures: are milestones there on the day that was promised, and is work agreed beforehand."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import InitiativeStatus, items
from hcat.evidence.api import Scope, Takes, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .dates import add_months
from .models import Charter, Milestone, Move
from .promises import gates_decided, promised

NOTHING_RUNS = gettext_noop("the agenda has no projects and no running initiatives")
NOBODY_AGREED = gettext_noop("no charter has been accepted yet: how projects are run is not known")
PROJECTS = gettext_noop("charters and milestones of the projects of this agenda")


@measure(
    "projects.milestones_met",
    title=_("Milestones there on the promised day"),
    unit=PERCENT,
    takes=Takes.PERIOD,
)
def milestones_met(period: Period, scope: Scope) -> Estimate:
    """The share of the days promised for milestones in this time on which they were there.

    A day moved before it came does not count; one moved afterwards was missed.
    """
    method = gettext_noop(
        "share of the days promised for milestones on which the milestone was there; a day that "
        "was moved after it had passed counts as missed"
    )
    found = promised(period.start, period.end, known_on=scope.known_on)
    met = sum(1 for one in found if one.met)
    scope.note(promised=len(found), met=met)
    if not found:
        reason = gettext_noop("no milestone was promised in this time")
        return _missing(reason, period, method)
    return _share(met, len(found), period, method)


@measure(
    "projects.share_with_charter",
    title=_("Projects and running initiatives with an accepted charter"),
    unit=PERCENT,
)
def share_with_charter(period: Period, scope: Scope) -> Estimate:
    """The share of projects and running initiatives whose charter was accepted by that day.

    Missing before the first charter: a region that does not run projects here has no 0%.
    """
    method = gettext_noop(
        "share of the projects and the running initiatives of which a charter had been accepted"
    )
    running = _running(period, scope)
    accepted = _accepted(period, scope)
    agreed = len(running & accepted)
    scope.note(running=len(running), with_charter=agreed)
    if not running:
        return _missing(NOTHING_RUNS, period, method)
    if not accepted:
        return _missing(NOBODY_AGREED, period, method)
    return _share(agreed, len(running), period, method)


@measure(
    "projects.share_monitored_and_evaluated",
    title=_("Projects and running initiatives followed and evaluated within a year"),
    unit=PERCENT,
)
def share_monitored_and_evaluated(period: Period, scope: Scope) -> Estimate:
    """The share of projects and running initiatives of which, in the twelve months up to that day,
    a milestone was reached or moved and a gate was decided; missing before the first charter."""
    method = gettext_noop(
        "share of the projects and the running initiatives of which within twelve months a "
        "milestone was reached or moved, and a decision taken at a gate"
    )
    running = _running(period, scope)
    if not running:
        return _missing(NOTHING_RUNS, period, method)
    if not _accepted(period, scope):
        return _missing(NOBODY_AGREED, period, method)
    since = add_months(period.end, -12) + timedelta(days=1)
    reached = Milestone.objects.filter(is_demo=False, done_on__range=(since, period.end))
    moved = Move.objects.filter(milestone__is_demo=False, moved_at__date__range=(since, period.end))
    if scope.known_on is not None:
        reached = reached.filter(done_at__lte=scope.known_on)
        moved = moved.filter(moved_at__lte=scope.known_on)
    followed = {*reached.values_list("subject", flat=True)}
    followed |= {*moved.values_list("milestone__subject", flat=True)}
    gates = gates_decided(since, period.end, known_on=scope.known_on)
    both = len(running & followed & {one.subject for one in gates})
    scope.note(running=len(running), both=both)
    return _share(both, len(running), period, method)


def _accepted(period: Period, scope: Scope) -> set[str]:
    """The names of what has a charter that was accepted by the last day."""
    found = Charter.objects.filter(is_demo=False, accepted_on__lte=period.end)
    if scope.known_on is not None:
        found = found.filter(written_at__lte=scope.known_on)
    return set(found.values_list("subject", flat=True))


def _running(period: Period, scope: Scope) -> set[str]:
    """The names of the projects, and of the initiatives that run, on the last day."""
    day, known_on = period.end, scope.known_on
    return {one.name for one in items("project", as_of=day, known_on=known_on)} | {
        one.name
        for one in items("initiative", as_of=day, known_on=known_on)
        if one.sheet.status == InitiativeStatus.RUNNING
    }


def _share(part: int, whole: int, period: Period, method: str) -> Estimate:
    return Estimate(
        value=100.0 * part / whole, numerator=part, denominator=whole, unit=PERCENT,
        period=period, method=method, quality=Quality.MEASURED, source=PROJECTS,
    )  # fmt: skip


def _missing(reason: str, period: Period, method: str) -> Estimate:
    return Estimate.missing(
        reason, unit=PERCENT, period=period, method=method, source=PROJECTS,
        quality=Quality.MEASURED,
    )  # fmt: skip
