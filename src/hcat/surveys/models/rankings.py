# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists in which others rank employers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import now


class RankingList(models.Model):
    """A list of attractive employers that somebody publishes: one name, one year.

    Personal data: none.
    """

    name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    publisher = models.CharField(max_length=200)
    address = models.URLField(max_length=500, blank=True)
    length = models.PositiveIntegerField(null=True)
    """How many places it has; None where that is not said."""
    no_places = models.BooleanField(default=False)
    """Somebody looked, and no company of the register is on it."""
    published_on = models.DateField()
    is_demo = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "year"], name="ranking_once_per_year"),
            models.CheckConstraint(
                condition=Q(year__range=(1990, 2100)), name="ranking_year_makes_sense"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Place(models.Model):
    """The place that a company has on a list. Personal data: none."""

    ranking = models.ForeignKey(RankingList, on_delete=models.CASCADE, related_name="places")
    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    """Lists give places such as 51–100; the same as `first` where it is one."""

    class Meta:
        ordering = ["ranking_id", "first", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "organisation"], name="ranking_place_once_per_company"
            ),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__gte=F("first")), name="ranking_place_makes_sense"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.ranking_id}"
