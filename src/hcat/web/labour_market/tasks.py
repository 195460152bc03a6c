# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the labour market do in the background."""

from __future__ import annotations

from django.utils import translation

from hcat.foundation.tasks import task

from .working_out import carry_out


@task()
def work_out(token: str, language: str) -> None:
    """A scenario, in the language of whoever asked for it."""
    with translation.override(language):
        carry_out(token)
