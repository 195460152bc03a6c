# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.tasks import schedule, task

from .operations.sending import carry_on, unfinished
from .operations.sign_ups import let_lapse


@schedule("* * * * *")
@task()
def send_newsletter() -> None:
    """Every minute: go on with what is being sent. Safe to run twice, and in several workers."""
    for issue in unfinished():
        carry_on(issue=issue)


@schedule("*/15 * * * *")
@task()
def let_sign_ups_lapse() -> None:
    """Takes out sign-ups that nobody confirmed within a day, and gives their places to who waits.
    Safe to run twice."""
    let_lapse()
