# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.tasks import schedule, task

from .operations.sending import carry_on, unfinished


@schedule("* * * * *")
@task()
def send_newsletter() -> None:
    """Every minute: go on with what is being sent. Safe to run twice, and in several workers."""
    for issue in unfinished():
        carry_on(issue=issue)
