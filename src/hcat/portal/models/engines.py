# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search engines that are told which vacancies opened and closed, and what they were told."""

from __future__ import annotations

from django.db import models

from .vacancies import Vacancy


class SearchEngine(models.Model):
    """One address that takes IndexNow, as the operator set it.

    Personal data: none.
    """

    address = models.URLField(max_length=300, unique=True)
    again_after = models.DateTimeField(null=True, blank=True)
    """Not asked before then: it is being told now, or asked us to come back."""
    failures = models.PositiveIntegerField(default=0)
    """In a row."""
    said = models.CharField(max_length=200, blank=True)
    """Its last refusal, as it came."""
    told_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.address


class Announcement(models.Model):
    """What one search engine was last told of one vacancy.

    Personal data: none.
    """

    engine = models.ForeignKey(SearchEngine, on_delete=models.CASCADE, related_name="told")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="announcements")
    is_open = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engine", "vacancy"], name="announcement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.engine_id} {self.vacancy_id}"
