# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.tasks import schedule, task

from .delivery import deliver_due


@schedule("* * * * *")
@task()
def send_outbox() -> None:
    """Every minute: hand over what is due. Safe to run twice, and in several workers."""
    deliver_due()
