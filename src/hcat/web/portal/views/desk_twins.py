# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the desk: the adverts of one vacancy beside each other, taken apart or joined with another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.parties.api import names_of
from hcat.portal.api import (
    Advert,
    Vacancy,
    adverts_of,
    facts_between,
    join,
    joined_vacancies,
    part,
    perhaps_one_with,
    plain,
    shown_in_order,
    vacancy_called,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page
from hcat.web.lists import Pages
from hcat.web.portal.fact_words import facts_in_words
from hcat.web.portal.shown import language

from .sources import system_title

CORRECT = "portal.correct"
FIRST_WORDS = 1500
"""Characters of each text: enough to compare, and two of them fit beside each other."""


@require_safe
@desk_page(CORRECT)
def joined(request: Visit) -> HttpResponse:
    """All open vacancies of which more than one advert tells."""
    pages: Pages[Vacancy] = Pages(request, joined_vacancies())
    shown = shown_in_order(pages.items, language=language())
    names = names_of({one.vacancy.organisation_id for one in shown})
    return desk(
        request,
        "web/portal/desk/joined.html",
        pages=pages,
        rows=[
            {
                "vacancy": one.vacancy,
                "advert": one.advert,
                "company": names.get(one.vacancy.organisation_id, ""),
                "adverts": one.standing,
            }
            for one in shown
        ],
    )


@require_safe
@desk_page(CORRECT)
def adverts(request: Visit, key: str) -> HttpResponse:
    return _page(request, key)


def _page(request: Visit, key: str, error: HcatError | None = None) -> HttpResponse:
    vacancy = vacancy_called(key, language=language()).vacancy
    found = adverts_of(vacancy)
    numbers = {one.pk: n for n, one in enumerate(found, 1)}
    is_open = vacancy.closed_at is None
    return desk(
        request,
        "web/portal/desk/adverts.html",
        status=422 if error else 200,
        error=error,
        vacancy=vacancy,
        title=found[0].title,
        company=names_of([vacancy.organisation_id]).get(vacancy.organisation_id, ""),
        adverts=[_told(one, numbers[one.pk]) for one in found],
        may_part=len({(one.source_id, one.key) for one in found}) > 1,
        between=[
            {
                "one": numbers[two.one],
                "other": numbers[two.other],
                "chance": round(100 * two.chance),
                "facts": facts_in_words(two.facts),
            }
            for two in facts_between(found)
        ],
        perhaps=[
            {
                "vacancy": one.vacancy,
                "advert": one.advert,
                "chance": round(100 * one.chance),
                "facts": facts_in_words(one.facts)[:6],
                "is_parted": one.is_parted,
            }
            for one in (perhaps_one_with(vacancy, found) if is_open else ())
        ],
    )


def _told(advert: Advert, number: int) -> dict[str, Any]:
    text = plain(advert.body)
    return {
        "number": number,
        "advert": advert,
        "system": system_title(advert.source.system),
        "places": ", ".join(
            str(one["locality"]) for one in advert.told.get("places", ()) if one.get("locality")
        ),
        "reference": advert.told.get("reference", ""),
        "department": advert.told.get("department", ""),
        "text": text[:FIRST_WORDS] + ("…" if len(text) > FIRST_WORDS else ""),
    }


@desk_page(CORRECT, does=True)
def part_advert(request: Visit, key: str, number: int) -> HttpResponse:
    vacancy = vacancy_called(key, language=language()).vacancy
    advert = next((one for one in adverts_of(vacancy) if one.pk == number), None)
    if advert is None:
        raise NotFound(
            _("This advert is not of this vacancy."), mend=_("Look at the vacancy again.")
        )
    try:
        made = part(by=actor(request), vacancy=vacancy, advert=advert)
    except NotAllowed:
        raise
    except HcatError as error:
        return _page(request, key, error)
    messages.success(request, _("It is a vacancy of its own now, and never joined with it again."))
    return redirect("portal:desk-adverts", made.key)


@desk_page(CORRECT, does=True)
def join_with(request: Visit, key: str) -> HttpResponse:
    try:
        kept = join(by=actor(request), vacancy=key, other=request.POST.get("other", ""))
    except NotAllowed:
        raise
    except HcatError as error:
        return _page(request, key, error)
    messages.success(request, _("They are one vacancy now."))
    return redirect("portal:desk-adverts", kept.key)
