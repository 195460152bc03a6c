# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region beside other areas."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import items
from hcat.exchange.api import comparisons
from hcat.foundation.api import today
from hcat.web.exchange.comparing import WHY, block_of
from hcat.web.pages import agenda_page, show
from hcat.web.site import DEFAULT_ACCENT, Site


@agenda_page
def compare(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day or today()
    found = comparisons(as_of=day)
    sources = {one.key: one for one in items("source", as_of=day)}
    accent = site.agenda.sheet.accent if site.agenda else DEFAULT_ACCENT
    rows = [
        (
            one,
            block_of(one, site.region, sources, accent),
            [(apart, str(WHY[apart.why])) for apart in one.apart],
        )
        for one in found
    ]
    drawn = sum(block is not None for _one, block, _apart in rows)
    return show(request, "web/exchange/compare.html", site=site, rows=rows, drawn=drawn)
