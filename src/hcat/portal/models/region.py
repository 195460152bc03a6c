# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region explained: what the programme wrote, and when somebody last checked it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RegionText(models.Model):
    """One subject about living and working in the region, as it was checked or rewritten here.

    Without a row the text that comes with the program stands (`region/*.yaml`).

    Personal data: the account of who checked. Purpose: accountability, at the desk. Kept: the
    account is taken out when it is closed, the text stays.
    """

    key = models.SlugField(max_length=40, unique=True)
    texts = models.JSONField(default=dict)
    """By language: title, body. Empty: the text of the program, found right."""
    links = models.JSONField(default=list)
    """Pairs of a title and an address."""
    checked_on = models.DateField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
