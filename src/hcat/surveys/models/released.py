# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a wave, as they may be shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now

from .surveys import Wave


class Release(models.Model):
    """The figures of a closed wave were worked out, once: nothing is worked out again after it.

    Personal data: none.
    """

    wave = models.OneToOneField(Wave, on_delete=models.PROTECT, related_name="release")
    released_at = models.DateTimeField(default=now)
    population = models.PositiveIntegerField(null=True)
    """How many there were on the reference day; None where nobody knows, as of an open address."""
    drawn = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    out_of_scope = models.PositiveIntegerField(default=0)
    weighting = models.JSONField(default=dict)
    """How the weights were made: cells, margins, trims, design effect, what was joined."""
    least = models.PositiveSmallIntegerField()
    """The smallest number of answers behind anything that is shown."""
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"release of {self.wave_id}"


class ReleasedFigure(models.Model):
    """One figure of a release: of a concept, a choice of it where it has them, and a group.

    What may not be shown has no value, and a reason. Personal data: none.
    """

    class Statistic(models.TextChoices):
        SHARE = "share"
        MEAN = "mean"
        RANK = "rank"
        """The mean place in a ranking: the lower, the dearer."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="figures")
    concept = models.CharField(max_length=60)
    choice = models.CharField(max_length=60, blank=True)
    dimension = models.CharField(max_length=20, blank=True)
    """``size``, ``sector``, ``municipality``; empty is all together."""
    group = models.CharField(max_length=20, blank=True)
    statistic = models.CharField(max_length=6, choices=Statistic.choices)
    value = models.FloatField(null=True)
    """A share from 0 to 1; a mean in the unit of its question."""
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    """The 95% interval, as for the population of the reference day (with its correction)."""
    low_ongoing = models.FloatField(null=True)
    high_ongoing = models.FloatField(null=True)
    """The same without the correction: as for companies such as these, next year's included."""
    se = models.FloatField(null=True)
    n = models.PositiveIntegerField(null=True)
    """Answers that count; None where that may not be shown."""
    yes = models.PositiveIntegerField(null=True)
    population = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=60, blank=True)
    hidden = models.CharField(max_length=20, blank=True)
    """Why nothing is shown: ``too_few``, ``protects``, ``nobody``, ``not_asked``, …"""

    class Meta:
        ordering = ["release_id", "concept", "dimension", "group", "id"]
        indexes = [models.Index(fields=["release", "concept"])]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "concept", "choice", "dimension", "group", "statistic"],
                name="released_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(hidden="", value__isnull=False)
                | (
                    ~Q(hidden="")
                    & Q(value__isnull=True, low__isnull=True, high__isnull=True, se__isnull=True)
                    & Q(low_ongoing__isnull=True, high_ongoing__isnull=True, yes__isnull=True)
                ),
                name="released_figure_is_shown_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.choice} {self.dimension} {self.group}".strip()
