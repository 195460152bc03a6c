# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Employers that may bring people from outside the European Union: the public register of the
immigration service (IND), and which of its names a person found to be which company."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


class SponsorList(models.Model):
    """The register as it was last taken in; there is one at most.

    Personal data: none.
    """

    as_of = models.DateField()
    file = models.CharField(max_length=300)
    rows = models.PositiveIntegerField()
    unread = models.PositiveIntegerField(default=0)
    """Rows whose number could not be read: they count by name only."""
    taken_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.file}, {self.as_of}"


class Sponsor(models.Model):
    """One line of the register.

    Personal data: none, except that the name of a one-person business can be a person's name, as
    the public register has it. Purpose: saying which companies may bring people from abroad. Kept:
    until the next register is taken in.
    """

    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    kvk = models.CharField(max_length=8, blank=True, db_index=True)

    class Meta:
        ordering = ["name_key", "id"]

    def __str__(self) -> str:
        return self.name


class SponsorCheck(models.Model):
    """What a person found: whether a company is the one of that name in the register.

    Personal data: the account of who looked. Purpose: accountability. Kept: the account is taken
    out when it is closed, the answer stays.
    """

    class Answer(models.TextChoices):
        SAME = "same"
        ANOTHER = "another"

    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    name_key = models.CharField(max_length=300)
    answer = models.CharField(max_length=7, choices=Answer.choices)
    checked_at = models.DateTimeField(default=now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name_key"], name="sponsor_checked_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["same", "another"]), name="sponsor_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.answer} {self.name_key}"
