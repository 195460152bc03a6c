# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the portal shows of a company beyond what the register of organisations knows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import Translated, now


class Profile(models.Model):
    """The public profile of a company. Name, place, size and website stand in the register.

    Every company of the high-tech base is shown, with a profile or without, paying or not.

    Personal data: none.
    """

    organisation = models.OneToOneField(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    slug = models.SlugField(max_length=120, unique=True)
    """Its address on the portal: never changes once it stands."""
    makes = models.JSONField(default=dict)
    """What it makes, per language."""
    disciplines = models.JSONField(default=list)
    """Technical fields as ``field:CODE``, and free words."""
    languages = models.JSONField(default=list)
    """Spoken at work, two letters each."""
    offers = models.JSONField(default=list)
    """Pull factors, by key (`pull_factors.py`)."""
    visits = models.JSONField(default=dict)
    """Whether and how pupils and students may visit, per language; empty is not known."""
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.slug

    @property
    def what_it_makes(self) -> Translated:
        return Translated(self.makes)

    @property
    def how_to_visit(self) -> Translated:
        return Translated(self.visits)


class Logo(models.Model):
    """The picture of a company as it was brought in, recognised by its content (`logos.py`).

    Personal data: none.
    """

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, related_name="logo")
    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    """In pixels."""
    fingerprint = models.CharField(max_length=16)
    """The beginning of its SHA-256: part of its address, so that a browser may keep it for good."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["image/png", "image/jpeg", "image/webp"]),
                name="logo_is_a_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.media_type}"
