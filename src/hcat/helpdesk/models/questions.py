# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question, what was said about it both ways, and the files that came with it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hcat.foundation.api import now, today

from .topics import Kind, ReusableText, Topic


class Question(models.Model):
    """A question or an idea that came in at the counter.

    Personal data: name and mail address of who asked, the organisation, what was asked and by
    whom it is answered. Purpose: to answer it, and to let the asker follow it. Kept: two years
    after it was closed (refused as spam: 30 days; held, and never looked at: 90 days); then name,
    address and texts go, and what is counted stays.
    """

    class State(models.TextChoices):
        HELD = "held", pgettext_lazy("question", "held as possible spam")
        REFUSED = "refused", pgettext_lazy("question", "refused as spam")
        NEW = "new", pgettext_lazy("question", "with nobody yet")
        TAKEN = "taken", pgettext_lazy("question", "with somebody")
        ANSWERED = "answered", pgettext_lazy("question", "answered")
        CLOSED = "closed", pgettext_lazy("question", "closed")

    class Helped(models.TextChoices):
        YES = "yes", pgettext_lazy("did it help", "yes")
        PARTLY = "partly", pgettext_lazy("did it help", "partly")
        NO = "no", pgettext_lazy("did it help", "no")

    number = models.CharField(max_length=12, unique=True)
    """As people name it: 2026-0012."""
    kind = models.CharField(max_length=12, choices=Kind.choices)
    is_idea = models.BooleanField(default=False)
    """An idea for an initiative, rather than a question."""
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    call = models.SlugField(max_length=80, blank=True)
    """The call for initiatives that it answers to."""
    came_by = models.CharField(max_length=4, choices=[("form", "form"), ("mail", "mail")])
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=150, blank=True)
    name = models.CharField(max_length=200, blank=True)
    mail = models.EmailField(blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        "parties.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who asked, once it is no longer held."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    held_because = models.CharField(max_length=300, blank=True)
    names = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="named_by"
    )
    """The question that what is held says it belongs to."""
    let_in_at = models.DateTimeField(null=True, blank=True)
    """Since when it counts: at once, or when a person saw that it is no spam."""
    handler = models.ForeignKey(
        "parties.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """With whom it is."""
    asked_at = models.DateTimeField(default=now)
    first_due_on = models.DateField()
    """By when the first answer was to be given: what is promised and counted."""
    due_on = models.DateField(null=True, blank=True)
    """By when an answer is to be given now; nothing once it is answered."""
    reminded_of = models.DateField(null=True, blank=True)
    """The day of `due_on` of which whoever has it was reminded."""
    told_late_of = models.DateField(null=True, blank=True)
    """The day of `due_on` of which the managers were told that it passed."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """Of the first answer."""
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    helped = models.CharField(max_length=6, choices=Helped.choices, blank=True)
    helped_said = models.JSONField(default=list, blank=True)
    """Each time that the asker said so, as ``[moment, helped]``, the first first: what was known
    on a day can be counted again."""
    initiative = models.CharField(max_length=80, blank=True)
    """The key of the initiative that came of it."""
    initiative_looked_at = models.DateTimeField(null=True, blank=True)
    """When somebody saw that the initiative tells nothing of an asker who took the idea back."""
    stays_between_us = models.BooleanField(default=False)
    """Somebody saw that its answer is not worth a page for everybody, however often it is given."""
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    """Of its text: the same text from many addresses is looked at."""
    words = models.TextField(blank=True)
    """What is searched."""
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["mail", "asked_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["held", "refused", "new", "taken", "answered", "closed"]),
                name="question_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="question_closed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False),
                name="question_answered_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["new", "taken"]) | Q(due_on__isnull=False),
                name="question_that_waits_has_a_term",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(held_because=""),
                name="question_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "refused"])
                | Q(person__isnull=False, let_in_at__isnull=False),
                name="question_let_in_has_its_asker",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", mail="", title="", words=""),
                name="question_erased_keeps_no_name",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="question_answered_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        """As audit and links name it."""
        return f"question:{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.NEW, self.State.TAKEN)

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today()

    def in_time(self, on: date) -> bool:
        """Whether a first answer on this day was within the term."""
        return on <= self.first_due_on


class Serial(models.Model):
    """The last number that was given in a year; whoever asks next waits for whoever asks now.

    Personal data: none.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}-{self.last:04d}"


class Message(models.Model):
    """What was said about a question: by the asker, to the asker, or among who answer.

    Personal data: the text, and who wrote it. Purpose: to answer the question. Kept: as the
    question it belongs to.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", _("from the asker")
        ANSWER = "answer", _("to the asker")
        NOTE = "note", _("note, not shown to the asker")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    text = models.TextField(blank=True)
    author = models.CharField(max_length=200, blank=True)
    author_user = models.BigIntegerField(null=True, blank=True)
    """The account of who wrote it at the desk."""
    written_at = models.DateTimeField(default=now)
    mail_id = models.CharField(max_length=250, blank=True)
    """Message-ID of the mail that it came in or left with."""
    began_with = models.ForeignKey(
        ReusableText, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    """The text that an answer began with, however it was changed before it left."""

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail_id"], condition=~Q(mail_id=""), name="message_comes_in_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["asked", "answer", "note"]), name="message_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(began_with__isnull=True) | Q(kind="answer"),
                name="message_only_answers_begin_with_a_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Attachment(models.Model):
    """A file that the asker sent along; its content lies outside the database.

    Personal data: what the file holds. Purpose: to answer the question. Kept: as the question it
    belongs to; its content is removed then.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    kept_as = models.CharField(max_length=32, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
