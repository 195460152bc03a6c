# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What evidence keeps: every figure ever taken, and every judgement ever given."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from .append_only import AppendOnly
from .entering.models import Batch, DraftFigure, DraftStep, EvidenceFile
from .figure_fields import FigureFields
from .snapshots.models import Snapshot

__all__ = [
    "ENTERED",
    "AssessorFinding",
    "Batch",
    "DraftFigure",
    "DraftStep",
    "EvidenceFile",
    "Observation",
    "Snapshot",
]

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


class Observation(FigureFields, AppendOnly):
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

    code_version = models.CharField(max_length=80)
    inputs_fingerprint = models.CharField(max_length=64)
    inputs = models.JSONField(default=dict)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "group", "start", "id"]
        constraints = [
            *FigureFields.Meta.constraints,
            models.CheckConstraint(condition=~Q(measure=""), name="observation_has_measure"),
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
    """``[{"criterion": id, "met": true, "note": ""}, ...]``, ids as in `specs.criteria_by_text`."""
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
