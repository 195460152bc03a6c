# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The picture that social media show beside a link: of what is here and shown, and of nothing else,
so that nobody can have us draw what they like."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.charts.api import Busy, Card, card_picture
from hcat.foundation.api import NotFound
from hcat.parties.api import known_places, names_of
from hcat.portal.api import company_called, open_counts, vacancy_called
from hcat.web.portal.cards import company_card, vacancy_card
from hcat.web.portal.shown import language, row_of
from hcat.web.site import Site

LASTS = timedelta(days=1)


@require_safe
def vacancy_picture(request: HttpRequest, key: str) -> HttpResponse:
    """410 once it is closed, as its page."""
    try:
        shown = vacancy_called(key, language=language())
    except NotFound as error:
        return _refused(404, str(error))
    if shown.vacancy.key != key:
        return redirect("portal:vacancy-card", shown.vacancy.key)
    if not shown.is_open:
        return _refused(410, _("This vacancy is no longer open."))
    names = names_of({shown.vacancy.organisation_id})
    return _picture(request, vacancy_card(Site(request), row_of(shown, names)))


@require_safe
def company_picture(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = company_called(slug)
    except NotFound as error:
        return _refused(404, str(error))
    if found.address != slug:
        return redirect("portal:company-card", found.address, permanent=True)
    number = open_counts([found.organisation_id]).get(found.organisation_id, 0)
    place = found.facts.place or known_places().get(found.facts.municipality, "")
    return _picture(request, company_card(Site(request), found, place, number))


def _picture(request: HttpRequest, card: Card) -> HttpResponse:
    """Asked whether it still holds, nothing is drawn."""
    etag = f'"{card.name}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = HttpResponse(card_picture(card), content_type="image/png")
        except Busy:
            response = _refused(
                503, _("Too many ask for a picture at once. Try again in a minute.")
            )
            response["Retry-After"] = "60"
            return response
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={LASTS // timedelta(seconds=1)}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _refused(status: int, why: str) -> HttpResponse:
    return HttpResponse(why, status=status, content_type="text/plain; charset=utf-8")
