# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every room writes: the audit event."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """Who did what to which thing, and when. Append-only.

    Personal data: the name of the actor. Purpose: accountability for changes to public figures.
    Kept: seven years; the name is replaced when the person's data are erased.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.CharField(max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    action = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.action} {self.subject}"


class Edition(models.Model):
    """Which edition of the watched tables stands: one row, renamed by their triggers (`editions`).

    Personal data: none.
    """

    name = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that does the work in the background, and when it was last heard of.

    Personal data: none.
    """

    name = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """When a schedule last had its turn. The row is the lock: who moves `turn_at` forward
    does that turn, and nobody else.

    Personal data: none.
    """

    name = models.CharField(max_length=200, primary_key=True)
    turn_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
