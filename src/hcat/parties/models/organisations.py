# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dated register of organisations.

An organisation keeps its key for good. What is known about it stands in dated versions, of which
one is open at most: open means that the organisation still exists. So a count as of any date is a
count of the versions that stood on that date.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import models
from django.db.models import F, Q

from hcat.parties import identifiers


def new_key() -> str:
    """A name for good that says nothing, so that it never has to change."""
    return "org-" + "".join(secrets.choice("abcdefghjkmnpqrstvwxyz23456789") for _ in range(9))


class Organisation(models.Model):
    """A company, a school, a government or another body; a branch of a school has its own row.

    Personal data: none, except that the name of a one-person business can be a person's name.
    Purpose: the denominator of the agenda's shares. Kept: as long as the agenda runs, so that old
    figures can be made again.
    """

    class Kind(models.TextChoices):
        COMPANY = "company"
        EDUCATION = "education"
        GOVERNMENT = "government"
        OTHER = "other"

    key = models.CharField(max_length=40, unique=True, default=new_key)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    founded = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    """The first day on which it no longer existed."""
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended__isnull=True)
                | Q(founded__isnull=True)
                | Q(ended__gte=F("founded")),
                name="organisation_ends_after_it_was_founded",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["company", "education", "government", "other"]),
                name="organisation_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class FactsQuerySet(models.QuerySet["OrganisationFacts"]):
    def on(self, day: date) -> FactsQuerySet:
        """The versions that stood at the end of that day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day
        )

    def open(self) -> FactsQuerySet:
        return self.filter(valid_until__isnull=True)


class OrganisationFacts(models.Model):
    """What is known about an organisation from one date until another.

    An empty text and an empty number mean *not known*; they never mean none or zero.

    Personal data: none, except that the name and number of a one-person business can lead to a
    person. Purpose and term: as for the organisation.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="facts")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    kvk = models.CharField(max_length=8, blank=True)
    brin = models.CharField(max_length=4, blank=True)
    branch = models.CharField(max_length=4, blank=True)
    part_of = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="branches"
    )
    """The school or company of which this is a branch."""
    levels = models.CharField(max_length=100, blank=True)
    """Levels of education given, as ``,po,vmbo,``: commas on both sides, so that SQL can look."""
    employees = models.PositiveIntegerField(null=True, blank=True)
    size_class = models.CharField(max_length=6, blank=True)
    sbi = models.CharField(max_length=6, blank=True)
    """The main activity, by which the organisation is classified."""
    sbi_others = models.CharField(max_length=200, blank=True)
    """Further activities, as ``,6201,7112,``."""
    municipality = models.CharField(max_length=6, blank=True)
    place = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    website = models.CharField(max_length=300, blank=True)
    domain = models.CharField(max_length=253, blank=True, db_index=True)
    source = models.CharField(max_length=300)
    """Where this was found: a file with its fingerprint, or a person's own knowledge."""
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = FactsQuerySet.as_manager()

    class Meta:
        ordering = ["name_key", "organisation_id"]
        indexes = [
            models.Index(fields=["municipality", "size_class"]),
            models.Index(fields=["sbi"]),
            models.Index(fields=["valid_from", "valid_until"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(valid_until__isnull=True),
                name="facts_one_open_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["kvk"],
                condition=Q(valid_until__isnull=True, part_of__isnull=True) & ~Q(kvk=""),
                name="facts_one_open_per_kvk_number",
            ),
            models.UniqueConstraint(
                fields=["brin", "branch"],
                condition=Q(valid_until__isnull=True) & ~Q(brin=""),
                name="facts_one_open_per_brin_number",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="facts_end_after_they_start",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="facts_have_a_name"),
            models.CheckConstraint(condition=~Q(source=""), name="facts_have_a_source"),
            models.CheckConstraint(
                condition=Q(kvk="") | Q(kvk__regex=identifiers.KVK), name="facts_kvk_format"
            ),
            models.CheckConstraint(
                condition=Q(brin="") | Q(brin__regex=identifiers.BRIN), name="facts_brin_format"
            ),
            models.CheckConstraint(
                condition=Q(branch="") | (Q(branch__regex=identifiers.BRANCH) & ~Q(brin="")),
                name="facts_branch_belongs_to_a_brin",
            ),
            models.CheckConstraint(
                condition=Q(municipality="") | Q(municipality__regex=identifiers.MUNICIPALITY),
                name="facts_municipality_format",
            ),
            models.CheckConstraint(
                condition=Q(sbi="") | Q(sbi__regex=identifiers.SBI), name="facts_sbi_format"
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("organisation")),
                name="facts_not_part_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(employees__isnull=True)
                | Q(size_class="1-9", employees__lte=9)
                | Q(size_class="10-49", employees__range=(10, 49))
                | Q(size_class="50-249", employees__range=(50, 249))
                | Q(size_class="250+", employees__gte=250),
                name="facts_size_class_fits_employees",
            ),
            models.CheckConstraint(
                condition=Q(
                    size_class__in=["", *(name for name, _, _ in identifiers.SIZE_CLASSES)]
                ),
                name="facts_size_class_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level_list(self) -> tuple[str, ...]:
        return tuple(part for part in self.levels.split(",") if part)

    @property
    def sbi_codes(self) -> tuple[str, ...]:
        """All activities, the main one first."""
        return tuple(part for part in (self.sbi, *self.sbi_others.split(",")) if part)


class OrganisationEvent(models.Model):
    """A merger, split, takeover, exit or change of name: which organisations came out of which.

    Personal data: none.
    """

    class Kind(models.TextChoices):
        MERGER = "merger"
        SPLIT = "split"
        TAKEOVER = "takeover"
        EXIT = "exit"
        RENAME = "rename"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    happened_on = models.DateField(db_index=True)
    reason = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="event_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.kind}"


class Involvement(models.Model):
    """An organisation before or after an event; one that lives through it stands on both sides.

    Personal data: none.
    """

    class Side(models.TextChoices):
        BEFORE = "before"
        AFTER = "after"

    event = models.ForeignKey(OrganisationEvent, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="events")
    side = models.CharField(max_length=6, choices=Side.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation", "side"], name="involvement_once_per_side"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.side} {self.organisation_id}"


class HighTechDecision(models.Model):
    """A person's ruling that an organisation counts as high-tech, or does not, whatever the rule
    says; or that the rule applies to it again.

    Personal data: none; who decided is named by office, and the actor stands in the audit.
    """

    class Answer(models.TextChoices):
        IN = "in"
        OUT = "out"
        RULE = "rule"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="high_tech_decisions"
    )
    answer = models.CharField(max_length=4, choices=Answer.choices)
    reason = models.TextField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    """A body or an office, such as "programme manager"."""
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [models.Index(fields=["organisation", "decided_on"])]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="high_tech_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answer__in=["in", "out", "rule"]), name="high_tech_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.answer} from {self.decided_on}"
