# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a reading can be believed when it says that vacancies are gone.

One empty or broken answer closes nothing. Some systems answer "none" for an employer they do not
know, sites answer with a page of maintenance, a feed is cut off half-way. What cannot be believed
waits in quarantine; what was found in it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from .reading import Read

READINGS = 3
"""So many readings in a row that say the same, over `AT_LEAST`, are believed."""
AT_LEAST = timedelta(hours=24)
FEW = 4
"""With fewer open than this, losing most of them at once is nothing strange."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """`can_pass`: seen often enough, it is believed; a failure never is."""

    why: str
    can_pass: bool


def doubt(read: Read, open_before: int) -> Doubt | None:
    """Why what is missing in this reading may not be closed; None where it may.

    `open_before`: how many adverts of the source were open.
    """
    if not read.is_whole:
        return Doubt(read.failure or "not all of it was read", can_pass=False)
    found = len(read.seen)
    if read.total is not None and read.total > found + len(read.problems):
        why = f"it says that it has {read.total} vacancies and showed {found}"
        return Doubt(why, can_pass=False)
    if read.problems and len(read.problems) >= max(found, 1):
        return Doubt(f"{len(read.problems)} of its items could not be read", can_pass=False)
    if open_before and not found:
        return Doubt(f"it shows none, where {open_before} were open", can_pass=True)
    if open_before >= FEW and found * 2 < open_before:
        return Doubt(f"it shows {found}, where {open_before} were open", can_pass=True)
    return None


def has_passed(doubts: int, first_doubted: datetime | None, now: datetime) -> bool:
    """Whether a doubt that can pass was seen often and long enough. `doubts` counts this one."""
    return doubts >= READINGS and first_doubted is not None and now - first_doubted >= AT_LEAST
