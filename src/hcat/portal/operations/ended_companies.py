# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A company that ended in the register shows nothing any more; who goes on for it, does."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from hcat.foundation.api import Actor, Refused, today
from hcat.parties.api import successors
from hcat.portal.models import Source

from .sources import add_source, end_source, pause_source


def end_with_companies(*, by: Actor, on: date | None = None) -> int:
    """End the sources of companies that no longer exist. Where all of one lives on in one other
    company, what was read for it is read for that one from then on; what was entered by hand ends.
    Returns how many ended. One query where none did; safe to run twice."""
    over = (
        Source.objects.select_related("organisation")
        .filter(organisation__ended__lte=on or today())
        .filter(
            ~Q(state=Source.State.ENDED) | Q(adverts__closed_at__isnull=True, adverts__id__gt=0)
        )
        .distinct()
    )
    found = list(over.order_by("pk"))
    if not found:
        return 0
    living = successors({one.organisation.key for one in found}, on=on)
    for one in found:
        heirs = living.get(one.organisation.key, frozenset())
        with transaction.atomic():
            end_source(one, by=by)
            if len(heirs) == 1 and not one.is_by_hand and one.state != Source.State.ENDED:
                _go_on(one, next(iter(heirs)), by)
    return len(found)


def _go_on(source: Source, heir: str, by: Actor) -> None:
    """The same source for the company that goes on, unless it has that already."""
    try:
        made = add_source(
            by=by,
            organisation=heir,
            address=source.address,
            system=source.system,
            employer=source.employer,
            token=source.token,
            language=source.language,
            promise_hours=source.promise_hours,
            is_demo=source.is_demo,
        )
    except Refused:
        return
    if source.state == Source.State.PAUSED:
        pause_source(made, by=by)
