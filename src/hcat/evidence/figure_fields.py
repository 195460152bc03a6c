# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The columns of an estimate, for every table that holds figures, with what must always hold."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from hcat.numerics.api import Estimate, NumericsError, Period, Quality

UNREADABLE = gettext_noop(
    "it cannot be read: what is stored contradicts itself, and was changed outside the software"
)
"""The reason of a figure that is stored and says something impossible, such as 99% of 20 of 80."""


class FigureFields(models.Model):
    """An estimate as columns. Personal data: none by itself; see the concrete models."""

    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    confidence = models.FloatField(default=0.95)
    n = models.PositiveIntegerField(null=True)
    population = models.PositiveIntegerField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    unit = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(db_index=True)
    method = models.TextField()
    quality = models.CharField(max_length=10, choices=[(q.value, q.value) for q in Quality])
    source = models.TextField()
    source_key = models.CharField(max_length=80, blank=True)
    """Key of the agenda's source sheet, when the source stands there."""
    missing_reason = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (
                    Q(value__isnull=True, low__isnull=True, high__isnull=True)
                    & ~Q(missing_reason="")
                ),
                name="%(class)s_value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(low__lte=F("value")),
                name="%(class)s_low_below_value",
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=F("value")),
                name="%(class)s_high_above_value",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(
                    numerator__isnull=False,
                    denominator__isnull=False,
                    numerator__gte=0,
                    denominator__gt=0,
                    numerator__lte=F("denominator"),
                ),
                name="%(class)s_part_of_whole",
            ),
            models.CheckConstraint(
                condition=Q(n__isnull=True)
                | Q(population__isnull=True)
                | Q(n__lte=F("population")),
                name="%(class)s_n_within_population",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gt=0, confidence__lt=1),
                name="%(class)s_confidence_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=Q(start__lte=F("end")), name="%(class)s_period_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(method="") & ~Q(unit=""),
                name="%(class)s_has_source_method_unit",
            ),
            models.CheckConstraint(
                condition=Q(quality__in=[q.value for q in Quality]),
                name="%(class)s_quality_known",
            ),
        ]

    @property
    def estimate(self) -> Estimate:
        """What is stored; where that contradicts itself, missing with the reason, for one figure
        that nobody can read must not keep all others from being read.
        """
        try:
            return self._as_stored()
        except NumericsError:
            return Estimate.missing(
                UNREADABLE, unit=self.unit, period=Period(self.start, self.end), source=self.source
            )

    def _as_stored(self) -> Estimate:
        return Estimate(
            value=self.value, low=self.low, high=self.high, confidence=self.confidence,
            n=self.n, population=self.population,
            numerator=self.numerator, denominator=self.denominator,
            unit=self.unit, period=Period(self.start, self.end), method=self.method,
            quality=Quality(self.quality), source=self.source,
            missing_reason=self.missing_reason or None,
        )  # fmt: skip

    def take(self, estimate: Estimate) -> Self:
        """Fill in the fields of an estimate, on a row that is not stored yet."""
        for name in ("confidence", "n", "population", "numerator", "denominator", "unit",
                     "method", "source", "value"):  # fmt: skip
            setattr(self, name, getattr(estimate, name))
        self.quality = estimate.quality.value
        self.start, self.end = estimate.period.start, estimate.period.end
        self.missing_reason = estimate.missing_reason or ""
        # An estimate bears a rounding error between value and bound; the table does not.
        if estimate.value is not None:
            self.low = None if estimate.low is None else min(estimate.low, estimate.value)
            self.high = None if estimate.high is None else max(estimate.high, estimate.value)
        return self
