# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""CBS, Statistics Netherlands: OData version 3 and 4 (JSON), and the same table as CSV.

========= ============================================ ==========================================
layout    address                                      mapping
========= ============================================ ==========================================
odata3    …/ODataFeed/odata/<set>                      a row of ``TypedDataSet`` holds a column per
                                                       topic (``Name_7``): one figure each, with
                                                       title and unit from ``DataProperties``
odata4    …/odata/v1/CBS/<set>                         a row of ``Observations`` is a figure;
                                                       ``Measure`` is the series, with its unit
                                                       from ``MeasureCodes``
typed-csv a file                                       as odata3, in CSV, with codes or labels
========= ============================================ ==========================================

Without more, a series is called as CBS calls it and dimensions keep CBS's names and codes, without
the blanks behind them. ``columns:`` in sources.yaml gives dimensions other names and
``measures:`` picks series; what is named there and is no longer in the set is an error. An empty
value is missing: the typed set does not say why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hcat.labour_market.figures import IMPOSSIBLE, SECRET, UNKNOWN, Cell, Figure, Status
from hcat.labour_market.periods import period

from .fetching import one_file
from .files import json_page
from .layout import Column, Layout, Measure, read_by
from .payload import Known, Part, Payload
from .problems import FormatChanged

if TYPE_CHECKING:
    from hcat.labour_market.client import Client
    from hcat.labour_market.sources import Source

__all__ = ["VERSION", "fetch", "read"]

VERSION = 1
PERIOD = "Perioden"
_TOPIC = re.compile(r".+_\d+")
_NO_VALUE: Mapping[str, Cell] = {
    "Confidential": Cell(None, Status.SUPPRESSED, reason=SECRET),
    "Secret": Cell(None, Status.SUPPRESSED, reason=SECRET),
    "Impossible": Cell(None, Status.MISSING, reason=IMPOSSIBLE),
}


@dataclass(frozen=True, slots=True)
class _Version:
    """Where a version of the protocol keeps things, and what it calls them."""

    about: str
    units: str
    rows: str
    next: str
    options: str
    key: str


_VERSIONS = {
    "odata3": _Version(
        "TableInfos", "DataProperties", "TypedDataSet", "odata.nextLink", "$format=json", "Key"
    ),
    "odata4": _Version(
        "Properties", "MeasureCodes", "Observations", "@odata.nextLink", "", "Identifier"
    ),
}


def fetch(client: Client, source: Source) -> Payload:
    """All pages of a set. CBS says when a set last changed: an unchanged one is not asked for."""
    if source.layout not in _VERSIONS:
        return one_file(client, source)
    version = _VERSIONS[source.layout]

    def address(what: str, query: str = "") -> str:
        options = "&".join(filter(None, (version.options, query)))
        return f"{source.address.rstrip('/')}/{what}" + (f"?{options}" if options else "")

    modified = _modified(client.get(address(version.about), f"{version.about}.json").part)
    client.unchanged_since(modified)
    units = client.get(address(version.units), f"{version.units}.json").part
    parts = [replace(units, about=True)]
    following = address(version.rows, source.query)
    asked: set[str] = set()
    while following:
        if following in asked:
            raise _strange(parts[-1], version.next, _("a next page"), following)
        asked.add(following)
        name = f"{version.rows}-{len(parts):04d}.json"
        parts.append(client.get(following, name, within=source.address).part)
        page = json_page(parts[-1])
        following = page.get(version.next, "") if isinstance(page, dict) else ""
    return Payload(source, tuple(parts), Known(last_modified=modified))


def _modified(part: Part) -> str:
    page = json_page(part)
    about = page["value"][0] if isinstance(page, dict) and page.get("value") else page
    when = about.get("Modified") if isinstance(about, dict) else None
    if not when:
        raise _strange(part, "Modified", _("when the set last changed"), about)
    return str(when)


def read(payload: Payload) -> Iterator[Figure]:
    if payload.source.layout == "typed-csv":
        return read_by(*_as_table(payload))
    if payload.source.layout not in _VERSIONS:
        raise FormatChanged(
            "sources.yaml",
            column=payload.source.key,
            expected=_("a layout: %(layouts)s") % {"layouts": ", ".join([*_VERSIONS, "typed-csv"])},
            found=payload.source.layout or "–",
            mend=_("Name one of these layouts."),
        )
    return _read_json(payload)


def _as_table(payload: Payload) -> tuple[Payload, Layout]:
    source = payload.source
    measures = tuple(
        Measure(series, one.column, one.unit, whole=one.whole)
        for series, one in source.measures.items()
    )
    layout = Layout(
        measures=measures or (Measure("", r"(?P<series>.+_\d+)", "", whole=False, pattern=True),),
        dimensions={
            name: Column(heading) for name, heading in source.columns.items() if name != "period"
        },
        period=source.columns.get("period", PERIOD),
        separator=";",
    )
    return replace(payload, source=source.model_copy(update={"columns": {}})), layout


def _read_json(payload: Payload) -> Iterator[Figure]:
    source = payload.source
    version = _VERSIONS[source.layout]
    units = _units(payload, version)
    series = {one.column: name for name, one in source.measures.items()}
    units |= {one.column: one.unit for one in source.measures.values() if one.unit}
    names = {heading: name for name, heading in source.columns.items() if name != "period"}
    time = source.columns.get("period", PERIOD)
    cells = _cells_of_row if source.layout == "odata3" else _cells_of_observation
    seen: set[str] = set()
    for part in payload.data:
        for row in _rows_of(part):
            if not seen:
                _known_columns(part, row, [time, *names])
            about = {
                names.get(key, key): str(text).strip()
                for key, text in row.items()
                if key
                not in (time, "ID", "Id", "Measure", "Value", "ValueAttribute", "StringValue")
                and not (source.layout == "odata3" and _TOPIC.fullmatch(key))
            }
            when = _period(part, time, str(row.get(time, "")))
            for key, cell in cells(part, row):
                if not series or key in series:
                    seen.add(key)
                    yield Figure.of(
                        cell,
                        series=series.get(key, key),
                        dimensions=about,
                        period=when,
                        unit=units.get(key, ""),
                    )
    if gone := set(series) - seen:
        raise _strange(
            payload.data[0], "measures", ", ".join(sorted(gone)), ", ".join(sorted(seen))
        )


def _units(payload: Payload, version: _Version) -> dict[str, str]:
    return {
        str(one[version.key]): str(one.get("Unit") or "").strip()
        for part in payload.parts
        if part.about
        for one in _rows_of(part)
        if one.get(version.key)
    }


def _rows_of(part: Part) -> Iterator[dict[str, Any]]:
    page = json_page(part)
    rows = page.get("value") if isinstance(page, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _strange(part, "value", _("a list of rows"), page)
    yield from rows


def _known_columns(part: Part, row: Mapping[str, Any], wanted: list[str]) -> None:
    for name in wanted:
        if name not in row:
            raise _strange(
                part, name, _("a column called %(heading)s") % {"heading": name}, ", ".join(row)
            )


def _cells_of_row(part: Part, row: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for key, value in row.items():
        if _TOPIC.fullmatch(key):
            yield key, _cell(part, key, value)


def _cells_of_observation(part: Part, row: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    _known_columns(part, row, ["Measure", "Value"])
    said = str(row.get("ValueAttribute") or "None")
    cell = _cell(part, "Value", row["Value"])
    if cell.value is None:
        cell = _NO_VALUE.get(said, cell)
    elif said != "None":
        cell = replace(cell, reason=said)
    yield str(row["Measure"]), cell


def _cell(part: Part, key: str, value: Any) -> Cell:
    if value is None:
        return Cell(None, Status.MISSING, reason=UNKNOWN)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _strange(part, key, _("a number"), value)
    return Cell(float(value))


def _period(part: Part, column: str, text: str) -> str:
    try:
        return period(text)
    except ValueError as error:
        raise _strange(part, column, str(error), text) from error


def _strange(part: Part, column: str, expected: str, found: object) -> FormatChanged:
    return FormatChanged(
        part.name,
        column=column,
        expected=expected,
        found=str(found),
        mend=_("Compare with the set at opendata.cbs.nl, and say what changed in sources.yaml."),
    )
