# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What evidence keeps: every figure ever taken, and every judgement ever given."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from hcat.numerics.api import Estimate, Period, Quality

from .append_only import AppendOnly
from .snapshots.models import Snapshot

__all__ = ["ENTERED", "AssessorFinding", "Observation", "Snapshot"]

ENTERED = "entered"
"""The measure of a figure that a person entered for a target."""


class ObservationQuerySet(models.QuerySet["Observation"]):
    def about(self, as_of: date) -> ObservationQuerySet:
        """Figures about periods that had ended by that day."""
        return self.filter(end__lte=as_of)

    def standing(self, known_on: datetime | None = None) -> ObservationQuerySet:
        """Figures that no correction has superseded; known_on: as recorded by that moment."""
        later = Observation.objects.filter(supersedes=OuterRef("pk"))
        if known_on is None:
            return self.filter(~Exists(later))
        later = later.filter(recorded_at__lte=known_on)
        return self.filter(~Exists(later), recorded_at__lte=known_on)


class Observation(AppendOnly):
    """An estimate as it was stored: superseded but never changed.

    `measure` says where it comes from: the name of a registered measure, ``published.<series>``
    for a figure of a published series, or ``entered``. Only an entered figure names the result,
    target and condition it was entered for; other figures serve every target whose sheet names
    their measure, directly or as a proxy. What is a proxy for what, and what it leaves out, is
    therefore said once, in the agenda, with the agenda's own history.

    Personal data: the name of who recorded it. Purpose: accountability for public figures.
    Kept: as long as the figure; the name is replaced when the person's data are erased.
    """

    measure = models.CharField(max_length=120, db_index=True)
    result = models.CharField(max_length=80, blank=True, db_index=True)
    target = models.CharField(max_length=80, blank=True)
    condition = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=120, blank=True)
    """The part of the whole it speaks of; empty for the whole."""

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

    code_version = models.CharField(max_length=80)
    inputs_fingerprint = models.CharField(max_length=64)
    inputs = models.JSONField(default=dict)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "group", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (
                    Q(value__isnull=True, low__isnull=True, high__isnull=True)
                    & ~Q(missing_reason="")
                ),
                name="observation_value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(low__lte=F("value")),
                name="observation_low_below_value",
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=F("value")),
                name="observation_high_above_value",
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
                name="observation_part_of_whole",
            ),
            models.CheckConstraint(
                condition=Q(n__isnull=True)
                | Q(population__isnull=True)
                | Q(n__lte=F("population")),
                name="observation_n_within_population",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gt=0, confidence__lt=1),
                name="observation_confidence_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=Q(start__lte=F("end")), name="observation_period_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(method="") & ~Q(unit="") & ~Q(measure=""),
                name="observation_has_source_method_unit",
            ),
            models.CheckConstraint(
                condition=Q(quality__in=[q.value for q in Quality]),
                name="observation_quality_known",
            ),
            models.CheckConstraint(
                condition=(Q(measure=ENTERED) & ~Q(result="") & ~Q(target=""))
                | (~Q(measure=ENTERED) & Q(result="", target="", condition="")),
                name="observation_entered_for_a_target",
            ),
            models.UniqueConstraint(
                fields=[
                    "measure",
                    "result",
                    "target",
                    "condition",
                    "group",
                    "start",
                    "end",
                    "is_demo",
                ],
                condition=Q(supersedes__isnull=True),
                name="observation_one_chain_per_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.start}/{self.end}: {self.value}"

    @property
    def estimate(self) -> Estimate:
        return Estimate(
            value=self.value, low=self.low, high=self.high, confidence=self.confidence,
            n=self.n, population=self.population,
            numerator=self.numerator, denominator=self.denominator,
            unit=self.unit, period=Period(self.start, self.end), method=self.method,
            quality=Quality(self.quality), source=self.source,
            missing_reason=self.missing_reason or None,
        )  # fmt: skip

    def take(self, estimate: Estimate) -> Observation:
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


class AssessorFinding(AppendOnly):
    """What the assessor of a judged target found, criterion by criterion, on one day.

    Personal data: the name of who recorded it; the assessor is a body, never a person.
    Purpose: accountability for verdicts. Kept: as long as the verdict; the name is replaced when
    the person's data are erased.
    """

    result = models.CharField(max_length=80, db_index=True)
    target = models.CharField(max_length=80)
    assessor = models.CharField(max_length=80)
    """Key of the body in the agenda."""
    judged_on = models.DateField()
    findings = models.JSONField()
    """``[{"criterion": id, "met": true, "note": ""}, ...]``, ids as in `specs.criterion_id`."""
    source = models.TextField()
    """Where it can be read: the minutes, a decision, a report."""

    class Meta:
        ordering = ["result", "target", "judged_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(result="") & ~Q(target="") & ~Q(assessor="") & ~Q(source=""),
                name="finding_has_target_assessor_source",
            ),
            models.UniqueConstraint(
                fields=["result", "target", "assessor", "judged_on", "is_demo"],
                condition=Q(supersedes__isnull=True),
                name="finding_one_chain_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result}/{self.target} on {self.judged_on} by {self.assessor}"
