# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies as the finder looks at them: of their profile, their size and what they have open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet

from hcat.foundation.api import Kept
from hcat.portal.finder.fitting import Candidate
from hcat.portal.models import Aspect, Label, Profile

from .vacancies import shown_open

_FIELD = "field:"
_ASPECTS = (Aspect.FIELD, Aspect.LEVEL, Aspect.SENIORITY)
Answers = Mapping[str, Mapping[str, int]]
"""By question, of each answer the number of open vacancies."""
_SEEN = ("name", "size_class", "organisation_id")


def candidates(companies: QuerySet[Any]) -> list[Candidate]:
    """`companies`: rows of the register of organisations. Two queries, whatever their number;
    what is open is as it was some minutes ago at most."""
    told = _kept.get()
    profiles = {one.organisation_id: one for one in Profile.objects.all()}
    return [
        _candidate(number, name, size, profiles.get(number), told.get(number, {}))
        for name, size, number in companies.order_by().values_list(*_SEEN)
    ]


def _told() -> Mapping[int, Answers]:
    """What the labels of open vacancies say of each company. One query."""
    told: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    labels = Label.objects.filter(aspect__in=_ASPECTS, vacancy__in=shown_open()).order_by()
    for number, aspect, value, n in labels.values_list(
        "vacancy__organisation_id", "aspect", "value"
    ).annotate(n=Count("vacancy_id", distinct=True)):
        told[number][aspect][value] = n
    return told


_kept = Kept(_told)


def _candidate(
    number: int,
    name: str,
    size: str,
    profile: Profile | None,
    told: Answers,
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
        fields=frozenset(fields | set(told.get(Aspect.FIELD, ()))),
        makes=" ".join([*(profile.makes.values() if profile else ()), *words]).casefold(),
        offers=frozenset(profile.offers if profile else ()),
        size=size,
        levels=frozenset(told.get(Aspect.LEVEL, ())),
        has_visits=bool(profile and profile.visits),
        internships=told.get(Aspect.SENIORITY, {}).get("intern", 0),
    )
