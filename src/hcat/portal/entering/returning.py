# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of what was entered by hand may be open again, as the same vacancy."""

from __future__ import annotations

from datetime import timedelta

from hcat.foundation.api import now
from hcat.portal.models import Advert, Closed
from hcat.portal.syncing.spells import RETURNS_WITHIN

SAID_OVER = (Closed.FILLED, Closed.WITHDRAWN)
"""What somebody says when closing one."""
TAKEN_BACK_WITHIN = timedelta(days=7)


def may_go_on(advert: Advert) -> bool:
    """Open; or ended on its last day, or closed by somebody, a short while ago."""
    if advert.closed_at is None:
        return True
    if was_said_over(advert):
        return advert.closed_at >= now() - TAKEN_BACK_WITHIN
    return advert.closed_because == Closed.EXPIRED and advert.closed_at >= now() - RETURNS_WITHIN


def was_said_over(advert: Advert) -> bool:
    return advert.closed_because in SAID_OVER
