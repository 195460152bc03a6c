# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies: the whole high-tech base of the region, with what each has open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import truncatechars

from hcat.agenda.api import rule_on
from hcat.foundation.api import Translated, today
from hcat.parties.api import count_by, known_places, population
from hcat.portal.api import (
    Profile,
    address_of,
    company_called,
    followed,
    hosts_shown,
    is_followed,
    open_counts,
    open_of,
    outlines,
    profiles_of,
    shown_ones,
    sought,
    sponsor_as_of,
)
from hcat.web.lists import Pages, address
from hcat.web.pages import page, show
from hcat.web.portal.canonical import canonical
from hcat.web.portal.cards import company_told
from hcat.web.portal.company_filters import CompanyFilters
from hcat.web.portal.mapping import map_of
from hcat.web.portal.shown import language, row_of
from hcat.web.site import Site

from . import hosts, paths
from .profiles import told


@page
def company_list(request: HttpRequest) -> HttpResponse:
    rule = rule_on(today())
    wanted: dict[str, Any] = {"kind": "company"}
    if rule is not None:
        wanted["high_tech"] = rule.rule
    text = request.GET.get("text", "").strip()[:200]
    everyone = population(**wanted)
    chosen = CompanyFilters(request, everyone.filter(sought(everyone, text)) if text else everyone)
    found = chosen.narrowed().order_by("name_key", "pk")
    pages: Pages[Any] = Pages(request, found)
    numbers = [row.organisation_id for row in pages.items]
    profiles, counts, read = profiles_of(numbers), open_counts(numbers), followed(numbers)
    return show(
        request,
        "web/portal/companies.html",
        pages=pages,
        canonical=canonical(request, "text", found=pages.hits),
        rows=[
            {
                "facts": row,
                "address": address_of(row.organisation.key, profiles.get(row.organisation_id)),
                "profile": profiles.get(row.organisation_id),
                "makes": _briefly(profiles.get(row.organisation_id)),
                "open": counts.get(row.organisation_id, 0),
                "is_followed": row.organisation_id in read,
                "place": row.place or known_places().get(row.municipality, ""),
            }
            for row in pages.items
        ],
        text=text,
        filters=chosen.filters,
        rule=rule,
        is_filtered=bool(text or chosen.asked),
        **_map(request, chosen.narrowed("place"), chosen.asked.get("place", "")),
    )


def _map(request: HttpRequest, found: Any, place: str) -> dict[str, Any]:
    """The same companies by municipality, whichever one is chosen."""
    places = known_places()
    numbers = count_by("municipality", found)
    drawn = map_of(places, numbers, outlines())
    return {
        "map": drawn,
        "municipalities": [
            {
                "code": code,
                "name": name,
                "number": numbers.get(code, 0),
                "url": address(request, place=code, page=None),
                "is_chosen": code == place,
            }
            for code, name in sorted(places.items(), key=lambda item: item[1])
        ],
        "areas": [
            {
                "area": one,
                "url": address(request, place=one.code, page=None),
                "is_chosen": one.code == place,
            }
            for one in (drawn.areas if drawn else ())
        ],
        "elsewhere": sum(number for code, number in numbers.items() if code not in places),
    }


def _briefly(profile: Profile | None) -> Translated:
    """What it makes, on a line of the list."""
    texts = profile.makes if profile is not None else {}
    return Translated({code: truncatechars(text, 200) for code, text in texts.items()})


@page
def company(request: HttpRequest, slug: str) -> HttpResponse:
    found = company_called(slug)
    if found.address != slug:
        return redirect("portal:company", found.address, permanent=True)
    facts: Any = found.facts
    pages = Pages[Any](request, open_of(found.organisation_id), per_page=20)
    on_page: Any = pages.page.object_list
    site, place = Site(request), facts.place or known_places().get(facts.municipality, "")
    return show(
        request,
        "web/portal/company.html",
        site=site,
        canonical=canonical(request),
        card=company_told(site, found, place, pages.hits),
        company=found,
        facts=facts,
        place=place,
        told=told(found.profile),
        sponsor=sponsor_as_of(facts),
        pages=pages,
        rows=[
            row_of(one, {found.organisation_id: facts.name})
            for one in shown_ones(on_page, language=language())
        ],
        is_followed=is_followed(found.organisation_id),
        paths=paths.of_company(found),
        hosts=hosts.described(hosts_shown(found.organisation_id)),
    )
