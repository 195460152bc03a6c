# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody may take along, in formats that other programs read."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import items
from hcat.exchange.api import (
    Publisher,
    Table,
    data_package,
    initiatives_table,
    observations_table,
    results_table,
    stream_csv,
    stream_iati,
    write_xlsx,
)
from hcat.foundation.api import NotFound, Refused
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site

TABLES: dict[str, Callable[[], Table]] = {
    "observations": observations_table,
    "initiatives": initiatives_table,
    "results": results_table,
}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@agenda_page
def formats(request: HttpRequest, site: Site) -> HttpResponse:
    tables = [
        (
            "observations",
            _("Figures"),
            _("Every figure that stands, with its uncertainty and source."),
        ),
        ("initiatives", _("Initiatives"), _("The register, one initiative a row.")),
        (
            "results",
            _("Results"),
            _("Promised against reached: one target a row, with its verdict."),
        ),
    ]
    return show(
        request,
        "web/exchange/formats.html",
        site=site,
        tables=tables,
        no_iati=_why_no_iati(),
        points=items("point"),
        bodies=items("body"),
    )


def _why_no_iati() -> str:
    try:
        Publisher.of_the_agenda()
    except Refused as error:
        return f"{error.what} {error.why}"
    return ""


@agenda_page
def iati(request: HttpRequest, site: Site) -> HttpResponse:
    try:
        publisher = Publisher.of_the_agenda()
    except Refused as error:
        raise NotFound(error.what, why=error.why, mend=error.mend) from error
    file = io.BytesIO()
    stream_iati(file, publisher)
    return HttpResponse(file.getvalue(), content_type="application/xml; charset=utf-8")


@agenda_page
def csv_file(request: HttpRequest, site: Site, table: str) -> HttpResponse:
    file = io.StringIO(newline="")
    stream_csv(_table(table), file)
    return _attached(
        HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8"), f"{table}.csv"
    )


@agenda_page
def xlsx_file(request: HttpRequest, site: Site, table: str) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.xlsx"
        write_xlsx(_table(table), path)
        return _attached(HttpResponse(path.read_bytes(), content_type=SHEET), path.name)


@agenda_page
def package(request: HttpRequest, site: Site, table: str) -> HttpResponse:
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(data_package(_table(table), f"{table}.csv"), json_dumps_params=options)


def _table(name: str) -> Table:
    if name not in TABLES:
        raise NotFound(
            _("There is no table called %(name)s.") % {"name": name},
            mend=_("Choose from: %(names)s.") % {"names": ", ".join(TABLES)},
        )
    return TABLES[name]()


def _attached(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
