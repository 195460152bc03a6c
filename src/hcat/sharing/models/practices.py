# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Best practices: what somebody did, so that another can do it too."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.sharing.texts import Spoken


class Practice(Spoken, models.Model):
    """One best practice as it stands; how it read before stands in its editions.

    Personal data: who may be asked about it. Purpose: bringing people who want to do the same
    together, by consent. Kept: until the consent is withdrawn, or the practice is retired.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        RETIRED = "retired"

    key = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    texts = models.JSONField(default=dict)
    """By language: title, what, for_whom, took, yielded, lessons."""
    searched = models.TextField(blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    hours = models.PositiveIntegerField(null=True)
    """Of people; None is not known."""
    euros = models.PositiveIntegerField(null=True)
    months = models.PositiveIntegerField(null=True)
    """From the beginning until it yielded something."""
    yield_value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    yield_unit = models.CharField(max_length=80, blank=True)
    yield_source = models.CharField(max_length=300, blank=True)
    contact = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who was asked to be the one to ask; None also where that person's data are gone."""
    contact_agreed_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    retired_on = models.DateField(null=True)
    retired_reason = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "retired"]),
                name="practice_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="practice_published_says_when",
            ),
            models.CheckConstraint(
                condition=Q(yield_value__isnull=True) | (~Q(yield_unit="") & ~Q(yield_source="")),
                name="practice_figure_has_unit_and_source",
            ),
            models.CheckConstraint(
                condition=(Q(state="retired", retired_on__isnull=False) & ~Q(retired_reason=""))
                | (~Q(state="retired") & Q(retired_on__isnull=True, retired_reason="")),
                name="practice_retired_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED


class PracticeTopic(models.Model):
    """What a practice is about: something of the agenda, or a factor that draws people.

    Personal data: none.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "key"])]
        constraints = [
            models.UniqueConstraint(fields=["practice", "kind", "key"], name="practice_topic_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["way", "point", "level", "initiative", "result", "factor"]),
                name="practice_topic_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class PracticeEdition(models.Model):
    """A practice as it was saved once. Never changed afterwards.

    Personal data: the account number of who saved it. Purpose: showing who wrote what, when two
    write at once. Kept: as long as the practice; the number is taken out when that person's data
    are erased.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by_user = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="practice_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} edition {self.number}"
