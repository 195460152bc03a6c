# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The light method: what a project promises, tells and yields, its milestones, phases with gates
and risks.

A project here is a project or an initiative of the agenda, named ``project:KEY`` or
``initiative:KEY``: the agenda says what it is, this room how it is run.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Steering(models.TextChoices):
    HIERARCHICAL = "hierarchical"
    DIRECTING = "directing"


class Charter(models.Model):
    """One edition of what a project promises. Never overwritten: a new edition follows it.

    Personal data: the names of the people who wrote and accepted it. Purpose: accountability for
    what was agreed. Kept: as long as the agenda; a name is replaced when that person's data are
    erased.
    """

    subject = models.CharField(max_length=110, db_index=True)
    edition = models.PositiveIntegerField()
    yields = models.TextField()
    for_whom = models.TextField()
    by_when = models.DateField()
    report_first_on = models.DateField()
    report_every = models.PositiveSmallIntegerField()
    """Months between one report and the next."""
    report_to = models.CharField(max_length=200)
    lead = models.CharField(max_length=200)
    """A role or an organisation, no private person."""
    steering = models.CharField(max_length=12, choices=Steering.choices)
    steering_means = models.TextField()
    means = models.TextField(blank=True)
    """People and money; empty is *not stated*."""
    results = models.JSONField(default=list)
    """Keys of the results of the agenda that it should move."""
    criteria = models.JSONField(default=list)
    """What must be so before it may go on to a next phase, said beforehand: sentences."""
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200)
    written_by_user = models.BigIntegerField(null=True)
    accepted_on = models.DateField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    accepted_by_user = models.BigIntegerField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["subject", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "edition"], name="charter_edition_once"),
            models.CheckConstraint(
                condition=~Q(yields="") & ~Q(for_whom="") & ~Q(lead=""), name="charter_says_what"
            ),
            models.CheckConstraint(condition=Q(report_every__gte=1), name="charter_reports_again"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True, accepted_by="")
                | Q(accepted_on__isnull=False) & ~Q(accepted_by=""),
                name="charter_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.edition}"


class Milestone(models.Model):
    """Something that will be there on a day.

    Personal data: none.
    """

    subject = models.CharField(max_length=110, db_index=True)
    title = models.CharField(max_length=200)
    due = models.DateField(db_index=True)
    planned_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    """When that was recorded."""
    evidence = models.TextField(blank=True)
    """What shows that it is there."""
    dropped_on = models.DateField(null=True)
    dropped_why = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, evidence="", done_at__isnull=True)
                | Q(done_on__isnull=False, done_at__isnull=False) & ~Q(evidence=""),
                name="milestone_done_with_evidence",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_why="")
                | Q(dropped_on__isnull=False, done_on__isnull=True) & ~Q(dropped_why=""),
                name="milestone_dropped_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None


class Move(models.Model):
    """A milestone was put on another day; the day it had is kept.

    Personal data: none.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="moves")
    was = models.DateField()
    became = models.DateField()
    reason = models.TextField()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("became")), name="move_to_another_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="move_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id}: {self.was} -> {self.became}"


class Phase(models.Model):
    """A stretch of the work, with the gate at its end; the gate is open until it was decided.

    Personal data: the name of the person who recorded the decision. Purpose: accountability for
    the decision. Kept: as long as the agenda; replaced when that person's data are erased.
    """

    class Kind(models.TextChoices):
        PILOT = "pilot"
        EVALUATE = "evaluate"
        ADJUST = "adjust"
        WIDEN = "widen"

    class Outcome(models.TextChoices):
        GO_ON = "go_on"
        WITH_CHANGES = "with_changes"
        REPEAT = "repeat"
        STOP = "stop"

    subject = models.CharField(max_length=110, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    started_on = models.DateField()
    gate_on = models.DateField()
    """The day for which the decision is planned."""
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    """What has to be otherwise, where it goes on with changes."""
    body = models.CharField(max_length=80, blank=True)
    """Key of the body that decided; empty: the programme manager."""
    decision = models.CharField(max_length=80, blank=True)
    """Key of the decision in the agenda."""
    criteria = models.JSONField(default=list)
    """As the charter said them when it was decided: pairs of a sentence and whether it was met."""
    charter = models.ForeignKey(Charter, null=True, on_delete=models.PROTECT, related_name="+")
    """The edition in force when it was decided."""
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.CharField(max_length=200, blank=True)
    recorded_by_user = models.BigIntegerField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(outcome=""), name="phase_one_open_per_project"
            ),
            models.CheckConstraint(
                condition=Q(gate_on__gte=F("started_on")), name="phase_gate_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True, reason="")
                | ~Q(outcome="") & Q(decided_on__gte=F("started_on")) & ~Q(reason=""),
                name="phase_gate_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="with_changes") | ~Q(changes=""),
                name="phase_changes_are_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind}"


class GateMove(models.Model):
    """A gate was put on another day; the day it had is kept.

    Personal data: none.
    """

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="moves")
    was = models.DateField()
    became = models.DateField()
    reason = models.TextField()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(was=F("became")), name="gate_move_to_another_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="gate_move_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.phase_id}: {self.was} -> {self.became}"


class Risk(models.Model):
    """What may go wrong, and what is done against it.

    Personal data: none; an owner is a role.
    """

    class Likelihood(models.IntegerChoices):
        UNLIKELY = 1
        POSSIBLE = 2
        LIKELY = 3

    class Effect(models.IntegerChoices):
        SMALL = 1
        CLEAR = 2
        LARGE = 3

    subject = models.CharField(max_length=110, db_index=True)
    what = models.TextField()
    likelihood = models.PositiveSmallIntegerField(choices=Likelihood.choices)
    effect = models.PositiveSmallIntegerField(choices=Effect.choices)
    measure = models.TextField()
    owner = models.CharField(max_length=200)
    """A role or an organisation, no private person."""
    looked_at_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_how = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 3), effect__range=(1, 3)),
                name="risk_in_three_words",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_how="")
                | Q(closed_on__isnull=False) & ~Q(closed_how=""),
                name="risk_closed_with_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.pk}"

    @property
    def weight(self) -> int:
        """How much it asks for a measure: 1 to 9."""
        return self.likelihood * self.effect

    @property
    def is_high(self) -> bool:
        return self.weight >= HIGH


class ProgressReport(models.Model):
    """One edition of how a project was told to stand, for a day on which its charter has it report;
    or of why nothing was told for that day. Never overwritten: what was mistyped is put right in a
    new edition, and what turns out otherwise is told with the next report.

    Personal data: the name of the person who noted it. Purpose: accountability for what was told.
    Kept: as long as the agenda; replaced when that person's data are erased.
    """

    subject = models.CharField(max_length=110, db_index=True)
    due = models.DateField()
    """The day of the charter for which it was given."""
    edition = models.PositiveIntegerField(default=1)
    reported_on = models.DateField(null=True)
    """None where no report was given."""
    whom = models.CharField(max_length=200, blank=True)
    """A body, a role or an organisation, no private person."""
    said = models.TextField()
    """What was told or, where no report was given, why not."""
    link = models.URLField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    recorded_by_user = models.BigIntegerField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["due", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "due", "edition"], name="progress_report_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=False) & ~Q(whom="") & ~Q(said="")
                | Q(reported_on__isnull=True, whom="", link="") & ~Q(said=""),
                name="progress_report_says_what_to_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.due} {self.edition}"

    @property
    def was_given(self) -> bool:
        return self.reported_on is not None


class Yield(models.Model):
    """One edition of what a project yielded, beside the charter that promised it. Never
    overwritten: a new edition follows it.

    Personal data: the name of the person who said it. Purpose: accountability for what came of a
    promise. Kept: as long as the agenda; replaced when that person's data are erased.
    """

    class Outcome(models.TextChoices):
        DELIVERED = "delivered"
        PARTLY = "partly"
        NOT_DELIVERED = "not_delivered"

    subject = models.CharField(max_length=110, db_index=True)
    edition = models.PositiveIntegerField()
    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="+")
    """The edition in force when it was said."""
    outcome = models.CharField(max_length=14, choices=Outcome.choices)
    on = models.DateField()
    """The day on which that was so."""
    words = models.TextField()
    results = models.JSONField(default=list)
    """Keys of results of the agenda where it shows, of those that the charter named."""
    link = models.URLField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    recorded_by_user = models.BigIntegerField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["subject", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "edition"], name="yield_edition_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=("delivered", "partly", "not_delivered")) & ~Q(words=""),
                name="yield_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.edition}"


HIGH = 6
"""Likely with a clear effect, or possible with a large one."""
