# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.foundation.tasks import schedule, task

from .operations.bounces import hear_of_bounces
from .operations.inviting import invite, remind, take_back_answered, waves_in_the_field
from .operations.waves import close_due


@schedule("*/5 * * * *")
@task()
def ask_and_remind() -> None:
    """Every five minutes: hear which addresses do not exist, take back what is not needed any more,
    then invite and remind. Takes up what is left; safe to run twice, and in several workers."""
    for wave in waves_in_the_field():
        hear_of_bounces(wave)
        take_back_answered(wave)
        invite(wave)
        remind(wave)


@schedule("7 * * * *")
@task()
def close_waves() -> None:
    """Every hour: close the waves of which the last day is over. Safe to run twice."""
    close_due()
