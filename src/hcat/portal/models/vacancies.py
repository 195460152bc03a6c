# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy as a spell of time, and the adverts of which it is made."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import now

from .sources import Source


def new_key() -> str:
    """A name for good, short enough for a poster."""
    return "".join(secrets.choice("abcdefghjkmnpqrstvwxyz23456789") for _ in range(8))


class Closed(models.TextChoices):
    """Why a vacancy is no longer open."""

    GONE = "gone"  # a reading that could be believed no longer had it
    EXPIRED = "expired"  # the last day that the source gave has passed
    WITHDRAWN = "withdrawn"  # by the employer or the desk
    FILLED = "filled"  # as whoever entered it by hand says
    STALE = "stale"  # not seen for longer than the promise: not shown, not known to be closed
    SOURCE_ENDED = "source_ended"
    MERGED = "merged"  # it was another one


class Vacancy(models.Model):
    """One vacancy of one company, open from `opened_at` until `closed_at`: a spell.

    The same vacancy in several sources or languages is one, with an `Advert` for each. What
    returns after a month is another spell. A spell that was found to be another one is closed as
    merged and stands under it; nothing is erased.

    Personal data: none; names and addresses of contact persons are taken out of the text.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(default=now)
    """First seen by us."""
    seen_at = models.DateTimeField(null=True, blank=True)
    """Last seen by us, once it is closed. While it is open, that is when its sources were last
    read (`Source.read_at`): a reading that changes nothing writes nothing here."""
    published = models.DateField(null=True, blank=True)
    """As the source says; may lie before it was first seen (late entry)."""
    closes = models.DateField(null=True, blank=True)
    """The last day to apply, as the source says."""
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=12, choices=Closed.choices, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)
    """Moves with every change that search and pages must show."""
    changed_at = models.DateTimeField(default=now, db_index=True)
    """When `edition` moved: the index asks for what changed since."""

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "closed_at"]),
            models.Index(fields=["closed_at", "opened_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="")
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="vacancy_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="vacancy_closes_after_it_opened",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, seen_at__isnull=True)
                | Q(closed_at__isnull=False, seen_at__gte=F("opened_at")),
                name="vacancy_last_seen_once_closed",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(closed_because="merged"),
                name="vacancy_merged_is_closed_as_merged",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        return f"vacancy:{self.key}"


class Gap(models.Model):
    """From when until when a vacancy that is open again was closed, or stood under another.

    The vacancy itself is one spell, as is known now; a figure as it was known on a day between
    the two is worked out from this. Never changed.

    Personal data: none.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="gaps")
    closed_at = models.DateTimeField()
    closed_because = models.CharField(max_length=12, choices=Closed.choices)
    reopened_at = models.DateTimeField()

    class Meta:
        ordering = ["vacancy_id", "closed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_at__gte=F("closed_at")), name="gap_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.closed_at:%Y-%m-%d} {self.reopened_at:%Y-%m-%d}"


class Advert(models.Model):
    """A vacancy as one source shows it in one language, from when until when.

    Personal data: none, as of the vacancy.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="adverts")
    joined_from = models.ForeignKey(
        Vacancy, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The vacancy that it was before that was found to be another one; it is that one again when
    somebody takes it apart."""
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="adverts")
    key = models.CharField(max_length=300)
    """The source's own name for it."""
    opened_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True, blank=True)
    """As of the vacancy."""
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=12, choices=Closed.choices, blank=True)
    digest = models.CharField(max_length=64)
    """Of what was read: the same digest is the same advert, and nothing is written."""
    title = models.CharField(max_length=300)
    address = models.URLField(max_length=1000, blank=True)
    apply_at = models.URLField(max_length=1000, blank=True)
    """On the web; or, of what was entered by hand, ``mailto:`` and the address of a desk."""
    body = models.TextField(blank=True)
    """HTML, cleaned."""
    language = models.CharField(max_length=2, blank=True)
    """Of the text: as the source says, or as it was recognised."""
    closes = models.DateField(null=True, blank=True, db_index=True)
    """The last day to apply, as this source says."""
    told = models.JSONField(default=dict)
    """All other fields of the posting, as it was read."""

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["source", "closed_at"]),
            models.Index(fields=["vacancy", "closed_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key", "language"],
                condition=Q(closed_at__isnull=True),
                name="advert_open_once_per_source",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="")
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="advert_closed_says_why",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="advert_has_a_title"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                name="advert_closes_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.key}"
