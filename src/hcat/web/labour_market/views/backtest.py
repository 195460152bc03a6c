# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How wrong such forecasts have been: ours as measured, and those of others as published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.labour_market.api import known_errors
from hcat.web.labour_market import charts
from hcat.web.labour_market.pages import accent
from hcat.web.pages import page, show
from hcat.web.site import Site
from hcat.web.words import number, percent


@page
def backtest(request: HttpRequest) -> HttpResponse:
    site, found = Site(request), known_errors()
    ours = found.ours
    look = charts.Look(accent(site), "", f"{ours.source} ({ours.vintage})")
    rivals = [one.worse.value / one.crps.value for one in ours.methods if one.worse]
    least, most = (percent(round(share * 100)) for share in (min(rivals), max(rivals)))
    return show(
        request,
        "web/labour_market/backtest.html",
        site=site,
        found=found,
        ours=ours,
        sizes=[(str(one.title), percent(one.percent)) for one in ours.sizes],
        least=least,
        most=most,
        chart=charts.scores(
            found, look, _("Our forecast is off by less than each of its rivals")
        ),
        methods=[
            (
                str(one.title),
                number(one.crps.value, 2),
                _("%(value)s (%(low)s to %(high)s)")
                % {
                    "value": number(one.worse.value, 2),
                    "low": number(one.worse.low, 2),
                    "high": number(one.worse.high, 2),
                }
                if one.worse
                else "–",
                *(
                    percent(round(share * 100))
                    for share in (one.within50, one.within80, one.within95)
                ),
            )
            for one in ours.methods
        ],
        by_year=[
            (one.year, number(one.ours, 2), number(one.before, 2),
             percent(round(one.within80 * 100)), number(one.bias))
            for one in ours.by_year
        ],
        too_low=sum(one.bias < 0 for one in ours.by_year),
        directions=[
            (one.period, percent(one.direction), percent(one.pace)) for one in found.directions
        ],
    )  # fmt: skip
