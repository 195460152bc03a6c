# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days of milestones and of what charters report, told to the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hcat.exchange.api import Event
from hcat.projects.api import Method, called, methods, report_days

MILESTONE, REPORTING = "milestone", "project-report"


def project_days() -> Iterator[Event]:
    """Milestones, and the reports of the charter that counts. What ended goes from calendars, and
    so do a milestone that was given up and reports after it was said what came of it."""
    for one in methods():
        yield from _milestones(one)
        yield from _reports(one)


def _points(one: Method) -> frozenset[str]:
    sheet = one.item.sheet
    return frozenset(sheet.points if one.item.kind == "initiative" else [sheet.point])


def _milestones(one: Method) -> Iterator[Event]:
    for milestone in one.milestones:
        is_past = bool(one.item.ended_as) and milestone.is_open
        yield Event(
            key=f"{MILESTONE}/{milestone.pk}",
            kind=MILESTONE,
            day=milestone.due,
            title=_("Milestone: %(title)s – %(project)s")
            % {"title": milestone.title, "project": called(one.item)},
            about=milestone.evidence or milestone.dropped_why,
            changed=milestone.changed_at,
            sequence=milestone.edition - 1 + is_past,
            is_cancelled=is_past or milestone.dropped_on is not None,
            points=_points(one),
            of=(one.item.kind, one.item.key),
        )


def _reports(one: Method) -> Iterator[Event]:
    charter = one.charter
    if charter is None:
        return
    said = one.yielded
    for day in report_days(charter):
        is_past = bool(one.item.ended_as) or (said is not None and said.on < day)
        yield Event(
            key=f"{REPORTING}/{one.item.kind}-{one.item.key}/{day.isoformat()}",
            kind=REPORTING,
            day=day,
            title=_("Report due: %(project)s") % {"project": called(one.item)},
            about=_("Reported to: %(whom)s") % {"whom": charter.report_to},
            changed=said.recorded_at if said is not None else charter.written_at,
            sequence=charter.edition - 1 + (said is not None and is_past),
            is_cancelled=is_past,
            points=_points(one),
            of=(one.item.kind, one.item.key),
        )
