# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who of a company may write its profile, without an account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


class Claim(models.Model):
    """One person who writes the profile of one company by a personal link.

    Personal data: that this person acts for this company. Purpose: the company keeps its own
    profile. Kept: a year after it ended; 183 days where it was never used.
    """

    class By(models.TextChoices):
        MAIL = "mail"
        """By a mail address at the company's own domain."""
        STAFF = "staff"

    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=5, choices=By.choices)
    asked_at = models.DateTimeField(default=now)
    """When a link was last sent."""
    used_at = models.DateTimeField(null=True, blank=True)
    """When this person first saved something."""
    careers = models.URLField(max_length=1000, blank=True)
    """Where the company's vacancies stand, as this person says: for whoever keeps the sources."""
    careers_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_barred = models.BooleanField(default=False)
    """Withdrawn by staff: this person gets it back from staff only."""

    class Meta:
        ordering = ["organisation_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(ended_at__isnull=True),
                name="claim_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(given_by__in=["mail", "staff"]), name="claim_given_by_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.person_id}"
