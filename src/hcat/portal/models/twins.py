# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people said is not the same vacancy."""

from __future__ import annotations

from django.db import models

from hcat.foundation.api import now

from .sources import Source


class Apart(models.Model):
    """Two postings that are two vacancies, whatever they look like: they are never joined again.

    By source and the source's own name, since an advert that returns is another row. The one with
    the lower source, then the lower key, stands first.

    Personal data: none. Who said it stands in the audit.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    other_source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    other_key = models.CharField(max_length=300)
    said_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key", "other_source", "other_key"], name="apart_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.key} / {self.other_source_id} {self.other_key}"
