# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies: found at once, read whole, each with when it was last checked."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hcat.parties.api import facts_of, names_of
from hcat.portal.api import (
    address_of,
    address_of_work,
    profiles_of,
    sponsor_as_of,
    vacancy_called,
    website_of,
)
from hcat.web.desk.pages import powers_of
from hcat.web.lists import address
from hcat.web.pages import page, show
from hcat.web.portal.cards import vacancy_told
from hcat.web.portal.counting import searched
from hcat.web.portal.found import found_page
from hcat.web.portal.label_words import answered
from hcat.web.portal.shown import language, row_of
from hcat.web.portal.structured import as_script, job_posting
from hcat.web.site import Site


@page
def vacancy_list(request: HttpRequest) -> HttpResponse:
    told = found_page(request)
    if told.has_index and "typing" not in request.GET:
        searched(request, told.words, told.hits)
    response = show(request, "web/portal/vacancies.html", told=told)
    # The address of what was found, for who copies it: without what was left empty.
    nowhere = {} if request.GET.get("near") else {"within": None}
    if "typing" in request.GET:
        response["HX-Replace-Url"] = address(request, **nowhere)
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
        url=url,
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
        company_address=facts
        and address_of(
            shown.vacancy.organisation.key, profiles_of([organisation]).get(organisation)
        ),
    )
