# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways on to companies and ways in by a link, each counted; and the question where one lives.

None of these takes an address from who asks: they lead to the adverts and sites that are known, and
to our own pages.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hcat.foundation.api import NotFound
from hcat.portal.api import (
    Tally,
    company_called,
    count,
    referral_called,
    vacancy_called,
    website_of,
)
from hcat.web.pages import page, show
from hcat.web.portal.counting import (
    asks_not_to_be_measured,
    comes_from_here,
    goes_on_to,
    page_before,
)
from hcat.web.portal.shown import language
from hcat.web.portal.where import is_first

ANSWERS = {"inside": Tally.Origin.INSIDE, "outside": Tally.Origin.OUTSIDE, "silent": ""}


@page
def to_vacancy(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """On to the advert at the company itself: the one that is shown, or another of the same
    vacancy (by its number). A vacancy that is closed leads to its own page, which says so."""
    shown = vacancy_called(key, language=language())
    adverts = [one for one in (shown.advert, *shown.others) if number in (None, one.pk)]
    if not adverts:
        raise NotFound(_("This vacancy has no such advert."), mend=_("Look at the vacancy itself."))
    address = adverts[0].apply_at if number is None else ""
    address = address or adverts[0].address
    if shown.vacancy.closed_at is not None or urlsplit(address).scheme not in ("http", "https"):
        return redirect("portal:vacancy", shown.vacancy.key)
    return _on(request, address, shown.vacancy.organisation_id)


@page
def to_company(request: HttpRequest, slug: str) -> HttpResponse:
    """On to the site of the company as the register knows it."""
    found = company_called(slug)
    website = website_of(found.facts)
    if not website:
        return redirect("portal:company", found.address)
    return _on(request, website, found.organisation_id)


def _on(request: HttpRequest, address: str, company: int) -> HttpResponse:
    goes_on_to(request, company)
    response = HttpResponseRedirect(address)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@page
def referral(request: HttpRequest, code: str) -> HttpResponse:
    """The page that a link of ours leads to. One that ended leads there too: it is printed."""
    found = referral_called(code)
    path = found.path
    if found.ended_at is None:
        path += f"{'&' if '?' in path else '?'}from={found.code}"
    response = HttpResponseRedirect(path)
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
def answer(request: HttpRequest) -> HttpResponse:
    """Where one lives, as answered. Django's token against forged forms would need a cookie: it is
    our own page that asks (the browser says so), and each question counts once."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    given = request.POST.get("answer", "")
    is_counted = (
        given in ANSWERS and comes_from_here(request) and is_first(request.POST.get("stamp", ""))
    )
    if is_counted and not asks_not_to_be_measured(request):
        count(Tally.Kind.ANSWER, origin=ANSWERS[given])
    response = show(
        request,
        "web/portal/answered.html",
        status=200 if is_counted else 422,
        is_counted=is_counted,
        back=_back(request),
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


def _back(request: HttpRequest) -> str:
    """The page that asked; only as a path of our own."""
    before = page_before(request)
    if not comes_from_here(request) or before.path.startswith("//"):
        return ""
    return f"{before.path}?{before.query}" if before.query else before.path
