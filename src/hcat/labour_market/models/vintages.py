# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of publishers' figures: every vintage, never changed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hcat.evidence.api import NeverChanged


class VintageQuerySet(models.QuerySet["Vintage"]):
    def as_known_on(self, day: date) -> VintageQuerySet:
        """Those that had been fetched by the end of that day, in the time of the region."""
        following = datetime.combine(day + timedelta(days=1), time())
        return self.filter(fetched_at__lt=timezone.make_aware(following))


class Vintage(NeverChanged):
    """What a publisher said of one source on one day. The next is another row.

    Personal data: none.
    """

    source = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    """1, 2, 3 … within the source: of two that come at once, one is refused."""
    fetched_at = models.DateTimeField()
    about = models.JSONField()
    """Title, publisher, licence, where it came from, names and size of the files."""
    reader = models.CharField(max_length=80)
    """Name and version of the connector, and a fingerprint of what the source says of the file."""
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    payload_sha256 = models.CharField(max_length=64)
    """Of the bytes as they came."""
    rows_sha256 = models.CharField(max_length=64)
    """Of the figures: the same figures in another file are no news."""
    rows = models.PositiveBigIntegerField()
    series = models.JSONField()
    """Per series its unit, dimensions, number of rows, periods, and how many have no number."""

    objects = VintageQuerySet.as_manager()

    class Meta:
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="vintage_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(rows__gte=1) & ~Q(source=""),
                name="vintage_holds_rows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.number} ({timezone.localdate(self.fetched_at)})"


class Chunk(NeverChanged):
    """Some thousands of figures of one series of a vintage, compressed (`storage`).

    Personal data: none.
    """

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="chunks")
    series = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["vintage", "series", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["vintage", "series", "number"], name="chunk_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vintage_id}/{self.series}/{self.number}"
