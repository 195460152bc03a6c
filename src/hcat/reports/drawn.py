# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a chart draws, as a table to reckon with: numbers, days, and how sure each figure is."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from .document import Cell, Column, Picture, Table


def drawn(picture: Picture) -> Table:
    """Every figure of the chart in the order in which it is drawn, then the levels it shows beside
    them. It is named as the table that is printed below it, else as the chart.
    """
    chart = picture.chart
    printed = picture.table
    rows: list[tuple[Cell, ...]] = [
        (
            row.name or chart.what,
            dot.label,
            date.fromisoformat(dot.start),
            date.fromisoformat(dot.end),
            dot.value,
            chart.unit,
            dot.low,
            dot.high,
        )
        for row in chart.rows
        for dot in row.dots
    ]
    levels = [*chart.targets, *([chart.baseline] if chart.baseline else [])]
    rows += [
        (
            line.text, None, None, date.fromisoformat(line.until) if line.until else None,
            line.value, chart.unit, None, None,
        )
        for line in levels
    ]  # fmt: skip
    columns = (
        Column(_("What")), Column(_("Period")), Column(_("First day")), Column(_("Last day")),
        Column(_("Figure"), is_number=True), Column(_("Unit")),
        Column(_("At least"), is_number=True), Column(_("At most"), is_number=True),
    )  # fmt: skip
    name = (printed.name or printed.caption) if printed else chart.title
    return Table(chart.title, columns, tuple(rows), name=name)
