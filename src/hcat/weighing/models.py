# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the room keeps: criteria by version, rounds, what each assessor gave, what was decided.

Scores lie apart per assessor until a round closes: `queries` gives nobody those of another before.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import Translated


class Criteria(models.Model):
    """One version of the criteria. Never changed: other weights or words are a next version.

    Personal data: none.
    """

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    """A `criteria.CriteriaSheet`."""
    fingerprint = models.CharField(max_length=64, unique=True)
    reason = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="criteria_say_why")]

    def __str__(self) -> str:
        return f"criteria {self.version}"


class State(models.TextChoices):
    PREPARING = "preparing"
    SCORING = "scoring"
    CLOSED = "closed"
    DECIDED = "decided"


class Round(models.Model):
    """Initiatives that are weighed together, by the same people, by the same criteria.

    Personal data: none, except names of people if somebody writes those in the title.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    criteria = models.ForeignKey(Criteria, on_delete=models.PROTECT, related_name="+")
    frozen = models.JSONField(null=True)
    """The criteria as they were when scoring began."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    deadline = models.DateField()
    capacity = models.PositiveIntegerField()
    """How many of the initiatives fit."""
    edition = models.PositiveIntegerField(default=1)
    """Counts the changes of title, criteria, deadline and capacity."""
    prepared_on = models.DateField()
    opened_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-deadline", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="round_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="round_has_a_title"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="round_has_room"),
            models.CheckConstraint(
                condition=Q(state="preparing", frozen__isnull=True, opened_on__isnull=True)
                | ~Q(state="preparing") & Q(frozen__isnull=False, opened_on__isnull=False),
                name="round_scores_by_frozen_criteria",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "scoring"], closed_on__isnull=True)
                | Q(state__in=["closed", "decided"], closed_on__isnull=False),
                name="round_closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="decided", decided_on__isnull=False)
                | ~Q(state="decided") & Q(decided_on__isnull=True),
                name="round_decided_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        """Whether assessors may still give scores, so that nobody may see them."""
        return self.state in (State.PREPARING, State.SCORING)


class Entry(models.Model):
    """An initiative (or an idea for one) in a round, as it was called when scoring began.

    Personal data: none.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    initiative = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    """Of the initiative in the register."""
    name = models.JSONField()
    """By language, as a `Translated` dumps it."""

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "initiative"], name="entry_once_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.initiative}"

    @property
    def title(self) -> Translated:
        return Translated(self.name)


class Assessor(models.Model):
    """Somebody who scores in a round.

    Personal data: that this person scored, when they declared their interests and until when they
    took part. Purpose: asking for scores, and accounting for who weighed. Kept: two years after
    the round was decided; then the scores stay without the name, as after an erasure.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(null=True)
    """When they said in which initiatives they have an interest, or in none."""
    left_on = models.DateField(null=True)
    """Since when they take part no more; their scores do not count."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="assessor_once_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.pk}"


class Conflict(models.Model):
    """An assessor has an interest in an initiative, and is left out of it.

    Personal data: that this assessor has an interest, and which. Purpose: an honest outcome. Kept:
    the reason until two years after the round was decided; after that only that there was one.
    """

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="conflicts")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="conflicts")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assessor", "entry"], name="conflict_declared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id} in {self.entry_id}"


class Score(models.Model):
    """What one assessor gave one initiative on one criterion, and why.

    Personal data: somebody's judgement, with the assessor; and names of people if the assessor
    writes those in the reason. Purpose: the outcome, and the letter to the owner. Kept: as long as
    the round; the name goes when that of the assessor goes.
    """

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="scores")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=80)
    value = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "entry", "criterion"], name="score_given_once"
            ),
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="score_from_1_to_5"),
            models.CheckConstraint(
                condition=Q(value__range=(2, 4)) | ~Q(reason=""), name="score_at_an_end_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.criterion}: {self.value}"


class Outcome(models.Model):
    """What a closed round came to, worked out once: the ranking and how firm it is.

    Personal data: none; no score of a single assessor stands in it.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="outcome")
    content = models.JSONField()
    """An `outcome.RoundOutcome`, as `outcome.to_json` writes it."""

    def __str__(self) -> str:
        return f"outcome of {self.round_id}"


class What(models.TextChoices):
    GO = "go"
    NO_GO = "no_go"
    MORE = "more_information"


class Ruling(models.Model):
    """What was decided about an initiative in a round; the last one holds.

    Personal data: none, except names of people if somebody writes those in the reason. Purpose:
    accountability for what goes on. Kept: as long as the round.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="rulings")
    what = models.CharField(max_length=16, choices=What.choices)
    reason = models.JSONField()
    """By language, as a `Translated` dumps it: in each where it was proposed, in one where it was
    typed."""
    needed = models.JSONField(default=dict)
    """More information: which, by language; empty otherwise."""
    by_when = models.DateField(null=True)
    taken_on = models.DateField()
    body = models.CharField(max_length=80, blank=True)
    """Key of the body that took it; empty where none did."""
    together = models.PositiveIntegerField()
    """Counts in the round what was decided together: that becomes one decision of the agenda."""
    decision = models.CharField(max_length=80, blank=True)
    """Key of the agenda's decision; empty until all owners were told what was decided together."""
    published_at = models.DateTimeField(null=True)
    """When it became that decision."""
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__in=What.values), name="ruling_known"),
            models.CheckConstraint(condition=~Q(reason={}), name="ruling_says_why"),
            models.CheckConstraint(
                condition=Q(what="more_information", by_when__gte=F("taken_on")) & ~Q(needed={})
                | ~Q(what="more_information") & Q(by_when__isnull=True, needed={}),
                name="ruling_says_what_it_needs",
            ),
            models.CheckConstraint(
                condition=Q(decision="", published_at__isnull=True)
                | ~Q(decision="") & Q(published_at__isnull=False),
                name="ruling_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.what}"

    @property
    def why(self) -> Translated:
        return Translated(self.reason)

    @property
    def asked(self) -> Translated:
        return Translated(self.needed)


class Letter(models.Model):
    """What the owner of an initiative is told of a ruling, in the owner's language.

    Personal data: who is written to, and the text of the letter. Purpose: telling the owner. Kept:
    two years after it went out; then without the text and the name.
    """

    class How(models.TextChoices):
        MAIL = "mail"
        PAPER = "paper"

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="letters")
    person = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: nobody with an address is known to own it; the letter is printed."""
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=1)
    went_on = models.DateField(null=True)
    went_by = models.CharField(max_length=5, choices=How.choices, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ruling", "person"], name="letter_once_per_owner"),
            models.CheckConstraint(
                condition=Q(went_on__isnull=True, went_by="")
                | Q(went_on__isnull=False, went_by__in=["mail", "paper"]),
                name="letter_that_went_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk} of {self.ruling_id}"
