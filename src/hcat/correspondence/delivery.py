# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing mails over, each one once (docs/adr/0006-a-mail-is-sent-once.md).

queued --claim--> sending --handed over--> sent
                     |---refused for now---> queued (later) ... failed
                     |---refused for good--> failed
                     |---nobody knows------> uncertain: a person decides, never the program

A claim is committed before the mail is handed over, so that a process that dies afterwards leaves
a trace. Whether its mail left cannot be known, unless what it was handed to knows a mail by its
Message-ID: then it is simply handed over again.
"""

from __future__ import annotations

import contextlib
import secrets
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.foundation.api import now
from hcat.parties.api import has_consent, locked_person

from .kinds import CLAIM_LASTS, RETRY_AFTER
from .models import OutboxMessage
from .queries import budget_of

State = OutboxMessage.State


@dataclass(slots=True)
class Delivered:
    """What one round of delivery did."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0
    deferred: int = 0
    cancelled: int = 0

    def add(self, outcome: str) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why handing over did not work, and whether anything may have left."""

    outcome: str
    """``later``, ``failed`` or ``uncertain``."""
    error: str


def deliver_due(
    *,
    limit: int = 500,
    claim_lasts: timedelta = CLAIM_LASTS,
    on_progress: Callable[[int, int], None] | None = None,
) -> Delivered:
    """Hand over what is due, oldest first. Any number of processes may do this at once.

    Leaves no audit event per mail: the rows of the outbox are that account themselves.
    """
    if not has_mail_server():
        return Delivered(deferred=_wait_for_a_server())
    _write_through()
    told = Delivered()
    told.uncertain += _take_up_abandoned(claim_lasts)
    due = list(
        OutboxMessage.objects.filter(state=State.QUEUED, not_before__lte=now())
        .order_by("queued_at", "pk")
        .values_list("pk", flat=True)[:limit]
    )
    for done, pk in enumerate(due, start=1):
        outcome = _deliver(pk)
        if outcome:
            told.add(outcome)
        if on_progress:
            on_progress(done, len(due))
    return told


def has_mail_server() -> bool:
    """Whether mail leaves this machine; otherwise it waits, and codes are written to a folder."""
    return bool(getattr(get_connection(), "reaches_people", True))


def _wait_for_a_server() -> int:
    """Says at each mail that is due why it waits. Returns how many."""
    with translation.override(settings.LANGUAGE_CODE):
        why = _("No mail server is set yet (HCAT_MAIL_URL); this mail leaves once there is one.")
    due = OutboxMessage.objects.filter(state=State.QUEUED, not_before__lte=now())
    due.exclude(deferred_reason=why).update(deferred_reason=why)
    return due.count()


def _deliver(pk: int) -> str | None:
    backend = get_connection()
    message, outcome = _claim(pk, is_repeatable=bool(getattr(backend, "is_idempotent", False)))
    if message is None:
        return outcome
    refusal = _hand_over(message, backend)
    return _conclude(message, refusal)


@transaction.atomic
def _claim(pk: int, *, is_repeatable: bool) -> tuple[OutboxMessage | None, str | None]:
    """Take a mail for this process, unless somebody else did or it may not leave (yet).

    The first statement writes: on SQLite the claim then holds the write lock, on PostgreSQL the
    row. The person is locked as well, so that two processes cannot both spend the last mail of
    one budget.
    """
    moment, token = now(), secrets.token_hex(16)
    mine = OutboxMessage.objects.filter(pk=pk, state=State.QUEUED, not_before__lte=moment)
    if not mine.update(
        state=State.SENDING,
        claim=token,
        claimed_at=moment,
        left_at=moment,
        is_repeatable=is_repeatable,
        attempts=F("attempts") + 1,
        deferred_reason="",
    ):
        return None, None
    message = OutboxMessage.objects.get(pk=pk)
    person = locked_person(message.person_id)
    if person is None or not message.to_address:
        return _cancelled(message, _("Nobody to write to: the data were erased."))
    if message.consent and not has_consent(person, message.consent):
        return _cancelled(
            message, _("No consent (any more) for: %(purpose)s.") % {"purpose": message.consent}
        )
    if not message.is_transactional:
        budget = budget_of(message.person_id, at=moment, beside=pk)
        if budget.free_from is not None:
            message.state, message.claim = State.QUEUED, ""
            message.claimed_at = message.left_at = None
            message.attempts -= 1
            message.not_before = budget.free_from
            message.deferred_reason = _(
                "%(spent)d mails in the past 90 days; at most %(allowed)d are sent to one person."
            ) % {"spent": budget.spent, "allowed": budget.allowed}
            message.save()
            return None, "deferred"
    return message, None


def _cancelled(message: OutboxMessage, why: str) -> tuple[None, str]:
    message.state, message.claim = State.CANCELLED, ""
    message.body, message.headers = "", {}
    message.claimed_at = message.left_at = None
    message.last_error = why
    message.save()
    return None, "cancelled"


def _hand_over(message: OutboxMessage, backend: Any) -> Refusal | None:
    """None when it was taken."""
    try:
        mail = as_mail(message, backend)
        mail.message()
    except (ValueError, UnicodeError) as error:
        return Refusal("failed", _told(error))
    try:
        backend.open()
    except Exception as error:
        return Refusal("later", _told(error))
    try:
        taken = backend.send_messages([mail])
    except Exception as error:
        return _judge(error, message)
    finally:
        with contextlib.suppress(Exception):  # it was taken; how the talk ended does not matter
            backend.close()
    return None if taken else Refusal("later", "the mail server took nothing")


def _judge(error: Exception, message: OutboxMessage) -> Refusal:
    """A mail server that answers "no" has taken nothing; after silence nobody knows."""
    codes: list[int] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        codes = [error.smtp_code]
    elif isinstance(error, smtplib.SMTPNotSupportedError):
        return Refusal("failed", _told(error))
    if codes:
        for_good = all(500 <= code < 600 for code in codes)
        return Refusal("failed" if for_good else "later", _told(error))
    return Refusal("later" if message.is_repeatable else "uncertain", _told(error))


def _conclude(message: OutboxMessage, refusal: Refusal | None) -> str:
    """Write down what became of it, if it is still this process's to say."""
    mine = OutboxMessage.objects.filter(
        pk=message.pk, claim=message.claim, state__in=[State.SENDING, State.UNCERTAIN]
    )
    if refusal is None:
        mine.update(
            state=State.SENT,
            body="",
            headers={},
            claim="",
            claimed_at=None,
            left_at=now(),
            last_error="",
        )
        return "sent"
    done: dict[str, Any] = {"claim": "", "claimed_at": None, "last_error": refusal.error}
    if refusal.outcome == "uncertain":
        mine.update(state=State.UNCERTAIN, **done)
        return "uncertain"
    if refusal.outcome == "later" and message.attempts <= len(RETRY_AFTER):
        wait = RETRY_AFTER[message.attempts - 1]
        mine.update(state=State.QUEUED, not_before=now() + wait, left_at=None, **done)
        return "later"
    mine.update(state=State.FAILED, left_at=None, not_before=now(), **done)
    return "failed"


def _take_up_abandoned(claim_lasts: timedelta) -> int:
    """Mails whose process died while handing over: again where that is safe, otherwise uncertain.

    The claim stays on an uncertain one: a process that was only slow may still say "sent".
    """
    abandoned = OutboxMessage.objects.filter(
        state=State.SENDING, claimed_at__lte=now() - claim_lasts
    )
    abandoned.filter(is_repeatable=True).update(
        state=State.QUEUED, claim="", claimed_at=None, left_at=None
    )
    with translation.override(settings.LANGUAGE_CODE):
        why = _("The process stopped while it handed this mail over.")
    return abandoned.filter(is_repeatable=False).update(state=State.UNCERTAIN, last_error=why)


def as_mail(message: OutboxMessage, backend: Any = None) -> EmailMessage:
    """The mail as it leaves; the same Message-ID at every attempt."""
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to_address],
        headers={
            "Message-ID": f"<{message.message_id}>",
            "Content-Language": message.language,
            **message.headers,
        },
        connection=backend,
    )


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _write_through() -> None:
    """On SQLite, have a claim on the disk before its mail leaves: the usual setting may lose the
    last moment when the power fails, and the mail would leave again."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")
