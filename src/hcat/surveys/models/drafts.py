# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires that are being written."""

from __future__ import annotations

from django.db import models

from hcat.foundation.api import now

from .surveys import Edition, Survey


class EditionDraft(models.Model):
    """What the next edition of a survey is to be, while it is written: one a survey, kept at every
    change, so that nothing is lost with a window and colleagues go on where one stopped.

    Personal data: who changed it last, as a number of an account. Purpose: asking about it. Kept:
    until it became an edition or was thrown away, or until that person is erased.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="draft")
    questionnaire = models.JSONField()
    """As `Questionnaire.to_json` writes it."""
    based_on = models.ForeignKey(Edition, null=True, on_delete=models.SET_NULL, related_name="+")
    """The edition it began from; None where there was none."""
    origin = models.CharField(max_length=200, default="browser")
    """The name of the file it was read from, or ``browser``."""
    remarks = models.JSONField(default=list)
    """What was not taken over from the file: lists of where, what and how to mend it."""
    revision = models.PositiveIntegerField(default=1)
    """Counts each change, so that two people do not overwrite each other unseen."""
    changed_at = models.DateTimeField(default=now)
    changed_by_user = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["survey_id"]

    def __str__(self) -> str:
        return f"draft of {self.survey_id}"
