# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searches of which somebody wants the new vacancies by mail."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


def new_key() -> str:
    return secrets.token_hex(8)


class Alert(models.Model):
    """One search of one person, kept because they asked for it.

    Personal data: whose it is, and what they look for. Purpose: to mail them what is new. Kept:
    until they end it; without a confirmation 30 days.
    """

    class Rhythm(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"

    key = models.CharField(max_length=16, unique=True, default=new_key)
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    filters = models.JSONField(default=dict)
    """As the address of the search has them."""
    rhythm = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.DAILY)
    language = models.CharField(max_length=2, default="nl")
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    looked_until = models.DateTimeField(default=now)
    """What opened until then was told, or was there when it was asked."""

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["confirmed_at", "looked_until"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm__in=["daily", "weekly"]), name="alert_rhythm_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        return f"alert:{self.key}"
