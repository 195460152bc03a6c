# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who entered an advert by hand, and when they last said that it is open."""

from __future__ import annotations

from django.db import models

from hcat.foundation.api import now

from .vacancies import Advert


class Entry(models.Model):
    """What is known of an advert that no site shows: the word of whoever entered it.

    Personal data: that this person entered this vacancy. Purpose: asking them whether it is still
    open. Kept: a year after it closed, or until the person asks for erasure.
    """

    advert = models.OneToOneField(Advert, on_delete=models.CASCADE, related_name="entry")
    person = models.ForeignKey(
        "parties.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who is asked before it ends; nobody where whoever entered it has no mail address."""
    said_at = models.DateTimeField(default=now)
    """When somebody last said that it is open: that is when it was last checked."""
    told_of = models.DateField(null=True, blank=True)
    """The last day about which a mail left."""

    class Meta:
        indexes = [models.Index(fields=["person"])]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.advert_id} {self.said_at:%Y-%m-%d}"
