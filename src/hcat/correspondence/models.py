# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal links, and every mail the programme sends."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


class PersonalLink(models.Model):
    """A key in a mail that lets one person do one thing without signing in.

    Only a fingerprint of the secret part is kept: whoever reads the database cannot use a link.

    Personal data: that this person was given access to this subject, and when it was last used.
    Purpose: access without an account. Kept: a year after it expired or was revoked.
    """

    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=80)
    """What it allows, as an action: ``agenda.update_initiative``."""
    subject = models.CharField(max_length=120)
    """On what: ``initiative:initiative-27``."""
    selector = models.CharField(max_length=24, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=200, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    times_used = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="link_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(scope="") & ~Q(subject=""), name="link_is_about_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} on {self.subject} for {self.person_id}"

    def is_open(self, at: datetime | None = None) -> bool:
        return self.revoked_at is None and self.expires_at > (at or now())


def new_message_id() -> str:
    """The name of a mail for good: the same at every attempt, so that a receiver can tell."""
    return f"{secrets.token_hex(16)}@hcat"


class OutboxMessage(models.Model):
    """A mail, from the moment it was asked for until it left. Sent once.

    Personal data: the address, the subject and the text of a mail to a person. Purpose: sending
    it, and being able to say what was sent. Kept: the text until it has left, because it may hold
    a personal link, or 14 days after it could not be handed over; subject and address 90 days
    after that; that a mail of this kind left, two years, for the contact budget.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNCERTAIN = "uncertain"
        CANCELLED = "cancelled"

    dedupe_key = models.CharField(max_length=200, unique=True)
    """What makes it this mail and no other: asking twice with one key sends once."""
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    is_transactional = models.BooleanField()
    """An answer to what the person did; outside the contact budget."""
    consent = models.CharField(max_length=80, blank=True)
    """The purpose for which consent must still stand when it leaves."""
    to_address = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    """Headers beside the usual ones, such as how to end a newsletter with one click."""
    message_id = models.CharField(max_length=100, unique=True, default=new_message_id)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(default=now)
    deferred_reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    is_repeatable = models.BooleanField(default=False)
    """Whether what it was handed to takes the same mail twice as once (files do, SMTP does not)."""
    left_at = models.DateTimeField(null=True, blank=True)
    """When handing it over was begun; empty while it waits."""
    last_error = models.CharField(max_length=500, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(fields=["state", "not_before"]),
            models.Index(fields=["person", "is_transactional", "left_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["queued", "sending", "sent", "failed", "uncertain", "cancelled"]
                ),
                name="message_state_known",
            ),
            models.CheckConstraint(
                condition=(Q(state="sending") & ~Q(claim="") & Q(claimed_at__isnull=False))
                | ~Q(state="sending"),
                name="message_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent", "uncertain"]) | Q(left_at__isnull=False),
                name="message_that_left_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "uncertain", "cancelled"]) | ~Q(last_error=""),
                name="message_that_stopped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state} {self.dedupe_key}"

    @property
    def waits_for_budget(self) -> bool:
        """Whether its reader was written to often enough; see `waits_for_budget` of the queries."""
        waits = self.state == self.State.QUEUED and self.not_before > now()
        return waits and not self.is_transactional and bool(self.deferred_reason)
