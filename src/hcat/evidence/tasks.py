# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room does by the clock."""

from __future__ import annotations

from hcat.agenda.api import is_empty
from hcat.foundation.api import Actor
from hcat.foundation.tasks import schedule, task

from .measuring.evaluation import evaluate


@schedule("40 4 * * *")
@task()
def take_measures() -> None:
    """Every night: take what is due. A second run stores nothing."""
    if not is_empty():
        evaluate(by=Actor.system("worker"))
