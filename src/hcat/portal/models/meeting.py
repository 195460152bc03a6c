# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People of a company whom one may meet, each by their own consent; and what is asked of them."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q

from hcat.foundation.api import now


def new_key() -> str:
    return secrets.token_hex(8)


class Host(models.Model):
    """One person who may be shown at a company, named by the company and confirmed by themselves.

    Personal data: name, function, what one may ask them, and whose it is. Purpose: that people who
    consider the company can ask somebody who works there. Kept: until they withdraw, which removes
    it at once; two years after they confirmed; 30 days without a confirmation.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key)
    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    """As it is shown."""
    function = models.CharField(max_length=120)
    may_ask = models.CharField(max_length=300)
    """About what, in their own language."""
    language = models.CharField(max_length=2, default="nl")
    """In which function and subject are written, and in which mails go."""
    languages = models.JSONField(default=list)
    """In which one may ask, two letters each."""
    edition = models.PositiveIntegerField(default=1)
    """Whoever confirms agrees to one edition: what was changed since waits for them again."""
    named_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="host_once"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(function="") & ~Q(may_ask=""), name="host_is_described"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        return f"host:{self.key}"


class HostRefusal(models.Model):
    """Somebody said no to being shown at a company, so that it does not have them asked again.

    Personal data: a keyed fingerprint of the address. Purpose: nobody is asked again who said no.
    Kept: a year after the no, also where their other data are erased before.
    """

    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    fingerprint = models.CharField(max_length=64)
    refused_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="host_refusal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.refused_at:%Y-%m-%d}"


class HostQuestion(models.Model):
    """A question for a host, until whoever asked has shown that the address is theirs.

    Personal data: name and question of who asks. Purpose: to pass it on. Kept: until it is passed
    on, then in nothing but the mail, as the text of any mail; 7 days where nobody confirms it.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key)
    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    """Who asks."""
    name = models.CharField(max_length=120)
    text = models.TextField()
    asked_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        return f"host-question:{self.key}"
