# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a chart's data to its Altair specification. Loaded only where a picture is drawn.

Time runs to the right and the scale begins at zero. Days are numbers on the axis, so that no time
zone moves a dot, and the ticks stand under the dots.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from . import pairs, placing
from .chart import LINE, NAMED_AT_LINES, Chart, Line, Row
from .chart import mark as letter

FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
FONT_SIZE = 13
WIDEST_LETTER = 7.9
"""Pixels of an average letter in the widest of the usual fonts."""
THEMES = {
    "light": {"ink": "#1b1f24", "context": "#565d65", "rule": "#d9d6cd", "ground": "#fcfbf7",
              "target": "#b04a00"},
    "dark": {"ink": "#e8e6e1", "context": "#a9adb3", "rule": "#343a41", "ground": "#14171b",
             "target": "#f0824a"},
    "print": {"ink": "#1b1f24", "context": "#565d65", "rule": "#d9d6cd", "ground": "#ffffff",
              "target": "#b04a00"},
}  # fmt: skip
"""On a page of the site, light or dark; and on white paper, in the letters of a printed report."""
PRINT_FONT = "Libertinus Serif"
AXIS = 70
"""Pixels beside the plot: the values on the axis, and the edge."""
INTERVALS = (("low", "high", 0.14, 2), ("low80", "high80", 0.16, 5), ("low50", "high50", 0.2, 9))
"""Bounds, how dense their ribbon is, how thick their bar: 95, 80 and 50%."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all layers share."""

    chart: Chart
    colours: dict[str, str]
    first: date
    last: date
    top: float
    bottom: float
    width: int
    height: int
    layers: list[alt.Chart] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        return self.chart.size == "narrow"


def spec(chart: Chart, *, checked: bool = False) -> dict[str, Any]:
    """The Vega-Lite specification as JSON values.

    `checked`: each part of it against Vega-Lite's own schema, as tests do: it takes longer than
    making it, and what the parts are does not hang on the figures.
    """
    with debug_mode(checked):
        return dict(_drawn(chart).to_dict(validate=checked))


def _drawn(chart: Chart) -> Any:
    frame = _frame(chart)
    if chart.is_pairs:
        pairs.draw(frame, widest_letter=WIDEST_LETTER, font_size=FONT_SIZE)
    elif chart.is_bars:
        _bars(frame)
    else:
        _over_time(frame)
    drawn = alt.layer(*frame.layers).properties(
        width=frame.width,
        height=frame.height,
        # The size is that of the whole picture, so that the page can keep its place free.
        autosize=alt.AutoSizeParams(type="fit", contains="padding"),
    )
    if chart.has_title:
        drawn = drawn.properties(
            title=alt.TitleParams(
                chart.title, anchor="start", frame="group",
                subtitle=[chart.what, pairs.key(chart)] if chart.is_pairs else chart.what,
            )
        )  # fmt: skip
    elif chart.key or chart.is_pairs:
        # Letters as of the axis: each names the line at whose end it stands.
        lines = [pairs.key(chart)] if chart.is_pairs else [one for key in chart.key for one in key]
        drawn = drawn.properties(
            title=alt.TitleParams(
                lines, orient="bottom", anchor="start",
                frame="group", fontSize=FONT_SIZE, fontWeight="normal", lineHeight=LINE, offset=8,
            )
        )  # fmt: skip
    font = PRINT_FONT if chart.theme == "print" else FONT
    return _styled(drawn, frame.colours, font)


def _frame(chart: Chart) -> Frame:
    days = [dot.middle for row in chart.rows for dot in row.dots]
    days += [date.fromisoformat(line.until) for line in chart.targets if line.until]
    first, last = min(days), max(days)
    margin = max(timedelta(days=4 if chart.is_by_week else 120), (last - first) * 0.06)
    levels = [
        bound
        for row in chart.rows
        for dot in row.dots
        for bound in (dot.value, dot.since, dot.low, dot.high, dot.low80, dot.high80)
        if bound is not None
    ]
    levels += [line.value for line in chart.targets]
    if chart.baseline is not None:
        levels.append(chart.baseline.value)
    top = max(0.0, max(levels)) * 1.12
    bottom = min(0.0, min(levels)) * 1.12
    if top == bottom:
        top = 1.0
    if chart.unit == "percent" and max(levels) <= 100:
        top = min(top, 100.0)
    width, height = chart.box
    colours = {**THEMES[chart.theme], "accent": chart.accent}
    after = margin
    if _are_names_beside(chart):
        room = max(len(row.at_end) for row in chart.rows) * WIDEST_LETTER
        after = (last - first + margin) * (room / (width - AXIS - room))
    return Frame(chart, colours, first - margin, last + after, top, bottom, width, height)


def _are_names_beside(chart: Chart) -> bool:
    """Whether the names of rows have a margin of their own: of many, some lines would run through
    them. A narrow picture has no room for that."""
    return not chart.is_bars and len(chart.rows) > NAMED_AT_LINES and chart.size == "wide"


# --- Parts side by side ------------------------------------------------------------------------


def _bars(frame: Frame) -> None:
    """One figure for each part: bars from zero, valued at their end.

    Named on the left; above them where a name would be cut off there.
    """
    names = frame.chart.names_above
    rows = [_bar(frame, row) for row in frame.chart.rows]
    spread = (frame.top - frame.bottom) * 0.2
    domain = [
        frame.bottom - spread if frame.bottom else 0,
        frame.top + spread if frame.top else 0,
    ]
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=domain, nice=False))
    # Where the page has wider letters than those that are measured here, names keep their room.
    room = max(len(row["name"]) for row in rows) * WIDEST_LETTER + 8
    axis = alt.Axis(ticks=False, labelLimit=room, labelPadding=8, minExtent=room)
    y = alt.Y("name:N", sort=None, title=None, axis=None if names else axis)
    base = alt.Chart(_data(rows))
    ink = frame.colours["ink"]
    frame.layers.append(
        base.mark_bar(height=14).encode(
            x, y, x2=alt.X2("since:Q"), color=alt.Color("colour:N", scale=None)
        )
    )
    if names:
        lines = [{**row, "above": "\n".join(one)} for row, one in zip(rows, names, strict=True)]
        above = alt.Chart(_data(lines)).mark_text(
            align="left", baseline="bottom", dy=-10, lineBreak="\n", lineHeight=LINE,
            fontSize=FONT_SIZE, color=frame.colours["context"],
        )  # fmt: skip
        frame.layers.append(above.encode(x=alt.value(0), y=y, text="above:N"))
    bounded = base.transform_filter("isValid(datum.least) && isValid(datum.most)")
    if any(row["least"] is not None for row in rows):
        frame.layers.append(
            bounded.mark_rule(color=ink, strokeWidth=2).encode(
                alt.X("least:Q", axis=None), y, x2=alt.X2("most:Q")
            )
        )
    at_end = alt.X("end:Q", axis=None)
    for test, place in (
        ("datum.end >= 0", {"align": "left", "dx": 6}),
        ("datum.end < 0", {"align": "right", "dx": -6}),
    ):
        mark: dict[str, Any] = {**place, "fontSize": FONT_SIZE, "color": ink}
        frame.layers.append(
            base.transform_filter(test).mark_text(**mark).encode(at_end, y, text="text:N")
        )


def _bar(frame: Frame, row: Row) -> dict[str, Any]:
    """A bar, and the end farthest from zero, where its value stands."""
    dot = row.dots[0]
    is_sum = row.is_context and frame.chart.is_waterfall
    least, most = (dot.low80, dot.high80) if dot.low80 is not None else (dot.low, dot.high)
    if not frame.chart.has_bounds and dot.low80 is None:
        least = most = None
    ends = [end for end in (dot.value, dot.since, least, most) if end is not None]
    return {
        "name": row.name, "value": dot.value, "since": dot.since, "text": dot.text,
        "least": least, "most": most,
        "end": max(ends) if dot.value + dot.since >= 0 else min(ends),
        "colour": frame.colours["context" if is_sum else "accent"],
    }  # fmt: skip


# --- A row in time -----------------------------------------------------------------------------


def _over_time(frame: Frame) -> None:
    for line in frame.chart.targets:
        _target(frame, line)
    if frame.chart.baseline is not None:
        _baseline(frame, frame.chart.baseline)
    for row in frame.chart.rows:
        _row(frame, row)
    if frame.chart.zero:
        _zero(frame, frame.chart.zero)
    for row in frame.chart.rows:
        _labels(frame, row)


def _x(frame: Frame) -> alt.X:
    ticks = _ticks(frame)
    words = json.dumps({str(day): label for day, label in ticks.items()})
    return alt.X(
        "day:Q",
        title=None,
        scale=alt.Scale(domain=[frame.first.toordinal(), frame.last.toordinal()], nice=False),
        axis=alt.Axis(
            values=list(ticks),
            labelExpr=f"{words}[datum.value]",
            grid=False,
            labelFlush=False,
            labelOverlap=False,
        ),
    )


def _ticks(frame: Frame) -> dict[int, str]:
    """Where the axis is marked, and with what: the periods, or years where there are many; of
    many weeks every so many, back from the last."""
    dots = {dot.middle.toordinal(): dot.label for row in frame.chart.rows for dot in row.dots}
    is_long = max(map(len, dots.values())) > 4
    room = (5 if is_long else 6) if frame.is_narrow else (9 if is_long else 12)
    if len(dots) <= room:
        apart = (frame.last - frame.first).days / (room + 1) * 0.8
        kept: dict[int, str] = {}
        for day in sorted(dots):
            if not kept or day - max(kept) >= apart:
                kept[day] = dots[day]
        return kept
    if frame.chart.is_by_week:
        days = sorted(dots, reverse=True)
        return {day: dots[day] for day in days[:: -(-len(days) // room)]}
    years = range(frame.first.year, frame.last.year + 1)
    step = -(-len(years) // room)
    middles = {year: date(year, 7, 1) for year in years if (years[-1] - year) % step == 0}
    return {
        day.toordinal(): str(year)
        for year, day in middles.items()
        if frame.first <= day <= frame.last
    }


def _y(frame: Frame, name: str = "value:Q") -> alt.Y:
    scale = alt.Scale(domain=[frame.bottom, frame.top], nice=False)
    return alt.Y(
        name, title=None, scale=scale, axis=alt.Axis(tickCount=5, labelExpr=_tick_text(frame.chart))
    )


def _tick_text(chart: Chart) -> str:
    gap = " " if chart.language == "de" else ""
    factor = {"percent": "", "share": " * 100"}.get(chart.unit)
    if factor is None:
        return "format(datum.value, ',')"
    return f"format(datum.value{factor}, ',') + '{gap}%'"


def _target(frame: Frame, line: Line) -> None:
    """A labelled level that ends, with a foot, on the deadline."""
    until = date.fromisoformat(line.until) if line.until else frame.last
    rows = [{"day": day.toordinal(), "value": line.value} for day in (frame.first, until)]
    colour = frame.colours["target"]
    level = alt.Chart(_data(rows)).mark_line(color=colour, strokeWidth=2)
    frame.layers.append(level.encode(_x(frame), _y(frame)))
    if line.until:
        foot = alt.Chart(_data([{**rows[1], "zero": 0}]))
        frame.layers.append(
            foot.mark_rule(color=colour, strokeDash=[2, 3]).encode(
                _x(frame), _y(frame), y2=alt.Y2("zero:Q")
            )
        )
    words = alt.Chart(_data([{**rows[0], "text": line.text}]))
    dy = 12 if line.value > frame.top * 0.9 else -8
    mark = {"align": "left", "dx": 4, "dy": dy, "color": colour, "fontWeight": "bold"}
    _text(frame, words, {**mark, "limit": frame.width - 70})


def _baseline(frame: Frame, line: Line) -> None:
    rows = [
        {"day": day.toordinal(), "value": line.value, "text": line.text}
        for day in (frame.first, frame.last)
    ]
    colour = frame.colours["context"]
    level = alt.Chart(_data(rows)).mark_line(color=colour, strokeWidth=1)
    frame.layers.append(level.encode(_x(frame), _y(frame)))
    _text(frame, alt.Chart(_data(rows[1:])), {"align": "right", "dy": 11, "color": colour})


def _zero(frame: Frame, text: str) -> None:
    """A line; with words where only one row has its values at the ends."""
    rows = [{"day": day.toordinal(), "value": 0} for day in (frame.first, frame.last)]
    colour = frame.colours["ink"]
    line = alt.Chart(_data(rows)).mark_line(color=colour, strokeWidth=1.5)
    frame.layers.append(line.encode(_x(frame), _y(frame)))
    if len(frame.chart.rows) == 1:
        place = _free_beside_zero(frame, frame.chart.rows[0], text)
        if place is not None:
            words = alt.Chart(_data([{"day": place[0], "value": 0, "text": text}]))
            _text(frame, words, {"dy": place[1], "color": colour})


def _free_beside_zero(frame: Frame, row: Row, text: str) -> tuple[float, int] | None:
    first, last = frame.first.toordinal(), frame.last.toordinal()
    scale = (frame.height - 45) / (frame.top - frame.bottom)
    return placing.beside_zero(
        {dot.middle.toordinal(): -dot.value * scale for dot in row.dots},
        {one["day"]: -one["value"] * scale for one in _told(frame, row)},
        ends=(first, last),
        wide=(last - first) * len(text) * WIDEST_LETTER / (frame.width - 60),
    )


def _row(frame: Frame, row: Row) -> None:
    """Interval, line and dots; a break in the counting breaks the line."""
    colour = frame.colours["context" if row.is_context else "accent"]
    base = alt.Chart(_data(_values(row)))
    _intervals(frame, base, row, colour)
    if len(row.dots) > 1:
        dash = [5, 4] if row.is_proxy else [1, 0]
        frame.layers.append(
            base.mark_line(color=colour, strokeWidth=2, strokeDash=dash).encode(
                _x(frame), _y(frame), detail="part:N"
            )
        )
    fill = frame.colours["ground"] if row.is_proxy else colour
    dots = base.mark_point(filled=True, opacity=1, size=60, stroke=colour, strokeWidth=2, fill=fill)
    frame.layers.append(dots.encode(_x(frame), _y(frame)))


def _values(row: Row) -> list[dict[str, Any]]:
    return [
        {
            "day": dot.middle.toordinal(), "value": dot.value, "text": dot.text,
            "low": dot.low, "high": dot.high, "low80": dot.low80, "high80": dot.high80,
            "low50": dot.low50, "high50": dot.high50,
            "part": sum(1 for moment in row.breaks if moment <= dot.middle.isoformat()),
        }
        for dot in row.dots
    ]  # fmt: skip


def _intervals(frame: Frame, base: alt.Chart, row: Row, colour: str) -> None:
    """Ribbons where three or more figures have bounds, error bars where they stand alone."""
    for low, high, density, thickness in INTERVALS:
        bounded = sum(
            getattr(dot, low) is not None and getattr(dot, high) is not None for dot in row.dots
        )
        if not bounded:
            continue
        seen = base.transform_filter(f"isValid(datum.{low}) && isValid(datum.{high})")
        if bounded >= 3:
            mark = seen.mark_area(color=colour, opacity=density)
        else:
            mark = seen.mark_rule(color=colour, strokeWidth=thickness, opacity=0.55)
        frame.layers.append(
            mark.encode(_x(frame), _y(frame, f"{low}:Q"), y2=alt.Y2(f"{high}:Q"), detail="part:N")
        )


def _labels(frame: Frame, row: Row) -> None:
    """Values beside the dots; several rows are named at their last dot instead."""
    if len(frame.chart.rows) == 1:
        told = _told(frame, row)
        mark = {"dy": placing.VALUE, "fontWeight": "bold", "color": frame.colours["ink"]}
    else:
        has_key = bool(frame.chart.key)
        text = letter(frame.chart.rows.index(row)) if has_key else row.at_end
        told = [{**_values(row)[-1], "text": text}]
        beside = has_key or _are_names_beside(frame.chart)
        mark = {
            "dx": 8, "align": "left" if beside else "right", "baseline": "middle" if beside else
            "alphabetic", "dy": _nudge(frame, row) - (0 if beside else 12),
            "color": frame.colours["context" if row.is_context else "accent"],
            "fontWeight": "normal" if row.is_context else "bold",
        }  # fmt: skip
    _text(frame, alt.Chart(_data(told)), {"limit": frame.width * 0.8, **mark})


def _told(frame: Frame, row: Row) -> list[dict[str, Any]]:
    """The figures whose value is written: all where they are few, or else the first and last."""
    values = _values(row)
    few = len(values) <= (4 if frame.is_narrow else 8)
    return values if few else [values[0], values[-1]]


def _nudge(frame: Frame, row: Row) -> float:
    """Pixels by which a name moves down so that names of rows that end close stay apart."""
    scale = (frame.height - 45) / (frame.top - frame.bottom)
    lowest, nudges = -1e9, {}
    for one in sorted(frame.chart.rows, key=lambda r: -r.dots[-1].value):
        place = (frame.top - one.dots[-1].value) * scale
        nudges[one.name] = max(0.0, lowest + 15 - place)
        lowest = place + nudges[one.name]
    return nudges[row.name]


def _text(frame: Frame, words: alt.Chart, mark: dict[str, Any]) -> None:
    """Words that stay readable where a line runs behind them."""
    ground = frame.colours["ground"]
    halo = {**mark, "color": ground, "stroke": ground, "strokeWidth": 4}
    placed = words.encode(_x(frame), _y(frame), text="text:N")
    frame.layers.append(placed.mark_text(fontSize=FONT_SIZE, **halo))
    frame.layers.append(placed.mark_text(fontSize=FONT_SIZE, **mark))


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _styled(drawn: Any, colours: dict[str, str], font: str) -> Any:
    axis: dict[str, Any] = {
        "labelColor": colours["context"], "labelFontSize": FONT_SIZE,
        "domainColor": colours["ink"], "tickColor": colours["ink"], "gridColor": colours["rule"],
    }  # fmt: skip
    return (
        drawn.configure(font=font, background=colours["ground"], padding=6)
        .configure_view(stroke=None)
        .configure_axisX(**axis, tickSize=5, labelPadding=5)
        .configure_axisY(**axis, domain=False, ticks=False, labelPadding=6)
        .configure_title(
            color=colours["ink"], subtitleColor=colours["context"], fontSize=17,
            subtitleFontSize=FONT_SIZE, fontWeight="bold", offset=14,
        )
    )  # fmt: skip
