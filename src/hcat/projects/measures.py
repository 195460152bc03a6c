# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures: is work agreed beforehand, there on its day, reported and looked back on."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import InitiativeStatus, items
from hcat.evidence.api import Scope, Takes, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .dates import add_months
from .models import Charter, Phase
from .promises import gates_decided, promised, reports_due, reports_given, yields_said

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
    """The share of projects and running initiatives that, in the twelve months up to that day,
    reported on every day promised for it and were evaluated: it was said what they yielded, or
    decided at the gate after an evaluation. Missing before the first charter.

    Who promised no report in that time, and gave none, was not followed.
    """
    method = gettext_noop(
        "share of the projects and the running initiatives that within twelve months reported on "
        "each promised day, and of which it was said what they yielded or decided how to go on "
        "after an evaluation"
    )
    running = _running(period, scope)
    if not running:
        return _missing(NOTHING_RUNS, period, method)
    if not _accepted(period, scope):
        return _missing(NOBODY_AGREED, period, method)
    since = add_months(period.end, -12) + timedelta(days=1)
    followed = running & _reported(since, period, scope)
    evaluated = running & _evaluated(since, period, scope)
    both = len(followed & evaluated)
    scope.note(running=len(running), followed=len(followed), evaluated=len(evaluated), both=both)
    return _share(both, len(running), period, method)


def _reported(since: date, period: Period, scope: Scope) -> set[str]:
    """The names of what reported, with no report outstanding."""
    given = reports_given(since, period.end, known_on=scope.known_on)
    due = reports_due(since, period.end, known_on=scope.known_on)
    return {one.subject for one in given} - {one.subject for one in due if not one.given}


def _evaluated(since: date, period: Period, scope: Scope) -> set[str]:
    """The names of what was looked back on."""
    gates = gates_decided(since, period.end, known_on=scope.known_on)
    said = yields_said(since, period.end, known_on=scope.known_on)
    return {one.subject for one in gates if one.kind == Phase.Kind.EVALUATE} | {
        one.subject for one in said
    }


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
