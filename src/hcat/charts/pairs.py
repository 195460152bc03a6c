# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two figures of each part, joined by a line: how far apart they are is what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from .chart import LINE, Chart

if TYPE_CHECKING:
    from .plotting import Frame

SIGNS = ("○", "●")
SIZE = 110


def key(chart: Chart) -> str:
    """Which dot is which: `○ asked   ● brought`."""
    return "   ".join(f"{sign} {name}" for sign, name in zip(SIGNS, chart.ends, strict=True))


def draw(frame: Frame, *, widest_letter: float, font_size: int) -> None:
    """One row for each part, the first dot hollow, the second filled, each with its value on the
    side away from the other."""
    chart, colours = frame.chart, frame.colours
    names = chart.names_above
    room = max(len(row.name) for row in chart.rows) * widest_letter + 8
    axis = alt.Axis(ticks=False, labelLimit=room, labelPadding=8, minExtent=room)
    y = alt.Y("name:N", sort=None, title=None, axis=None if names else axis)
    spread = (frame.top - frame.bottom) * 0.12
    domain = [frame.bottom - (spread if frame.bottom else 0), frame.top + spread]
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=domain, nice=False))

    def layer(values: list[dict[str, Any]]) -> alt.Chart:
        return alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]

    lines = [
        {"name": row.name, "value": row.dots[0].value, "other": row.dots[1].value}
        for row in chart.rows
    ]
    frame.layers.append(
        layer(lines)
        .mark_rule(color=colours["context"], strokeWidth=3)
        .encode(x, y, x2=alt.X2("other:Q"))
    )
    if names:
        above = [
            {"name": row.name, "above": "\n".join(one)}
            for row, one in zip(chart.rows, names, strict=True)
        ]
        words = layer(above).mark_text(
            align="left", baseline="bottom", dy=-10, lineBreak="\n", lineHeight=LINE,
            fontSize=font_size, color=colours["context"],
        )  # fmt: skip
        frame.layers.append(words.encode(x=alt.value(0), y=y, text="above:N"))
    for place, fill in enumerate((colours["ground"], colours["accent"])):
        dots = [
            {
                "name": row.name, "value": row.dots[place].value, "text": row.dots[place].text,
                "is_right": row.dots[place].value > row.dots[1 - place].value
                or (row.dots[0].value == row.dots[1].value and place == 1),
            }
            for row in chart.rows
        ]  # fmt: skip
        base = layer(dots)
        frame.layers.append(
            base.mark_point(
                filled=True, opacity=1, size=SIZE, fill=fill, stroke=colours["accent"],
                strokeWidth=2,
            ).encode(x, y)
        )  # fmt: skip
        sides: tuple[tuple[str, Literal["left", "right"], int], ...] = (
            ("datum.is_right", "left", 10), ("!datum.is_right", "right", -10),
        )  # fmt: skip
        for test, align, dx in sides:
            text = base.transform_filter(test).mark_text(
                align=align, dx=dx, fontSize=font_size, color=colours["ink"]
            )
            frame.layers.append(text.encode(x, y, text="text:N"))
