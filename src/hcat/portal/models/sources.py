# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where vacancies come from, and how that went each time."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import now

BY_HAND = "by_hand"
"""The system of what nobody reads: whoever keeps it says so."""
LONGEST_BY_HAND = timedelta(days=92)
"""How far ahead the last day of what was entered by hand may lie."""


class Source(models.Model):
    """One place where one company publishes its vacancies: a recruitment system, a page, a feed.

    Personal data: none.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        PAUSED = "paused"
        """By a person: nothing is asked until it is resumed."""
        ENDED = "ended"
        """For good: it counts no longer, and is read anew from nothing if it is taken up again."""

    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    system = models.CharField(max_length=40)
    """The name of the adapter."""
    employer = models.CharField(max_length=200, blank=True)
    """What the system calls the company."""
    address = models.URLField(max_length=1000, blank=True)
    """Empty of what is entered by hand."""
    token = models.CharField(max_length=500, blank=True)
    """A secret of the employer. Never logged, never exported."""
    language = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    promise_hours = models.PositiveSmallIntegerField(default=48)
    """Nothing of this source is shown as open that was last seen longer ago."""
    added_at = models.DateTimeField(default=now)
    asked_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    """When an answer last came that could be believed: also one that nothing changed."""
    hidden_at = models.DateTimeField(null=True, blank=True)
    """Since when nothing of it is shown as open: its promise passed."""
    again_after = models.DateTimeField(null=True, blank=True)
    """The server asked not to come back before this."""
    doubts = models.PositiveSmallIntegerField(default=0)
    """How many readings in a row could not be believed: each of them closed nothing."""
    doubted_at = models.DateTimeField(null=True, blank=True)
    """The first of those."""
    doubted_because = models.CharField(max_length=500, blank=True)
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "asked_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "address"], name="source_once_per_company"
            ),
            models.CheckConstraint(
                condition=Q(doubts=0) | ~Q(doubted_because=""), name="source_doubt_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["active", "paused", "ended"]), name="source_state_known"
            ),
            models.CheckConstraint(
                condition=Q(promise_hours__gte=1), name="source_promises_an_hour_at_least"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.address}"

    @property
    def subject(self) -> str:
        return f"source:{self.pk}"

    @property
    def is_by_hand(self) -> bool:
        return self.system == BY_HAND

    @property
    def patience(self) -> timedelta:
        """How long after it was last read it is still known what it shows. What was entered by hand
        stands until its last day; after that, what somebody enters has been over for a day."""
        if self.is_by_hand:
            return LONGEST_BY_HAND + timedelta(days=1)
        return timedelta(hours=self.promise_hours)


class Silence(models.Model):
    """From when until when nobody knew what a source showed: it failed, or was paused, for longer
    than its promise. Written once it is read again, for who asks what was known then.

    Personal data: none.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="silences")
    since = models.DateTimeField(null=True, blank=True)
    """When it had last been read, and believed; nothing: never before."""
    until = models.DateTimeField()

    class Meta:
        ordering = ["source_id", "until", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gt=F("since")),
                name="silence_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.until:%Y-%m-%d}"


class SourceAnswer(models.Model):
    """The mark of the last answer to one of a source's requests: what is asked with it need not be
    sent again. It is written once what the answer said is written.

    Personal data: none.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="answers")
    name = models.CharField(max_length=200)
    request = models.JSONField(default=dict)
    """What was asked: address, body and what for. Never the token."""
    gave = models.JSONField(default=list)
    """Keys of the postings in the answer: seen again when the answer is the same."""
    further = models.JSONField(default=list)
    """What the answer led to, as `request`: asked again when the answer is the same."""
    total = models.PositiveIntegerField(null=True, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "name"], name="answer_once_per_request")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.name}"


class Check(models.Model):
    """How one reading of one source went, where something changed or went wrong.

    Personal data: none.
    """

    class Outcome(models.TextChoices):
        READ = "read"
        UNCHANGED = "unchanged"
        DOUBTED = "doubted"
        """It answered, but nothing or too little could be believed: quarantine."""
        FAILED = "failed"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    why = models.CharField(max_length=500, blank=True)
    seconds = models.FloatField(default=0)
    found = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    """Items that gave no posting: ``[{"where": …, "why": …}]``, the first hundred."""
    lacking = models.JSONField(default=dict)
    """How many postings lacked a field, by field and reason."""

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["source", "-at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["read", "unchanged"]) | ~Q(why=""),
                name="check_that_went_wrong_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.at:%Y-%m-%d %H:%M} {self.outcome}"
