# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can be asked to help a company that wants to become a better place to work."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import now


class Adviser(models.Model):
    """Somebody whom the programme names to companies, with what he or she is good at.

    Personal data: the name of who advises, and the mail of the organisation, as the adviser let us
    name them. Purpose: that a company that is behind in something finds help. Kept: a year after
    the last day on which the adviser is named; taken out at once when asked.
    """

    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    about = models.JSONField()
    """By language: what companies can ask; Dutch is always there."""
    factors = models.JSONField(default=list)
    """Names of the pull factors on which is advised; empty is all of them."""
    web = models.URLField(max_length=500, blank=True)
    mail = models.EmailField(blank=True)
    """Of the organisation."""
    since = models.DateField()
    until = models.DateField(null=True)
    """The last day on which it is named."""
    is_demo = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="adviser_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(web="") | ~Q(mail=""), name="adviser_can_be_reached"
            ),
        ]

    def __str__(self) -> str:
        return f"adviser {self.pk}"
