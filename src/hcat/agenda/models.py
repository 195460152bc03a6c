# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda in the database: elements, their dated versions, and what changed them.

An element has one open version at most; a version is never changed, only followed by another: but
for texts that are withheld (`operations/withholding.py`).
So the agenda can be read as it stood on any date. Links between elements stand in their own
table, so that the database itself refuses a reference to nothing.

Sheets hold roles and organisations, no private persons; who recorded a change stands beside it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from .words import reason_words

if TYPE_CHECKING:
    from .schema import Sheet


class Element(models.Model):
    """A thing of the agenda with a name for good: (kind, key).

    Personal data: none.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="element_kind_key_unique")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class Decision(models.Model):
    """What a body decided, and when.

    Personal data: none; a decision names bodies and roles.
    """

    key = models.CharField(max_length=80, unique=True)
    """Its name for good in an exported folder, such as ``2013-05-01-1``."""
    body = models.ForeignKey(Element, null=True, on_delete=models.PROTECT, related_name="+")
    taken_on = models.DateField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["-taken_on", "-id"]

    def __str__(self) -> str:
        return f"{self.taken_on} {self.title}"


class Meeting(models.Model):
    """A meeting of a body: planned, and then held or cancelled.

    Personal data: none; a meeting names a body and a place.
    """

    class State(models.TextChoices):
        PLANNED = "planned"
        HELD = "held"
        CANCELLED = "cancelled"

    body = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    """What it is for."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    reason = models.TextField(blank=True)
    """Why it was cancelled."""
    minutes = models.URLField(max_length=500, blank=True)
    """Where what was said can be read."""
    sequence = models.PositiveIntegerField(default=0)
    """Counts its changes: a calendar takes over what has counted further."""
    changed_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(reason="")
                | Q(state__in=["planned", "held"], reason=""),
                name="meeting_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(minutes="") | Q(state="held"), name="meeting_minutes_of_one_held"
            ),
            models.UniqueConstraint(
                fields=["body", "starts_at"],
                condition=~Q(state="cancelled"),
                name="meeting_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)


class Change(models.Model):
    """One dated step in the life of the agenda, with its reason and the decision behind it.

    Personal data: the name of the person who recorded it. Purpose: accountability for changes to
    a public agenda. Kept: as long as the agenda; the name is replaced when that person's data are
    erased.
    """

    class Kind(models.TextChoices):
        ADOPTED = "adopted"
        REVISED = "revised"
        STOPPED = "stopped"
        RESUMED = "resumed"
        MOVED = "moved"
        WIDENED = "widened"
        MERGED = "merged"
        SPLIT = "split"
        REGROUPED = "regrouped"
        """Several into several others."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    effective_on = models.DateField(db_index=True)
    reason = models.TextField()
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.CharField(max_length=200)
    recorded_by_user = models.BigIntegerField(null=True)
    """The account, so that the name can be found when that person's data are erased."""

    class Meta:
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.effective_on} {self.kind}"

    @property
    def why(self) -> str:
        """The reason in the language of the reader, where the software gave it itself."""
        return reason_words(self.reason)


class VersionQuerySet(models.QuerySet["Version"]):
    def of(self, kind: str) -> VersionQuerySet:
        return self.filter(element__kind=kind)

    def on(self, day: date, known_on: datetime | None = None) -> VersionQuerySet:
        """The versions that stood at the end of that day; `known_on`: as recorded by that moment.

        A version is closed when the next one is recorded, so `valid_until` tells what is known
        now: of those recorded by then the last one to begin by that day is taken.
        """
        if known_on is None:
            return self.filter(
                Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day
            )
        recorded = Version.objects.filter(
            element=OuterRef("element"), valid_from__lte=day, change__recorded_at__lte=known_on
        )
        return self.filter(pk=Subquery(recorded.order_by("-change_id").values("pk")[:1]))

    def alive(self) -> VersionQuerySet:
        return self.filter(ended_as="")

    def pointing_at(self, kind: str, key: str, *, field: str | None = None) -> VersionQuerySet:
        found = Reference.objects.filter(version=OuterRef("pk"), target__kind=kind, target__key=key)
        if field is not None:
            found = found.filter(field=field)
        # Not `pk__in`: SQLite would walk the whole list again for every version.
        return self.filter(Exists(found))


class Version(models.Model):
    """How an element read from one date until another.

    Personal data: none; sheets name organisations and roles.
    """

    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="versions")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="versions")
    valid_from = models.DateField(db_index=True)
    valid_until = models.DateField(null=True, blank=True, db_index=True)
    ended_as = models.CharField(
        max_length=10,
        blank=True,
        choices=[
            ("stopped", "stopped"),
            ("merged", "merged"),
            ("split", "split"),
            ("regrouped", "regrouped"),
        ],
    )
    """Empty while it lives; an element that has ended keeps its last sheet."""
    data = models.JSONField()
    status = models.CharField(max_length=20, blank=True, db_index=True)
    sort = models.CharField(max_length=80, blank=True, db_index=True)
    search = models.TextField(blank=True)
    """All its words, lower case and without accents, for the search box."""
    tags = models.TextField(blank=True)
    """What a filter looks for beside references, with spaces around: `` level:hbo level:wo ``."""

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "element_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["element"],
                condition=Q(valid_until__isnull=True),
                name="version_one_open_per_element",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="version_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element} from {self.valid_from}"

    @property
    def sheet(self) -> Sheet:
        from .schema import as_stored

        return as_stored(self.element.kind, self.data)


class Reference(models.Model):
    """A link from a version to an element, taken from the version's sheet.

    Personal data: none.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="references")
    field = models.CharField(max_length=40)
    """Name of the field that holds it, such as ``placements`` or ``targets.assessor``."""
    target = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="referred_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "field", "target"], name="reference_once_per_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}.{self.field} -> {self.target_id}"


class Descent(models.Model):
    """What came out of what: n to m, for merges and splits.

    Personal data: none.
    """

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="descents")
    source = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="heirs")
    heir = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="sources")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "source", "heir"], name="descent_once_per_change"
            ),
            models.CheckConstraint(condition=~Q(source=F("heir")), name="descent_not_from_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} -> {self.heir_id}"


class Loaded(models.Model):
    """How an element read in the folder when it was last loaded: the base of a merge.

    Personal data: none.
    """

    element = models.OneToOneField(Element, on_delete=models.CASCADE, primary_key=True)
    data = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.element_id)
