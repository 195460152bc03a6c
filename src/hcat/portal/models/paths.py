# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps in a career: told by people, who stay unknown, and stated by companies."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import Translated, now


class ToldStep(models.Model):
    """One step that somebody took, as they told it. Nobody knows who; only counts are shown.

    Personal data: for 30 days a keyed fingerprint of the network it came from, and the day.
    Purpose: the same step is counted once from one network. Kept: the fingerprint and the day 30
    days, the step and its month for good.
    """

    from_work = models.CharField(max_length=200)
    """An occupation, as in the labels of vacancies."""
    to_work = models.CharField(max_length=200)
    from_organisation = models.ForeignKey(
        "parties.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """None is: elsewhere, or not told."""
    to_organisation = models.ForeignKey(
        "parties.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told_on = models.DateField()
    """The first day of the month: a day more exact would tell more about who it was."""
    network = models.CharField(max_length=64, blank=True)
    network_on = models.DateField(null=True, blank=True)
    """The day of that fingerprint, which goes with it."""
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["from_work"]),
            models.Index(fields=["to_work"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["from_work", "to_work", "network"],
                condition=~Q(network=""),
                name="told_step_once_from_a_network",
            ),
            models.CheckConstraint(
                condition=~Q(from_work="") & ~Q(to_work=""), name="told_step_names_work"
            ),
            models.CheckConstraint(
                condition=Q(network="", network_on__isnull=True)
                | (~Q(network="") & Q(network_on__isnull=False)),
                name="told_step_day_goes_with_the_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_work} {self.to_work}"


class StatedStep(models.Model):
    """That people go from one company to another, as a company says of itself: shown on its own
    page, never on that of the other, which did not say it.

    Personal data: none.
    """

    class Direction(models.TextChoices):
        FROM = "from"
        """They came from the other one."""
        TO = "to"

    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    """Who says it."""
    other = models.ForeignKey("parties.Organisation", on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    about = models.JSONField(default=dict)
    """What the step is, per language; may be empty."""
    stated_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["direction", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "other", "direction"], name="stated_step_once"
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("other")), name="stated_step_between_two"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["from", "to"]), name="stated_step_direction_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.direction} {self.other_id}"

    @property
    def what(self) -> Translated:
        return Translated(self.about)
