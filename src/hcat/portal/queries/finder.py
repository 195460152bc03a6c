# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies as the finder looks at them: of their profile, their size and what they have open."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from hcat.portal.finder.fitting import Candidate
from hcat.portal.models import Aspect, Label, Profile

from .vacancies import shown_open

_FIELD = "field:"
_ASPECTS = (Aspect.FIELD, Aspect.LEVEL, Aspect.SENIORITY)
_SEEN = ("name", "size_class", "organisation_id")


def candidates(companies: QuerySet[Any]) -> list[Candidate]:
    """`companies`: rows of the register of organisations. Three queries, whatever their number."""
    told: dict[int, dict[str, dict[str, set[int]]]] = defaultdict(lambda: defaultdict(dict))
    labels = Label.objects.filter(aspect__in=_ASPECTS, vacancy__in=shown_open()).order_by()
    for number, vacancy, aspect, value in labels.values_list(
        "vacancy__organisation_id", "vacancy_id", "aspect", "value"
    ):
        told[number][aspect].setdefault(value, set()).add(vacancy)
    profiles = {one.organisation_id: one for one in Profile.objects.all()}
    return [
        _candidate(number, name, size, profiles.get(number), told[number])
        for name, size, number in companies.order_by().values_list(*_SEEN)
    ]


def _candidate(
    number: int,
    name: str,
    size: str,
    profile: Profile | None,
    told: dict[str, dict[str, set[int]]],
) -> Candidate:
    fields = {
        one.removeprefix(_FIELD)
        for one in (profile.disciplines if profile else ())
        if one.startswith(_FIELD)
    }
    words = [one for one in (profile.disciplines if profile else ()) if not one.startswith(_FIELD)]
    return Candidate(
        number=number,
        name=name,
        fields=frozenset(fields | set(told[Aspect.FIELD])),
        makes=" ".join([*(profile.makes.values() if profile else ()), *words]).casefold(),
        offers=frozenset(profile.offers if profile else ()),
        size=size,
        levels=frozenset(told[Aspect.LEVEL]),
        has_visits=bool(profile and profile.visits),
        internships=len(told[Aspect.SENIORITY].get("intern", ())),
    )
