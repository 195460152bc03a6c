# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody else looks at a draft: checks it, approves it, or gives it back with the reason.

Four eyes: who entered a figure neither checks nor approves it. Checking and approving may be done
by one person, for a region can be small. Where nobody else may approve at all, who entered it can
approve it alone, with a reason that stays with the figure for everybody to read.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, record
from hcat.parties.api import may, others_who_may, require

from .drafts import abouts, is_own, locked, role_of, store
from .models import OPEN, WAITING, DraftFigure, DraftStep, State

APPROVE = "evidence.approve"


@transaction.atomic
def check(*, by: Actor, draft: int) -> DraftStep:
    """Say that the figure agrees with its source. Refused for one's own, and where it does not
    wait for it."""
    row = _waiting(draft, by, State.DRAFT)
    _by_somebody_else(row, by)
    return _step(row, State.CHECKED, by=by)


@transaction.atomic
def approve(*, by: Actor, draft: int) -> DraftStep:
    """Let a checked figure count: it is recorded in this same transaction, and never changes.

    Refused for one's own, for a draft that nobody checked, and where recording it is refused.
    """
    row = _waiting(draft, by, State.CHECKED)
    _by_somebody_else(row, by)
    return _stored(row, by=by)


@transaction.atomic
def check_and_approve(*, by: Actor, draft: int) -> DraftStep:
    """Both steps by one person. Refused as either."""
    check(by=by, draft=draft)
    return approve(by=by, draft=draft)


@transaction.atomic
def approve_alone(*, by: Actor, draft: int, reason: str) -> DraftStep:
    """Let one's own figure count, because nobody else may approve it.

    Refused without a reason, for somebody else's figure, and where somebody else could approve.
    """
    row = _waiting(draft, by, *WAITING)
    if not is_own(row, by):
        raise Refused(
            _("Somebody else entered this figure."),
            mend=_("Check it and approve it, as usual."),
        )
    if others := others_for(row):
        raise Refused(
            _("You are not the only one who may approve this figure."),
            why=_("Two people see more than one."),
            mend=_("Ask: %(names)s.") % {"names": ", ".join(others)},
        )
    return _stored(row, by=by, is_alone=True, reason=_said(reason))


@transaction.atomic
def hand_back(*, by: Actor, draft: int, reason: str) -> DraftStep:
    """Return a draft to who entered it, with what should be different. Refused without that, and
    for one's own."""
    row = _waiting(draft, by, *WAITING)
    _by_somebody_else(row, by)
    return _step(row, State.RETURNED, by=by, reason=_said(reason))


@transaction.atomic
def withdraw(*, by: Actor, draft: int, reason: str) -> DraftStep:
    """Take a draft out of the way; it stays readable. For who entered it and who may approve it.
    Refused without a reason, and once it is settled."""
    row = locked(draft)
    _stands(row, *OPEN)
    for about in abouts(row):
        require(by, "evidence.record" if is_own(row, by) else APPROVE, about)
    return _step(row, State.WITHDRAWN, by=by, reason=_said(reason))


def others_for(draft: DraftFigure) -> list[str]:
    """The names of those who may approve this draft and did not enter it."""
    found: dict[int, str] | None = None
    for about in abouts(draft):
        here = others_who_may(APPROVE, about, besides=draft.recorded_by_user)
        found = here if found is None else {pk: found[pk] for pk in found if pk in here}
    return sorted((found or {}).values())


def may_approve(draft: DraftFigure, by: Actor) -> bool:
    """Whether this actor has the right, whoever entered it."""
    return all(may(by, APPROVE, about) for about in abouts(draft))


def _waiting(number: int, by: Actor, *states: State) -> DraftFigure:
    row = locked(number)
    for about in abouts(row):
        require(by, APPROVE, about)
    _stands(row, *states)
    return row


def _stands(row: DraftFigure, *states: State) -> None:
    if row.stands_as in states:
        return
    said = {
        State.DRAFT: _("Nobody has checked it yet."),
        State.CHECKED: _("It was checked already."),
        State.APPROVED: _("It was approved already."),
        State.RETURNED: _("It was returned to who entered it."),
        State.WITHDRAWN: _("It was withdrawn."),
        State.REPLACED: _("An improved draft took its place."),
    }
    raise Refused(
        _("This draft does not wait for that."),
        why=said[State(row.stands_as)],
        mend=_("Look at how it stands now."),
    )


def _by_somebody_else(row: DraftFigure, by: Actor) -> None:
    if not is_own(row, by):
        return
    others = others_for(row)
    raise Refused(
        _("You entered this figure yourself."),
        why=_("Somebody else looks at it before it counts."),
        mend=_("Ask: %(names)s.") % {"names": ", ".join(others)}
        if others
        else _("Nobody else may approve it: approve it alone, with the reason."),
    )


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(
            _("There is no reason."),
            why=_("Who reads it later wants to know why."),
            mend=_("Say it in a sentence."),
        )
    return reason.strip()


def _stored(row: DraftFigure, *, by: Actor, is_alone: bool = False, reason: str = "") -> DraftStep:
    step = _step(row, State.APPROVED, by=by, is_alone=is_alone, reason=reason)
    store(row, by=by)
    return step


def _step(
    row: DraftFigure, to: State, *, by: Actor, is_alone: bool = False, reason: str = ""
) -> DraftStep:
    action = "evidence.record" if to is State.WITHDRAWN and is_own(row, by) else APPROVE
    step = DraftStep(
        draft=row, to=to, is_alone=is_alone, reason=reason, recorded_by=by.name,
        recorded_by_user=by.user_id, is_demo=row.is_demo,
        as_role=role_of(by, action, abouts(row)[0]),
        supersedes=DraftStep.objects.filter(draft=row).order_by("-pk").first(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("Somebody was just ahead of you."), mend=_("Look at how it stands now.")
        ) from error
    record(
        by=by,
        action=f"evidence.figure_{to.value}",
        subject=f"result:{row.result}/{row.target}",
        draft=row.pk,
        **({"reason": reason} if reason else {}),
        **({"alone": True} if is_alone else {}),
    )
    return step
