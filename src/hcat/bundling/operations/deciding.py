# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accepting a proposal, which carries it out, or rejecting it, which is remembered."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.agenda.api import decide, item, merge, regroup, revise, stop, widen
from hcat.bundling.catching_up import caught_up, reads
from hcat.bundling.effects import effects_of
from hcat.bundling.explaining import name_of
from hcat.bundling.models import ByKey, Proposal, ProposalKind, ProposalState
from hcat.bundling.words_for_people import KINDS
from hcat.correspondence.api import revoke_links
from hcat.foundation.api import Actor, Refused, record, today
from hcat.parties.api import require

from .proposing import open_proposal, owner_of

COMMENT_LINK = "bundling.comment"


@transaction.atomic
def accept(
    *,
    by: Actor,
    proposal: int,
    edition: int,
    on: date,
    why: str,
    decision: str | None = None,
    is_seen: bool = False,
) -> Proposal:
    """Carries the proposal out in the agenda, dated, with its reason and the decision behind it:
    that of this key or, without one, a decision that is recorded with it.

    Refused when a sheet changed since the proposal was made, unless the change was seen.
    """
    found = open_proposal(proposal, edition=edition)
    require(by, "bundling.judge")
    if changed := changed_since(found):
        names = ", ".join(name_of(key) for key in changed)
        if not is_seen:
            raise Refused(
                _("These sheets changed since the proposal was made: %(names)s.")
                % {"names": names},
                mend=_("Read them, and say that you have seen the change."),
            )
    if not why.strip():
        raise Refused(_("A decision needs a reason."), mend=_("Say why it is accepted."))
    _refuse_other_days(found, on)
    _catch_up(found)
    found.stood, found.told = _stands(found), asdict(effects_of(found))
    decision = decision or decide(by=by, taken_on=on, title=_title(found), text=why).key
    _carry_out(by, found, on, f"{found.reason} {why.strip()}", decision)
    _settle(by, found, ProposalState.ACCEPTED, on, why, decision)
    return found


@transaction.atomic
def reject(*, by: Actor, proposal: int, edition: int, on: date, why: str) -> Proposal:
    """Leaves everything as it is. The same is not proposed again until a sheet changes."""
    found = open_proposal(proposal, edition=edition)
    require(by, "bundling.judge")
    if not why.strip():
        raise Refused(_("A decision needs a reason."), mend=_("Say why it is rejected."))
    _refuse_other_days(found, on)
    found.stood, found.told = _stands(found), asdict(effects_of(found))
    found.sheets = {key: item("initiative", key).version_id for key in found.members}
    _settle(by, found, ProposalState.REJECTED, on, why, None)
    return found


def changed_since(found: Proposal) -> list[str]:
    """The members whose sheet is another one than the proposal was made on."""
    return [
        key for key in found.members if item("initiative", key).version_id != found.sheets.get(key)
    ]


def _title(found: Proposal) -> str:
    """In the first language of the agenda, whoever decides."""
    with override(settings.LANGUAGE_CODE):
        names = ", ".join(name_of(key) for key in found.members)
        return Truncator(capfirst(f"{KINDS[found.kind]}: {names}")).chars(300)


def _stands(found: Proposal) -> ByKey:
    """How what would change in the sheets reads now."""
    return {key: reads(key, changes) for key, changes in found.fields.items()}


def _catch_up(found: Proposal) -> None:
    """What was written into the sheets of the heirs since stays there."""
    caught = {key: caught_up(found, key) for key in found.fields}
    if torn := [name_of(key) for key, one in caught.items() if one.torn]:
        raise Refused(
            _("What the proposal changes in the sheet of %(names)s was changed there since.")
            % {"names": ", ".join(torn)},
            why=_("Either would undo the other."),
            mend=_("Change the proposal: it says what it becomes as the sheet reads now."),
        )
    found.fields = {key: one.fields for key, one in caught.items()}


def _refuse_other_days(found: Proposal, on: date) -> None:
    """A proposal that was not made yet cannot be decided on, and what changes later than today
    locks a sheet until then."""
    made = localdate(found.made_at)
    if on > today():
        raise Refused(
            _("A decision of %(day)s has not been taken.")
            % {"day": date_format(on, "DATE_FORMAT")},
            mend=_("Give the day on which it was taken. %(agenda)s") % {"agenda": _other_days()},
        )
    if on < made:
        raise Refused(
            _("The proposal was made on %(made)s, after %(day)s.")
            % {"made": date_format(made, "DATE_FORMAT"), "day": date_format(on, "DATE_FORMAT")},
            mend=_("Give a day from then to today. %(agenda)s") % {"agenda": _other_days()},
        )


def _other_days() -> str:
    return _("Where the agenda changed on another day, edit the initiatives in the register.")


def _carry_out(by: Actor, found: Proposal, on: date, reason: str, decision: str | None) -> None:
    said: dict[str, Any] = {"by": by, "on": on, "reason": reason, "decision": decision}
    others = [key for key in found.members if key != found.heir]
    match found.kind:
        case ProposalKind.MERGE:
            merge(
                kind="initiative", sources=found.members, into=found.heir,
                fields=found.fields.get(found.heir, {}), **said,
            )  # fmt: skip
        case ProposalKind.WIDEN:
            _widen(found.heir, found.fields.get(found.heir, {}), said)
        case ProposalKind.HAND_OVER:
            owner = owner_of(found.heir)
            for key in others:
                _hand_over(key, owner, said)
        case ProposalKind.REGROUP:
            regroup(
                kind="initiative", sources=found.ending,
                heirs={key: found.fields.get(key, {}) for key in found.heirs}, **said,
            )  # fmt: skip
        case _:
            for key in found.members:
                stop(kind="initiative", key=key, **said)


def _widen(heir: str, fields: dict[str, Any], said: dict[str, Any]) -> None:
    """Its lists grow as a widening; texts that change with them are a revision of the same day."""
    stands = item("initiative", heir).sheet.model_dump(mode="json")
    lists = {name: value for name, value in fields.items() if isinstance(stands[name], list)}
    texts = {name: value for name, value in fields.items() if name not in lists}
    if not fields:
        raise Refused(
            _("Nothing would change."), mend=_("Say in the proposal what it covers as well.")
        )
    if lists:
        widen(kind="initiative", key=heir, add=lists, **said)
    if texts:
        revise(kind="initiative", key=heir, fields=texts, **said)


def _hand_over(key: str, owner: str, said: dict[str, Any]) -> None:
    """To another owner; the owner until now stays as a partner."""
    sheet = item("initiative", key).sheet
    partners = [one for one in sheet.partners if one != owner]
    if sheet.owner and sheet.owner not in (owner, *partners):
        partners.append(sheet.owner)
    if owner != sheet.owner:
        revise(
            kind="initiative", key=key, fields={"owner": owner, "partners": partners}, **said
        )  # fmt: skip


def _settle(
    by: Actor, found: Proposal, state: str, on: date, why: str, decision: str | None
) -> None:
    found.state, found.decided_on, found.decided_why = state, on, why.strip()
    found.decided_by, found.decided_by_user = by.name, by.user_id
    found.decision = decision or ""
    found.edition += 1
    found.save()
    for comment in found.comments.exclude(person=None):
        revoke_links(
            by=by, scope=COMMENT_LINK, subject=f"comment:{comment.pk}",
            reason="the proposal was decided",
        )  # fmt: skip
    record(by=by, action=f"bundling.{state}", subject=f"proposal:{found.pk}")
