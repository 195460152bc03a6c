# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A snapshot as it is kept."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

from django.db import models
from django.db.models import Q

from hcat.evidence.append_only import NeverChanged


class Snapshot(NeverChanged):
    """How every result stood on a day, with every figure it rested on, word for word.

    `content` is written by `taking`, which describes it.

    Personal data: none; the audit says who took it.
    """

    as_of = models.DateField()
    """The day that is spoken of."""
    known_on = models.DateTimeField()
    """What had been recorded by this moment counts, and nothing later."""
    taken_at = models.DateTimeField(db_index=True)
    release = models.CharField(max_length=40)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["taken_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(known_on__lte=models.F("taken_at")),
                name="snapshot_of_what_was_known",
            ),
        ]

    def __str__(self) -> str:
        return f"snapshot {self.pk} of {self.as_of}"

    @property
    def is_as_taken(self) -> bool:
        """Whether the content still fits its fingerprint."""
        return fingerprint(self.content) == self.fingerprint


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 over the content, whatever order the database gives its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """A value as both databases give it back: PostgreSQL writes numbers out in its own way."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if abs(value) >= 1e15 else value + 0.0  # no -0.0
    return value
