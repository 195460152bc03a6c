# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was found to overlap, how people graded it, what was proposed, and what is called for.

Initiatives are named by their key in the agenda, which is theirs for good.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

ByKey = dict[str, dict[str, Any]]


class Run(models.Model):
    """One search through the register.

    Personal data: none.
    """

    found_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    """Of the sheets and judgements that it went by: the same ones give the same pairs."""
    weights = models.JSONField()
    """What each feature weighed, by name."""
    judged = models.PositiveIntegerField()
    """Judgements that the weights learned from."""
    compared = models.PositiveIntegerField()
    """Initiatives that were compared."""
    release = models.CharField(max_length=40)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.found_at:%Y-%m-%d} ({self.compared})"


class Pair(models.Model):
    """Two initiatives that may overlap, as the last run found them; an earlier run's make way.

    Personal data: none; sheets name organisations and roles.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="pairs")
    left = models.CharField(max_length=80)
    right = models.CharField(max_length=80)
    chance = models.FloatField()
    features = models.JSONField()
    """By name; those that are 0 are left out."""
    shared = models.JSONField()
    """What the sentence is made of: keys of ways and places, words as they were written."""
    sheets = models.CharField(max_length=40)
    """The versions of both that were compared: ``412/407``."""

    class Meta:
        ordering = ["-chance", "left", "right"]
        constraints = [
            models.UniqueConstraint(fields=["run", "left", "right"], name="pair_once_per_run"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_not_with_itself"),
            models.CheckConstraint(
                condition=Q(chance__gte=0.0, chance__lte=1.0), name="pair_chance_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} ~ {self.right}"


class Grade(models.TextChoices):
    SAME = "same"
    OVERLAPPING = "overlapping"
    COMPLEMENTARY = "complementary"
    DIFFERENT = "different"


class Judgement(models.Model):
    """What a person says of a pair. Another one supersedes it; none is changed.

    Personal data: the name of who judged. Purpose: accountability for what is brought together.
    Kept: as long as the judgement; the name is replaced when that person's data are erased.
    """

    left = models.CharField(max_length=80)
    right = models.CharField(max_length=80)
    grade = models.CharField(max_length=13, choices=Grade.choices)
    why = models.TextField(blank=True)
    features = models.JSONField()
    """What the pair had in common when it was judged; learning goes by that."""
    sheets = models.CharField(max_length=40)
    judged_at = models.DateTimeField()
    judged_by = models.CharField(max_length=200)
    judged_by_user = models.BigIntegerField(null=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-judged_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left__lt=F("right")), name="judgement_not_of_itself"
            ),
            models.UniqueConstraint(
                fields=["left", "right"],
                condition=Q(supersedes__isnull=True, is_demo=False),
                name="judgement_one_first_per_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} ~ {self.right}: {self.grade}"


class ProposalKind(models.TextChoices):
    MERGE = "merge"
    WIDEN = "widen"
    HAND_OVER = "hand_over"
    REGROUP = "regroup"
    OUTSIDE = "outside"


class ProposalState(models.TextChoices):
    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Proposal(models.Model):
    """What should become of initiatives that overlap.

    Personal data: the names of who made it and who decided. Purpose: accountability for changes to
    a public agenda. Kept: as long as the proposal; names are replaced when that person's data are
    erased.
    """

    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    state = models.CharField(
        max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT, db_index=True
    )
    edition = models.PositiveIntegerField(default=1)
    """Counts its changes, so that of two people at once the second is told."""
    members = models.JSONField()
    """Keys of the initiatives it is about, in order."""
    heir = models.CharField(max_length=80, blank=True)
    """The key of the one that leads. Empty where none does."""
    heirs: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    """Where several go on and the others end in them: the keys of those that go on."""
    fields: models.JSONField[ByKey, ByKey] = models.JSONField(default=dict)
    """What changes in the sheets of those that take over: by key of the initiative, by field. Of
    an accepted one, what was carried out."""
    before: models.JSONField[ByKey, ByKey] = models.JSONField(default=dict)
    """How those fields read when it was made or last changed."""
    stood: models.JSONField[ByKey, ByKey] = models.JSONField(default=dict)
    """How they read when it was decided; empty until then."""
    told: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    """What it would save and cover, as that was told when it was decided; empty until then."""
    reason = models.TextField()
    sheets = models.JSONField(default=dict)
    """The version of each member that it was made on, by key."""
    decide_by = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    made_by_user = models.BigIntegerField(null=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_why = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_by_user = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=80, blank=True)
    """Key of the decision of the agenda behind it."""
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="draft", decided_on__isnull=True)
                | Q(
                    ~Q(decided_why=""), state__in=["accepted", "rejected"], decided_on__isnull=False
                ),
                name="proposal_decided_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {', '.join(self.members)}"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.DRAFT

    @property
    def takers(self) -> list[str]:
        """Keys of those that take something over, so that their sheets change."""
        return [self.heir] if self.kind in (ProposalKind.MERGE, ProposalKind.WIDEN) else self.heirs

    @property
    def ending(self) -> list[str]:
        """Keys of those that end, or leave the umbrella."""
        stay = {
            ProposalKind.MERGE: [self.heir],
            ProposalKind.REGROUP: self.heirs,
            ProposalKind.OUTSIDE: [],
        }.get(ProposalKind(self.kind), self.members)
        return [key for key in self.members if key not in stay]


class Comment(models.Model):
    """What an owner was asked about a proposal, and said.

    Personal data: the person who was asked and what they wrote. Purpose: that nobody's initiative
    is changed without their word on it. Kept: as long as the proposal; text and person go when that
    person's data are erased.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    initiative = models.CharField(max_length=80)
    person = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    text = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["initiative", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "initiative", "person"], name="comment_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.initiative}"


class CallState(models.TextChoices):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Call(models.Model):
    """A call for initiatives where the menu shows a white spot.

    Personal data: none.
    """

    key = models.SlugField(max_length=80, unique=True)
    state = models.CharField(
        max_length=10, choices=CallState.choices, default=CallState.DRAFT, db_index=True
    )
    edition = models.PositiveIntegerField(default=1)
    spots: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField()
    """Cells of the matrix: way, sort of column (line, level, place), and which one."""
    title = models.JSONField()
    """By language."""
    text = models.JSONField()
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField()
    outcome = models.JSONField(default=dict)
    """What came of it, by language; a closed call has one."""
    came: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    """Keys of initiatives that came of it."""
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-closes_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opened_on__isnull=False),
                name="call_published_says_since_when",
            ),
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(closes_on__gte=F("opened_on")),
                name="call_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def said(self, name: str) -> Any:
        from hcat.foundation.api import Translated

        return Translated(getattr(self, name))
