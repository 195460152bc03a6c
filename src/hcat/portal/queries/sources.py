# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources as those who keep them see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, now
from hcat.parties.api import population
from hcat.portal.models import BY_HAND, Check, Source

ENOUGH_DOUBTS = 3
SILENT = timedelta(days=2)


def sources(
    *,
    state: str = "",
    system: str = "",
    trouble: bool = False,
    text: str = "",
    organisation: str = "",
) -> QuerySet[Source]:
    """Those in trouble first, then those that were read longest ago; ended ones last.
    `open_adverts`: how many each shows. `text`: within the name of the company or the address;
    `organisation`: its key."""
    found = Source.objects.select_related("organisation").annotate(
        open_adverts=Count("adverts", filter=Q(adverts__closed_at__isnull=True))
    )
    if state:
        found = found.filter(state=state)
    if system:
        found = found.filter(system=system)
    if trouble:
        found = found.filter(doubts__gt=0)
    if text:
        called = population(kind="company").filter(name__icontains=text)
        found = found.filter(
            Q(organisation_id__in=called.order_by().values("organisation_id"))
            | Q(address__icontains=text)
        )
    if organisation:
        found = found.filter(organisation__key=organisation)
    is_over = Case(When(state=Source.State.ENDED, then=1), default=0)
    return found.order_by(is_over, "-doubts", F("read_at").asc(nulls_first=True), "pk")


def source_numbered(number: int) -> Source:
    """Raises `NotFound`."""
    found = Source.objects.select_related("organisation").filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no source with this number."), mend=_("Look in the list of sources.")
        )
    return found


def checks_of(source: Source, most: int = 20) -> list[Check]:
    """The last readings that changed something or went wrong, newest first."""
    return list(Check.objects.filter(source=source)[:most])


def in_trouble(at: datetime | None = None) -> list[Source]:
    """Active sources that need a person: doubted several times, or silent for days."""
    at = at or now()
    return list(
        Source.objects.filter(
            Q(doubts__gte=ENOUGH_DOUBTS) | Q(doubts__gt=0, doubted_at__lte=at - SILENT),
            state=Source.State.ACTIVE,
            is_demo=False,
        )
        .select_related("organisation")
        .order_by("doubted_at", "pk")
    )


def late_companies(organisations: Iterable[int], at: datetime) -> set[int]:
    """Those of these companies with a source that was last read longer ago than it promises. What
    was entered by hand is never read: it closes on its last day; what ended promises nothing."""
    found = Source.objects.filter(is_demo=False, organisation_id__in=list(organisations))
    found = found.exclude(system=BY_HAND).exclude(state=Source.State.ENDED)
    return {
        one.organisation_id
        for one in found.only("organisation_id", "read_at", "promise_hours")
        if one.read_at is None or one.read_at < at - timedelta(hours=one.promise_hours)
    }


def source_counts(organisations: Iterable[int]) -> dict[int, int]:
    """How many sources each of these companies has, ended ones left out. One query."""
    found = Source.objects.exclude(state=Source.State.ENDED)
    found = found.filter(organisation_id__in=list(organisations)).order_by()
    counted = found.values("organisation_id").annotate(number=Count("pk"))
    return {row["organisation_id"]: row["number"] for row in counted}


def without_source(companies: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these companies of which nothing is read and nothing is entered."""
    there = Source.objects.exclude(state=Source.State.ENDED)
    return companies.exclude(organisation_id__in=there.order_by().values("organisation_id"))


def systems_used() -> Iterable[str]:
    return Source.objects.order_by("system").values_list("system", flat=True).distinct()
