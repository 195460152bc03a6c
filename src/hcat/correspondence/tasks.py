# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.api import Actor
from hcat.foundation.tasks import schedule, task

from .delivery import deliver_due
from .operations import tidy


@schedule("* * * * *")
@task()
def send_outbox() -> None:
    """Every minute: hand over what is due. Safe to run twice, and in several workers."""
    deliver_due()


@schedule("20 4 * * *")
@task()
def tidy_outbox() -> None:
    """Every night: remove what was kept long enough."""
    tidy(by=Actor.system("worker"))
