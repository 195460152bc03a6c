# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proposing what should become of initiatives that overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Initiative, Item, item, standing_in
from hcat.bundling.catching_up import reads
from hcat.bundling.models import Proposal, ProposalKind, ProposalState
from hcat.bundling.queries import alike
from hcat.bundling.taking_over import heirs_fields, regrouped_fields
from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import require

HAS_HEIR = (ProposalKind.MERGE, ProposalKind.WIDEN, ProposalKind.HAND_OVER)


@transaction.atomic
def propose(
    *,
    by: Actor,
    kind: str,
    members: Sequence[str],
    reason: str,
    heir: str = "",
    heirs: Sequence[str] = (),
    fields: Mapping[str, Mapping[str, Any]] | None = None,
    decide_by: date | None = None,
    is_demo: bool = False,
) -> Proposal:
    """A proposal to merge, widen, hand over, regroup, or keep apart outside the umbrella.

    `heir`: the member that leads. Merge: the others end in it. Widen: it takes over what the others
    cover as well, and all go on. Hand over: its owner takes over the others, and all go on.
    Regroup: the others end in `heirs`, two or more of the members. Outside: all members stop under
    the umbrella.
    `fields`: by key, what changes in the sheets of those that take over; without, their lists and
    those of the others added up.
    """
    found = _members(by, members)
    _refuse_strange(kind, found, heir, reason)
    _refuse_strange_heirs(kind, found, heirs)
    keys = [one.key for one in found]
    if (earlier := _same_before(kind, found)) is not None:
        raise Refused(
            _("The same was proposed before and rejected: %(why)s.") % {"why": earlier.decided_why},
            why=_("None of the sheets has changed since."),
            mend=_("Propose something else, or wait until a sheet changes."),
        )
    if Proposal.objects.filter(kind=kind, members=keys, state=ProposalState.DRAFT).exists():
        raise Refused(
            _("This is proposed already, and waits for a decision."),
            mend=_("Decide on that proposal, or change it."),
        )
    if fields is None:
        fields = {}
        if kind in (ProposalKind.MERGE, ProposalKind.WIDEN):
            fields = {heir: heirs_fields(found, heir, others_end=kind == ProposalKind.MERGE)}
        elif kind == ProposalKind.REGROUP:
            fields = regrouped_fields(found, list(dict.fromkeys(heirs)), alike(keys))
    made = Proposal(
        kind=kind, members=keys, heir=heir, heirs=list(dict.fromkeys(heirs)),
        fields={key: dict(changes) for key, changes in fields.items()},
        before={key: reads(key, changes) for key, changes in fields.items()},
        reason=reason.strip(),
        sheets={one.key: one.version_id for one in found}, decide_by=decide_by, made_at=now(),
        made_by=by.name, made_by_user=by.user_id, is_demo=is_demo,
    )  # fmt: skip
    _refuse_strange_fields(fields, made.takers)
    made.save()
    record(by=by, action="bundling.propose", subject=f"proposal:{made.pk}", kind=kind, members=keys)
    return made


@transaction.atomic
def revise_proposal(
    *,
    by: Actor,
    proposal: int,
    edition: int,
    reason: str,
    fields: Mapping[str, Mapping[str, Any]] | None = None,
    decide_by: date | None = None,
    based_on: Mapping[str, int] | None = None,
) -> Proposal:
    """Changes why this is proposed, by when it is decided, and what the heirs in `fields` get.

    `edition`: the one that its author was looking at. `based_on`: likewise the version of each
    sheet that it changes; refused when one changed in between.
    """
    found = open_proposal(proposal, edition=edition)
    _members(by, found.members)
    fields = fields or {}
    _refuse_strange_fields(fields, found.takers)
    if any(item("initiative", key).version_id != seen for key, seen in (based_on or {}).items()):
        raise Refused(
            _("A sheet changed while you were looking at it."),
            why=_("What you typed is still here; what stands now is beside it."),
            mend=_("Look at both, and send yours again where it should hold."),
        )
    if not reason.strip():
        raise Refused(
            _("A proposal needs a reason."), mend=_("Say in one sentence what it solves.")
        )
    found.reason, found.decide_by = reason.strip(), decide_by
    for key, changes in fields.items():
        found.fields[key], found.before[key] = dict(changes), reads(key, changes)
    found.edition += 1
    found.save()
    record(by=by, action="bundling.revise_proposal", subject=f"proposal:{found.pk}")
    return found


def open_proposal(number: int, *, edition: int | None = None) -> Proposal:
    """A proposal that nobody decided on, locked; refused when it is at another edition."""
    found = Proposal.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such proposal."), mend=_("Choose one from the list."))
    if not found.is_open:
        raise Refused(
            _("This proposal was decided already."), mend=_("Make a new one where that is needed.")
        )
    if edition is not None and edition != found.edition:
        raise Refused(
            _("Somebody changed this proposal while you were looking at it."),
            why=_("What you typed is still here; what stands now is beside it."),
            mend=_("Look at both, and send yours again where it should hold."),
        )
    return found


def _members(by: Actor, keys: Sequence[str]) -> list[Item[Initiative]]:
    found = [item("initiative", key) for key in dict.fromkeys(keys)]
    found.sort(key=lambda one: one.sheet.number)
    for one in found:
        require(by, "bundling.judge", standing_in(one.sheet))
        if one.ended_as:
            raise Refused(
                _("%(name)s has ended.") % {"name": one.sheet.name},
                mend=_("Leave it out of the proposal."),
            )
    return found


def _refuse_strange(kind: str, found: list[Item[Initiative]], heir: str, reason: str) -> None:
    if kind not in ProposalKind.values:
        raise Refused(
            _("This is not something that can be proposed."),
            mend=_("Choose merge, widen, hand over, regroup, or outside the umbrella."),
        )
    if not found or (len(found) < 2 and kind in HAS_HEIR):
        raise Refused(
            _("This needs two initiatives or more."), mend=_("Choose the ones that it is about.")
        )
    if kind in HAS_HEIR and heir not in {one.key for one in found}:
        raise Refused(
            _("It is not said which of them leads."), mend=_("Choose one of the initiatives.")
        )
    if kind not in HAS_HEIR and heir:
        raise Refused(_("Here none of them leads."), mend=_("Leave out the one that leads."))
    if kind == ProposalKind.HAND_OVER:
        owner_of(heir)
    if not reason.strip():
        raise Refused(
            _("A proposal needs a reason."), mend=_("Say in one sentence what it solves.")
        )


def owner_of(heir: str) -> str:
    """The owner to whom the others are handed over; refused where its sheet names none."""
    owner: str = item("initiative", heir).sheet.owner
    if not owner:
        raise Refused(
            _("The sheet of the one that leads names no owner."),
            why=_("Handing over is to an owner."),
            mend=_("Fill in its owner first, or choose another one."),
        )
    return owner


def _refuse_strange_heirs(kind: str, found: list[Item[Initiative]], heirs: Sequence[str]) -> None:
    keys = {one.key for one in found}
    if kind != ProposalKind.REGROUP:
        if heirs:
            raise Refused(
                _("Several go on in a regrouping only."), mend=_("Choose to regroup, or name one.")
            )
    elif len(set(heirs)) < 2 or not set(heirs) < keys:
        raise Refused(
            _("It is not said which of them go on, and which end in them."),
            mend=_("Choose two or more that go on, and leave at least one that ends."),
        )


def _refuse_strange_fields(fields: Mapping[str, Any], heirs: Sequence[str]) -> None:
    if not set(fields) <= set(heirs):
        raise Refused(
            _("Only the sheet of one that takes over changes."),
            mend=_("Give fields to one that leads or goes on."),
        )


def _same_before(kind: str, found: list[Item[Initiative]]) -> Proposal | None:
    """What was rejected about the same initiatives as they read today."""
    sheets = {one.key: one.version_id for one in found}
    rejected = Proposal.objects.filter(
        kind=kind, state=ProposalState.REJECTED, members=list(sheets)
    )
    return next((one for one in rejected if one.sheets == sheets), None)
