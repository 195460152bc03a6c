# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.api import Actor
from hcat.foundation.tasks import schedule, task

from .operations.asking import ask_due


@schedule("30 8 * * 1-5")
@task()
def ask_owners() -> None:
    """On working days: the questions and reminders that are due. Safe to run twice."""
    ask_due(by=Actor.system("owners"))
