# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newsletter: its issues, what they lead to, and how often that was followed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.sharing.texts import Spoken


class Issue(Spoken, models.Model):
    """One issue of the newsletter, from its draft until everybody got it.

    Personal data: none; to whom it went stands in the outbox.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SENDING = "sending"
        SENT = "sent"

    key = models.SlugField(max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    texts = models.JSONField(default=dict)
    """By language: title, opening."""
    since = models.DateTimeField()
    """It tells what is new since then."""
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    gathered_at = models.DateTimeField()
    """When it was last filled with what was new: the next one goes on from there."""
    sending_at = models.DateTimeField(null=True)
    """When sending began; from then on everybody may read it."""
    sent_at = models.DateTimeField(null=True)
    reached = models.BigIntegerField(default=0)
    """The number of the last person who was written to: where sending goes on after a stop."""
    mails = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sending", "sent"]), name="issue_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sending_at__isnull=True)
                | Q(state="sending", sending_at__isnull=False)
                | Q(state="sent", sending_at__isnull=False, sent_at__isnull=False),
                name="issue_sent_says_when",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="draft"), name="issue_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class IssueLink(Spoken, models.Model):
    """One item of an issue: what it says, and the page of ours to which it leads.

    Personal data: none.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="links")
    number = models.PositiveIntegerField()
    """Its code in the address that is counted: the same for every reader."""
    place = models.PositiveIntegerField()
    """Its turn in the issue."""
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=120)
    """What it tells of, as ``practice:internships``."""
    texts = models.JSONField(default=dict)
    """By language: title, text."""
    path = models.CharField(max_length=300)
    """An address of this site, without its language."""
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "number"], name="issue_link_number_once"),
            models.UniqueConstraint(fields=["issue", "about"], name="issue_link_about_once"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
                name="issue_link_leads_to_a_page_of_ours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}/{self.number}"


class LinkCount(models.Model):
    """How often a link of an issue was followed on one day.

    Personal data: none: no address, no time of day, nothing of who followed it.
    """

    link = models.ForeignKey(IssueLink, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["link", "day"], name="link_counted_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.link_id} on {self.day}: {self.count}"
