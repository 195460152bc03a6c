# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The promise on the page: nothing is shown as open that was last seen longer ago."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from hcat.foundation.api import now
from hcat.portal.models import BY_HAND, Source, Vacancy


def hide_what_is_stale(at: datetime | None = None) -> int:
    """Hide what sources showed whose promise passed, until they are read again. Returns how many
    sources. What was entered by hand is never read: it closes on its last day."""
    at = at or now()
    shown = Source.objects.filter(hidden_at__isnull=True).exclude(system=BY_HAND)
    # Asked every few seconds: by the few promises that there are, so that no source is loaded.
    late = Q(pk__in=())
    for hours in set(shown.order_by().values_list("promise_hours", flat=True).distinct()):
        late |= Q(promise_hours=hours, last_at__lt=at - timedelta(hours=hours))
    last = shown.annotate(last_at=Coalesce("read_at", "added_at"))
    stale = list(last.filter(late).values_list("pk", flat=True))
    for number in stale:
        with transaction.atomic():
            if Source.objects.filter(pk=number, hidden_at__isnull=True).update(hidden_at=at):
                touch([number], at)
    return len(stale)


def touch(sources: Iterable[int], at: datetime) -> None:
    """Have the index look again at what these sources show."""
    Vacancy.objects.filter(
        pk__in=Vacancy.objects.filter(
            closed_at__isnull=True, adverts__source__in=list(sources)
        ).values("pk")
    ).update(changed_at=at)
