# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A comparison with other areas as a chart with its table, its file and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hcat.agenda.api import Figure, Item, Source
from hcat.charts.api import Chart, Dot, Row
from hcat.exchange.api import Area, Comparison, Why
from hcat.numerics.api import Period
from hcat.web import words
from hcat.web.blocks import Block, TableRow, of_chart
from hcat.web.shown import made, source_line

WHY: dict[Why, str | Promise] = {
    Why.DIFFERS: gettext_lazy("It counts something else."),
    Why.UNIT: gettext_lazy("It has another unit."),
    Why.PERIODS: gettext_lazy("It has no period in common with the region."),
}
_HEAD = ("area", "start", "end", "value", "unit", "low", "high", "numerator", "denominator",
         "source", "missing_reason")  # fmt: skip

Sources = Mapping[str, Item[Source]]


def block_of(one: Comparison, region: str, sources: Sources, accent: str) -> Block | None:
    """None where there is nothing to draw beside the region."""
    if not one.others:
        return None
    unit = one.own.series.sheet.unit
    areas = [(region, one.own), *((str(area.name), area) for area in one.others)]
    title = _finding(areas, unit)
    years = sorted({f.start.year for _name, area in areas for f in area.figures})
    spoken = str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    what = ", ".join([str(one.own.series.sheet.title), words.unit_name(unit), spoken])
    chart = Chart(
        language=(get_language() or "nl")[:2],
        title=title,
        what=what,
        alt=f"{title}. {what}",
        unit=unit,
        accent=accent,
        rows=tuple(
            Row(name, tuple(_dots(area, unit)), is_context=place > 0)
            for place, (name, area) in enumerate(areas)
        ),
        csv=(_HEAD, *(_csv(name, f, unit, sources) for name, area in areas for f in area.figures)),
    )
    return of_chart(
        chart,
        table=tuple(
            TableRow(
                name,
                words.when(Period(f.start, f.end)),
                words.shown(f.value, unit),
                _sure(f),
                _source(f, sources),
            )
            for name, area in areas
            for f in area.figures
        ),
        source="; ".join(
            dict.fromkeys(_source(f, sources) for _name, area in areas for f in area.figures)
        ),
        notes=tuple(_notes(one)),
        methods=made(published=one.others[0].series.sheet.method),
        has_names=True,
    )


def _finding(areas: list[tuple[str, Area]], unit: str) -> str:
    """The last period of which every area has a figure; else the last of the region's own."""
    known = [
        {Period(f.start, f.end): f.value for f in area.figures if f.value is not None}
        for _name, area in areas
    ]
    shared = set(known[0]).intersection(*known[1:])
    period = max(shared or set(known[0]))
    told = [
        f"{name} {words.shown(values[period], unit)}"
        for (name, _area), values in zip(areas, known, strict=True)
        if period in values
    ]
    return f"{words.when(period)}: {'; '.join(told)}"


def _dots(area: Area, unit: str) -> Iterator[Dot]:
    for f in area.figures:
        if f.value is not None:
            period = Period(f.start, f.end)
            yield Dot(
                start=f.start.isoformat(), end=f.end.isoformat(), label=words.short(period),
                value=f.value, text=words.shown(f.value, unit), low=f.low, high=f.high,
            )  # fmt: skip


def _sure(f: Figure) -> str:
    if f.value is None:
        return f.missing_reason
    counted = "" if f.numerator is None else _("%(part)s of %(of)s") % {
        "part": words.amount(f.numerator, "count"), "of": words.amount(f.denominator, "count"),
    }  # fmt: skip
    quality = str(words.QUALITY[f.quality.value])
    return "; ".join(part for part in (counted, quality) if part)


def _source(f: Figure, sources: Sources) -> str:
    found = sources.get(f.source)
    return source_line(found.sheet) if found else f.source


def _notes(one: Comparison) -> Iterator[str]:
    left = [one.own.series.sheet.leaves_out, *(area.series.sheet.leaves_out for area in one.others)]
    yield from dict.fromkeys(str(text) for text in left if text)


def _csv(name: str, f: Figure, unit: str, sources: Sources) -> tuple[str, ...]:
    cells = (name, f.start, f.end, f.value, unit, f.low, f.high, f.numerator, f.denominator,
             _source(f, sources), f.missing_reason)  # fmt: skip
    return tuple("" if cell is None else str(cell) for cell in cells)
