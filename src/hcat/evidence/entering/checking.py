# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody else looks at a draft: checks it, approves it, or gives it back with the reason.

Four eyes: who entered a figure neither checks nor approves it. Checking and approving may be done
by one person, for a region can be small. Where nobody else may approve at all, who entered it can
approve it alone, with a reason that stays with the figure for everybody to read. A figure that came
in a batch is looked at with that batch (`batch_checking`); alone it can only be taken out.
"""

from __future__ import annotations

from django.db import transaction

from hcat.foundation.api import Actor
from hcat.parties.api import require

from .drafts import abouts, came_in_a_batch, is_own, locked, store
from .models import OPEN, WAITING, DraftFigure, DraftStep, State
from .steps import APPROVE, nobody_else, said, somebody_else, stand, take, wait_for


@transaction.atomic
def check(*, by: Actor, draft: int) -> DraftStep:
    """Say that the figure agrees with its source. Refused for one's own, and where it does not
    wait for it."""
    row = _waiting(draft, by, State.DRAFT)
    somebody_else(row, by)
    return take(row, State.CHECKED, by=by)


@transaction.atomic
def approve(*, by: Actor, draft: int) -> DraftStep:
    """Let a checked figure count: it is recorded in this same transaction, and never changes.

    Refused for one's own, for a draft that nobody checked, and where recording it is refused.
    """
    row = _waiting(draft, by, State.CHECKED)
    somebody_else(row, by)
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
    nobody_else(row, by)
    return _stored(row, by=by, is_alone=True, reason=said(reason))


@transaction.atomic
def hand_back(*, by: Actor, draft: int, reason: str) -> DraftStep:
    """Return a draft to who entered it, with what should be different. Refused without that, and
    for one's own."""
    row = _waiting(draft, by, *WAITING)
    somebody_else(row, by)
    return take(row, State.RETURNED, by=by, reason=said(reason))


@transaction.atomic
def withdraw(*, by: Actor, draft: int, reason: str) -> DraftStep:
    """Take a draft out of the way, or out of its batch; it stays readable. For who entered it and
    who may approve it. Refused without a reason, and once it is settled."""
    row = locked(draft)
    stand(row, *OPEN)
    for about in abouts(row):
        require(by, "evidence.record" if is_own(row, by) else APPROVE, about)
    return take(row, State.WITHDRAWN, by=by, reason=said(reason))


def _waiting(number: int, by: Actor, *states: State) -> DraftFigure:
    row = locked(number)
    if row.batch_id is not None:
        raise came_in_a_batch(row)
    wait_for(row, by, *states)
    return row


def _stored(row: DraftFigure, *, by: Actor, is_alone: bool = False, reason: str = "") -> DraftStep:
    step = take(row, State.APPROVED, by=by, is_alone=is_alone, reason=reason)
    store(row, by=by)
    return step
