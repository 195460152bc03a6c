# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every figure of a forecast, for a spreadsheet and for a program."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.labour_market.api import TABLES, Opened, latest, opened, workbook
from hcat.web.pages import page
from hcat.web.views.files import harmless

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: HttpRequest) -> Opened:
    """The forecast or scenario that the address names, otherwise the last forecast."""
    key = request.GET.get("forecast", "")
    found = opened(key) if key else latest()
    if found is None:
        raise NotFound(
            _("There is no forecast yet."),
            mend=_(
                "Make one in the terminal: hcat forecast --inputs agendas/<region>/labour_market."
            ),
        )
    return found


@page
def table(request: HttpRequest) -> HttpResponse:
    """One table of the forecast: the one that the address names, otherwise its figures."""
    found, name = _asked(request), request.GET.get("table", "forecast")
    if name not in TABLES:
        raise NotFound(
            _("A forecast has no table called %(name)s.") % {"name": name},
            mend=_("Choose from: %(known)s.") % {"known": ", ".join(TABLES)},
        )
    key = found.forecast.key if name == "forecast" else f"{found.forecast.key}-{name}"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    writer = csv.writer(response)
    writer.writerow(TABLES[name].columns)
    for row in TABLES[name].rows(found):
        writer.writerow([harmless(one) if isinstance(one, str) else one for one in row])
    return response


@page
def book(request: HttpRequest) -> HttpResponse:
    found = _asked(request)
    response = HttpResponse(workbook(found), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{found.forecast.key}.xlsx"'
    return response
