# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""ROA, "De arbeidsmarkt naar opleiding en beroep": the tables of AIS, CSV or XLSX.

A period such as ``2025/2030`` is the span of the forecast. Layout ``outlook``:

============ ======================= ===========================================================
series       column                  what it is
============ ======================= ===========================================================
expansion    Uitbreidingsvraag       jobs added; negative where jobs go
replacement  Vervangingsvraag        jobs left by who retires or changes occupation
openings     Baanopeningen           positive expansion + replacement
inflow       Instroom                school leavers who come on the market
ita          ITA                     inflow over openings, as an indicator; over 1.05 is bad
                                     for the graduate
============ ======================= ===========================================================

ROA names its columns anew with most editions: name those of the edition at hand under ``columns:``
in sources.yaml.
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
    "outlook": Layout(
        measures=(
            Measure("expansion", "Uitbreidingsvraag", "jobs"),
            Measure("replacement", "Vervangingsvraag", "jobs"),
            Measure("openings", "Baanopeningen", "jobs"),
            Measure("inflow", "Instroom", "persons"),
            Measure("ita", "ITA", "ratio", whole=False),
        ),
        dimensions={
            "programme_name": Column("Opleidingstype", ("Opleiding",)),
            "region": Column("Regio"),
        },
        period="Periode",
        separator=";",
        decimal=",",
    )
}


def read(payload: Payload) -> Iterator[Figure]:
    return read_as(payload, LAYOUTS)
