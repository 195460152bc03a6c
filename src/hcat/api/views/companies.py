# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies of the high-tech base, each with how many vacancies it has open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from hcat.agenda.api import rule_on
from hcat.api.answers.vacancies import CompanyAnswer
from hcat.api.operations import reads
from hcat.api.paging import Page, linked, page_of
from hcat.api.parameters import KEY, KeyText, Paged, Params, Typed, unknown_key
from hcat.api.problems import Problem
from hcat.foundation.api import Translated, today
from hcat.parties.api import SIZE_CLASSES, known_places, population
from hcat.portal.api import (
    PULL_FACTORS,
    Profile,
    address_of,
    company_called,
    followed,
    offering,
    open_counts,
    profiles_of,
    sponsors_among,
)

from .vacancies import TAG

router = Router()


class CompanyFilters(Paged):
    text: Typed | None = Field(
        None, description=gettext_noop("Only companies with this in their name.")
    )
    place: Typed | None = Field(
        None, description=gettext_noop("Only in the municipality with this code.")
    )
    size: Typed | None = Field(
        None, description=gettext_noop("Only of this class of size, such as 10-19.")
    )
    offer: KeyText | None = Field(
        None, description=gettext_noop("Only those that offer this, by key.")
    )


@reads(
    router,
    "/companies",
    CompanyFilters,
    Page[CompanyAnswer],
    name="list_companies",
    summary=gettext_noop("The companies of the high-tech base"),
    description=gettext_noop(
        "By name, paying or not. With asOf: the companies as the register knew them on that day; "
        "profiles and vacancies are those of today."
    ),
    tag=TAG,
)
def list_companies(
    request: HttpRequest, response: HttpResponse, params: Query[CompanyFilters]
) -> Any:
    day = params.as_of or today()
    rule = rule_on(day)
    found = population(kind="company", high_tech=rule.rule if rule else None, on=day)
    if params.place is not None:
        found = found.filter(municipality=_known("place", params.place, known_places()))
    if params.size is not None:
        sizes = {name: name for name, _low, _most in SIZE_CLASSES}
        found = found.filter(size_class=_known("size", params.size, sizes))
    if params.offer is not None:
        offer = _known("offer", params.offer, PULL_FACTORS)
        found = found.filter(organisation_id__in=offering(offer))
    if params.text:
        found = found.filter(name__icontains=params.text.strip())
    return page_of(
        request,
        response,
        params,
        found.order_by("name_key", "pk"),
        lambda rows: _answers(request, rows),
    )


@reads(
    router,
    "/companies/{slug}",
    Params,
    CompanyAnswer,
    name="get_company",
    summary=gettext_noop("One company"),
    tag=TAG,
)
def get_company(request: HttpRequest, slug: str, params: Query[Params]) -> Any:
    if len(slug) > 120 or not re.fullmatch(KEY, slug):
        raise Problem.no_such_address(request.path)
    return _answers(request, [company_called(slug).facts])[0]


def _known(name: str, value: str, known: Mapping[str, Any]) -> str:
    if value not in known:
        raise unknown_key(name, value, known)
    return value


def _answers(request: HttpRequest, rows: list[Any]) -> list[CompanyAnswer]:
    numbers = [row.organisation_id for row in rows]
    profiles, counts, read = profiles_of(numbers), open_counts(numbers), followed(numbers)
    sponsors = sponsors_among(rows)
    return [
        _answer(
            request,
            row,
            profiles.get(row.organisation_id),
            counts.get(row.organisation_id, 0) if row.organisation_id in read else None,
            sponsors.get(row.organisation_id),
        )
        for row in rows
    ]


def _answer(
    request: HttpRequest,
    row: Any,
    profile: Profile | None,
    vacancies: int | None,
    sponsor: date | None,
) -> CompanyAnswer:
    slug = address_of(row.organisation.key, profile)
    return CompanyAnswer.model_validate(
        {
            "slug": slug,
            "page": f"{settings.SITE_URL}/companies/{slug}",
            "name": row.name,
            "place": row.place or known_places().get(row.municipality),
            "municipality": row.municipality,
            "size": row.size_class,
            "activity": row.sbi,
            "website": row.website,
            "makes": Translated(profile.makes) if profile and profile.makes else None,
            "disciplines": profile.disciplines if profile else [],
            "languages": profile.languages if profile else [],
            "offers": profile.offers if profile else [],
            "sponsor_as_of": sponsor,
            "open_vacancies": vacancies,
            "is_demo": row.organisation.is_demo,
            "links": linked(request, f"companies/{slug}"),
        }
    )
