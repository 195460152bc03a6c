# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People the programme works with, the roles they hold and what they consented to."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from .organisations import Organisation
from .user import User


def new_key() -> str:
    return "person-" + "".join(secrets.choice("abcdefghjkmnpqrstvwxyz23456789") for _ in range(9))


class Person(models.Model):
    """Someone whom the programme knows by name.

    Personal data: name, mail address, language, and the organisation someone works for. Purpose:
    to work together on the agenda and to write to people about it. Kept: until two years after
    the last role or consent ended (without any: after the person was added), 30 days where
    somebody only typed the address and nobody confirmed it, or until the person asks for erasure;
    then the row stays without name and address, so that counts of the past keep
    adding up.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key)
    name = models.CharField(max_length=200, blank=True)
    mail = models.EmailField(blank=True)
    language = models.CharField(
        max_length=2,
        default="nl",
        choices=[("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")],
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    """The account with which this person signs in, for those who do."""
    added_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("mail"), condition=~Q(mail=""), name="person_mail_unique_in_any_case"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", mail=""),
                name="person_erased_keeps_no_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.mail or self.key


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator"
    PROGRAMME_MANAGER = "programme_manager"
    PROJECT_LEADER = "project_leader"
    INITIATIVE_OWNER = "initiative_owner"
    STEERING_GROUP = "steering_group"
    BOARD = "board"


class HoldingQuerySet(models.QuerySet["RoleHolding"]):
    def on(self, day: date) -> HoldingQuerySet:
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=day), valid_from__lte=day
        )


class RoleHolding(models.Model):
    """A person holds a role over a scope, from one date until another.

    Personal data: that this person holds this role. Purpose: access, and knowing who may decide.
    Kept: two years after the role ended; without a name once the person is erased.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = models.CharField(max_length=120, blank=True)
    """What the role is about, as ``initiative:initiative-27``; empty is the whole agenda."""
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["role", "scope", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "scope"],
                condition=Q(valid_until__isnull=True),
                name="role_held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="role_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_known"),
            models.CheckConstraint(
                condition=~Q(role__in=["project_leader", "initiative_owner"]) | ~Q(scope=""),
                name="role_of_a_part_names_its_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope}".strip()


class Consent(models.Model):
    """Someone agreed to a use of their data for one purpose, and may have withdrawn it.

    Personal data: the consent itself. Purpose: to be able to show that it was given (AVG,
    article 7). Kept: two years after it was withdrawn; without a name once the person is erased.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=80)
    """Such as ``newsletter`` or ``survey``."""
    given_at = models.DateTimeField()
    given_how = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["purpose", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_given_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_how="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_how="")),
                name="consent_withdrawal_says_how",
            ),
            models.CheckConstraint(condition=~Q(given_how=""), name="consent_says_how"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}"
