# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking once more, closing a round, and how many of it fit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record, today
from hcat.parties.api import require
from hcat.weighing.mails import Address, remind_to_score
from hcat.weighing.models import Outcome, Round, Ruling, Score, State
from hcat.weighing.outcome import to_json, work_out
from hcat.weighing.queries import progress

from .rules import LEAST_ASSESSORS, locked


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many reminders leave now, and how many the contact budget holds back until later."""

    leave: int
    wait: int


@transaction.atomic
def remind(*, by: Actor, round: str, address: Address) -> Reminded:
    """Write to every assessor who is not done, within the contact budget."""
    require(by, "weighing.manage")
    found = locked(round, State.SCORING)
    late = [one for one in progress(found) if not one.is_done]
    if not late:
        raise Refused(_("Every assessor is done."), mend=_("Close the round."))
    if found.reminded_on == today():
        raise Refused(
            _("They were reminded today already."), mend=_("Wait for a day, or call them.")
        )
    leave = sum(remind_to_score(one.assessor, one.left, address, by=by) for one in late)
    found.reminded_on = today()
    found.save(update_fields=["reminded_on"])
    record(by=by, action="weighing.remind", subject=f"round:{found.key}", number=len(late))
    return Reminded(leave, len(late) - leave)


@transaction.atomic
def close_round(*, by: Actor, round: str) -> Round:
    """End scoring and work out what it came to. Nobody scores afterwards.

    Refused before the deadline while somebody is not done, where fewer than two assessors scored
    anything, and where no initiative has a total.
    """
    require(by, "weighing.manage")
    found = locked(round, State.SCORING)
    late = sum(not one.is_done for one in progress(found))
    if late and found.deadline >= today():
        raise Refused(
            _("Assessors who are not done yet: %(number)s.") % {"number": late},
            why=_("They have until %(day)s.") % {"day": date_format(found.deadline, "DATE_FORMAT")},
            mend=_("Wait for them, or take them out of the round."),
        )
    scored = Score.objects.filter(assessor__round=found, assessor__left_on__isnull=True)
    if scored.values("assessor").distinct().count() < LEAST_ASSESSORS:
        raise Refused(
            _("Fewer than two assessors have scored."),
            why=_("With one, nobody can see whether others agree."),
            mend=_("Put off the deadline, and ask the assessors."),
        )
    made = work_out(found)
    if all(one.total is None for one in made.entries):
        raise Refused(
            _("No initiative has a total yet."),
            why=_("Of each, at least one criterion was scored by nobody."),
            mend=_("Put off the deadline, and ask the assessors."),
        )
    found.state, found.closed_on = State.CLOSED, today()
    found.save(update_fields=["state", "closed_on"])
    Outcome.objects.create(round=found, content=to_json(made))
    record(by=by, action="weighing.close_round", subject=f"round:{found.key}", late=late)
    return found


@transaction.atomic
def change_capacity(*, by: Actor, round: str, capacity: int) -> Round:
    """Another number of initiatives that fit, as long as nothing was decided."""
    require(by, "weighing.manage")
    found = locked(round, State.CLOSED)
    if Ruling.objects.filter(entry__round=found).exists():
        raise Refused(
            _("Something was decided in this round already."),
            why=_("It was decided by the number that fitted then."),
            mend=_("Decide on the others by the same number."),
        )
    if capacity < 1:
        raise Refused(
            _("At least one initiative has to fit."), mend=_("Give the number that can go on.")
        )
    found.capacity = capacity
    found.edition += 1
    found.save(update_fields=["capacity", "edition"])
    Outcome.objects.filter(round=found).update(content=to_json(work_out(found)))
    record(
        by=by, action="weighing.change_capacity", subject=f"round:{found.key}", capacity=capacity
    )
    return found
