# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is waiting, what left, and how often someone may still be written to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from hcat.foundation.api import now

from .kinds import BUDGET_MAILS, BUDGET_PERIOD
from .models import OutboxMessage, PersonalLink

State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class Budget:
    """How many mails someone got in the period, and from when one more is possible."""

    spent: int
    allowed: int
    free_from: datetime | None
    """None where there is room now."""

    @property
    def left(self) -> int:
        return max(self.allowed - self.spent, 0)


def budget_of(person_id: int, *, at: datetime | None = None, beside: int | None = None) -> Budget:
    """The contact budget of a person; `beside` leaves one message out. One query.

    Mails count that left, may have left, or are leaving; not those that answer the person.
    """
    return budgets_of([person_id], at=at, beside=beside)[person_id]


def budgets_of(
    person_ids: Collection[int], *, at: datetime | None = None, beside: int | None = None
) -> dict[int, Budget]:
    """The contact budget of each of these people. One query."""
    left = OutboxMessage.objects.filter(
        person_id__in=person_ids,
        is_transactional=False,
        state__in=[State.SENDING, State.SENT, State.UNCERTAIN],
        left_at__gt=(at or now()) - BUDGET_PERIOD,
    ).order_by("-left_at")
    moments: dict[int, list[datetime]] = {one: [] for one in person_ids}
    for pk, person_id, left_at in left.values_list("pk", "person_id", "left_at"):
        if pk != beside and left_at is not None:
            moments[person_id].append(left_at)
    return {one: _budget(found) for one, found in moments.items()}


def _budget(moments: list[datetime]) -> Budget:
    """`moments`: when mails left in the period, the latest first."""
    full = len(moments) >= BUDGET_MAILS
    return Budget(
        len(moments), BUDGET_MAILS, moments[BUDGET_MAILS - 1] + BUDGET_PERIOD if full else None
    )


def outbox(
    *, state: str | None = None, kind: str | None = None, person_id: int | None = None
) -> QuerySet[OutboxMessage]:
    """Mails, newest first, with their person. Lazy; one query for a page."""
    rows = OutboxMessage.objects.select_related("person")
    given = {"state": state, "kind": kind, "person_id": person_id}
    return rows.filter(**{name: value for name, value in given.items() if value is not None})


def mail_with_id(message_id: str) -> OutboxMessage | None:
    """The mail that left under this Message-ID, with or without its brackets."""
    return OutboxMessage.objects.filter(message_id=message_id.strip().strip("<>")).first()


def refused_addresses(*kinds: str) -> QuerySet[OutboxMessage]:
    """Mails of these kinds of which the mail server said that the address cannot be written to,
    for good. Not those that were refused for the time being until they were given up, nor those
    of which the sender or the text was refused: that says nothing of the address."""
    return OutboxMessage.objects.filter(
        kind__in=kinds, state=State.FAILED,
        last_error__startswith="SMTPRecipientsRefused", last_error__regex=r": \(5[0-9][0-9], ",
    )  # fmt: skip


def waits_for_budget() -> Q:
    """The mails whose reader was written to often enough. They wait for a day that is to come; one
    that only waits for a mail server is due already, or says nothing."""
    return Q(state=State.QUEUED, is_transactional=False, not_before__gt=now()) & ~Q(
        deferred_reason=""
    )


def outbox_counts() -> dict[str, int]:
    """How many mails per state; every state is there. One query."""
    found = dict(OutboxMessage.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return {str(state): found.get(state, 0) for state in State.values}


def links(
    *, person_id: int | None = None, subject: str | None = None, open_only: bool = False
) -> QuerySet[PersonalLink]:
    """Personal links, newest first. Lazy; one query for a page."""
    rows = PersonalLink.objects.select_related("person")
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    if subject is not None:
        rows = rows.filter(subject=subject)
    if open_only:
        rows = rows.filter(revoked_at__isnull=True, expires_at__gt=now())
    return rows


def export_of_correspondence(person_id: int) -> dict[str, Any]:
    """What this room holds about someone, ready to be written as JSON."""
    return {
        "mails": [
            {
                "kind": mail.kind,
                "to": mail.to_address,
                "subject": mail.subject,
                "text": mail.body,
                "state": mail.state,
                "queued_at": mail.queued_at.isoformat(),
                "left_at": mail.left_at and mail.left_at.isoformat(),
            }
            for mail in outbox(person_id=person_id)
        ],
        "links": [
            {
                "scope": link.scope,
                "subject": link.subject,
                "made_at": link.made_at.isoformat(),
                "expires_at": link.expires_at.isoformat(),
                "revoked_at": link.revoked_at and link.revoked_at.isoformat(),
                "last_used_at": link.last_used_at and link.last_used_at.isoformat(),
                "times_used": link.times_used,
            }
            for link in links(person_id=person_id)
        ],
    }
