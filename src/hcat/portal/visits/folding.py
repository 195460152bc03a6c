# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that few people came by are taken away once their month is over; their counts stay.

The name of a campaign may have been made for one reader of a mail, and a site may be that of one
family: what brought fewer than five visits in a month is then counted under `OTHER`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from hcat.foundation.api import today
from hcat.portal.models import Tally

from .counting import Counted, add
from .naming import OTHER, own_names
from .words import ENOUGH


def fold_what_is_rare() -> int:
    """Of the last two months that are over. Returns how many rows were brought under `OTHER`; safe
    to repeat."""
    own = {*own_names(), "", OTHER}
    this = today().replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    before = (last - timedelta(days=1)).replace(day=1)
    return _fold(before, own) + _fold(last, own)


@transaction.atomic
def _fold(month: date, own: set[str]) -> int:
    rows = list(
        Tally.objects.select_for_update().filter(
            Q(kind=Tally.Kind.REFERRER) | ~Q(campaign__in=own),
            day__year=month.year,
            day__month=month.month,
            is_demo=False,
        )
    )
    kind = Tally.Kind
    came: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in rows:
        if one.kind == kind.VISIT:
            came["campaign", one.campaign] += one.number
        elif one.kind == kind.REFERRER:
            came["place", one.place] += one.number
    sums: Counter[Counted] = Counter()
    gone = []
    for one in rows:
        campaign, place = one.campaign, one.place
        if campaign not in own and came["campaign", campaign] < ENOUGH:
            campaign = OTHER
        if one.kind == kind.REFERRER and place != OTHER and came["place", place] < ENOUGH:
            place = OTHER
        if (campaign, place) != (one.campaign, one.place):
            sums[Counted(one.day, one.kind, place, campaign, one.origin)] += one.number
            gone.append(one.pk)
    Tally.objects.filter(pk__in=gone).delete()
    add(sums)
    return len(gone)
