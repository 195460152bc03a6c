# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What day it is: asked here and nowhere else, so that a test can set another day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

__all__ = ["end_of", "now", "today"]


def now() -> datetime:
    """This moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """The day it is in the region (`TIME_ZONE`), not in Greenwich."""
    return timezone.localdate()


def end_of(day: date) -> datetime:
    """The first moment after this day in the region."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
