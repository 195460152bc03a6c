# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies: found at once, read whole, each with when it was last checked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from hcat.parties.api import facts_of, names_of
from hcat.portal.api import (
    Shown,
    address_of,
    address_of_work,
    profiles_of,
    sponsor_as_of,
    vacancies_called,
    vacancy_called,
    website_of,
)
from hcat.web.desk.pages import powers_of
from hcat.web.lists import Pages, address
from hcat.web.pages import page, show
from hcat.web.portal.canonical import canonical
from hcat.web.portal.cards import vacancy_told
from hcat.web.portal.counting import searched
from hcat.web.portal.label_words import answered
from hcat.web.portal.said import said_of
from hcat.web.portal.searching import (
    MOST_PAGES,
    PER_PAGE,
    filters,
    in_words,
    search,
    ticked_more,
    title,
)
from hcat.web.portal.structured import as_script, job_posting
from hcat.web.site import Site


@page
def vacancy_list(request: HttpRequest) -> HttpResponse:
    one = search(request)
    keys = one.found.keys if one.found else ()
    shown = vacancies_called(keys, language=language())
    names = names_of({row.vacancy.organisation_id for row in shown})
    total = one.found.total if one.found else 0
    if one.found is not None and not one.asked.is_typing:
        searched(request, one.asked.words, 0 if one.instead else total)
    response = show(
        request,
        "web/portal/vacancies.html",
        has_index=one.found is not None,
        total=total,
        canonical=canonical(request, "q", found=total),
        rows=[
            row_of(row, names) | said
            for row, said in zip(shown, said_of(shown, one.meant), strict=True)
        ],
        asked=one.asked,
        filters=filters(one),
        nearby=one.nearby,
        instead=one.instead,
        fields=[title("field", field) for field in one.fields],
        ticked_more=ticked_more(one),
        more_in_words=in_words(one.asked) if ticked_more(one) else "",
        is_filtered=one.is_filtered,
        pages=Pages(request, range(min(total, MOST_PAGES * PER_PAGE)), per_page=PER_PAGE),
        alert_url=address(request, page=None, since=None, **{"from": None}).replace(
            request.path, reverse("portal:alert"), 1
        ),
        embed_url=address(request, page=None, **{"from": None}).replace(
            request.path, reverse("portal:embed"), 1
        ),
        feed_url=address(request, page=None, **{"from": None}).replace(
            request.path, reverse("portal:vacancies-atom"), 1
        ),
    )
    # The address of what was found, for who copies it: without what was left empty.
    nowhere = {} if request.GET.get("near") else {"within": None}
    if one.asked.is_typing:
        response["HX-Replace-Url"] = address(request, typing=None, **nowhere)
    elif "HX-Boosted" in request.headers:
        response["HX-Push-Url"] = address(request, **nowhere)
    return response


@page
def vacancy(request: HttpRequest, key: str) -> HttpResponse:
    shown = vacancy_called(key, language=language())
    if shown.vacancy.key != key:  # joined with another; not for good, for it may be taken apart
        return redirect("portal:vacancy", shown.vacancy.key)
    organisation = shown.vacancy.organisation_id
    names, facts = names_of({organisation}), facts_of(shown.vacancy.organisation)
    url = f"{settings.SITE_URL}{reverse('portal:vacancy', args=[key])}"
    site, one = Site(request), row_of(shown, names)
    return show(
        request,
        "web/portal/vacancy.html",
        site=site,
        # Gone, and said in words: search engines take it away, a person who comes late is not lost.
        status=200 if shown.vacancy.closed_at is None else 410,
        one=one,
        card=vacancy_told(site, one) if shown.is_open else None,
        markup=as_script(job_posting(shown, names.get(organisation, ""), url, website_of(facts))),
        told=shown.told,
        # Mail is written in the reader's own program: there is no way on to count.
        mails_to=shown.advert.apply_at.startswith("mailto:"),
        may_correct=request.user.is_authenticated and powers_of(request).may("portal.correct"),
        questions=[one for one in answered(shown) if one.answers],
        sponsor=sponsor_as_of(facts),
        path_address=next(
            (address_of_work(one.value) for one in shown.labels.get("occupation", ())), ""
        ),
        company_address=address_of(
            shown.vacancy.organisation.key, profiles_of([organisation]).get(organisation)
        ),
    )


def row_of(shown: Shown, names: dict[int, str]) -> dict[str, Any]:
    return {
        "shown": shown,
        "vacancy": shown.vacancy,
        "advert": shown.advert,
        "company": names.get(shown.vacancy.organisation_id, ""),
        "places": ", ".join(shown.places),
        "levels": _titles(shown, "level"),
        "since": shown.vacancy.published or shown.vacancy.opened_at.date(),
        "checked_at": shown.checked_at,
    }


def _titles(shown: Shown, aspect: str) -> list[str]:
    return [title(aspect, label.value) for label in shown.labels.get(aspect, ())]


def language() -> str:
    return (get_language() or "nl")[:2]
