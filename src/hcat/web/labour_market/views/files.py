# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every figure of a forecast, for a spreadsheet and for a program."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.labour_market.api import DICTIONARY, Opened, latest, opened, rows, workbook
from hcat.web.pages import page

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
    found = _asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.forecast.key}.csv"'
    writer = csv.writer(response)
    writer.writerow(DICTIONARY)
    writer.writerows(rows(found.projection))
    return response


@page
def book(request: HttpRequest) -> HttpResponse:
    found = _asked(request)
    response = HttpResponse(workbook(found), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{found.forecast.key}.xlsx"'
    return response
