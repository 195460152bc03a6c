# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chart as it stands on a page: the finding, the picture, its table, its download, its source.

Where there is no figure at all there is no chart: the page then says so in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Series, Target
from hcat.charts.api import SIZES, Chart, Dot, Line, Row, put, readable
from hcat.evidence.api import RecordedFigure, TargetStanding, bound_text, bounds, course
from hcat.numerics.api import Estimate

from . import labels, words
from .shown import Made, Shown, made, methods_of


@dataclass(frozen=True, slots=True)
class TableRow:
    name: str
    period: str
    value: str
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Everything the component `parts/chart.html` shows."""

    title: str
    what: str
    alt: str
    urls: dict[str, str]
    csv_url: str
    table: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    methods: tuple[Made, ...] = ()
    has_names: bool = False
    wide: tuple[int, int]
    narrow: tuple[int, int]


def of_target(standing: TargetStanding, accent: str) -> Block | None:
    """The figures that speak of the target itself."""
    target = standing.target
    return _block(
        [Shown.recorded(one) for one in standing.figures],
        name=str(target.indicator),
        accent=accent,
        unit=target.unit,
        targets=target_lines([target], standing.baseline.estimate),
        baseline=_baseline(standing.baseline.estimate, target.unit),
        methods=methods_of(standing.figures),
    )


def of_proxies(standing: TargetStanding, accent: str) -> Iterator[tuple[Block, Any]]:
    """One chart for each proxy, with what it leaves out; made when it is asked for."""
    rows: dict[str, list[RecordedFigure]] = {}
    for one in standing.proxies:
        rows.setdefault(one.named, []).append(one)
    for figures in rows.values():
        unit = figures[0].estimate.unit
        same = unit == standing.target.unit
        block = _block(
            [Shown.recorded(one) for one in figures],
            name=str(figures[0].title),
            accent=accent,
            unit=unit,
            is_proxy=True,
            targets=target_lines([standing.target], None) if same else (),
            methods=methods_of(figures),
        )
        if block is not None:
            yield block, figures[0].leaves_out


def of_series(
    item: Item[Series], figures: Sequence[Shown], accent: str, towns: dict[str, str]
) -> Block | None:
    """A series by itself, with the figures that :func:`hcat.web.shown.in_series` gave."""
    sheet = item.sheet
    return _block(
        figures,
        name=str(sheet.title),
        accent=accent,
        unit=sheet.unit,
        area=str(sheet.area),
        methods=made(
            measured=next((one.method for one in figures if one.method), None),
            published=sheet.method,
        ),
        towns=towns,
    )


def target_lines(targets: Sequence[Target], baseline: Estimate | None) -> tuple[Line, ...]:
    """The levels that can be drawn: a bound, or a change from a baseline that is known."""
    lines = []
    for target in targets:
        level = target.value if target.kind in ("at_least", "at_most") else None
        if target.kind == "relative" and baseline is not None and baseline.value is not None:
            level = baseline.value * (1 + (target.value or 0) / 100)
        if level is None:
            continue
        until = target.deadline.isoformat() if target.deadline else ""
        lines.append(Line(level, bound_text(target, level), until))
    return tuple(lines)


def _baseline(estimate: Estimate | None, unit: str) -> Line | None:
    if estimate is None or estimate.value is None:
        return None
    return Line(
        estimate.value,
        _("Baseline %(period)s: %(amount)s")
        % {
            "period": words.when(estimate.period),
            "amount": words.shown(estimate.value, unit),
        },
    )


def _block(
    figures: Sequence[Shown],
    *,
    name: str,
    accent: str,
    unit: str,
    area: str = "",
    is_proxy: bool = False,
    targets: tuple[Line, ...] = (),
    baseline: Line | None = None,
    methods: tuple[Made, ...] = (),
    towns: dict[str, str] | None = None,
) -> Block | None:
    known = [one for one in figures if one.estimate.value is not None]
    if not known:
        return None
    towns = towns or {}
    groups = list(dict.fromkeys(one.group for one in known))
    if len(groups) == len(known) > 2:
        groups = [group for group in groups if group]  # parts compare; their sum would dwarf them
    parts = [[one for one in known if one.group == group] for group in groups]
    rows = tuple(
        _row(
            _part(found[0], towns) if len(parts) > 1 else "",
            found,
            is_proxy,
            is_context=place > 0,
        )
        for place, found in enumerate(parts)
    )
    finding = _finding(rows, unit)
    title = f"{name}: {finding}" if is_proxy else f"{finding[:1].upper()}{finding[1:]}"
    what = _what(name, area, known, is_proxy)
    chart = Chart(
        language=(get_language() or "nl")[:2],
        title=title,
        what=what,
        alt=f"{title}. {what}",
        unit=unit,
        accent=accent,
        rows=rows,
        targets=targets,
        baseline=baseline,
        csv=_csv(figures, name),
    )
    return of_chart(
        chart,
        # A single figure, or places on a list, are said better in words than drawn.
        is_drawn=(len(known) > 1 or bool(targets or baseline)) and unit != "rank",
        table=tuple(_table_row(one, name, towns) for one in figures),
        notes=_notes(figures, is_proxy),
        source="; ".join(dict.fromkeys(one.source for one in known)),
        methods=methods,
        has_names=len({one.group for one in figures}) > 1,
    )


def of_chart(
    chart: Chart,
    *,
    table: tuple[TableRow, ...],
    is_drawn: bool = True,
    notes: tuple[str, ...] = (),
    source: str = "",
    methods: tuple[Made, ...] = (),
    has_names: bool = False,
) -> Block:
    """What stands around a chart that is made already."""
    names = _names(chart) if is_drawn else {}
    return Block(
        title=chart.title,
        what=chart.what,
        alt=chart.alt,
        urls={key: reverse("web:chart", args=[f"{value}.svg"]) for key, value in names.items()},
        csv_url=reverse("web:chart", args=[f"{names['wide_light']}.csv"]) if names else "",
        table=table,
        notes=notes,
        source=source,
        methods=methods,
        has_names=has_names,
        wide=chart.box,
        narrow=replace(chart, size="narrow").box,
    )


def _names(chart: Chart) -> dict[str, str]:
    """The addresses of the four pictures; none where the disk cannot keep them."""
    try:
        return {
            f"{size}_{theme}": put(
                replace(chart, size=size, theme=theme, accent=readable(chart.accent, ground))
            )
            for size in SIZES
            for theme, ground in (("light", "#fcfbf7"), ("dark", "#14171b"))
        }
    except OSError:
        return {}


def _part(one: Shown, towns: dict[str, str]) -> str:
    return one.part or towns.get(one.group) or labels.part(one.group)


def _row(name: str, figures: list[Shown], is_proxy: bool, is_context: bool) -> Row:
    shorts = [words.short(one.estimate.period) for one in figures]
    label = words.short if len(set(shorts)) == len(shorts) else words.when
    dots = [_dot(one.estimate, label(one.estimate.period)) for one in figures]
    return Row(name, tuple(sorted(dots, key=lambda d: d.middle)), is_proxy, is_context)


def _dot(estimate: Estimate, label: str) -> Dot:
    low, high = bounds(estimate)
    return Dot(
        start=estimate.period.start.isoformat(),
        end=estimate.period.end.isoformat(),
        label=label,
        value=float(estimate.value or 0.0),
        text=words.shown(estimate.value, estimate.unit),
        low=low,
        high=high,
    )


def _finding(rows: tuple[Row, ...], unit: str) -> str:
    """What a reader should take away: from where to where, or which part is the largest."""
    row = rows[0]
    if len(rows) > 1 and all(len(one.dots) == 1 for one in rows):
        if any(one.name == str(labels.WHOLE) for one in rows):
            return "; ".join(f"{one.name} {one.dots[0].text}" for one in rows)
        if unit == "rank":
            return ", ".join(f"{one.name} {one.dots[0].text}" for one in rows)
        largest = max(rows, key=lambda one: abs(one.dots[0].value))
        return _("largest for %(part)s: %(value)s") % {
            "part": largest.name,
            "value": largest.dots[0].text,
        }
    return course(row.dots[0], row.dots[-1])


def _what(name: str, area: str, figures: list[Shown], is_proxy: bool) -> str:
    starts = min(one.estimate.period.start.year for one in figures)
    ends = max(one.estimate.period.end.year for one in figures)
    years = str(starts) if starts == ends else f"{starts}–{ends}"
    unit = words.unit_name(figures[0].estimate.unit)
    parts = [_("Proxy") if is_proxy else name, unit, area, years]
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _notes(figures: Sequence[Shown], is_proxy: bool) -> tuple[str, ...]:
    notes = []
    if is_proxy:
        notes.append(_("Hollow dots and a dashed line: a proxy, which alone proves nothing."))
    if any(bounds(one.estimate)[0] is not None for one in figures):
        notes.append(_("The band shows how far the true figure may lie from the dot."))
    missing = [one.estimate for one in figures if one.estimate.value is None]
    if missing:
        notes.append(
            _("Left out because there is no figure: %(what)s.")
            % {
                "what": "; ".join(
                    f"{words.when(one.period)} ({_why(one).rstrip('.')})" for one in missing[:6]
                )
            }
        )
    contested = [one for one in figures if one.otherwise]
    if contested:
        notes.append(
            _("Measured here, where another figure was published: %(what)s.")
            % {
                "what": "; ".join(
                    f"{words.when(one.estimate.period)}: "
                    f"{words.shown(one.estimate.value, one.estimate.unit)} ({one.otherwise})"
                    for one in contested[:6]
                )
            }
        )
    gaps = _gaps(figures)
    if gaps:
        notes.append(_("No figure for %(years)s.") % {"years": ", ".join(map(str, gaps))})
    return tuple(notes)


def _gaps(figures: Sequence[Shown]) -> list[int]:
    """Years between the first and the last that have no row at all."""
    years = {
        year
        for one in figures
        for year in range(one.estimate.period.start.year, one.estimate.period.end.year + 1)
    }
    return [year for year in range(min(years), max(years)) if year not in years][:12]


def _why(missing: Estimate) -> str:
    """A measure writes its reason as a text of this program; what people wrote stays as it is."""
    return _(missing.missing_reason) if missing.missing_reason else words.MISSING


def _table_row(one: Shown, name: str, towns: dict[str, str]) -> TableRow:
    estimate = one.estimate
    if estimate.value is None:
        sure = _why(estimate)
    else:
        parts = [words.counted(estimate), words.interval(estimate),
                 str(words.QUALITY[estimate.quality.value]), one.otherwise]  # fmt: skip
        sure = "; ".join(part for part in parts if part)
    return TableRow(
        _part(one, towns) if one.group else name,
        words.when(estimate.period),
        words.shown(estimate.value, estimate.unit),
        sure,
        one.source,
    )


def _csv(figures: Sequence[Shown], name: str) -> tuple[tuple[str, ...], ...]:
    """The figures for a spreadsheet: ISO dates, decimal points, empty with a reason."""
    head = (
        *("what", "group", "start", "end", "value", "unit", "low", "high", "confidence"),
        *("numerator", "denominator", "n", "quality", "source", "missing_reason", "note"),
    )
    rows: list[tuple[str, ...]] = [head]
    for one in figures:
        e = one.estimate
        cells = (name, one.group, e.period.start, e.period.end, e.value, e.unit, e.low, e.high,
                 e.confidence if e.low is not None or e.high is not None else None,
                 e.numerator, e.denominator, e.n, e.quality.value, one.source,
                 e.missing_reason, "; ".join(filter(None, (one.note, one.otherwise))))  # fmt: skip
        rows.append(tuple("" if cell is None else str(cell) for cell in cells))
    return tuple(rows)
