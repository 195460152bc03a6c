# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the municipalities of the region lie, as far as a map on a page needs it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


class Outline(models.Model):
    """The simplified outline of one municipality, out of a public file.

    Personal data: none.
    """

    code = models.CharField(max_length=6, unique=True)
    rings = models.JSONField()
    """Lists of points [x, y]: degrees east and north, or metres in the plane of the file. Which
    ring lies within which is told by drawing them even-odd."""
    source = models.CharField(max_length=300)
    """The name of the file."""
    taken_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^GM[0-9]{4}$"), name="outline_code"),
        ]

    def __str__(self) -> str:
        return self.code
