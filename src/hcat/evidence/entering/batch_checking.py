# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody else looks at the figures of a file, as one: by the rules of a single draft
(`checking`). A row that is wrong is taken out (`checking.withdraw`); the rest goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.evidence.many_figures import Look, write
from hcat.foundation.api import Actor, HcatError, Refused
from hcat.parties.api import require

from .batches import entry_of
from .drafts import abouts, is_own, locked_batch
from .models import OPEN, WAITING, Batch, DraftFigure, DraftStep, State
from .steps import APPROVE, nobody_else, said, somebody_else, stand, take, wait_for

_NAMED = 5
"""Rows that a refusal names one by one."""


@transaction.atomic
def check_batch(*, by: Actor, batch: int) -> DraftStep:
    """Say that the figures agree with their sources. Refused as `check`."""
    one = _waiting(batch, by, State.DRAFT)
    somebody_else(one, by)
    return take(one, State.CHECKED, by=by)


@transaction.atomic
def approve_batch(*, by: Actor, batch: int) -> DraftStep:
    """Let a checked batch count: all its figures are recorded in this same transaction, or none.

    Refused as `approve`, and where recording any row is refused: the refusal names the rows.
    """
    one = _waiting(batch, by, State.CHECKED)
    somebody_else(one, by)
    return _stored(one, by=by)


@transaction.atomic
def check_and_approve_batch(*, by: Actor, batch: int) -> DraftStep:
    """Both steps by one person. Refused as either."""
    check_batch(by=by, batch=batch)
    return approve_batch(by=by, batch=batch)


@transaction.atomic
def approve_batch_alone(*, by: Actor, batch: int, reason: str) -> DraftStep:
    """Let one's own batch count, because nobody else may approve it. Refused as `approve_alone`."""
    one = _waiting(batch, by, *WAITING)
    nobody_else(one, by)
    return _stored(one, by=by, is_alone=True, reason=said(reason))


@transaction.atomic
def hand_back_batch(*, by: Actor, batch: int, reason: str) -> DraftStep:
    """Return a batch to who brought it, with what should be different. Refused as `hand_back`."""
    one = _waiting(batch, by, *WAITING)
    somebody_else(one, by)
    return take(one, State.RETURNED, by=by, reason=said(reason))


@transaction.atomic
def withdraw_batch(*, by: Actor, batch: int, reason: str) -> DraftStep:
    """Take a batch out of the way; it stays readable. Refused as `withdraw`."""
    one = locked_batch(batch)
    stand(one, *OPEN)
    for about in abouts(one):
        require(by, "evidence.record" if is_own(one, by) else APPROVE, about)
    return take(one, State.WITHDRAWN, by=by, reason=said(reason))


def _waiting(number: int, by: Actor, *states: State) -> Batch:
    one = locked_batch(number)
    wait_for(one, by, *states)
    return one


def _stored(one: Batch, *, by: Actor, is_alone: bool = False, reason: str = "") -> DraftStep:
    step = take(one, State.APPROVED, by=by, is_alone=is_alone, reason=reason)
    rows, entries = [], []
    for draft in DraftFigure.objects.left_in(one).order_by("pk").iterator(chunk_size=1000):
        rows.append(draft.row)
        entries.append(entry_of(draft))
    if not entries:
        raise Refused(
            _("There is no figure left in this batch."),
            why=_("Every row was taken out of it."),
            mend=_("Withdraw the batch."),
        )
    look = Look(by, entries)
    if stale := look.refusals():
        raise _refused({rows[place] or 0: error for place, error in stale.items()})
    write(look)
    return step


def _refused(stale: dict[int, HcatError]) -> HcatError:
    """Which rows cannot be recorded any more, and why the first of them cannot."""
    number, first = next(iter(stale.items()))
    named = ", ".join(str(row) for row in list(stale)[:_NAMED])
    return type(first)(
        ngettext(
            "Row %(rows)s cannot be recorded as it is.",
            "%(count)d rows cannot be recorded as they are: %(rows)s.",
            len(stale),
        )
        % {"count": len(stale), "rows": named + (" …" if len(stale) > _NAMED else "")},
        why=_("Row %(number)d: %(what)s") % {"number": number, "what": f"{first.what} {first.why}"},
        mend=_("Nothing was stored. Take these rows out, or return the batch."),
    )
