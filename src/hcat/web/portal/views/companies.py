# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies: the whole high-tech base of the region, with what each has open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext as _

from hcat.agenda.api import rule_on
from hcat.fields.api import fields
from hcat.foundation.api import Translated, today
from hcat.parties.api import SIZE_CLASSES, count_by, known_places, population
from hcat.portal.api import (
    PULL_FACTORS,
    Profile,
    address_of,
    choices_among,
    company_called,
    followed,
    hosts_shown,
    is_followed,
    narrowed,
    open_counts,
    open_of,
    outlines,
    profiles_of,
    shown_ones,
    sponsor_as_of,
)
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages, address
from hcat.web.pages import page, show
from hcat.web.portal.canonical import canonical
from hcat.web.portal.cards import company_told
from hcat.web.portal.mapping import map_of
from hcat.web.portal.shown import language, row_of
from hcat.web.portal.words import LANGUAGES
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
    filters = _filters(request, wanted)
    asked: dict[str, Any] = {one.name: one.value for one in filters if one.value}
    place = asked.get("place", "")
    everywhere = narrowed(
        population(**wanted, **({"size": asked["size"]} if "size" in asked else {})),
        text=text,
        field=asked.get("field", ""),
        language=asked.get("language", ""),
        offer=asked.get("offer", ""),
        is_sponsor="sponsor" in asked,
        is_hiring="open" in asked,
    )
    found = everywhere.filter(municipality=place) if place else everywhere
    found = found.order_by("name_key", "pk")
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
        filters=filters,
        rule=rule,
        is_filtered=bool(text or asked),
        **_map(request, everywhere, place),
    )


def _map(request: HttpRequest, found: Any, place: str) -> dict[str, Any]:
    """The same companies by municipality, whichever one is chosen."""
    places = known_places()
    rows = found.order_by("municipality").values_list("municipality").annotate(n=Count("pk"))
    numbers = dict(rows)
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


def _filters(request: HttpRequest, wanted: dict[str, Any]) -> list[Filter]:
    """What can be chosen, with how many companies each choice leaves of all."""
    places, sizes = known_places(), [name for name, _low, _most in SIZE_CLASSES]
    by_place, by_size = count_by("municipality", **wanted), count_by("size_class", **wanted)
    left = choices_among(population(**wanted))
    towns = dict(sorted(places.items(), key=lambda item: item[1]))
    of_work = {one.code: one.title for one in fields()}
    yes = {"yes": _("yes")}
    made = [
        _filter(request, "place", _("Municipality"), towns, by_place),
        _filter(request, "size", _("People who work there"), {one: one for one in sizes}, by_size),
        _filter(request, "field", _("Technical field"), of_work, left.fields),
        _filter(request, "language", _("Language at work"), LANGUAGES, left.languages),
        _filter(request, "offer", _("What it offers"), PULL_FACTORS, left.offers),
        _filter(request, "open", _("Has vacancies open"), yes, {"yes": left.hiring}),
        _filter(
            request, "sponsor", _("Recognised sponsor (IND)"), yes, {"yes": left.sponsors or 0}
        ),
    ]
    return [one for one in made if one.choices or one.value]


def _filter(
    request: HttpRequest, name: str, title: str, titles: Mapping[str, Any], left: Mapping[str, int]
) -> Filter:
    """In the order of `titles`; a choice that leaves none is not offered."""
    return Filter(
        name,
        title,
        chosen(request, name, titles),
        [Choice(key, str(said), left[key]) for key, said in titles.items() if left.get(key)],
    )


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
