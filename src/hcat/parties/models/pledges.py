# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What organisations promise to put into the agenda, and what they deliver."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .organisations import Organisation


class Pledge(models.Model):
    """A promise of people, means, knowledge or money. An amount that is not known stays empty,
    with the reason beside it: it is never counted as zero.

    Personal data: none.
    """

    class Kind(models.TextChoices):
        PEOPLE = "people"
        MEANS = "means"
        KNOWLEDGE = "knowledge"
        MONEY = "money"

    class Unit(models.TextChoices):
        HOURS = "hours"
        FTE = "fte"
        EUR = "eur"
        PIECES = "pieces"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="pledges")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    amount_missing = models.CharField(max_length=200, blank=True)
    """Why the amount is not known."""
    unit = models.CharField(max_length=10, choices=Unit.choices)
    what = models.CharField(max_length=300)
    """In words: what is put in."""
    purpose = models.CharField(max_length=120, blank=True)
    """The part of the agenda it is for, as ``point:education``; empty is the agenda as a whole."""
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    """The last day of the period; empty is open-ended."""
    source = models.CharField(max_length=300)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-starts", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False, amount_missing="")
                | (Q(amount__isnull=True) & ~Q(amount_missing="")),
                name="pledge_amount_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="pledge_amount_positive"
            ),
            models.CheckConstraint(
                condition=Q(kind="people", unit__in=["hours", "fte"])
                | Q(kind="money", unit="eur")
                | Q(kind="knowledge", unit__in=["hours", "pieces"])
                | Q(kind="means", unit__in=["pieces", "eur", "hours"]),
                name="pledge_unit_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="pledge_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="pledge_withdrawal_has_a_reason",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="pledge_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation_id} from {self.starts}"


class Delivery(models.Model):
    """What came of a pledge on a day, in the pledge's own unit.

    Personal data: none.
    """

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="deliveries")
    delivered_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    amount_missing = models.CharField(max_length=200, blank=True)
    evidence = models.TextField()
    """What shows it: an invoice, a time sheet, a visit."""

    class Meta:
        ordering = ["delivered_on", "id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False, amount_missing="")
                | (Q(amount__isnull=True) & ~Q(amount_missing="")),
                name="delivery_amount_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gt=0), name="delivery_amount_positive"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="delivery_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} on {self.delivered_on}"
