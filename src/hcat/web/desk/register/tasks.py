# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the register does in the background, and by the clock."""

from __future__ import annotations

from typing import Literal

from django.utils import translation

from hcat.foundation.tasks import schedule, task

from .large_imports import carry_out
from .uploads import sweep


@schedule("*/15 * * * *")
@task()
def sweep_uploads() -> None:
    """Every quarter of an hour: remove files whose preview nobody came back to."""
    sweep()


@task()
def work_on_import(token: str, step: Literal["reading", "writing"], language: str) -> None:
    """A large file, in the language of whoever sent it."""
    with translation.override(language):
        carry_out(token, step)
