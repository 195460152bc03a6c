# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What someone at the desk has to do this week, and what they said "not now" to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class SetAside(models.Model):
    """One matter that one person does not want to be asked about for a while.

    Per person, since it orders somebody's own work: what one sets aside may be what another waits
    for. What should ask nobody any more is said in the agenda, where everyone can read why.

    Personal data: who set which matter aside, and the reason as typed. Purpose: not asking that
    person too early. Kept: 30 days after its date, or until it is brought back.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=200)
    """The key of the matter, such as ``figure/known/by-2022``."""
    until = models.DateField()
    """The day on which it asks again."""
    state = models.CharField(max_length=200, blank=True)
    """What stood when it was set aside: once that changes, it asks again. Empty: only the date
    counts."""
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "matter"], name="set_aside_once_per_person"),
            models.CheckConstraint(condition=~Q(reason=""), name="set_aside_says_why"),
            models.CheckConstraint(condition=~Q(matter=""), name="set_aside_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} until {self.until}"


class Planned(models.Model):
    """A matter on one person's list of one week, so that the list of a week can be finished.

    Personal data: what someone had to do in a week. Purpose: a list that does not grow as it is
    worked off. Kept: 30 days after the week began.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    week = models.DateField()
    """Its Monday."""
    matter = models.CharField(max_length=200)
    sort = models.SlugField(max_length=50)
    """What the matter is one of, so that each sort has its turn."""
    only_waited = models.BooleanField()
    """It had no date in this week: it is one of the few that joined."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "week", "matter"], name="planned_once_in_a_week"
            ),
            models.CheckConstraint(condition=~Q(matter=""), name="planned_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} in the week of {self.week}"
