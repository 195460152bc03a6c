# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the desk: all vacancies, to go through and correct one after the other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.parties.api import names_of
from hcat.portal.api import Aspect, Vacancy, desk_list, shown_in_order, systems_used
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.filters import Choice, Filter
from hcat.web.lists import Pages
from hcat.web.portal.desk_list import query_of, wanted_in
from hcat.web.portal.label_words import answered, aspect_title
from hcat.web.portal.shown import language

from .sources import system_title


@require_safe
@desk_page("portal.correct")
def vacancies(request: Visit) -> HttpResponse:
    wanted = wanted_in(request)
    pages: Pages[Vacancy] = Pages(request, desk_list(wanted))
    first = pages.page.start_index() - 1
    shown = shown_in_order(pages.items, language=language())
    names = names_of({one.vacancy.organisation_id for one in shown})
    places = {one.pk: first + n for n, one in enumerate(pages.items)}
    rows: list[dict[str, Any]] = []
    for one in shown:
        query = query_of(request, places[one.vacancy.pk])
        [question] = answered(one, [wanted.aspect])
        key = one.vacancy.key
        rows.append(
            {
                "vacancy": one.vacancy,
                "advert": one.advert,
                "adverts": one.standing,
                "company": names.get(one.vacancy.organisation_id, ""),
                "question": question,
                "url": f"{reverse('portal:desk-vacancy', args=[key])}?{query}",
                "correct_url": (
                    f"{reverse('portal:correct-label', args=[key, wanted.aspect])}?{query}"
                ),
            }
        )
    return desk(
        request,
        "web/portal/desk/list.html",
        pages=pages,
        rows=rows,
        wanted=wanted,
        question=aspect_title(wanted.aspect),
        aspects=[(one, aspect_title(one)) for one in Aspect.values],
        filters=_filters(request),
        is_filtered=bool(query_of(request)),
    )


def _filters(request: Visit) -> list[Filter]:
    wanted = wanted_in(request)
    return [
        Filter("sure", _("Answer"), wanted.sure, [
            Choice("missing", _("not known")), Choice("unsure", _("a guess")),
        ]),
        Filter("system", _("System"), wanted.system, [
            Choice(name, system_title(name)) for name in systems_used()
        ]),
    ]  # fmt: skip
