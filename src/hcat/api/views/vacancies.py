# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies: in parts, newest first, and each whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_noop
from ninja import Query, Router
from pydantic import AfterValidator, Field

from hcat.api.answers.vacancies import (
    AdvertAnswer,
    EmployerAnswer,
    LabelAnswer,
    VacancyAnswer,
    VacancyLinks,
    VacancyPartAnswer,
    WholeVacancyAnswer,
    pay_of,
)
from hcat.api.operations import reads
from hcat.api.paging import Link, linked
from hcat.api.parameters import (
    LARGEST_PAGE,
    Dated,
    Day,
    KeyText,
    Params,
    Typed,
    unknown_key,
)
from hcat.api.problems import InvalidInput, Problem
from hcat.fields.api import field_codes
from hcat.foundation.api import NotFound, Refused
from hcat.parties.api import names_of
from hcat.portal.api import (
    NO_FIELD,
    Aspect,
    Shown,
    Wanted,
    address_of,
    company_called,
    profiles_of,
    vacancies_listed,
    vacancy_called,
)

TAG = gettext_noop("Vacancies and companies")

router = Router()


def _not_blank(value: str | None) -> str | None:
    return (value or "").strip() or None


class VacancyFilters(Dated):
    text: Annotated[Typed | None, AfterValidator(_not_blank)] = Field(
        None,
        description=gettext_noop(
            "Words in Dutch, English or German; then the best comes first, and the thousand best "
            "are given."
        ),
    )
    level: Literal["mbo-3", "mbo-4", "hbo", "wo"] | None = Field(
        None, description=gettext_noop("Only with this level of education.")
    )
    field: KeyText | None = Field(
        None, description=gettext_noop("Only in the technical field with this code.")
    )
    place: Typed | None = Field(
        None, description=gettext_noop("Only at this place, as vacancies write it.")
    )
    hours: Literal["full_time", "part_time"] | None = Field(
        None, description=gettext_noop("Only full-time, or only part-time.")
    )
    language_asked: Literal["nl", "en", "de"] | None = Field(
        None, description=gettext_noop("Only those that ask this language.")
    )
    remote: Literal["on_site", "hybrid", "remote"] | None = Field(
        None, description=gettext_noop("Only those with the work done there.")
    )
    seniority: Literal["intern", "junior", "medior", "senior", "lead"] | None = Field(
        None, description=gettext_noop("Only with this much experience.")
    )
    company: KeyText | None = Field(
        None, description=gettext_noop("Only of the company with this slug.")
    )
    state: Literal["open", "closed", "all"] = Field(
        "open",
        description=gettext_noop(
            "Open now, closed, or all: also those of which nobody knows whether they are open "
            "still."
        ),
    )
    posted_since: Day | None = Field(
        None, description=gettext_noop("Only what was published on or after this day.")
    )
    changed_since: Day | None = Field(
        None,
        description=gettext_noop(
            "Only what opened, changed or closed on or after this day; with state=all you keep a "
            "copy up to date."
        ),
    )
    after: KeyText | None = Field(
        None,
        description=gettext_noop("Key of the last vacancy of the part before; see _links.next."),
    )
    page_size: int = Field(
        50,
        ge=1,
        le=LARGEST_PAGE,
        description=gettext_noop("How many items on a page, at most 100."),
    )


LABELS = {
    "level": Aspect.LEVEL,
    "field": Aspect.FIELD,
    "hours": Aspect.HOURS,
    "language_asked": Aspect.LANGUAGE,
    "remote": Aspect.REMOTE,
    "seniority": Aspect.SENIORITY,
}


@reads(
    router,
    "/vacancies",
    VacancyFilters,
    VacancyPartAnswer,
    name="list_vacancies",
    summary=gettext_noop("Vacancies of the companies of the region"),
    description=gettext_noop(
        "Newest first, in parts that are joined by the key of the last one, so that none is missed "
        "or given twice while others open and close. With asOf: what was open at the end of that "
        "day."
    ),
    tag=TAG,
)
def list_vacancies(
    request: HttpRequest, response: HttpResponse, params: Query[VacancyFilters]
) -> Any:
    wanted = _wanted(params)
    try:
        part = vacancies_listed(
            wanted, language=_language(), after=params.after or "", most=params.page_size
        )
    except Refused as error:
        name = "after" if params.after and params.as_of is None else "text"
        raise Problem.bad_request([InvalidInput(name, "not-usable", str(error))]) from error
    items = answers_of(request, part.shown)
    links = VacancyLinks(
        self=_to(request, params.after),
        first=_to(request, None),
        next=_to(request, items[-1].key) if part.has_more else None,
    )
    response["Link"] = ", ".join(f'<{link.href}>; rel="{rel}"' for rel, link in links if link)
    return VacancyPartAnswer.model_construct(
        count=part.total, page_size=params.page_size, items=items, links=links
    )


def _wanted(params: VacancyFilters) -> Wanted:
    known = [*field_codes(), NO_FIELD]
    if params.field is not None and params.field not in known:
        raise unknown_key("field", params.field, known)
    organisation = None
    if params.company is not None:
        try:
            organisation = company_called(params.company).organisation_id
        except NotFound:
            raise unknown_key("company", params.company, ()) from None
    return Wanted(
        words=params.text or "",
        labels={aspect: v for name, aspect in LABELS.items() if (v := getattr(params, name))},
        place=params.place or "",
        organisation_id=organisation,
        state=params.state,
        posted_since=params.posted_since,
        changed_since=params.changed_since,
        as_of=params.as_of,
    )


@reads(
    router,
    "/vacancies/{key}",
    Params,
    WholeVacancyAnswer,
    name="get_vacancy",
    summary=gettext_noop("One vacancy, open or closed, with its text"),
    description=gettext_noop("One that was found to be another one is answered by that other one."),
    tag=TAG,
)
def get_vacancy(request: HttpRequest, key: str, params: Query[Params]) -> Any:
    if not key.isascii() or not key.isalnum():
        raise Problem.no_such_address(request.path)
    shown = vacancy_called(key, language=_language())
    (plain,) = answers_of(request, [shown])
    told = shown.told
    return WholeVacancyAnswer.model_construct(
        **{name: getattr(plain, name) for name in VacancyAnswer.model_fields},
        description=shown.advert.body or None,
        employment=[str(one) for one in told.get("employment", ())],
        hours_low=told.get("hours_low"),
        hours_high=told.get("hours_high"),
        salary=pay_of(told.get("salary") or {}),
        labels=[
            LabelAnswer.model_validate(label) for rows in shown.labels.values() for label in rows
        ],
    )


def answers_of(request: HttpRequest, shown: Iterable[Shown]) -> list[VacancyAnswer]:
    """Two queries for all of them: the names of the companies and their addresses."""
    rows = list(shown)
    numbers = {one.vacancy.organisation_id for one in rows}
    names, profiles = names_of(numbers), profiles_of(numbers)
    return [
        _answer(
            request,
            one,
            EmployerAnswer(
                slug=address_of(
                    one.vacancy.organisation.key, profiles.get(one.vacancy.organisation_id)
                ),
                name=names.get(one.vacancy.organisation_id, ""),
            ),
        )
        for one in rows
    ]


def _answer(request: HttpRequest, one: Shown, company: EmployerAnswer) -> VacancyAnswer:
    row = one.vacancy
    return VacancyAnswer.model_validate(
        {
            "key": row.key,
            "page": f"{settings.SITE_URL}/vacancies/{row.key}",
            "title": one.advert.title,
            "company": company,
            "places": list(one.places),
            "levels": _values(one, Aspect.LEVEL),
            "fields": _values(one, Aspect.FIELD),
            "occupations": _values(one, Aspect.OCCUPATION),
            "hours": _values(one, Aspect.HOURS),
            "languages_asked": _values(one, Aspect.LANGUAGE),
            "remote": _values(one, Aspect.REMOTE),
            "seniority": _values(one, Aspect.SENIORITY),
            "opened_at": row.opened_at,
            "published": row.published,
            "closes": row.closes,
            "checked_at": one.checked_at,
            "state": "unknown" if one.is_stale else "open" if one.is_open else "closed",
            "closed_at": row.closed_at,
            "closed_because": row.closed_because,
            "changed_at": row.changed_at,
            "adverts": [AdvertAnswer.model_validate(each) for each in (one.advert, *one.others)],
            "is_demo": row.is_demo,
            "links": linked(request, f"vacancies/{row.key}"),
        }
    )


def _values(one: Shown, aspect: Aspect) -> list[str]:
    return [label.value for label in one.labels.get(aspect, ())]


def _to(request: HttpRequest, after: str | None) -> Link:
    """This same address, with all its filters, after another vacancy."""
    query = request.GET.copy()
    query.pop("after", None)
    if after:
        query["after"] = after
    tail = f"?{query.urlencode()}" if query else ""
    return Link(href=request.build_absolute_uri(f"{request.path}{tail}"))


def _language() -> str:
    return (get_language() or "nl")[:2]
