# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was answered, under codes; and what open answers were taken to say."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now

from .surveys import Survey, Wave


class AnswerSheet(models.Model):
    """One unit's answers of one wave, under a code. It names nobody.

    Personal data: answers that can be joined with a person or company as long as its key is kept,
    and whatever people write in open answers. Purpose: the figures of the survey. Kept: as many
    years after the wave closed as the survey says.
    """

    class Channel(models.TextChoices):
        WEB = "web"
        PAPER = "paper"
        TELEPHONE = "telephone"
        IMPORT = "import"

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="sheets")
    code = models.CharField(max_length=24)
    panel = models.CharField(max_length=24, blank=True)
    """The same in all waves. Empty where it is not known, as of an open address, and once the key
    has gone: the key of a later wave has the same."""
    stratum = models.CharField(max_length=60, blank=True)
    size_class = models.CharField(max_length=6, blank=True)
    sector = models.CharField(max_length=6, blank=True)
    municipality = models.CharField(max_length=6, blank=True)
    answers = models.JSONField(default=dict)
    """By name of the question; see `instrument.questionnaire`. Absent is not answered."""
    page = models.CharField(max_length=60, blank=True)
    """The page on which it goes on; empty once everything was answered."""
    revision = models.PositiveIntegerField(default=0)
    """Counts each saving, so that two devices do not overwrite each other unseen."""
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    language = models.CharField(max_length=2, default="nl")
    started_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    completed_at = models.DateTimeField(null=True)
    weight = models.FloatField(null=True)
    """Worked out when the wave is released: how many of the population it stands for."""

    class Meta:
        ordering = ["wave_id", "id"]
        indexes = [models.Index(fields=["wave", "panel"])]
        constraints = [
            models.UniqueConstraint(fields=["wave", "code"], name="sheet_once_per_code"),
            models.UniqueConstraint(
                fields=["wave", "panel"], condition=~Q(panel=""), name="sheet_once_per_panel"
            ),
        ]

    def __str__(self) -> str:
        return f"sheet {self.pk} of {self.wave_id}"


class Code(models.Model):
    """What an open answer can be taken to say: one line of a code book.

    Personal data: none.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="codes")
    concept = models.CharField(max_length=64)
    name = models.SlugField(max_length=40)
    titles = models.JSONField()
    """By language."""
    counts = models.BooleanField(default=False)
    """Whether an answer with this code counts as yes, as "names the thought of the agenda"."""

    class Meta:
        ordering = ["survey_id", "concept", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "concept", "name"], name="code_once_per_concept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept}: {self.name}"


class Coding(models.Model):
    """What one coder took one open answer to say. Two code apart; a third row settles. Where an
    answer changes, its rows go; one without codes stays to say that it is to be coded anew.

    Personal data: who coded, as a number of an account. Purpose: that two people code each answer
    apart. Kept: with the answers; who it was, until that person is erased.
    """

    class Turn(models.TextChoices):
        FIRST = "first"
        SECOND = "second"
        SETTLED = "settled"
        CHANGED = "changed"
        """The answer was changed after it had been coded."""

    sheet = models.ForeignKey(AnswerSheet, on_delete=models.CASCADE, related_name="codings")
    concept = models.CharField(max_length=64)
    turn = models.CharField(max_length=8, choices=Turn.choices)
    codes = models.JSONField()
    """Names of codes; an empty list is: nothing of the code book."""
    coded_at = models.DateTimeField(default=now)
    coded_by_user = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["sheet_id", "concept", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "concept", "turn"], name="coding_once_per_turn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept} of {self.sheet_id}, {self.turn}"
