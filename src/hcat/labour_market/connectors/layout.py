# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables: which column is what. A publisher's module holds layouts; this reads any file by one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice, takewhile

from django.utils.translation import gettext as _

from hcat.labour_market.figures import Cell, Figure
from hcat.labour_market.periods import period as written_period

from .files import Line, csv_lines, xlsx_lines
from .numbers import SIGNS, understand
from .payload import Part, Payload
from .problems import FormatChanged

TITLE_LINES = 20
"""A spreadsheet may begin with titles: its headings are looked for among so many lines."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a dimension: its heading (older ones after it), and how its cells are tidied."""

    heading: str
    older: tuple[str, ...] = ()
    tidy: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of numbers, or many of one kind.

    `heading` is the heading itself, or with `pattern` a regular expression whose named groups are
    the period, the dimensions or the series that stand in the heading, as in ``2014 Man``. Without
    a heading each row of the table counts for one, as in a list of programmes.
    """

    series: str
    heading: str
    unit: str
    whole: bool = True
    pattern: bool = False

    def match(self, heading: str) -> Mapping[str, str] | None:
        if self.pattern:
            match = re.fullmatch(self.heading, heading)
            return match.groupdict() if match else None
        return {} if heading == self.heading else None


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of file of a publisher is built."""

    measures: tuple[Measure, ...]
    dimensions: Mapping[str, Column]
    """Our name of a dimension, to the column that holds it."""
    period: str = ""
    """The heading over the period; empty where it stands in the headings of the measures, or
    where the file has one period, which the source then says (``period:``)."""
    tidy: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """For dimensions that stand in a heading."""
    signs: Mapping[str, Cell] = field(default_factory=lambda: SIGNS)
    separator: str = ","
    encoding: str = "utf-8"
    decimal: str = "."
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A measure found in the file: where, and what its heading says of it."""

    index: int
    measure: Measure
    period: str
    dimensions: Mapping[str, str]
    heading: str


def words(**known: str) -> Callable[[str], str]:
    """Translate the few words of a column; another word is refused.

    >>> words(man="male", vrouw="female")("VROUW")
    'female'
    """

    def translate(text: str) -> str:
        try:
            return known[text.casefold()]
        except KeyError:
            raise ValueError(_("one of: %(words)s") % {"words": ", ".join(known)}) from None

    return translate


def municipality(text: str) -> str:
    """The code of a municipality as CBS writes it.

    >>> municipality("153"), municipality("0153"), municipality("GM0153")
    ('GM0153', 'GM0153', 'GM0153')
    """
    number = text.removeprefix("GM")
    if not number.isdecimal() or len(number) > 4:
        raise ValueError(_("the number of a municipality, such as 0363"))
    return f"GM{number:0>4}"


def read_as(payload: Payload, layouts: Mapping[str, Layout]) -> Iterator[Figure]:
    """Every figure, by the layout that the source names."""
    wanted = payload.source.layout
    if wanted not in layouts:
        raise FormatChanged(
            "sources.yaml",
            column=payload.source.key,
            expected=_("a layout: %(layouts)s") % {"layouts": ", ".join(layouts)},
            found=wanted or "–",
            mend=_("Name one of these layouts."),
        )
    return read_by(payload, layouts[wanted])


def read_by(payload: Payload, layout: Layout) -> Iterator[Figure]:
    """Every figure of every file, in the order of the file. FormatChanged at the first misfit."""
    layout = _as_the_source_says(payload, layout)
    for part in payload.data:
        yield from _figures(part, layout, payload.source.period)


def _as_the_source_says(payload: Payload, layout: Layout) -> Layout:
    """An operator mends a small change of format in sources.yaml, without a new release."""
    source = payload.source
    said = {
        name: value
        for name in ("separator", "encoding", "decimal", "sheet")
        if (value := getattr(source, name))
    }
    if not source.columns:
        return replace(layout, **said) if said else layout
    unknown = set(source.columns) - {*layout.dimensions, *(m.series for m in layout.measures)}
    if unknown - {"period"}:
        raise FormatChanged(
            "sources.yaml",
            expected=", ".join([*layout.dimensions, "period"]),
            found=", ".join(sorted(unknown)),
            mend=_("Take the names of columns from the README of labour_market."),
        )
    return replace(
        layout,
        dimensions={
            name: replace(column, heading=source.columns.get(name, column.heading))
            for name, column in layout.dimensions.items()
        },
        measures=tuple(
            replace(one, heading=source.columns.get(one.series, one.heading))
            for one in layout.measures
        ),
        period=source.columns.get("period", layout.period),
        **said,
    )


def _figures(part: Part, layout: Layout, only_period: str) -> Iterator[Figure]:
    lines = _lines(part, layout)
    number, headings, lines = _headings(part, layout, lines)
    dimensions = {
        name: (_dimension(part, number, headings, column), column)
        for name, column in layout.dimensions.items()
    }
    places = list(_places(part, number, headings, layout))
    over_period = _index(part, number, headings, layout.period) if layout.period else None
    width = len(headings)
    for number, cells in lines:
        if len(cells) != width:
            cells = _right_width(part, number, cells, width)
        about: dict[str, str] = {}
        for name, (index, column) in dimensions.items():
            about[name] = cells[index]
            if column.tidy:
                about[name] = _tidied(part, number, column.heading, column.tidy, cells[index])
        row_period = (
            _tidied(part, number, layout.period, written_period, cells[over_period])
            if over_period is not None
            else only_period
        )
        for place in places:
            yield Figure.of(
                _cell(part, number, place, cells, layout),
                series=place.measure.series,
                dimensions={**about, **place.dimensions} if place.dimensions else about,
                period=place.period or row_period,
                unit=place.measure.unit,
            )


def _lines(part: Part, layout: Layout) -> Iterator[Line]:
    if part.path.suffix.lower() == ".xlsx":
        return xlsx_lines(part, sheet=layout.sheet, decimal=layout.decimal)
    return csv_lines(part, separator=layout.separator, encoding=layout.encoding)


def _headings(
    part: Part, layout: Layout, lines: Iterator[Line]
) -> tuple[int, list[str], Iterator[Line]]:
    """The line of headings; in a spreadsheet, the first that holds any heading of the layout."""
    is_sheet = part.path.suffix.lower() == ".xlsx"
    passed = list(islice(lines, TITLE_LINES if is_sheet else 1))
    if not passed:
        raise FormatChanged(
            part.name,
            expected=_("a line of headings"),
            found=_("an empty file"),
            mend=_("Fetch it again; the publisher may be down."),
        )
    titles = takewhile(lambda line: not _holds_headings(line[1], layout), passed)
    at = sum(1 for _line in titles)
    number, headings = passed[at if at < len(passed) else 0]
    while headings and not headings[-1]:
        headings.pop()
    twice = sorted({one for one in headings if one and headings.count(one) > 1})
    if twice:
        raise FormatChanged(
            part.name,
            line=number,
            expected=_("each heading once"),
            found=_("twice: %(headings)s") % {"headings": ", ".join(twice)},
            mend=_("The publisher changed the file: the connector is to be mended."),
        )
    return number, headings, chain(passed[at + 1 :], lines)


def _holds_headings(cells: list[str], layout: Layout) -> bool:
    known = {column.heading for column in layout.dimensions.values()}
    known |= {layout.period} | {measure.heading for measure in layout.measures}
    return any(cell in known for cell in cells if cell)


def _dimension(part: Part, number: int, headings: list[str], column: Column) -> int:
    for name in (column.heading, *column.older):
        if name in headings:
            return headings.index(name)
    return _index(part, number, headings, column.heading)


def _index(part: Part, number: int, headings: list[str], wanted: str) -> int:
    if wanted in headings:
        return headings.index(wanted)
    near = difflib.get_close_matches(wanted, headings, n=1, cutoff=0.6)
    raise FormatChanged(
        part.name,
        line=number,
        column=wanted,
        expected=_("a column called %(heading)s") % {"heading": wanted},
        found=", ".join(headings),
        mend=_("Is it %(near)s now? Then say so in sources.yaml, under columns.")
        % {"near": near[0]}
        if near
        else _("Say in sources.yaml what it is called now, under columns."),
    )


def _places(part: Part, number: int, headings: list[str], layout: Layout) -> Iterator[_Place]:
    for measure in layout.measures:
        if not measure.heading:
            yield _Place(-1, measure, "", {}, "")
            continue
        found = False
        for index, heading in enumerate(headings):
            said = measure.match(heading)
            if said is None:
                continue
            found = True
            yield _Place(
                index,
                replace(measure, series=said.get("series", measure.series)),
                written_period(said["period"]) if "period" in said else "",
                {
                    name: _tidied(part, number, heading, layout.tidy.get(name, str), text)
                    for name, text in said.items()
                    if name not in ("period", "series")
                },
                heading,
            )
        if not found:
            _index(part, number, headings, measure.heading)


def _right_width(part: Part, number: int, cells: list[str], width: int) -> list[str]:
    """A spreadsheet leaves out empty cells at the end; in a CSV file a missing cell is a fault."""
    if not any(cells[width:]) and len(cells) > width:
        return cells[:width]
    if part.path.suffix.lower() == ".xlsx":
        return [*cells[:width], *[""] * (width - len(cells))]
    raise FormatChanged(
        part.name,
        line=number,
        expected=_("%(number)d cells") % {"number": width},
        found=_("%(number)d cells: %(cells)s")
        % {"number": len(cells), "cells": ", ".join(cells[:4])},
        mend=_("The file is cut off or damaged. Fetch it again."),
    )


def _tidied(part: Part, number: int, heading: str, tidy: Callable[[str], str], text: str) -> str:
    try:
        return tidy(text)
    except ValueError as error:
        raise _strange(part, number, heading, str(error), text) from error


def _cell(part: Part, number: int, place: _Place, cells: list[str], layout: Layout) -> Cell:
    if place.index < 0:
        return Cell(1.0)
    text = cells[place.index]
    try:
        return understand(
            text, decimal=layout.decimal, whole=place.measure.whole, signs=layout.signs
        )
    except ValueError as error:
        raise _strange(part, number, place.heading, str(error), text) from error


def _strange(part: Part, number: int, heading: str, expected: str, found: str) -> FormatChanged:
    return FormatChanged(
        part.name,
        line=number,
        column=heading,
        expected=expected,
        found=f"“{found}”",
        mend=_("Look at that line. If the publisher changed it, the connector is to be mended."),
    )
