# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the register does by the clock."""

from __future__ import annotations

from hcat.foundation.tasks import schedule, task

from .uploads import sweep


@schedule("*/15 * * * *")
@task()
def sweep_uploads() -> None:
    """Every quarter of an hour: remove files whose preview nobody came back to."""
    sweep()
