# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may speak for an initiative, and who may look at what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import standing_in
from hcat.correspondence.api import OpenedLink, no_such_link
from hcat.foundation.api import Actor, Refused
from hcat.owners.mails import SCOPE
from hcat.owners.models import SheetUpdate
from hcat.owners.queries import people_of, sheet_of
from hcat.parties.api import person_of, require


@dataclass(frozen=True, slots=True)
class Owner:
    """Someone who may fill in the sheet of one initiative, by a link or by an account."""

    initiative: str
    person_id: int | None
    by: Actor


def owner_by_link(opened: OpenedLink) -> Owner:
    """The bearer of a link, for the initiative that the link is about and for no other.

    Refused as any link that does not work: for another scope or subject, and once the person is
    no owner or contact of the initiative any more.
    """
    kind, _sep, key = opened.subject.partition(":")
    if opened.scope != SCOPE or kind != "initiative":
        raise no_such_link()
    if not any(one.pk == opened.person_id for one in people_of(key)):
        raise no_such_link()
    return Owner(key, opened.person_id, opened.actor)


def owner_by_account(user: Any, initiative: str) -> Owner:
    """Someone signed in who may bring this sheet up to date; NotAllowed for others."""
    actor = Actor.of(user)
    require(actor, "agenda.update_initiative", subject_of(initiative))
    person = person_of(user)
    return Owner(initiative, person.pk if person else None, actor)


def subject_of(initiative: str) -> list[str]:
    return standing_in(sheet_of(initiative).sheet)


def locked(number: int) -> SheetUpdate:
    """An update, held until the transaction ends."""
    return SheetUpdate.objects.select_for_update().get(pk=number)


def refuse_other_edition(update: SheetUpdate, edition: int) -> None:
    """Nobody decides about answers that he did not see."""
    if update.edition != edition:
        raise Refused(
            _("Somebody changed the answers in the meantime."),
            why=_("What you saw is no longer what would be taken over."),
            mend=_("Look at what stands there now, and decide again."),
        )
