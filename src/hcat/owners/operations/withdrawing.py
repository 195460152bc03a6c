# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking no more: a contact who left, links that are withdrawn, mails that have not left yet."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import MailKind, cancel, links, outbox, revoke_links
from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.owners.mails import ASK, ASK_BACK, NEW_LINK, SCOPE, ask_by_mail
from hcat.owners.models import Asked, Contact
from hcat.owners.queries import heirs_now, sheet_of, standing_asked
from hcat.parties.api import require

from .rights import subject_of

_SELECTOR = re.compile(r"/link/sheet/([^\s.]+)\.")


@transaction.atomic
def end_contact(*, by: Actor, contact: int, reason: str) -> None:
    """This person is no contact any more: no question waits, and no link works."""
    found = Contact.objects.select_for_update().filter(pk=contact, ended_at__isnull=True).first()
    if found is None:
        raise Refused(
            _("This person is no contact any more."), mend=_("Look at the list of contacts.")
        )
    for key in (found.initiative, *heirs_now(found.initiative)):
        withdraw_links(by=by, initiative=key, person_id=found.person_id, reason=reason)
    found.ended_at = now()
    found.save(update_fields=["ended_at"])
    record(
        by=by, action="owners.end_contact", subject=f"initiative:{found.initiative}",
        contact=found.pk, reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def withdraw_links(*, by: Actor, initiative: str, person_id: int, reason: str) -> int:
    """End the open links of one person to one sheet, and stop asking. Returns how many."""
    require(by, "owners.ask", subject_of(initiative))
    ended = revoke_links(
        by=Actor.system("owners"), reason=reason, person_id=person_id, scope=SCOPE,
        subject=f"initiative:{initiative}",
    )  # fmt: skip
    ask_no_more(
        initiative=initiative, people=[person_id], reason=reason, kinds=(ASK, ASK_BACK, NEW_LINK)
    )
    record(
        by=by, action="owners.withdraw_links", subject=f"initiative:{initiative}", ended=ended,
        reason=reason.strip(),
    )  # fmt: skip
    return ended


def ask_no_more(
    *, initiative: str, people: Collection[int], reason: str,
    kinds: Collection[MailKind] = (ASK, ASK_BACK),
) -> None:  # fmt: skip
    """End what these people were asked about one sheet, and take back the mails that wait.

    A mail about several sheets is written anew about the others.
    """
    rows = standing_asked([initiative]).filter(person_id__in=people)
    rows.update(over_on=today(), over_as=Asked.Over.WITHDRAWN)
    for person_id in people:
        for mail in outbox(state="queued", person_id=person_id).filter(
            kind__in=[one.name for one in kinds]
        ):
            _take_back(mail, f"initiative:{initiative}", reason)


def _take_back(mail: Any, subject: str, reason: str) -> None:
    known = links(person_id=mail.person_id).filter(
        scope=SCOPE, selector__in=_SELECTOR.findall(mail.body)
    )
    about = list(dict.fromkeys(known.order_by("pk").values_list("subject", flat=True)))
    if subject not in about:
        return
    if not cancel(message_id=mail.pk, reason=reason, by=Actor.system("owners")):
        return
    others = [one.partition(":")[2] for one in about if one != subject]
    if others:
        again = standing_asked(others).filter(person_id=mail.person_id, reminders__gt=0).exists()
        ask_by_mail(
            person=mail.person, initiatives=[sheet_of(key) for key in others],
            is_reminder=again, by=Actor.system("owners"),
        )  # fmt: skip
