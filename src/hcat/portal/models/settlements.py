# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where towns and villages lie, so that vacancies can be sought nearby."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Settlement(models.Model):
    """A town or village, out of a public list of names.

    Personal data: none.
    """

    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    """The name in small letters and without accents."""
    latitude = models.FloatField()
    """Degrees north."""
    longitude = models.FloatField()
    """Degrees east."""

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="settlement_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
