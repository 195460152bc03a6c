# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody may see of the pledges: totals by kind, and by kind of organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hcat.foundation.api import today
from hcat.parties.api import pledge_totals
from hcat.web.desk.register import words
from hcat.web.desk.register.views.pledges import total_of
from hcat.web.pages import page, show
from hcat.web.site import Site


@page
def pledges(request: HttpRequest) -> HttpResponse:
    site = Site(request)
    day = site.as_of.day or today()
    totals = pledge_totals(on=day)
    by_kind = [
        (title, [total_of(one) for one in pledge_totals(on=day, organisation_kind=kind)])
        for kind, title in words.KINDS_PLURAL.items()
    ]
    return show(
        request,
        "desk/register/public_pledges.html",
        site=site,
        day=day,
        number=sum(one.pledges for one in totals),
        totals=[total_of(one) for one in totals],
        by_kind=[(title, rows) for title, rows in by_kind if rows],
    )
