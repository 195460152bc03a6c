# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What someone at the desk has said "not now" to."""

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
