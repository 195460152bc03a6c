# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What day it is: asked here and nowhere else, so that a test can set another day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

__all__ = ["now", "today"]


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """The day it is in the region (`TIME_ZONE`), not in Greenwich."""
    return timezone.localdate()
