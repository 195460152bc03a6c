# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the room keeps: reports while they are written, and for good once they are frozen.

What may still change (a draft, its words, a decision that waits) stands in one half; what may not
(what was frozen, what was signed) in tables that the database itself keeps from changes.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from hcat.evidence.api import NeverChanged
from hcat.foundation.api import Translated


class Kind(models.TextChoices):
    """What a report is."""

    BOARD = "board"
    """The account to the board, several times a year."""
    EVALUATION = "evaluation"
    """Did it work, and what do we change: once a year."""
    STEERING = "steering"
    """What asks for the steering group's attention; always live, frozen for a meeting."""


class State(models.TextChoices):
    DRAFT = "draft"
    FROZEN = "frozen"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


class Report(models.Model):
    """One report, from its draft until it is signed or withdrawn.

    Personal data: the names and account numbers of who froze and who signed it. Purpose:
    accountability for a public report. Kept: as long as the report; the names are replaced when
    those people's data are erased. The documents themselves name roles.
    """

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    due_on = models.DateField()
    """The day of the rhythm that it belongs to; of a frozen steering group's page its own day."""
    accounts = models.CharField(max_length=80)
    """Key of the body that accounts."""
    to = models.CharField(max_length=80)
    """Key of the body that gets the account."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    frozen_by = models.CharField(max_length=200, blank=True)
    frozen_by_user = models.BigIntegerField(null=True)
    signed_on = models.DateField(null=True)
    signed_as = models.CharField(max_length=80, blank=True)
    """Key of the role in which it was signed."""
    signed_by = models.CharField(max_length=200, blank=True)
    signed_by_user = models.BigIntegerField(null=True)
    signed_as_stated = models.BooleanField(default=False)
    """Whether name and role are as who signed states them: nobody was known to hold the role."""
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_as="")
                | (Q(signed_on__isnull=False) & ~Q(signed_as="")),
                name="report_signed_in_a_role",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False),
                name="report_signed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_on__isnull=True, withdrawn_reason=""),
                name="report_withdrawn_says_why",
            ),
            models.UniqueConstraint(
                fields=["kind", "due_on"],
                condition=~Q(state="withdrawn") & ~Q(kind="steering"),
                name="report_once_per_date",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state="draft"), name="report_one_draft_per_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_fixed(self) -> bool:
        """Whether nothing in it moves any more."""
        return hasattr(self, "frozen")


class Words(models.Model):
    """What the programme manager says in one section, in his or her own words, per language.

    Personal data: the account number of who wrote it, and names of people if the author writes
    those down. Purpose: showing who wrote in between when two people write at once. Kept: as long
    as the report; the number is taken out when that person's data are erased.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="words")
    section = models.CharField(max_length=40)
    texts = models.JSONField(default=dict)
    """Plain text by language; an empty line parts paragraphs."""
    edition = models.PositiveIntegerField(default=1)
    """Counts the times it was saved: who writes says which one he or she read."""
    written_at = models.DateTimeField()
    written_by_user = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="words_once_per_section"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.section}"


class DecisionAsked(models.Model):
    """A decision that a report asks of a body. It comes back in every report until it is settled.

    Personal data: none; a decision is asked of a body.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="asked")
    text = models.JSONField()
    """By language, as a `Translated` holds it."""
    of = models.CharField(max_length=80)
    """Key of the body of which it is asked."""
    by_when = models.DateField()
    takes_over = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="taken_over_by"
    )
    """The same decision in the report that was withdrawn, and that this one is written anew for."""

    class Meta:
        ordering = ["by_when", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(of=""), name="asked_of_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.words}"

    @property
    def words(self) -> Translated:
        return Translated(self.text)

    @property
    def is_settled(self) -> bool:
        """Whether it was taken or dropped."""
        return any(row.what != DecisionOutcome.What.DEFERRED for row in self.outcomes.all())

    @property
    def due(self) -> date:
        """By when it is asked: the day to which it was put off last, or the first one."""
        put_off = [row.until for row in self.outcomes.all() if row.until is not None]
        return put_off[-1] if put_off else self.by_when

    @property
    def stands_in(self) -> DecisionAsked | None:
        """The same decision in the report made anew, where that is not withdrawn itself."""
        return self.taken_over_by.exclude(report__state=State.WITHDRAWN).first()


class DecisionOutcome(models.Model):
    """What became of a decision that was asked; put off may happen more than once.

    Personal data: none; the decision names bodies.
    """

    class What(models.TextChoices):
        TAKEN = "taken"
        DEFERRED = "deferred"
        DROPPED = "dropped"

    asked = models.ForeignKey(DecisionAsked, on_delete=models.CASCADE, related_name="outcomes")
    what = models.CharField(max_length=10, choices=What.choices)
    on = models.DateField()
    reason = models.TextField(blank=True)
    decision = models.CharField(max_length=80, blank=True)
    """Key of the agenda's decision, where it was taken."""
    until = models.DateField(null=True)
    """Where it was put off: until when."""
    recorded_at = models.DateTimeField()
    """A report tells what was recorded since the one before, however late that was."""

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="taken", until__isnull=True) & ~Q(decision="")
                | Q(what="deferred", until__isnull=False, decision="") & ~Q(reason="")
                | Q(what="dropped", until__isnull=True, decision="") & ~Q(reason=""),
                name="outcome_says_what_it_needs",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("on")),
                name="outcome_put_off_to_a_later_day",
            ),
            models.UniqueConstraint(
                fields=["asked"],
                condition=Q(what__in=["taken", "dropped"]),
                name="outcome_settles_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.what} on {self.on}"


class NotGiven(models.Model):
    """A date of a rhythm for which no report was given, and why.

    Personal data: none, except names of people if somebody writes those in the reason. Purpose:
    accountability for an account that was not given. Kept: as long as the reports.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    due_on = models.DateField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-due_on", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.BOARD.value, Kind.EVALUATION.value]),
                name="not_given_of_a_rhythm",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="not_given_says_why"),
            models.UniqueConstraint(fields=["kind", "due_on"], name="not_given_once_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}: not given"


class Frozen(NeverChanged):
    """What a report rests on from the day it was frozen. Never changed.

    Personal data: none.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="frozen")
    snapshot = models.ForeignKey("evidence.Snapshot", on_delete=models.PROTECT, related_name="+")
    """Every verdict and every figure in it, word for word; large, so read where it is needed."""
    previous = models.ForeignKey(Report, null=True, on_delete=models.PROTECT, related_name="+")
    """The report that it says the differences with."""
    as_of = models.DateField()
    """The day that it speaks of."""
    known_on = models.DateTimeField()
    """Nothing recorded after this moment is in it."""
    frozen_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    """That of the snapshot."""
    counts = models.JSONField(default=list)
    """What the report counts beside figures and verdicts, as `counted.to_json` writes it."""
    counts_fingerprint = models.CharField(max_length=64, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.report_id} as of {self.as_of}"


class FrozenDocument(NeverChanged):
    """A frozen report as it reads in one language. Never changed.

    Personal data: none, except names in the words of whoever wrote it. Purpose: accountability in
    public. Kept: for good, as every public report.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="documents")
    language = models.CharField(max_length=2)
    content = models.JSONField()
    """A `document.Document` as `serial` writes it."""
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "language"], name="frozen_document_once_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language}"


class SignedFile(NeverChanged):
    """The PDF that was signed, byte for byte. Never changed.

    Personal data: none, except names in the words of whoever wrote it. Purpose: accountability in
    public. Kept: for good, as every public report.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "language"], name="signed_file_once_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language} {self.sha256[:8]}"
