# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: what is in one, and the Altair specification that draws it.

A page makes a :class:`Chart` (plain data, texts already in the reader's language) and shows its
address; the drawing happens when the browser asks for the picture (`drawing`). So a page never
waits for a chart, and never loads Altair.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
FONT_SIZE = 13
SIZES = {"wide": (720, 330), "narrow": (340, 290)}
THEMES = {
    "light": {"ink": "#1b1f24", "context": "#565d65", "rule": "#d9d6cd", "ground": "#fcfbf7",
              "target": "#b04a00"},
    "dark": {"ink": "#e8e6e1", "context": "#a9adb3", "rule": "#343a41", "ground": "#14171b",
             "target": "#f0824a"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure in time. `low`–`high` is the 95% interval; 80 and 50 where they are known."""

    start: str
    end: str
    label: str
    """The period as the reader reads it."""
    value: float
    text: str
    """The value with its unit, as it stands beside the dot."""
    low: float | None = None
    high: float | None = None
    low80: float | None = None
    high80: float | None = None
    low50: float | None = None
    high50: float | None = None

    @property
    def middle(self) -> date:
        start, end = date.fromisoformat(self.start), date.fromisoformat(self.end)
        return start + timedelta(days=((end - start).days + 1) // 2)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures. A proxy is drawn hollow and dashed, so that nobody takes it for proof."""

    name: str
    dots: tuple[Dot, ...]
    is_proxy: bool = False
    is_context: bool = False
    breaks: tuple[str, ...] = ()
    """Days on which the way of counting changed: the line is broken there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A target or a baseline: a level with words, from the start until its deadline."""

    value: float
    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn, and everything that is said beside it."""

    language: str
    title: str
    """The finding."""
    what: str
    """What, unit, place, years."""
    alt: str
    unit: str
    accent: str
    rows: tuple[Row, ...]
    targets: tuple[Line, ...] = ()
    baseline: Line | None = None
    size: str = "wide"
    theme: str = "light"
    csv: tuple[tuple[str, ...], ...] = ()
    """The figures as rows for a spreadsheet, head first; not drawn."""
    has_title: bool = False
    """On a page the title is text above the picture; alone (a download, a report) inside it."""

    @property
    def is_bars(self) -> bool:
        """Parts side by side at one moment, rather than a row in time."""
        return len(self.rows) > 1 and all(len(row.dots) == 1 for row in self.rows)

    @property
    def box(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        width, height = SIZES[self.size]
        return (width, 30 + 28 * len(self.rows)) if self.is_bars else (width, height)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Chart:
        rows = tuple(
            Row(**{**row, "dots": tuple(Dot(**dot) for dot in row["dots"]),
                   "breaks": tuple(row["breaks"])})
            for row in data["rows"]
        )  # fmt: skip
        targets = tuple(Line(**line) for line in data["targets"])
        baseline = Line(**data["baseline"]) if data["baseline"] else None
        csv = tuple(tuple(line) for line in data["csv"])
        return cls(**{**data, "rows": rows, "targets": targets, "baseline": baseline, "csv": csv})


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all layers share."""

    chart: Chart
    colours: dict[str, str]
    first: date
    last: date
    top: float
    width: int
    height: int
    layers: list[alt.Chart] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        return self.chart.size == "narrow"


def spec(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification as JSON values."""
    import altair as alt

    frame = _frame(chart)
    if chart.is_bars:
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
            title=alt.TitleParams(chart.title, subtitle=chart.what, anchor="start", frame="group")
        )
    return dict(_styled(drawn, frame.colours).to_dict())


def _over_time(frame: _Frame) -> None:
    for line in frame.chart.targets:
        _target(frame, line)
    if frame.chart.baseline is not None:
        _baseline(frame, frame.chart.baseline)
    for row in frame.chart.rows:
        _row(frame, row)


def _bars(frame: _Frame) -> None:
    """One figure for each part: bars from zero, named on the left, valued at their end."""
    import altair as alt

    rows = [
        {"name": row.name, "value": row.dots[0].value, "text": row.dots[0].text}
        for row in frame.chart.rows
    ]
    bottom = min(0.0, *(row["value"] for row in rows)) * 1.25
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[bottom, frame.top * 1.15], nice=False))
    y = alt.Y(
        "name:N", sort=None, title=None,
        axis=alt.Axis(ticks=False, labelLimit=120 if frame.is_narrow else 260, labelPadding=8),
    )  # fmt: skip
    base = alt.Chart(_data(rows))
    frame.layers += [
        base.mark_bar(color=frame.colours["accent"], height=14).encode(x, y),
        base.transform_filter("datum.value >= 0")
        .mark_text(align="left", dx=6, fontSize=FONT_SIZE, color=frame.colours["ink"])
        .encode(x, y, text="text:N"),
        base.transform_filter("datum.value < 0")
        .mark_text(align="right", dx=-6, fontSize=FONT_SIZE, color=frame.colours["ink"])
        .encode(x, y, text="text:N"),
    ]


def _frame(chart: Chart) -> _Frame:
    days = [dot.middle for row in chart.rows for dot in row.dots]
    days += [date.fromisoformat(line.until) for line in chart.targets if line.until]
    first, last = min(days), max(days)
    margin = max(timedelta(days=120), (last - first) * 0.06)
    tops = [
        dot.high if dot.high is not None else dot.value for row in chart.rows for dot in row.dots
    ]
    tops += [line.value for line in chart.targets]
    if chart.baseline is not None:
        tops.append(chart.baseline.value)
    width, height = chart.box
    top = max(tops) * 1.12 or 1.0
    if chart.unit == "percent":
        top = min(100.0, top) if max(tops) <= 100 else top
    return _Frame(
        chart, {**THEMES[chart.theme], "accent": chart.accent},
        first - margin, last + margin, top, width, height,
    )  # fmt: skip


def _x(frame: _Frame, name: str = "day:T") -> alt.X:
    import altair as alt

    years = range(frame.first.year, frame.last.year + 1)
    step = max(1, -(-len(years) // (6 if frame.is_narrow else 12)))
    ticks = [
        _moment(day)
        for day in (date(year, 7, 1) for year in years if (years[-1] - year) % step == 0)
        if frame.first <= day <= frame.last
    ]
    return alt.X(
        name,
        title=None,
        scale=alt.Scale(domain=[_moment(frame.first), _moment(frame.last)]),
        axis=alt.Axis(
            values=ticks, format="%Y", grid=False, labelFlush=False, labelOverlap=False,
        ),
    )  # fmt: skip


def _moment(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "date": day.day}


def _y(frame: _Frame, name: str = "value:Q") -> alt.Y:
    import altair as alt

    return alt.Y(
        name,
        title=None,
        scale=alt.Scale(domain=[0, frame.top], nice=False),
        axis=alt.Axis(tickCount=5, labelExpr=_tick_text(frame.chart)),
    )


def _tick_text(chart: Chart) -> str:
    gap = " " if chart.language == "de" else ""
    if chart.unit == "percent":
        return f"format(datum.value, ',') + '{gap}%'"
    if chart.unit == "share":
        return f"format(datum.value * 100, ',') + '{gap}%'"
    return "format(datum.value, ',')"


def _data(rows: list[dict[str, Any]]) -> alt.Data:
    import altair as alt

    return alt.Data(values=rows)


def _target(frame: _Frame, line: Line) -> None:
    """A labelled level that ends, with a foot, on the deadline."""
    import altair as alt

    until = date.fromisoformat(line.until) if line.until else frame.last
    rows = [{"day": frame.first.isoformat(), "value": line.value},
            {"day": until.isoformat(), "value": line.value}]  # fmt: skip
    base = alt.Chart(_data(rows))
    colour = frame.colours["target"]
    frame.layers.append(base.mark_line(color=colour, strokeWidth=2).encode(_x(frame), _y(frame)))
    if line.until:
        foot = alt.Chart(_data([{"day": line.until, "value": line.value, "zero": 0}]))
        frame.layers.append(
            foot.mark_rule(color=colour, strokeDash=[2, 3]).encode(
                _x(frame), _y(frame), y2=alt.Y2("zero:Q")
            )
        )
    near_top = line.value > frame.top * 0.9
    frame.layers.append(
        alt.Chart(_data([{**rows[0], "text": line.text}]))
        .mark_text(
            align="left", dx=4, dy=12 if near_top else -8, color=colour, fontWeight="bold",
            fontSize=FONT_SIZE, limit=frame.width - 10,
        )
        .encode(_x(frame), _y(frame), text="text:N")
    )  # fmt: skip


def _baseline(frame: _Frame, line: Line) -> None:
    import altair as alt

    rows = [{"day": day.isoformat(), "value": line.value, "text": line.text}
            for day in (frame.first, frame.last)]  # fmt: skip
    colour = frame.colours["context"]
    frame.layers += [
        alt.Chart(_data(rows)).mark_line(color=colour, strokeWidth=1).encode(_x(frame), _y(frame)),
        alt.Chart(_data(rows[1:]))
        .mark_text(align="right", dy=11, color=colour, fontSize=FONT_SIZE)
        .encode(_x(frame), _y(frame), text="text:N"),
    ]


def _row(frame: _Frame, row: Row) -> None:
    """Interval, line, dots and labels; a break in the counting breaks the line."""
    import altair as alt

    colour = frame.colours["context" if row.is_context else "accent"]
    values = [_values(row, dot) for dot in row.dots]
    base = alt.Chart(_data(values))
    _intervals(frame, base, row, colour)
    if len(row.dots) > 1:
        dash = [5, 4] if row.is_proxy else [1, 0]
        frame.layers.append(
            base.mark_line(color=colour, strokeWidth=2, strokeDash=dash).encode(
                _x(frame), _y(frame), detail="part:N"
            )
        )
    frame.layers.append(
        base.mark_point(
            filled=True, opacity=1, size=60, stroke=colour, strokeWidth=2,
            fill=frame.colours["ground"] if row.is_proxy else colour,
        ).encode(_x(frame), _y(frame))
    )  # fmt: skip
    _labels(frame, row, values)


def _labels(frame: _Frame, row: Row, values: list[dict[str, Any]]) -> None:
    """Values beside the dots; several rows are named at their last dot instead."""
    import altair as alt

    is_alone = len(frame.chart.rows) == 1
    if is_alone:
        few = len(values) <= (4 if frame.is_narrow else 8)
        told = values if few or len(values) == 1 else [values[0], values[-1]]
        mark = {"dy": -13, "fontWeight": "bold", "color": frame.colours["ink"]}
    else:
        told = [{**values[-1], "text": f"{row.name} {values[-1]['text']}".strip()}]
        colour = frame.colours["context" if row.is_context else "accent"]
        mark = {"dy": -11 + _nudge(frame, row), "dx": 8, "align": "right", "color": colour,
                "fontWeight": "normal" if row.is_context else "bold"}  # fmt: skip
    frame.layers.append(
        alt.Chart(_data(told))
        .mark_text(fontSize=FONT_SIZE, limit=frame.width * 0.8, **mark)
        .encode(_x(frame), _y(frame), text="text:N")
    )


def _nudge(frame: _Frame, row: Row) -> float:
    """Pixels by which a name moves down so that names of rows that end close stay apart."""
    scale = (frame.height - 45) / frame.top
    lowest, nudges = -1e9, {}
    for one in sorted(frame.chart.rows, key=lambda r: -r.dots[-1].value):
        place = (frame.top - one.dots[-1].value) * scale
        nudges[one.name] = max(0.0, lowest + 15 - place)
        lowest = place + nudges[one.name]
    return nudges[row.name]


def _values(row: Row, dot: Dot) -> dict[str, Any]:
    day = dot.middle.isoformat()
    return {
        "day": day, "value": dot.value, "text": dot.text,
        "low": dot.low, "high": dot.high, "low80": dot.low80, "high80": dot.high80,
        "low50": dot.low50, "high50": dot.high50,
        "part": sum(1 for moment in row.breaks if moment <= day),
    }  # fmt: skip


def _intervals(frame: _Frame, base: alt.Chart, row: Row, colour: str) -> None:
    """Ribbons where three or more figures have bounds, error bars where they stand alone."""
    import altair as alt

    for low, high, opacity in (("low", "high", 0.14), ("low80", "high80", 0.16),
                               ("low50", "high50", 0.2)):  # fmt: skip
        bounded = [
            d for d in row.dots if getattr(d, low) is not None and getattr(d, high) is not None
        ]
        if not bounded:
            continue
        seen = base.transform_filter(f"isValid(datum.{low}) && isValid(datum.{high})")
        if len(bounded) >= 3:
            frame.layers.append(
                seen.mark_area(color=colour, opacity=opacity).encode(
                    _x(frame), _y(frame, f"{low}:Q"), y2=alt.Y2(f"{high}:Q"), detail="part:N"
                )
            )
        else:
            width = {"low": 2, "low80": 5, "low50": 9}[low]
            frame.layers.append(
                seen.mark_rule(color=colour, strokeWidth=width, opacity=0.55).encode(
                    _x(frame), _y(frame, f"{low}:Q"), y2=alt.Y2(f"{high}:Q")
                )
            )


def _styled(drawn: alt.LayerChart, colours: dict[str, str]) -> alt.LayerChart:
    axis = {"labelColor": colours["context"], "labelFontSize": 13, "domainColor": colours["ink"],
            "tickColor": colours["ink"], "gridColor": colours["rule"]}  # fmt: skip
    return (
        drawn.configure(font=FONT, background=colours["ground"], padding=6)
        .configure_view(stroke=None)
        .configure_axisX(**axis, tickSize=5, labelPadding=5)
        .configure_axisY(**axis, domain=False, ticks=False, labelPadding=6)
        .configure_title(
            color=colours["ink"], subtitleColor=colours["context"], fontSize=17,
            subtitleFontSize=13, fontWeight="bold", offset=14,
        )
    )  # fmt: skip
