# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for a mail to be sent, and settling one of which nobody knows whether it left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import locked_person, require

from .kinds import HEADERS, MailKind
from .models import OutboxMessage, PersonalLink

State = OutboxMessage.State


@transaction.atomic
def enqueue(
    *,
    person_id: int,
    kind: MailKind,
    subject: str,
    body: str,
    dedupe_key: str,
    by: Actor,
    not_before: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutboxMessage:
    """Put a mail in the outbox, in the transaction of what it tells about: both happen or neither.

    `dedupe_key` says which mail this is (``survey-3:person-abc:invitation``); asking for it again
    gives the one that is already there, whatever became of it. `headers` leave with the mail; only
    those of a mailing list (RFC 2369, RFC 8058) and of a mail that no machine answers (RFC 3834)
    may be given.
    """
    require(by, "correspondence.send")
    standing = OutboxMessage.objects.filter(dedupe_key=dedupe_key).first()
    if standing is not None:
        return standing
    person = locked_person(person_id)
    if person is None or not person.mail:
        raise Refused(
            _("This person cannot be written to."),
            why=_("No mail address is known, or the data were erased."),
            mend=_("Add an address first."),
        )
    if "\n" in subject or "\r" in subject or not subject.strip():
        raise Refused(_("The subject of a mail is one line of text."), mend=_("Shorten it."))
    given = dict(headers or {})
    if any(name not in HEADERS or "\n" in value or "\r" in value for name, value in given.items()):
        raise Refused(
            _("A mail cannot have these headers."),
            mend=_("Give one line each for: %(names)s.") % {"names": ", ".join(HEADERS)},
        )
    message, made = OutboxMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "person_id": person_id,
            "kind": kind.name,
            "is_transactional": kind.is_transactional,
            "consent": kind.consent,
            "to_address": person.mail,
            "language": person.language,
            "subject": subject,
            "body": body,
            "headers": given,
            "not_before": not_before or now(),
        },
    )
    if made:
        record(
            by=by,
            action="correspondence.enqueue",
            subject=f"message:{message.pk}",
            kind=kind.name,
            person=person.key,
        )
    return message


@transaction.atomic
def settle(*, message_id: int, has_left: bool, reason: str, by: Actor) -> OutboxMessage:
    """A person found out what became of an uncertain mail, or wants a failed one tried again.

    `has_left=False` queues it again under the same Message-ID.
    """
    require(by, "correspondence.settle")
    message = OutboxMessage.objects.select_for_update().filter(pk=message_id).first()
    if message is None:
        raise NotFound(
            _("There is no mail %(number)s.") % {"number": message_id},
            mend=_("Look it up in the outbox."),
        )
    if message.state not in (State.UNCERTAIN, State.FAILED):
        raise Refused(
            _("There is nothing to settle about this mail."),
            why=_("Its state is %(state)s.") % {"state": message.state},
            mend=_("Only uncertain and failed mails can be settled."),
        )
    if not reason.strip():
        raise Refused(_("A reason is needed."), mend=_("Say how you found out."))
    if has_left:
        message.state, message.body, message.headers = State.SENT, "", {}
        message.left_at = message.left_at or now()
    else:
        if not message.to_address:
            raise Refused(
                _("This mail no longer has an address."),
                mend=_("Send a new one."),
            )
        if not message.body:
            raise Refused(
                _("This mail no longer has its text."),
                why=_("It is kept for 14 days after a mail could not be handed over."),
                mend=_("Send a new one."),
            )
        message.state, message.left_at = State.QUEUED, None
        message.not_before, message.attempts = now(), 0
    message.claim, message.claimed_at, message.last_error = "", None, ""
    message.save()
    record(
        by=by,
        action="correspondence.settle",
        subject=f"message:{message.pk}",
        has_left=has_left,
        reason=reason,
    )
    return message


@transaction.atomic
def cancel(*, message_id: int, reason: str, by: Actor) -> bool:
    """Take a waiting mail back; False where it is too late."""
    require(by, "correspondence.send")
    ended = OutboxMessage.objects.filter(pk=message_id, state=State.QUEUED).update(
        state=State.CANCELLED, last_error=reason[:500] or "cancelled", body="", headers={}
    )
    if ended:
        record(
            by=by,
            action="correspondence.cancel",
            subject=f"message:{message_id}",
            reason=reason,
        )
    return bool(ended)


@transaction.atomic
def forget_mails(*, about: str, reason: str, by: Actor) -> int:
    """What every mail says whose `dedupe_key` begins so is gone, with its address; what waits no
    longer leaves. That a mail of this kind left stays. Returns how many."""
    require(by, "correspondence.send")
    mails = OutboxMessage.objects.filter(dedupe_key__startswith=about, emptied_at__isnull=True)
    mails.filter(state=State.QUEUED).update(state=State.CANCELLED, last_error=reason[:500])
    emptied = mails.update(to_address="", subject="", body="", headers={}, emptied_at=now())
    if emptied:
        record(
            by=by, action="correspondence.forget_mails", subject=f"messages:{about}",
            reason=reason, emptied=emptied,
        )  # fmt: skip
    return emptied


def erase_from_correspondence(person_id: int) -> None:
    """This room's part of an erasure: nothing waits any more, no link works, no text is left."""
    moment = now()
    PersonalLink.objects.filter(person_id=person_id, revoked_at__isnull=True).update(
        revoked_at=moment, revoked_reason="erasure"
    )
    mine = OutboxMessage.objects.filter(person_id=person_id)
    mine.filter(state=State.QUEUED).update(state=State.CANCELLED, last_error="erasure")
    mine.update(to_address="", subject="", body="", headers={}, emptied_at=moment)
