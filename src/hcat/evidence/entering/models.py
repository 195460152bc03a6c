# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people bring, before it counts: drafts, batches of them, the steps that each took, and the
files behind it.

None of these rows is ever changed. An improved draft is a new row on top of the old one; where a
draft stands is its last step. So who entered, checked and approved what, and when, is the table
itself, and two people who act at once cannot both succeed.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from hcat.evidence.append_only import AppendOnly
from hcat.evidence.figure_fields import FigureFields


class State(models.TextChoices):
    """Where a draft stands."""

    DRAFT = "draft"
    CHECKED = "checked"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    """An improved draft took its place."""


WAITING = (State.DRAFT, State.CHECKED)
"""Somebody else has to look."""
OPEN = (*WAITING, State.RETURNED)
"""Nothing is settled yet."""


# Files before steps before drafts before batches before observations: so the demonstration is
# cleared, and each protects what it points to.


def _about_one(name: str) -> models.CheckConstraint:
    """A row about a draft or about a batch, never about both."""
    return models.CheckConstraint(
        condition=Q(draft__isnull=False, batch__isnull=True)
        | Q(draft__isnull=True, batch__isnull=False),
        name=f"{name}_about_one",
    )


class EvidenceFile(AppendOnly):
    """A file that shows where a figure comes from: minutes, a letter, a count.

    The row says what the file was when it was looked at; the bytes lie in the folder of uploads,
    under a name that nobody can guess. Another row on top of it says that it became public or
    internal, or that its content was taken away and why.

    Personal data: the name of who attached it; the file itself may name people. Purpose: being
    able to look a public figure up. Kept: as long as the figure; the name is replaced when the
    person's data are erased, and the content is taken away, with the reason in its place, once it
    turns out to hold personal data that the figure does not need.
    """

    draft = models.ForeignKey(
        "evidence.DraftFigure", null=True, on_delete=models.PROTECT, related_name="files"
    )
    batch = models.ForeignKey(
        "evidence.Batch", null=True, on_delete=models.PROTECT, related_name="files"
    )
    """It shows where all figures of this batch come from."""
    name = models.CharField(max_length=120)
    """As it was called, made safe; its ending fits its content."""
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    """In bytes."""
    sha256 = models.CharField(max_length=64)
    kept_as = models.CharField(max_length=40)
    """Its name in the folder of uploads."""
    about = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=False)
    """Whether everybody may read it once the figure is approved; otherwise staff only."""
    removed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            _about_one("evidencefile"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(kept_as="") & ~Q(sha256="") & Q(size__gt=0),
                name="evidencefile_known",
            ),
            models.UniqueConstraint(
                fields=["kept_as"],
                condition=Q(supersedes__isnull=True),
                name="evidencefile_one_chain_per_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.size} bytes)"


class DraftStep(AppendOnly):
    """Something that happened to a draft, or to a batch and so to all its drafts. It supersedes the
    step before: the last one stands.

    Personal data: the name of who took it, and the reason as typed. Purpose: accountability for
    public figures. Kept: as long as the draft; the name is replaced when the person's data are
    erased.
    """

    draft = models.ForeignKey(
        "evidence.DraftFigure", null=True, on_delete=models.PROTECT, related_name="steps"
    )
    batch = models.ForeignKey(
        "evidence.Batch", null=True, on_delete=models.PROTECT, related_name="steps"
    )
    to = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in State if one not in ("draft", "replaced")],
    )
    as_role = models.CharField(max_length=20, blank=True)
    """The role in which it was taken; empty for the system itself."""
    is_alone = models.BooleanField(default=False)
    """Approved by who entered it, because nobody else could."""
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["draft", "batch", "id"]
        constraints = [
            _about_one("draftstep"),
            models.UniqueConstraint(
                fields=["draft"],
                condition=Q(supersedes__isnull=True, draft__isnull=False),
                name="draftstep_one_chain_per_draft",
            ),
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(supersedes__isnull=True, batch__isnull=False),
                name="draftstep_one_chain_per_batch",
            ),
            models.CheckConstraint(
                condition=Q(is_alone=False, to__in=["checked", "approved"]) | ~Q(reason=""),
                name="draftstep_says_why",
            ),
            models.CheckConstraint(
                condition=Q(is_alone=False) | Q(to="approved"), name="draftstep_alone_approves"
            ),
        ]

    def __str__(self) -> str:
        about = f"draft {self.draft_id}" if self.batch_id is None else f"batch {self.batch_id}"
        return f"{about}: {self.to}"


def _last_step(**about: OuterRef) -> Subquery:
    return Subquery(DraftStep.objects.filter(**about).order_by("-pk").values("to")[:1])


class DraftQuerySet(models.QuerySet["DraftFigure"]):
    def standing(self, *states: str) -> Self:
        """Those that stand so."""
        return self.with_state().filter(**{"stands_as__in": states})

    def with_state(self) -> Self:
        """Each with where it stands, as `stands_as`: as its batch, unless it was taken out."""
        is_taken_out = Exists(DraftStep.objects.filter(draft=OuterRef("pk")))
        newer = DraftFigure.objects.filter(supersedes=OuterRef("pk"))
        newer_batch = Batch.objects.filter(supersedes=OuterRef("batch"))
        state = models.Case(
            models.When(Exists(newer), then=Value(State.REPLACED.value)),
            models.When(Exists(newer_batch) & ~is_taken_out, then=Value(State.REPLACED.value)),
            default=Coalesce(
                _last_step(draft=OuterRef("pk")),
                _last_step(batch=OuterRef("batch")),
                Value(State.DRAFT.value),
            ),
        )
        return self.annotate(**{"stands_as": state})

    def left_in(self, batch: Batch) -> Self:
        """The drafts of a batch that were not taken out of it."""
        taken = DraftStep.objects.filter(draft=OuterRef("pk"))
        return self.filter(~Exists(taken), batch=batch)


class DraftFigure(FigureFields, AppendOnly):
    """A figure that a person entered and that does not count yet, or what once came of it.

    Personal data: the name and account number of who entered it. Purpose: that somebody else
    checks it, and accountability for public figures. Kept: as long as the figure; the name is
    replaced when the person's data are erased.
    """

    result = models.CharField(max_length=80, db_index=True)
    target = models.CharField(max_length=80)
    condition = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=120, blank=True)
    """The part of the whole it speaks of; empty for the whole."""
    also = models.JSONField(default=list)
    """Other targets that it proves as well: ``[[result, target], ...]``."""
    corrects = models.ForeignKey(
        "evidence.Observation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """The figure that it is to take the place of; `note` then says why."""
    counts_missing_reason = models.TextField(blank=True)
    """Why a share comes without its counts."""
    as_role = models.CharField(max_length=20, blank=True)
    """The role in which it was entered; empty for the system itself."""
    batch = models.ForeignKey(
        "evidence.Batch", null=True, on_delete=models.PROTECT, related_name="drafts"
    )
    """The batch with which it stands and falls, where a file brought it."""
    row = models.PositiveIntegerField(null=True)
    """Its row in that file, as a spreadsheet program numbers them."""

    stands_as: str
    """A :class:`State`; only where `with_state` or `standing` found the row."""

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            *FigureFields.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(result="") & ~Q(target=""), name="draftfigure_for_a_target"
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=True, row__isnull=True)
                | Q(batch__isnull=False, row__isnull=False, supersedes__isnull=True),
                name="draftfigure_of_a_batch_has_a_row",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(note=""),
                name="draftfigure_correction_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(unit__in=["percent", "share"])
                | Q(value__isnull=True)
                | Q(numerator__isnull=False, counts_missing_reason="")
                | Q(numerator__isnull=True) & ~Q(counts_missing_reason="") & ~Q(quality="measured"),
                name="draftfigure_share_has_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"draft for {self.result}/{self.target} {self.start}/{self.end}: {self.value}"


class BatchQuerySet(models.QuerySet["Batch"]):
    def standing(self, *states: str) -> Self:
        """Those that stand so."""
        return self.with_state().filter(**{"stands_as__in": states})

    def with_state(self) -> Self:
        """Each with where it stands, as `stands_as`."""
        state = models.Case(
            models.When(
                Exists(Batch.objects.filter(supersedes=OuterRef("pk"))),
                then=Value(State.REPLACED.value),
            ),
            default=Coalesce(_last_step(batch=OuterRef("pk")), Value(State.DRAFT.value)),
        )
        return self.annotate(**{"stands_as": state})


class Batch(AppendOnly):
    """The figures that one file brought: drafts that are checked and approved as one.

    A mended file is a new batch on top of the old one.

    Personal data: the name and account number of who brought the file. Purpose: that somebody else
    checks it, and accountability for public figures. Kept: as long as the figures; the name is
    replaced when the person's data are erased.
    """

    file = models.CharField(max_length=120)
    """The name of the file."""
    sha256 = models.CharField(max_length=64, db_index=True)
    """Of the file's bytes: the same file again is known by it."""
    new = models.PositiveIntegerField()
    """How many figures about periods of which nothing stood."""
    corrected = models.PositiveIntegerField()
    """How many that are to take the place of one that stands."""
    as_role = models.CharField(max_length=20, blank=True)
    """The role in which it was brought; empty for the system itself."""

    stands_as: str
    """A :class:`State`; only where `with_state` or `standing` found the row."""

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(file="") & ~Q(sha256="") & (Q(new__gt=0) | Q(corrected__gt=0)),
                name="batch_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.new} new, {self.corrected} corrected"
