# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short stories of what went well, each beside a figure that was not typed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.sharing.texts import Spoken


class Success(Spoken, models.Model):
    """What went well with a result or an initiative; its figure is one of evidence.

    Personal data: none, except names of people if the author writes those down.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    key = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    texts = models.JSONField(default=dict)
    """By language: title, story."""
    on = models.DateField()
    result = models.CharField(max_length=80, blank=True)
    initiative = models.CharField(max_length=80, blank=True)
    figure = models.ForeignKey(
        "evidence.Observation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    """None where there is none, or where it was a made-up one that was cleared."""
    edition = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "withdrawn"]),
                name="success_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(result="") | ~Q(initiative=""), name="success_is_about_something"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="success_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.key
