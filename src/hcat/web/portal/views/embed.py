# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search as a list on somebody else's site, and the page that gives the code for it.

The list knows nothing of its reader: no cookie is read or set, and everybody gets the same answer.
"""

from __future__ import annotations

from datetime import timedelta

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from hcat.parties.api import names_of
from hcat.portal.api import EMBEDDED as CAMPAIGN
from hcat.portal.api import vacancies_called
from hcat.web.pages import page, show, weak_etag
from hcat.web.portal.searching import SHOWN_FACETS, in_words, search, whole_in
from hcat.web.portal.shown import language, row_of
from hcat.web.site import Site

LASTS = timedelta(minutes=5)
NUMBERS = (3, 5, 10, 20)
USUAL = 10
ASKED = ("q", "since", "near", "within", *SHOWN_FACETS)
"""What a list takes over from the address of a search."""


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "form-action": ["'none'"]})
def vacancies(request: HttpRequest) -> HttpResponse:
    most = _number(request)
    one = search(request, most=most)
    shown = vacancies_called(one.found.keys if one.found else (), language=language())
    names = names_of({row.vacancy.organisation_id for row in shown})
    html = render_to_string(
        "web/portal/embedded.html",
        {
            "site": Site(request),
            "rows": [row_of(row, names) for row in shown],
            "total": one.found.total if one.found else 0,
            "has_index": one.found is not None,
            "campaign": CAMPAIGN,
            "all_url": _onward(request, found_any=bool(shown)),
        },
    )
    response = HttpResponse(html)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = f"public, max-age={LASTS // timedelta(seconds=1)}"
    etag = response["ETag"] = weak_etag(response)
    return get_conditional_response(request, etag=etag, response=response)  # type: ignore[return-value]


@page
def code(request: HttpRequest) -> HttpResponse:
    """What to copy, and what it will look like."""
    one = search(request, most=1)
    asked = request.GET.get("in", "")
    code = asked if asked in dict(settings.LANGUAGES) else get_language() or "nl"
    number = _number(request)
    with override(code):
        question = question_of(request, number=None if number == USUAL else str(number))
        path = reverse("portal:embedded")
    here = f"{path}?{question}" if question else path
    return show(
        request,
        "web/portal/embed.html",
        asked=in_words(one.asked),
        total=one.found.total if one.found else None,
        kept=[(name, value) for name in ASKED for value in request.GET.getlist(name) if value],
        languages=[(key, name, key == code) for key, name in settings.LANGUAGES],
        numbers=[(each, each == number) for each in NUMBERS],
        path=here,
        url=f"{settings.SITE_URL}{here}",
        search_url=f"{reverse('portal:vacancies')}?{question_of(request)}",
    )


def _onward(request: HttpRequest, *, found_any: bool) -> str:
    """To the whole search; to all vacancies where nothing fits it."""
    kept = question_of(request) if found_any else ""
    asked = "&".join(filter(None, [kept, f"from={CAMPAIGN}"]))
    return f"{reverse('portal:vacancies')}?{asked}"


def _number(request: HttpRequest) -> int:
    asked = whole_in(request.GET.get("number", ""))
    return asked if asked in NUMBERS else USUAL


def question_of(request: HttpRequest, **more: str | None) -> str:
    """The search of this address and nothing else of it, as the end of another."""
    query = QueryDict(mutable=True)
    for name in ASKED:
        values = [value for value in request.GET.getlist(name) if value]
        if values:
            query.setlist(name, values)
    for name, value in more.items():
        if value:
            query[name] = value
    return query.urlencode()
