# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which lists of employers are followed, and who is on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.models import Place, RankingList


@dataclass(frozen=True, slots=True)
class YearOnList:
    """One year of a list, against the year before it of the same name."""

    ranking: RankingList
    places: int | None
    """None where nobody looked who is on it."""
    risen: int
    fallen: int
    new: int
    left: int


def rankings() -> QuerySet[RankingList]:
    """All lists, the latest first, with how many companies have a place."""
    return RankingList.objects.annotate(count=Count("places"))


def ranking_numbered(number: int) -> RankingList:
    row = rankings().filter(pk=number).first()
    if row is None:
        raise NotFound(_("There is no such list."), mend=_("Look at all lists."))
    return row


def places_on(ranking: RankingList) -> QuerySet[Place]:
    """The companies on a list, the highest first."""
    return ranking.places.select_related("organisation")


def places_of(lists: Iterable[RankingList]) -> dict[int, list[Place]]:
    """By the number of the list: its companies, the highest first. One query."""
    found: dict[int, list[Place]] = {}
    for place in Place.objects.filter(ranking__in=list(lists)).order_by("first", "pk"):
        found.setdefault(place.ranking_id, []).append(place)
    return found


def over_years(name: str) -> list[YearOnList]:
    """A list year by year, the latest first: who rose, fell, came and left. Two queries.

    A range counts as its middle: 51–100 is above 101–150.
    """
    lists = list(RankingList.objects.filter(name__iexact=name).order_by("year"))
    at: dict[int, dict[int, float]] = {one.pk: {} for one in lists}
    for place in Place.objects.filter(ranking__in=lists):
        at[place.ranking_id][place.organisation_id] = (place.first + place.last) / 2
    told = []
    before: dict[int, float] | None = None
    for one in lists:
        here = at[one.pk]
        known = bool(here) or one.no_places
        both = here.keys() & before.keys() if known and before is not None else set()
        told.append(
            YearOnList(
                ranking=one,
                places=len(here) if known else None,
                risen=sum(here[c] < before[c] for c in both) if before is not None else 0,
                fallen=sum(here[c] > before[c] for c in both) if before is not None else 0,
                new=len(here.keys() - before.keys()) if before is not None else 0,
                left=len(before.keys() - here.keys()) if known and before is not None else 0,
            )
        )
        before = here if known else None
    return told[::-1]
