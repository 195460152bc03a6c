# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies chosen by what their profile tells, what they have open, and the sponsor register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from hcat.portal.models import Aspect, Label, Profile
from hcat.portal.pull_factors import PULL_FACTORS

from .sponsors import sponsor_list, sponsors_here
from .vacancies import shown_open

FIELD = "field:"
"""What a discipline begins with that is a technical field, not a word of the company itself."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How many companies each choice leaves. `sponsors`: None while no register was read."""

    fields: Mapping[str, int]
    languages: Mapping[str, int]
    offers: Mapping[str, int]
    """In the order of the list of pull factors."""
    sponsors: int | None
    hiring: int


def narrowed(
    companies: QuerySet[Any],
    *,
    field: str = "",
    language: str = "",
    offer: str = "",
    is_sponsor: bool = False,
    is_hiring: bool = False,
) -> QuerySet[Any]:
    """Of these rows of the register of organisations those that fit all that is asked. `field`: by
    its profile or by what it has open; `language`: spoken at work."""
    if field:
        profiles = Q(organisation_id__in=_holding("disciplines", FIELD + field))
        vacancies = Q(organisation_id__in=_fields_asked().filter(value=field).values(_COMPANY))
        companies = companies.filter(profiles | vacancies)
    if language:
        companies = companies.filter(organisation_id__in=_holding("languages", language))
    if offer:
        companies = companies.filter(organisation_id__in=offering(offer))
    if is_sponsor:
        companies = companies.filter(organisation_id__in=sponsors_here().values("organisation_id"))
    if is_hiring:
        companies = companies.filter(organisation_id__in=shown_open().values("organisation_id"))
    return companies


_COMPANY = "vacancy__organisation_id"


def offering(factor: str) -> QuerySet[Any]:
    """Numbers of the organisations that offer this pull factor, for a query to look among."""
    return _holding("offers", factor)


def _holding(field: str, code: str) -> QuerySet[Any]:
    # Codes hold no quotes, so that a code between quotes is found whole in the list as it is kept.
    found = Profile.objects.filter(**{f"{field}__icontains": f'"{code}"'})
    return found.values("organisation_id")


def _fields_asked() -> QuerySet[Label]:
    return Label.objects.filter(aspect=Aspect.FIELD, vacancy__in=shown_open()).order_by()


def choices_among(companies: QuerySet[Any]) -> Choices:
    """Five queries, whatever their number. `companies`: rows of the register of organisations."""
    numbers = companies.order_by().values("organisation_id")
    fields: dict[str, set[int]] = defaultdict(set)
    languages: Counter[str] = Counter()
    offers: Counter[str] = Counter()
    for number, disciplines, spoken, offered in Profile.objects.filter(
        organisation_id__in=numbers
    ).values_list("organisation_id", "disciplines", "languages", "offers"):
        languages.update(spoken)
        offers.update(offered)
        for one in disciplines:
            if one.startswith(FIELD):
                fields[one.removeprefix(FIELD)].add(number)
    asked = _fields_asked().filter(**{f"{_COMPANY}__in": numbers})
    for number, field in asked.values_list(_COMPANY, "value").distinct():
        fields[field].add(number)
    kept = sponsor_list()
    return Choices(
        {field: len(found) for field, found in fields.items()},
        dict(languages),
        {key: offers[key] for key in PULL_FACTORS if offers[key]},
        None if kept is None else narrowed(companies, is_sponsor=True).count(),
        narrowed(companies, is_hiring=True).count(),
    )
