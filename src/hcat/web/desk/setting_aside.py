# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Setting a matter aside until a date or until it changes, and bringing it back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.parties.api import require

from .models import Planned, SetAside

LONGEST = timedelta(days=365)
"""After this even what never changed asks again: a "not now" is no "never"."""


@transaction.atomic
def set_aside(
    *, matter: str, reason: str, by: Actor, until: date | None = None, state: str = ""
) -> SetAside:
    """Do not ask this person about the matter before `until`; without a date: before its `state`
    changes. Saying it again replaces what was said. What is over is removed on the way."""
    require(by, "desk.enter")
    if by.user_id is None:
        raise Refused(_("Only a person can set something aside."), mend=_("Sign in first."))
    last = today() + LONGEST
    if until is not None and not today() < until <= last:
        raise Refused(
            _("This day cannot be chosen."),
            why=_("Something is set aside for a day at least, and a year at most."),
            mend=_("Choose a day between tomorrow and a year from now."),
        )
    if not reason.strip():
        raise Refused(_("A reason is needed."), mend=_("Say in a few words why not now."))
    SetAside.objects.filter(until__lte=today()).delete()
    row, _made = SetAside.objects.update_or_create(
        user_id=by.user_id,
        matter=matter,
        defaults={
            "until": until or last,
            "state": "" if until else state,
            "reason": reason.strip()[:300],
        },
    )
    record(
        by=by,
        action="desk.set_aside",
        subject=f"matter:{matter}",
        until=until.isoformat() if until else "it changes",
        reason=row.reason,
    )
    return row


@transaction.atomic
def bring_back(*, matter: str, by: Actor) -> None:
    """Ask this person about the matter again."""
    require(by, "desk.enter")
    if by.user_id is None or not _own(by.user_id).filter(matter=matter).delete()[0]:
        raise NotFound(
            _("You have not set this aside (any more)."),
            mend=_("Look in your list of things to do."),
        )
    record(by=by, action="desk.bring_back", subject=f"matter:{matter}")


def set_aside_by(user_id: int) -> dict[str, SetAside]:
    """What this person has set aside and whose date has not come, by the key of the matter."""
    return {one.matter: one for one in SetAside.objects.filter(user_id=user_id, until__gt=today())}


def forget(user_id: int) -> None:
    """The desk's part of an erasure."""
    _own(user_id).delete()
    Planned.objects.filter(user_id=user_id).delete()


def _own(user_id: int) -> QuerySet[SetAside]:
    return SetAside.objects.filter(user_id=user_id)
