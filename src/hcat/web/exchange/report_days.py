# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days of reports and of the decisions that they ask, told to the calendar: the two rooms do
not know each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import history, items
from hcat.exchange.api import Event
from hcat.foundation.api import today

if TYPE_CHECKING:
    from hcat.reports.api import DecisionAsked, Report

BACK = timedelta(days=366)
AHEAD = timedelta(days=2 * 366)
"""A rhythm goes on for ever; a calendar holds what people still look up or plan."""
REPORT, ASKED, STEERING = "report", "asked", "steering"


def report_days() -> Iterator[Event]:
    """From a year back to two years on, and the decisions that were asked. An event changes when
    the body that accounts does, and when its report is signed or withdrawn."""
    yield from _reports()
    yield from _asked()


def _titles() -> dict[str, str]:
    return {one.key: str(one.sheet.title) for one in items("body", ended=True)}


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _reports() -> Iterator[Event]:
    # Not at the start of a command: reports load the statistics.
    from hcat.reports.api import TITLES, public_reports, rhythms

    bodies, day = _titles(), today()
    signed: dict[tuple[str, date], list[Report]] = {}
    for one in public_reports().order_by("pk"):
        signed.setdefault((one.kind, one.due_on), []).append(one)
    for rhythm in rhythms():
        changed = max(entry.recorded_at for entry in history("body", rhythm.accounts))
        for due in rhythm.until(day + AHEAD):
            if due < day - BACK:
                continue
            there = signed.get((rhythm.kind.value, due), [])
            standing = next((one for one in there if one.withdrawn_on is None), None)
            title = _("Due: %(report)s") % {"report": TITLES[rhythm.kind]}
            if standing is not None and standing.signed_on is not None:
                title = _("%(report)s, signed on %(day)s") % {
                    "report": TITLES[rhythm.kind],
                    "day": date_format(standing.signed_on, "DATE_FORMAT"),
                }
            turns = [on for one in there for on in (one.signed_on, one.withdrawn_on) if on]
            yield Event(
                key=f"report/{rhythm.kind.value}/{due.isoformat()}",
                kind=REPORT,
                day=due,
                title=title,
                about=_("%(who)s accounts to %(whom)s")
                % {"who": bodies[rhythm.accounts], "whom": bodies[rhythm.to]},
                changed=max([changed, *map(_moment, turns)]),
                sequence=len(turns),
                bodies=frozenset([rhythm.accounts, rhythm.to]),
                of=("body", rhythm.accounts) if standing is None else (REPORT, standing.key),
            )


def _asked() -> Iterator[Event]:
    """By when each decision is asked; one that is settled goes, and one of a withdrawn report that
    is asked anew."""
    from hcat.reports.api import asked_decisions

    bodies = _titles()
    for one in asked_decisions():
        outcomes = list(one.outcomes.all())
        withdrawn = one.report.withdrawn_on
        asked_anew = withdrawn is not None and one.stands_in is not None
        moments = [one.report.frozen.frozen_at, *(row.recorded_at for row in outcomes)]
        yield Event(
            key=f"asked/{one.pk}",
            kind=ASKED,
            day=one.due,
            title=_("Decision asked: %(text)s") % {"text": one.words},
            about=_("Asked of: %(body)s") % {"body": bodies.get(one.of, one.of)},
            changed=max([*moments, *([_moment(withdrawn)] if withdrawn else [])]),
            sequence=len(outcomes) + asked_anew,
            is_cancelled=one.is_settled or asked_anew,
            bodies=frozenset([one.of]),
            of=_page_of(one),
        )


def _page_of(one: DecisionAsked) -> tuple[str, str]:
    """A report that is not signed yet has no page for everybody."""
    return (REPORT, one.report.key) if one.report.signed_on else (STEERING, "")
