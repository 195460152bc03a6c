# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which days a project promised to report, and whether it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hcat.foundation.api import today

from .models import Charter, Phase, ProgressReport, Yield
from .queries import Method, report_days

ASKED_AHEAD = timedelta(days=7)
"""How long before its day a report, and a decision at a gate, is asked for."""


@dataclass(frozen=True, slots=True)
class ReportDay:
    """A day on which it was promised to report; `report` is None where nothing was noted."""

    day: date
    report: ProgressReport | None = None
    before: tuple[ProgressReport, ...] = ()
    """Earlier editions of it, newest first."""

    @property
    def is_over(self) -> bool:
        """No report can be in time any more."""
        return self.day < today()

    @property
    def has_passed(self) -> bool:
        return self.day <= today()


def promised_report_days(charters: Iterable[Charter], yields: Iterable[Yield] = ()) -> list[date]:
    """The days that stood when they came, and those that stand now: of each accepted edition from
    its acceptance until the next one was accepted. Once it was said what an edition yielded, it
    has nothing more to report."""
    ended = {one.charter_id: one.on for one in sorted(yields, key=lambda one: one.edition)}
    return sorted(
        {
            day
            for charter, since, until in _in_force(charters)
            for day in report_days(charter)
            if since <= day and (until is None or day < until)
            if charter.pk not in ended or day <= ended[charter.pk]
        }
    )


def _in_force(charters: Iterable[Charter]) -> Iterator[tuple[Charter, date, date | None]]:
    """Each accepted edition, with the days from which and before which it counted."""
    found = sorted(
        (one for one in charters if one.accepted_on is not None), key=lambda one: one.edition
    )
    for one, later in pairwise([*found, None]):
        if one is not None and one.accepted_on is not None:
            yield one, one.accepted_on, later.accepted_on if later is not None else None


def days_of(method: Method) -> list[ReportDay]:
    """All that were promised, and all for which something was noted; by day."""
    noted: dict[date, list[ProgressReport]] = {}
    for one in reversed(method.reports):
        noted.setdefault(one.due, []).append(one)
    days = {*promised_report_days(method.charters, method.yields), *noted}
    return [
        ReportDay(day, found[0] if found else None, tuple(found[1:]))
        for day in sorted(days)
        for found in [noted.get(day, [])]
    ]


def report_asked(method: Method) -> date | None:
    """The day of which it is to be noted that it was reported: the last one that passed or, within
    a week, the next one. A report tells how it stands, so an older day asks for nothing once a
    later one was noted (as given or not), and none does once it was said what it yielded."""
    if method.yielded is not None:
        return None
    days = days_of(method)
    last = max((one.day for one in days if one.report is not None), default=date.min)
    asked = [one.day for one in days if last < one.day <= today() + ASKED_AHEAD]
    passed = [day for day in asked if day <= today()]
    return max(passed) if passed else min(asked, default=None)


def began_on(charters: Iterable[Charter], phases: Iterable[Phase]) -> date | None:
    """Since when it is run: the first accepted charter or phase, whichever came first."""
    accepted = [one.accepted_on for one in charters if one.accepted_on is not None]
    return min([*accepted, *(one.started_on for one in phases)], default=None)


def is_yield_asked(method: Method) -> bool:
    """The promised day is there, and nobody has said what came of it."""
    charter = method.charter
    return charter is not None and charter.by_when <= today() and method.yielded is None
