# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's inputs as they were loaded, and every forecast that was made from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class InputSet(models.Model):
    """The tables of a region as they were on one day, whole. The next are another row.

    Personal data: the name and account number of who loaded them. Purpose: accountability for
    public figures. Kept: as long as the inputs; the name is replaced when the person's data are
    erased.
    """

    region = models.CharField(max_length=80)
    files = models.JSONField()
    """The text of each file, by its name."""
    fingerprint = models.CharField(max_length=64, unique=True)
    """SHA-256 of the files: the same inputs are not kept twice."""
    made_at = models.DateTimeField()
    loaded_at = models.DateTimeField()
    """When somebody last asked for these inputs: what was tried in between no longer counts."""
    made_by = models.CharField(max_length=200)
    made_by_user = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["loaded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.region} {self.made_at:%Y-%m-%d}"


class Forecast(models.Model):
    """A forecast from one set of inputs: the base, or a scenario held against a base.

    Personal data: the name and account number of who made it. Purpose: accountability for public
    figures. Kept: as long as the forecast; the name is replaced when the person's data are erased.
    """

    inputs = models.ForeignKey(InputSet, on_delete=models.PROTECT, related_name="forecasts")
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="scenarios")
    """Of a scenario: the forecast without its levers, drawn with the same chance."""
    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    levers = models.JSONField(default=list)
    """Of a scenario: what is moved, as `levers.Lever` has it."""
    draws = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    figures = models.BinaryField()
    """The arrays of the forecast (`forecasting.packing`)."""
    origins = models.JSONField(default=dict)
    """Where the uncertainty of each slice and year comes from (`forecasting.origins`)."""
    effect = models.JSONField(default=dict)
    """Of a scenario: what each lever does (`forecasting.effects`)."""
    code_version = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    made_by_user = models.BigIntegerField(null=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(base__isnull=True) | ~Q(title=""), name="scenario_has_a_title"
            ),
            models.CheckConstraint(condition=Q(draws__gte=1), name="forecast_was_drawn"),
            models.UniqueConstraint(
                Lower("title"), condition=Q(base__isnull=False), name="one_scenario_of_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.key
