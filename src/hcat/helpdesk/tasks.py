# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.tasks import schedule, task

from .letters import SYSTEM
from .mail_in.mailbox import fetch, is_set
from .reminding import close_silent, remind


@schedule("30 7 * * *")
@task()
def remind_of_terms() -> None:
    """Every morning, before the desk opens. Safe to run twice: each mail is asked for once."""
    remind(by=SYSTEM)


@schedule("10 4 * * *")
@task()
def close_what_stayed_silent() -> None:
    close_silent(by=SYSTEM)


@schedule("*/5 * * * *")
@task()
def fetch_mail() -> None:
    """Every five minutes, where a mailbox is set. The same mail twice is one."""
    if is_set():
        fetch(by=SYSTEM)
