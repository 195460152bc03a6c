# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of what was entered by hand may be open again, as the same vacancy."""

from __future__ import annotations

from datetime import timedelta

from hcat.foundation.api import now
from hcat.portal.models import BY_HAND, Advert, Closed
from hcat.portal.syncing.spells import RETURNS_WITHIN

SAID_OVER = (Closed.FILLED, Closed.WITHDRAWN)
"""What somebody says when closing one."""
TAKEN_BACK_WITHIN = timedelta(days=7)
NOT_SAID_OVER = (Closed.GONE, Closed.EXPIRED)
"""Missing in a list that was said to be whole, or past its last day: nobody said that it is filled,
so that it is the same vacancy when it is back soon."""


def may_go_on(advert: Advert) -> bool:
    """Open; or closed a short while ago, by somebody, by a whole list or on its last day."""
    if advert.closed_at is None:
        return True
    if advert.closed_because in SAID_OVER:
        return advert.closed_at >= now() - TAKEN_BACK_WITHIN
    return advert.closed_because in NOT_SAID_OVER and advert.closed_at >= now() - RETURNS_WITHIN


def was_closed_by_somebody(advert: Advert) -> bool:
    """As it was, or by leaving it out of a whole list: opened again it has the last day it had."""
    return advert.closed_because in (*SAID_OVER, Closed.GONE)


def may_return(organisation: str) -> list[Advert]:
    """What is closed by hand at this company and is the same vacancy when it is entered anew, the
    last one last."""
    by_hand = Advert.objects.filter(source__organisation__key=organisation, source__system=BY_HAND)
    still = by_hand.filter(closed_at__isnull=True).values("key")
    return list(
        by_hand.filter(closed_because__in=NOT_SAID_OVER, closed_at__gte=now() - RETURNS_WITHIN)
        .exclude(key__in=still)
        .order_by("closed_at", "pk")
    )
