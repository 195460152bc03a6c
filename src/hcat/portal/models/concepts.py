# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Occupations and skills of ESCO, as its packages name them."""

from __future__ import annotations

from django.db import models


class Concept(models.Model):
    """One occupation or skill.

    Personal data: none.
    """

    class Kind(models.TextChoices):
        OCCUPATION = "occupation"
        SKILL = "skill"

    uri = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    isco = models.CharField(max_length=4, blank=True)
    """The unit group of an occupation (ISCO-08), as the newest package read says."""
    modified = models.CharField(max_length=40, blank=True)
    """When its publisher last changed it: of two packages the newer one says the group."""

    def __str__(self) -> str:
        return self.uri


class ConceptName(models.Model):
    """What a concept is called in one language; several names, one of them preferred.

    Personal data: none.
    """

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=2)
    text = models.CharField(max_length=300)
    is_preferred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language", "text"], name="concept_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class NeededSkill(models.Model):
    """A skill that an occupation needs, or may have use for.

    Personal data: none.
    """

    occupation = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="needs")
    skill = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="needed_by")
    is_essential = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occupation", "skill"], name="needed_skill_once"),
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.skill_id}"
