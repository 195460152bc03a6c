# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""UWV, the employee insurance agency: the tension indicator, CSV or XLSX.

============ ============================== =============================================
series       column                         what it is
============ ============================== =============================================
tension      Spanningsindicator             open vacancies per person less than six months on
                                            unemployment benefit; classes at 0.25, 0.67, 1.5, 4
vacancies    Openstaande vacatures          at the end of the quarter
short_term   WW korter dan 6 maanden        persons less than six months on benefit
============ ============================== =============================================

UWV publishes it as sheets whose headings change between issues: name those of the issue at hand
under ``columns:`` in sources.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from hcat.labour_market.figures import Figure

from .fetching import one_file as fetch
from .layout import Column, Layout, Measure, read_as
from .payload import Payload

__all__ = ["LAYOUTS", "VERSION", "fetch", "read"]

VERSION = 1
LAYOUTS = {
    "tension": Layout(
        measures=(
            Measure("tension", "Spanningsindicator", "vacancies per job seeker", whole=False),
            Measure("vacancies", "Openstaande vacatures", "vacancies"),
            Measure("short_term", "WW korter dan 6 maanden", "persons"),
        ),
        dimensions={
            "region": Column("Arbeidsmarktregio", ("Regio",)),
            "occupation": Column("Beroepsgroep", ("Beroepsklasse",)),
        },
        period="Periode",
        separator=";",
        decimal=",",
    )
}


def read(payload: Payload) -> Iterator[Figure]:
    return read_as(payload, LAYOUTS)
