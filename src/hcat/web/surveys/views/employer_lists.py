# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""For everybody: the lists of employers that are followed, and who of the region is on them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hcat.parties.api import names_of
from hcat.surveys.api import RankingList, places_of, rankings
from hcat.web.lists import Pages
from hcat.web.pages import page as public
from hcat.web.pages import show

NAMED = 20
"""Companies named of one list; of more it says how many."""


@public
def employer_lists(request: HttpRequest) -> HttpResponse:
    pages: Pages[RankingList] = Pages(
        request, rankings().order_by("-year", "name", "pk"), per_page=20
    )
    places = places_of(pages.items)
    names = names_of(one.organisation_id for rows in places.values() for one in rows[:NAMED])
    return show(
        request,
        "web/surveys/results/employer_lists.html",
        pages=pages,
        rows=[
            {
                "ranking": one,
                "places": [
                    {"place": place, "name": names.get(place.organisation_id, "–")}
                    for place in places.get(one.pk, [])[:NAMED]
                ],
                "more": max(len(places.get(one.pk, [])) - NAMED, 0),
            }
            for one in pages.items
        ],
    )
