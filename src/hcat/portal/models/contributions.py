# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What companies contribute, by their size. Nothing that is shown of a company depends on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import Translated, now
from hcat.parties.api import SIZE_CLASSES

SIZES = [name for name, _low, _most in SIZE_CLASSES]


class Tier(models.Model):
    """What a company of one size is asked for a year, and what it gets for that.

    Personal data: none.
    """

    size_class = models.CharField(max_length=6, unique=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    """Euro a year."""
    buys = models.JSONField(default=dict)
    """Per language."""
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["amount", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="tier_amount_not_negative"),
            models.CheckConstraint(condition=Q(size_class__in=SIZES), name="tier_size_known"),
        ]

    def __str__(self) -> str:
        return f"{self.size_class}: {self.amount}"

    @property
    def what_it_buys(self) -> Translated:
        return Translated(self.buys)


class Contribution(models.Model):
    """What one company contributes in one year, with what it bought as that was agreed then.

    Personal data: none.
    """

    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    size_class = models.CharField(max_length=6, blank=True)
    """By which it was reckoned; empty where the amount was agreed apart."""
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    buys = models.JSONField(default=dict)
    paid_on = models.DateField(null=True, blank=True)
    """Empty: not yet."""
    recorded_at = models.DateTimeField(default=now)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"], name="contribution_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="contribution_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(size_class__in=["", *SIZES]), name="contribution_size_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year}: {self.amount}"

    @property
    def what_it_buys(self) -> Translated:
        return Translated(self.buys)
