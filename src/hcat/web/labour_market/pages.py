# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages share: the last forecast, or what to do first where there is none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hcat.labour_market.api import Opened, latest
from hcat.numerics.api import Slice
from hcat.web.lists import address
from hcat.web.pages import View, page, show
from hcat.web.site import DEFAULT_ACCENT, Link, Site

ALL = "all"
"""Stands in an address for every level, or every field."""


def forecast_page(view: Callable[..., HttpResponse]) -> View:
    """A page about the last forecast."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        site, found = Site(request), latest()
        if found is None:
            return show(request, "web/labour_market/empty.html", site=site)
        return view(request, site, found, *args, **kwargs)

    return page(shown)


def accent(site: Site) -> str:
    return site.agenda.sheet.accent if site.agenda else DEFAULT_ACCENT


def cell_url(part: Slice) -> str:
    return reverse("labour_market:cell", args=[part.level or ALL, part.field or ALL])


def chosen_year(request: HttpRequest, opened: Opened, *, after_first: bool = False) -> int:
    """The year in the address, where the forecast has it; otherwise its last."""
    asked = request.GET.get("year", "")
    years = opened.years[1:] if after_first else opened.years
    return int(asked) if asked in set(map(str, years)) else years[-1]


def year_links(
    request: HttpRequest, opened: Opened, year: int, *, after_first: bool = False
) -> list[Link]:
    """This page for each year."""
    years = opened.years[1:] if after_first else opened.years
    return [
        Link(str(one), address(request, year=str(one)), "true" if one == year else "")
        for one in years
    ]
