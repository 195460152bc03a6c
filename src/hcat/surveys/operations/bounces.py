# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that do not exist: what the mail server said at once, and mails that come back.

A mail that comes back is a delivery status notification (RFC 3464). It is believed only where it
names the Message-ID of a mail of ours: that is random, and known to nobody but who got the mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.parser import HeaderParser
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import mail_with_id, refused_addresses
from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.surveys.mail_names import prefix_of, unit_of
from hcat.surveys.models import Invitation, Outcome

from .inviting import KINDS, REMINDER, link_subject, mail_name
from .rules import SYSTEM, State, share_wave

LARGEST = 5 * 1024 * 1024
"""Of a mail that came back, in bytes; they hold our mail of some kilobytes."""


def hear_of_bounces(wave_id: int) -> int:
    """Invitations whose address the mail server refused for good. Returns how many are new."""
    mails = refused_addresses(*KINDS).filter(dedupe_key__startswith=prefix_of(wave_id))
    found = list(mails.order_by("pk").values_list("dedupe_key", "to_address"))
    how = "the mail server refused the address"
    return sum(_bounced(key, address, how) for key, address in found)


@transaction.atomic
def take_in_bounce(*, by: Actor, raw: bytes) -> str:
    """A mail that came back. Returns what it came to: ``bounced``, ``noted before``, or
    ``no failure`` for one that only tells of a delay.

    Refused for what is no such report, and for one of a mail that we did not send.
    """
    require(by, "surveys.run")
    if len(raw) > LARGEST:
        raise Refused(_("This mail is too large."), mend=_("Give the mail that came back."))
    mail = message_from_bytes(raw)
    report = _report_of(mail)
    if report is None:
        raise Refused(
            _("This is no report about a mail that could not be delivered."),
            mend=_("Give the whole mail that came back, with its parts."),
        )
    sent = mail_with_id(_original_id(mail))
    if sent is None or sent.kind not in KINDS:
        raise Refused(
            _("This report is not about an invitation of a survey."),
            why=_("It does not name a mail that we sent."),
            mend=_("Look up the reader, and note the outcome by hand."),
        )
    if not _failed_for_good(report):
        return "no failure"
    changed = _bounced(sent.dedupe_key, sent.to_address, "the mail came back")
    return "bounced" if changed else "noted before"


@transaction.atomic
def _bounced(dedupe_key: str, address: str, how: str) -> bool:
    """False where it was known, where somebody answered all the same, where it was asked anew
    since, and where the mail went to another contact or address than is written to now. Of a mail
    so old that its address was erased, the name alone tells."""
    invited = Invitation.objects.filter(unit_id=unit_of(dedupe_key), outcome=Outcome.INVITED)
    wave_id = invited.values_list("wave_id", flat=True).first()
    if wave_id is None:
        return False
    share_wave(wave_id)
    row = invited.select_for_update(of=("self",)).select_related("person", "wave").first()
    if row is None or row.wave.state not in (State.OPEN, State.CLOSED):
        return False
    what = dedupe_key.split(":")[2]
    if mail_name(row, what) != dedupe_key:
        return False
    if address and row.person is not None and row.person.mail.lower() != address.lower():
        return False
    row.outcome, row.outcome_at = Outcome.BOUNCED, now()
    row.save(update_fields=["outcome", "outcome_at"])
    record(by=SYSTEM, action="surveys.bounced", subject=link_subject(row.unit_id), how=how,
           reminder=what.startswith(REMINDER.name[7:]))  # fmt: skip
    return True


def _report_of(mail: Message) -> Message | None:
    return next((p for p in mail.walk() if p.get_content_type() == "message/delivery-status"), None)


def _failed_for_good(report: Message) -> bool:
    """Whether it says of a reader: Action failed, Status 5.x.x."""
    blocks: list[Any] = report.get_payload() if report.is_multipart() else []  # type: ignore[assignment]
    return any(
        str(block.get("Action", "")).strip().lower() == "failed"
        and re.match(r"\s*5\.", str(block.get("Status", ""))) is not None
        for block in blocks
    )


def _original_id(mail: Message) -> str:
    """The Message-ID of our mail, in what the report gives back of it."""
    return next((found for found in _ids(mail) if found), "")


def _ids(mail: Message) -> Iterator[str]:
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield str(inner[0].get("Message-ID", ""))
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            raw = part.get_payload(decode=True)
            text = (
                raw.decode("utf-8", "replace")
                if isinstance(raw, bytes)
                else str(part.get_payload())
            )
            yield str(HeaderParser().parsestr(text).get("Message-ID", ""))
