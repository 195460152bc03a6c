# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a wave, as they may be shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now

from .surveys import Claim, Wave


class Release(models.Model):
    """The figures of a closed wave were worked out, once: nothing is worked out again after it.

    Personal data: none.
    """

    wave = models.OneToOneField(Wave, on_delete=models.PROTECT, related_name="release")
    released_at = models.DateTimeField(default=now)
    population = models.PositiveIntegerField(null=True)
    """How many there were on the reference day; None where nobody knows, as of an open address."""
    drawn = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    out_of_scope = models.PositiveIntegerField(default=0)
    weighting = models.JSONField(default=dict)
    """How the weights were made: cells, margins, trims, design effect, what was joined."""
    unanswered = models.JSONField(default=dict)
    """By concept: how many gave no answer that counts, and why, as far as that may be told."""
    least = models.PositiveSmallIntegerField()
    """The smallest number of answers behind anything that is shown."""
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"release of {self.wave_id}"


class ReleasedFigure(models.Model):
    """One figure of a release: of a concept, a choice of it where it has them, and a group.

    What may not be shown has no value, and a reason. Personal data: none.
    """

    class Statistic(models.TextChoices):
        SHARE = "share"
        MEAN = "mean"
        RANK = "rank"
        """The mean place in a ranking: the lower, the dearer."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="figures")
    concept = models.CharField(max_length=64)
    choice = models.CharField(max_length=64, blank=True)
    dimension = models.CharField(max_length=20, blank=True)
    """``size``, ``sector``, ``municipality``; empty is all together."""
    group = models.CharField(max_length=20, blank=True)
    statistic = models.CharField(max_length=6, choices=Statistic.choices)
    value = models.FloatField(null=True)
    """A share from 0 to 1; a mean in the unit of its question."""
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    """The 95% interval, as for the population of the reference day (with its correction)."""
    low_ongoing = models.FloatField(null=True)
    high_ongoing = models.FloatField(null=True)
    """The same without the correction: as for companies such as these, next year's included."""
    se = models.FloatField(null=True)
    n = models.PositiveIntegerField(null=True)
    """Answers that count; None where that may not be shown."""
    yes = models.PositiveIntegerField(null=True)
    population = models.PositiveIntegerField(null=True)
    method = models.CharField(max_length=60, blank=True)
    hidden = models.CharField(max_length=20, blank=True)
    """Why nothing is shown; see `results.reasons`."""

    class Meta:
        ordering = ["release_id", "concept", "dimension", "group", "id"]
        indexes = [models.Index(fields=["release", "concept"])]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "concept", "choice", "dimension", "group", "statistic"],
                name="released_figure_once",
            ),
            models.CheckConstraint(
                condition=Q(hidden="", value__isnull=False)
                | (
                    ~Q(hidden="")
                    & Q(value__isnull=True, low__isnull=True, high__isnull=True, se__isnull=True)
                    & Q(low_ongoing__isnull=True, high_ongoing__isnull=True, yes__isnull=True)
                ),
                name="released_figure_is_shown_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.choice} {self.dimension} {self.group}".strip()


class ReleasedChange(models.Model):
    """How one figure of all together differs from the same one of an earlier wave.

    Worked out when the later wave is released, and never after: who answered twice is known only as
    long as the answers are kept. What may not be shown has no value, and a reason. Personal data:
    none.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="changes")
    since = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    concept = models.CharField(max_length=64)
    choice = models.CharField(max_length=64, blank=True)
    statistic = models.CharField(max_length=6, choices=ReleasedFigure.Statistic.choices)
    value = models.FloatField(null=True)
    """Later minus earlier, in the unit of the figures."""
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    """The 95% interval, with the units that answered twice counted as such."""
    at_least = models.FloatField(null=True)
    at_most = models.FloatField(null=True)
    """The one-sided bounds: 95% sure that it is this or more, and this or less."""
    se = models.FloatField(null=True)
    p = models.FloatField(null=True)
    """Two-sided."""
    p_adjusted = models.FloatField(null=True)
    """Benjamini–Hochberg over all changes since that wave."""
    p_rising = models.FloatField(null=True)
    """One-sided: that it rose."""
    p_ordinal = models.FloatField(null=True)
    """Two-sided, of the signed ranks of those who answered twice: a check of means."""
    both = models.PositiveIntegerField(null=True)
    """How many answered in both waves."""
    method = models.CharField(max_length=60, blank=True)
    hidden = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    """Of a break: what changed."""

    class Meta:
        ordering = ["release_id", "since_id", "concept", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "since", "concept", "choice", "statistic"],
                name="released_change_once",
            ),
            models.CheckConstraint(
                condition=Q(hidden="", value__isnull=False)
                | (
                    ~Q(hidden="")
                    & Q(value__isnull=True, low__isnull=True, high__isnull=True, se__isnull=True)
                    & Q(p__isnull=True, p_rising__isnull=True, p_ordinal__isnull=True)
                    & Q(at_least__isnull=True, at_most__isnull=True)
                ),
                name="released_change_is_shown_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"change of {self.concept} {self.choice}".strip()


class ReleasedClaim(models.Model):
    """What became of a claim that was declared before field work. Personal data: none."""

    class Verdict(models.TextChoices):
        MET = "met"
        NOT_MET = "not_met"
        """The answers prove the contrary."""
        CANNOT_TELL = "cannot_tell"

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="outcome")
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="claims")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    value = models.FloatField(null=True)
    """The figure, or of "better" the change, of "rising" the least step; in the unit of the
    claim."""
    low = models.FloatField(null=True)
    """Its one-sided 95% lower bound."""
    high = models.FloatField(null=True)
    """Its one-sided 95% upper bound."""
    p = models.FloatField(null=True)
    """One-sided, of the claim."""
    p_adjusted = models.FloatField(null=True)
    """Holm, over the claims of the wave: met when it is 0.05 or less."""
    p_contrary = models.FloatField(null=True)
    """One-sided, of the contrary, adjusted in the same way."""
    further = models.PositiveIntegerField(null=True)
    """How many more answers would settle it, if they are as those that came."""
    unsettled = models.CharField(max_length=20, blank=True)
    """Why it cannot be said how many; see `results.reasons.Unsettled`."""
    hidden = models.CharField(max_length=20, blank=True)
    """Why there is no figure."""

    class Meta:
        ordering = ["release_id", "claim_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden="", value__isnull=False)
                | (~Q(hidden="") & Q(value__isnull=True, verdict="cannot_tell")),
                name="released_claim_is_shown_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} of {self.claim_id}"
