# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom to ask about an initiative, what was asked, and what they say the sheet should be."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Contact(models.Model):
    """Someone whom the programme may ask about an initiative, without a role or an account.

    Personal data: that this person can be asked about this initiative. Purpose: keeping its sheet
    up to date, and telling what was decided on it. Kept: a year after the person was let go as a
    contact.
    """

    initiative = models.CharField(max_length=80, db_index=True)
    """The key of the initiative."""
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["initiative", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(ended_at__isnull=True),
                name="contact_named_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.person_id}"


class Asked(models.Model):
    """One person was asked to bring one sheet up to date; reminders are counted here.

    Personal data: that this person was asked, and when, and what was agreed by telephone. Purpose:
    reminding those who did not answer, and nobody else. Kept: a year after it was over.
    """

    class Over(models.TextChoices):
        ANSWERED = "answered"
        WITHDRAWN = "withdrawn"
        """The programme needs no answer any more, or whom it asked is no contact any more."""
        CALLED = "called"
        """Somebody spoke to the owner instead."""

    initiative = models.CharField(max_length=80, db_index=True)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    last_on = models.DateField()
    """When the last mail about it was asked to be sent."""
    reminders = models.PositiveSmallIntegerField(default=0)
    over_on = models.DateField(null=True, blank=True)
    over_as = models.CharField(max_length=10, choices=Over.choices, blank=True)
    note = models.TextField(blank=True, max_length=500)
    """What was agreed by telephone."""
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(over_on__isnull=True),
                name="asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(over_on__isnull=True, over_as="")
                | Q(over_on__isnull=False, over_as__in=["answered", "withdrawn", "called"]),
                name="asked_over_says_how",
            ),
            models.CheckConstraint(
                condition=Q(over_as="called") | Q(note=""), name="asked_note_of_a_call"
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("asked_on")), name="asked_reminded_after_it_was_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.person_id} on {self.asked_on}"


class SheetUpdate(models.Model):
    """What an owner says a sheet should be: begun, sent in, and accepted or asked back.

    Personal data: who answered. Purpose: knowing whom to ask back. Kept: the answers as long as
    the agenda, for they are about an initiative; who gave them two years after it was over.
    """

    class State(models.TextChoices):
        STARTED = "started"
        SENT = "sent"
        ASKED_BACK = "asked_back"
        ACCEPTED = "accepted"
        WITHDRAWN = "withdrawn"

    initiative = models.CharField(max_length=80, db_index=True)
    person = models.ForeignKey(
        "parties.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who saved an answer last."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    based_on = models.BigIntegerField()
    """The version of the sheet that was shown when it was begun."""
    answers = models.JSONField(default=dict)
    """By the name of a field (``due``, ``yields.nl``): ``{"value": …, "edition": 3}``."""
    edition = models.PositiveIntegerField(default=0)
    """Counts what was saved: each answer says at which count it was."""
    steps = models.JSONField(default=list)
    """The steps that were answered."""
    question = models.TextField(blank=True)
    """What was asked back."""
    asked_about = models.JSONField(default=list)
    """The steps that were asked back about."""
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    sent_on = models.DateField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    """When it was taken over or left."""
    goes_on_at = models.DateTimeField(null=True, blank=True)
    """When the office answered the wish to stop: the initiative goes on."""
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(state__in=["started", "sent", "asked_back"]),
                name="update_one_open_per_initiative",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["started", "sent", "asked_back", "accepted", "withdrawn"]),
                name="update_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "withdrawn"], over_at__isnull=False)
                | (~Q(state__in=["accepted", "withdrawn"]) & Q(over_at__isnull=True)),
                name="update_over_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["started", "withdrawn"]) | Q(sent_on__isnull=False),
                name="update_sent_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked_back") | ~Q(question=""),
                name="update_asked_back_asks_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class StepAnswer(models.Model):
    """Somebody answered one step of an update; several people may share one.

    Personal data: who answered which question. Purpose: asking back whoever knows. Kept: two years
    after the update was over.
    """

    update_of = models.ForeignKey(
        SheetUpdate, on_delete=models.CASCADE, related_name="step_answers"
    )
    step = models.CharField(max_length=20)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["update_of", "step", "person"], name="step_answered_once_by_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.update_of_id}"


class SheetFile(models.Model):
    """A file that an owner sent along, to show what the initiative yields. Staff reads it only.

    Personal data: what the file itself may hold. Purpose: looking at what an owner says. Kept: two
    years after the update it came with was over.
    """

    update_of = models.ForeignKey(SheetUpdate, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=32, unique=True)
    """Its name on the disk."""
    attached_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["update_of", "sha256"], name="sheet_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


OPEN = (SheetUpdate.State.STARTED, SheetUpdate.State.SENT, SheetUpdate.State.ASKED_BACK)
