# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys, the editions of their questionnaires, and their waves."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hcat.foundation.api import now


class Population(models.TextChoices):
    """Of whom a survey wants to know something."""

    COMPANIES = "companies"
    SCHOOLS = "schools"
    PEOPLE = "people"


class Survey(models.Model):
    """A questionnaire that is asked of one population, wave after wave.

    Personal data: none; who is asked stands in the frames of its waves.
    """

    key = models.SlugField(max_length=60, unique=True)
    titles = models.JSONField()
    """By language; Dutch is always there."""
    purposes = models.JSONField()
    """By language: what the answers are used for, as whoever is asked reads it."""
    population = models.CharField(max_length=10, choices=Population.choices)
    high_tech_only = models.BooleanField(default=False)
    """Of the companies only those that count as high-tech on the day of the frame."""
    asks_minors = models.BooleanField(default=False)
    """Then a parent agrees first, and the answers are kept for a shorter time."""
    kept_years = models.PositiveSmallIntegerField()
    """How long after a wave has closed its answers are kept; the key goes a year earlier."""
    is_demo = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(population__in=Population.values), name="survey_population_known"
            ),
            models.CheckConstraint(
                condition=Q(high_tech_only=False) | Q(population="companies"),
                name="survey_high_tech_is_of_companies",
            ),
            models.CheckConstraint(
                condition=Q(asks_minors=False) | Q(population="people"),
                name="survey_minors_are_people",
            ),
            models.CheckConstraint(
                condition=Q(kept_years__range=(1, 10))
                & (Q(asks_minors=False) | Q(kept_years__lte=2)),
                name="survey_has_a_term",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """A questionnaire as it was saved. Never changed: what is changed becomes the next edition.

    Personal data: who saved it, as a number of an account. Purpose: asking about it. Kept: until
    that person is erased.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    questionnaire = models.JSONField()
    """As `Questionnaire.to_json` writes it."""
    fingerprint = models.CharField(max_length=64)
    origin = models.CharField(max_length=200)
    """Such as ``shipped``, the name of a file, or ``browser``."""
    made_at = models.DateTimeField(default=now)
    made_by_user = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["survey_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="edition_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} edition {self.number}"


class Wave(models.Model):
    """One round of field work: a frozen questionnaire, a frame of one day, a draw, and its answers.

    Personal data: none by itself.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        """It is prepared; nobody was asked."""
        OPEN = "open"
        CLOSED = "closed"
        """Nobody can answer any more; nothing is shown yet."""
        RELEASED = "released"
        """Its figures were worked out and are shown; they stay as they are."""
        DROPPED = "dropped"
        """It was called off; nothing of it counts."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="waves")
    key = models.SlugField(max_length=40)
    """Such as ``2026`` or ``2026-autumn``; unique within its survey."""
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="waves")
    reference_day = models.DateField()
    """The day of the frame, and of the figures."""
    opens_on = models.DateField()
    closes_on = models.DateField()
    """The last day on which answers come in."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    draw = models.JSONField(default=dict)
    """How was drawn: ``{"kind": "census"}`` or ``{"kind": "stratified", "sizes": {stratum: n},
    "all_of": [size classes], "seed": number}``. Of a wave that was held elsewhere ``{"kind":
    "imported", "population": {size class: n}}``, under "" how many altogether; empty where nobody
    knows."""
    drawn_at = models.DateTimeField(null=True)
    reminders = models.JSONField(default=list)
    """After how many days who did not answer is reminded, such as ``[7, 14]``."""
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)
    """Why it was closed before its day, or dropped."""
    is_imported = models.BooleanField(default=False)
    """Its answers came from a file of an earlier survey."""
    is_demo = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-reference_day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "key"], name="wave_key_once_per_survey"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open", "closed", "released", "dropped"]),
                name="wave_state_known",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="wave_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"]) | Q(opened_at__isnull=False),
                name="wave_that_opened_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "released"]) | Q(closed_at__isnull=False),
                name="wave_that_closed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(ended_reason=""),
                name="wave_dropped_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.key}"

    @property
    def last_day(self) -> date:
        """On which an answer could come in: the planned one, or that on which it was closed."""
        if self.closed_at is None:
            return self.closes_on
        return min(self.closes_on, timezone.localdate(self.closed_at))


class Break(models.Model):
    """From this wave on a concept is asked otherwise: figures before and after are not compared.

    Personal data: none.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="breaks")
    concept = models.CharField(max_length=64)
    reason = models.TextField()
    """What changed, as readers see it."""
    was_found = models.BooleanField()
    """The comparison of the editions found it; otherwise a person said so."""

    class Meta:
        ordering = ["wave_id", "concept"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "concept"], name="break_once_per_concept"),
            models.CheckConstraint(condition=~Q(reason=""), name="break_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.concept} from {self.wave_id}"


class Claim(models.Model):
    """What a wave is to prove, said before anybody was asked. Those of one wave are one family.

    Personal data: none.
    """

    class Kind(models.TextChoices):
        SHARE_AT_LEAST = "share_at_least"
        MEAN_AT_LEAST = "mean_at_least"
        BETTER = "better"
        """Significantly higher than in the wave `since`."""
        RISING = "rising"
        """In each wave since `since` significantly higher than in the one before."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="claims")
    concept = models.CharField(max_length=64)
    choice = models.CharField(max_length=64, blank=True)
    """Whose share: the name of the choice, where the concept has choices."""
    kind = models.CharField(max_length=20, choices=Kind.choices)
    bound = models.FloatField(null=True)
    """For at least: a share from 0 to 1, or a mean in the unit of the question."""
    since = models.ForeignKey(Wave, null=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["wave_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "concept", "choice", "kind"], name="claim_once_per_wave"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["better", "rising"], since__isnull=False, bound__isnull=True)
                | (
                    Q(kind__in=["share_at_least", "mean_at_least"])
                    & Q(since__isnull=True, bound__isnull=False)
                ),
                name="claim_says_against_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.concept} in {self.wave_id}"
