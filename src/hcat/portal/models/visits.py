# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the portal is used: totals of a day, and links of which is counted who came by them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


class Tally(models.Model):
    """How often something happened on one day. Rows are only ever added to (`visits/counting.py`).

    Personal data: none. A row is a sum; no address, browser or moment stands behind it.
    """

    class Kind(models.TextChoices):
        VISIT = "visit"
        """A page of the portal was opened from a page that is not the portal's."""
        UNMEASURED = "unmeasured"
        """The same, by a browser that asks not to be measured; nothing more is known of it."""
        REFERRER = "referrer"
        """Another site led to a visit: `place` is its name."""
        SEARCH = "search"
        EMPTY = "empty"
        """A search without any result; counted as a search too."""
        CLICK = "click"
        """Somebody went on to a company's own site: `place` is the number of the company."""
        ASKED = "asked"
        """A visit to which the question was shown where one lives."""
        ANSWER = "answer"
        """What was answered: `origin`; empty is "rather not"."""

    class Origin(models.TextChoices):
        INSIDE = "inside"
        OUTSIDE = "outside"
        """Of the region. Empty is not known, which is neither."""

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    place = models.CharField(max_length=80, blank=True)
    """Of a visit the page, of a click the number of the company, of a referrer the site."""
    campaign = models.CharField(max_length=40, blank=True)
    """The code of a `Referral`, or what another called its campaign."""
    origin = models.CharField(max_length=7, blank=True, choices=Origin.choices)
    number = models.PositiveIntegerField(default=0)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "place", "campaign", "origin", "is_demo"],
                name="tally_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "visit", "unmeasured", "referrer", "search", "empty", "click", "asked",
                        "answer",
                    ]
                ),
                name="tally_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["", "inside", "outside"]), name="tally_origin_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="unmeasured") | Q(place="", campaign="", origin=""),
                name="tally_of_the_unmeasured_knows_nothing",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["kind", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.place}: {self.number}"


class AskedWords(models.Model):
    """What was searched for in one week. The words are written down once enough searches asked
    them; until then only a fingerprint stands here, whose salt is not in the database and is gone
    after the week (`visits/words.py`).

    Personal data: words that several searches asked, which may be a name; of who searched nothing,
    and words that look like an address or a number never. Purpose: knowing what people look for
    and do not find. Kept: a year; the fingerprint of what few ask 7 days.
    """

    week = models.DateField()
    """Its Monday."""
    fingerprint = models.CharField(max_length=64)
    words = models.CharField(max_length=80, blank=True)
    """Empty: asked too seldom to be kept."""
    number = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    """How many of those found nothing."""
    days = models.PositiveSmallIntegerField(default=0)
    last_day = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number", "words"]
        constraints = [
            models.UniqueConstraint(fields=["week", "fingerprint"], name="words_once_a_week"),
            models.CheckConstraint(
                condition=Q(empty__lte=models.F("number")), name="words_empty_among_them"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.words or '…'}: {self.number}"


class Referral(models.Model):
    """A link of which is counted who came by it: on a poster, in a mail, at a fair.

    Personal data: none.
    """

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    path = models.CharField(max_length=500)
    """The page of ours that it leads to, with its question, such as ``/en/vacancies?q=lasser``."""
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    """From then on it leads to the same page, and is counted no longer."""
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"),
                name="referral_leads_to_our_own_site",
            ),
        ]

    def __str__(self) -> str:
        return self.code
