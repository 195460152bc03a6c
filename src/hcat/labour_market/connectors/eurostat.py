# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Eurostat: its JSON (JSON-stat 2.0), its CSV (SDMX-CSV), and a table of regions made from it.

=========== ======================= ==============================================================
layout      format                  mapping
=========== ======================= ==============================================================
json-stat   statistics/1.0/data     each cell of the cube is a figure; dimension ``time`` is the
                                    period
sdmx-csv    sdmx/2.1, SDMX-CSV      each row is a figure; ``TIME_PERIOD`` is the period
nuts2_panel a table of NUTS 2       a column per series, a row per region and year
=========== ======================= ==============================================================

Dimensions keep Eurostat's codes (``geo``, ``age``, ``sex``). The unit is taken out of them: a set
with several units gives a series per unit, ``<source>.<unit>``. Flags: ``c`` confidential is
suppressed; ``:`` is missing; another flag stands beside the number as a remark.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hcat.labour_market.figures import EMPTY, SECRET, UNKNOWN, Cell, Figure, Status
from hcat.labour_market.periods import period

from .fetching import one_file as fetch
from .files import csv_lines, json_page
from .layout import Column, Layout, Measure, read_as
from .numbers import understand
from .payload import Part, Payload
from .problems import FormatChanged

__all__ = ["LAYOUTS", "VERSION", "fetch", "read"]

VERSION = 1
LARGEST_CUBE = 20_000_000
"""Cells: a page of JSON holds no more, and a wrong size would keep us counting for days."""
_PERCENT, _YEARS, _EUR = "percent", "years", "EUR"
LAYOUTS = {
    "nuts2_panel": Layout(
        measures=tuple(
            Measure(series, series, unit, whole=False)
            for series, unit in (
                ("disp_income_household", _EUR),
                ("gender_employ_gap", "percentage points"),
                ("life_expectancy_f", _YEARS),
                ("life_expectancy_m", _YEARS),
                ("life_expectancy_t", _YEARS),
                ("patents", "applications"),
                ("region_gdp", "million EUR"),
                ("broadband_access_household", _PERCENT),
                ("region_population", "persons"),
                ("unemployment_rate_f", _PERCENT),
                ("unemployment_rate_m", _PERCENT),
                ("unemployment_rate_t", _PERCENT),
            )
        ),
        dimensions={
            "geo": Column("NUTS_ID"),
            "country": Column("CNTR_CODE"),
            "geo_name": Column("NUTS_NAME"),
        },
        period="year",
    )
}
_NOT_DIMENSIONS = {
    "DATAFLOW", "LAST UPDATE", "unit", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS",
    "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME",
}  # fmt: skip


def read(payload: Payload) -> Iterator[Figure]:
    layout = payload.source.layout
    if layout not in ("json-stat", "sdmx-csv"):
        yield from read_as(payload, LAYOUTS)
        return
    for part in payload.data:
        if layout == "json-stat":
            yield from _cube(part, payload.source.key)
        else:
            yield from _rows(part, payload.source.key)


def _flagged(cell: Cell, flag: str) -> Cell:
    if flag == "c" and cell.value is None:
        return Cell(None, Status.SUPPRESSED, reason=SECRET)
    if cell.value is None or not flag:
        return cell
    return Cell(cell.value, reason=flag)


def _cube(part: Part, key: str) -> Iterator[Figure]:
    cube = json_page(part)
    names, codes = _axes(part, cube)
    values, flags = _by_position(cube.get("value")), _by_position(cube.get("status"))
    size = math.prod(map(len, codes))
    if size > LARGEST_CUBE:
        raise _strange(part, "size", _("at most %(size)d cells") % {"size": LARGEST_CUBE}, size)
    strange = [at for at in values if not 0 <= at < size]
    if strange:
        raise _strange(part, "value", _("positions under %(size)d") % {"size": size}, strange[0])
    for at, combination in enumerate(itertools.product(*codes)):
        about = dict(zip(names, combination, strict=True))
        when, unit = about.pop("time"), about.pop("unit", "")
        yield Figure.of(
            _flagged(_cell(part, values.get(at), at), str(flags.get(at) or "")),
            series=f"{key}.{unit}" if unit else key,
            dimensions=about,
            period=_period(part, when),
            unit=unit,
        )


def _axes(part: Part, cube: Any) -> tuple[list[str], list[list[str]]]:
    """The names of the dimensions, and the codes of each in their order."""
    if not isinstance(cube, dict) or cube.get("class") != "dataset":
        raise _strange(
            part, "class", "dataset", cube.get("class") if isinstance(cube, dict) else cube
        )
    try:
        names = list(cube["id"])
        codes = []
        for name, size in zip(names, cube["size"], strict=True):
            category = cube["dimension"][name]["category"]
            index = category.get("index") or list(category["label"])
            found = (
                sorted(index, key=lambda code: index[code])
                if isinstance(index, dict)
                else list(index)
            )
            if len(found) != size:
                raise _strange(part, name, f"{size}", len(found))
            codes.append(found)
    except (KeyError, TypeError, ValueError) as error:
        raise _strange(part, "dimension", "JSON-stat 2.0", error) from error
    if "time" not in names:
        raise _strange(part, "id", "time", ", ".join(names))
    return names, codes


def _by_position(given: Any) -> dict[int, Any]:
    if isinstance(given, dict):
        return {int(at): value for at, value in given.items()}
    return dict(enumerate(given or ()))


def _cell(part: Part, value: Any, at: int) -> Cell:
    if value is None:
        return Cell(None, Status.MISSING, reason=UNKNOWN)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _strange(part, f"value[{at}]", _("a number"), value)
    return Cell(float(value))


def _rows(part: Part, key: str) -> Iterator[Figure]:
    lines = csv_lines(part, separator=",", encoding="utf-8")
    number, headings = next(lines)
    for wanted in ("TIME_PERIOD", "OBS_VALUE", "OBS_FLAG"):
        if wanted not in headings:
            raise _strange(part, wanted, wanted, ", ".join(headings), number)
    for number, cells in lines:
        if len(cells) != len(headings):
            raise _strange(part, "", f"{len(headings)}", len(cells), number)
        row = dict(zip(headings, cells, strict=True))
        try:
            cell = understand(row["OBS_VALUE"])
        except ValueError as error:
            raise _strange(part, "OBS_VALUE", str(error), row["OBS_VALUE"], number) from error
        if cell.value is None and cell.reason == EMPTY:
            cell = Cell(None, Status.MISSING, reason=UNKNOWN)
        secret = row.get("CONF_STATUS") in ("C", "N", "S")
        unit = row.get("unit", "")
        yield Figure.of(
            _flagged(cell, "c" if secret else row["OBS_FLAG"]),
            series=f"{key}.{unit}" if unit else key,
            dimensions={name: text for name, text in row.items() if name not in _NOT_DIMENSIONS},
            period=_period(part, row["TIME_PERIOD"], number),
            unit=unit,
        )


def _period(part: Part, text: str, line: int = 0) -> str:
    try:
        return period(text)
    except ValueError as error:
        raise _strange(part, "time", str(error), text, line) from error


def _strange(part: Part, column: str, expected: str, found: object, line: int = 0) -> FormatChanged:
    return FormatChanged(
        part.name,
        line=line,
        column=column,
        expected=expected,
        found=str(found),
        mend=_("Fetch it again. If Eurostat changed its format, the connector is to be mended."),
    )
