# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.agenda.api import is_empty
from hcat.foundation.api import Actor
from hcat.foundation.tasks import schedule, task

from .finding import find
from .queries import is_behind, last_run


@schedule("10 4 * * *")
@task()
def look_for_overlap() -> None:
    """Every night after the register changed or pairs were judged: without, there is nothing new
    to find."""
    if not is_empty() and is_behind(last_run()):
        find(by=Actor.system("worker"))
