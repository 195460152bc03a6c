# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a vacancy is taken to be about, with the words that led to it; and what people corrected."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hcat.foundation.api import now

from .vacancies import Vacancy


class Aspect(models.TextChoices):
    """One question about a vacancy."""

    LEVEL = "level"  # mbo-3, mbo-4, hbo, wo: as many as it asks for
    FIELD = "field"  # the technical field; "none" where it is not technical
    OCCUPATION = "occupation"
    SKILL = "skill"
    SENIORITY = "seniority"
    HOURS = "hours"  # full_time, part_time
    LANGUAGE = "language"  # asked of whoever applies: nl, en, de
    SPONSOR = "sponsor"  # the employer may bring people from abroad
    REMOTE = "remote"


class Label(models.Model):
    """One answer to one question about one vacancy.

    Made by rules, or by a person: what a person decided is never overwritten by a rule.

    Personal data: none.
    """

    class MadeBy(models.TextChoices):
        RULE = "rule"
        PERSON = "person"

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="labels")
    aspect = models.CharField(max_length=12, choices=Aspect.choices)
    value = models.CharField(max_length=300)
    confidence = models.FloatField()
    """Between 0 and 1; of a person 1."""
    words = models.JSONField(default=list)
    """What stood there, as it stood, that led to it."""
    made_by = models.CharField(max_length=6, choices=MadeBy.choices, default=MadeBy.RULE)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["aspect", "-confidence", "value"]
        indexes = [models.Index(fields=["aspect", "value"])]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "aspect", "value"], name="label_once"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="label_confidence_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.aspect}={self.value}"


class Correction(models.Model):
    """What a person made of an answer of the rules: data to learn from. Append-only.

    Personal data: the account of who corrected. Purpose: accountability. Kept: the account is
    taken out when it is closed, the correction stays.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="corrections")
    aspect = models.CharField(max_length=12, choices=Aspect.choices)
    before = models.JSONField(default=list)
    """Values, with confidence and words, as the rules had them."""
    after = models.JSONField(default=list)
    """Values as the person has them; empty says that none fits."""
    title = models.CharField(max_length=300)
    """Of the advert as it stood: so that what is learnt does not depend on what it became."""
    body = models.TextField(blank=True)
    language = models.CharField(max_length=2, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    corrected_at = models.DateTimeField(default=now)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-corrected_at", "-id"]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.aspect}"
