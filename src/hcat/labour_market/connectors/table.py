# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Any other table, CSV or XLSX, of which the source itself says what its columns are.

In sources.yaml::

    region_vacancies:
      connector: table
      columns: {period: Jaar, region: Regio}
      measures: {vacancies: {column: Openstaand, unit: vacancies}}
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hcat.labour_market.figures import Figure

from .fetching import one_file as fetch
from .layout import Column, Layout, Measure, read_by
from .payload import Payload

__all__ = ["VERSION", "fetch", "read"]

VERSION = 1


def read(payload: Payload) -> Iterator[Figure]:
    source = payload.source
    layout = Layout(
        measures=tuple(
            Measure(series, one.column, one.unit, whole=one.whole)
            for series, one in source.measures.items()
        ),
        dimensions={
            name: Column(heading) for name, heading in source.columns.items() if name != "period"
        },
        period=source.columns.get("period", ""),
    )
    plain = replace(payload, source=source.model_copy(update={"columns": {}}))
    return read_by(plain, layout)
