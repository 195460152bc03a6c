# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning milestones, and what becomes of them."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record, refuse_strange_days, today
from hcat.projects.models import Milestone, Move
from hcat.projects.subjects import allow, living_subject

from .charters import Outdated


@transaction.atomic
def plan_milestone(
    *, by: Actor, subject: str, title: str, due: date, is_demo: bool = False
) -> Milestone:
    """Something that will be there on a day."""
    allow(by, "projects.run", living_subject(subject))
    if not title.strip():
        raise Refused(
            _("A milestone needs a name."), mend=_("Say what will be there, in a few words.")
        )
    refuse_strange_days(due)
    if Milestone.objects.filter(
        subject=subject, title=title.strip(), due=due, dropped_on=None
    ).exists():
        raise Refused(
            _("This milestone is planned for that day already."),
            mend=_("Give it another name or another day."),
        )
    made = Milestone.objects.create(
        subject=subject,
        title=title.strip(),
        due=due,
        planned_at=now(),
        changed_at=now(),
        is_demo=is_demo,
    )
    record(by=by, action="projects.plan_milestone", subject=subject, milestone=made.pk)
    return made


@transaction.atomic
def reach_milestone(
    *, by: Actor, milestone: int, on: date, evidence: str, edition: int
) -> Milestone:
    """It is there. `edition`: as its author saw it."""
    found = _open(by, milestone, edition)
    if on > today():
        raise Refused(
            _("A milestone cannot be reached on a day that is still to come."),
            mend=_("Give the day on which it was there, or move the milestone."),
        )
    refuse_strange_days(on)
    if not evidence.strip():
        raise Refused(
            _("Nothing shows yet that it is there."),
            why=_("Others rely on it."),
            mend=_("Name what shows it: a page, a report, a number, who saw it."),
        )
    found.done_on, found.done_at, found.evidence = on, now(), evidence.strip()
    return _saved(by, found, "projects.reach_milestone")


@transaction.atomic
def move_milestone(*, by: Actor, milestone: int, to: date, reason: str, edition: int) -> Milestone:
    """Another day; the day that was promised is kept, with why it was not kept."""
    found = _open(by, milestone, edition)
    if not reason.strip():
        raise Refused(
            _("A milestone is moved with a reason."), mend=_("Say in a sentence why it moves.")
        )
    refuse_strange_days(to)
    if to == found.due:
        raise Refused(_("It stands on that day already."), mend=_("Choose another day."))
    Move.objects.create(
        milestone=found, was=found.due, became=to, reason=reason.strip(), moved_at=now()
    )
    found.due = to
    return _saved(by, found, "projects.move_milestone")


@transaction.atomic
def drop_milestone(*, by: Actor, milestone: int, reason: str, edition: int) -> Milestone:
    """It will not come; it stays to be read, with why."""
    found = _open(by, milestone, edition)
    if not reason.strip():
        raise Refused(
            _("A milestone is given up with a reason."),
            mend=_("Say in a sentence why it will not come."),
        )
    found.dropped_on, found.dropped_why = today(), reason.strip()
    return _saved(by, found, "projects.drop_milestone")


def _open(by: Actor, milestone: int, edition: int) -> Milestone:
    found = Milestone.objects.select_for_update().filter(pk=milestone).first()
    if found is None:
        raise NotFound(
            _("There is no such milestone."), mend=_("Look it up on the page of its project.")
        )
    allow(by, "projects.run", living_subject(found.subject))
    if found.edition != edition:
        raise Outdated(
            _("Somebody else changed this milestone in the meantime."),
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands now, and save again."),
        )
    if not found.is_open:
        raise Refused(
            _("This milestone was reached or given up already."),
            mend=_("Plan another one for what is still to come."),
        )
    return found


def _saved(by: Actor, found: Milestone, action: str) -> Milestone:
    found.edition += 1
    found.changed_at = now()
    found.save()
    record(by=by, action=action, subject=found.subject, milestone=found.pk)
    return found
