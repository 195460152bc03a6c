# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast as tables: for a spreadsheet, for CSV, for a program, with their data dictionary."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hcat.numerics.api import COMPONENTS, QUANTITIES, Projection, Slice

from .kept_inputs import input_title
from .showing import Opened

QUANTILE_COLUMNS: Final = ("low95", "low80", "low50", "median", "high50", "high80", "high95")

_PART: Final[dict[str, object]] = {
    "region": gettext_lazy("the region"),
    "level": gettext_lazy("level of education; empty: all levels together"),
    "field": gettext_lazy("technical field; empty: all fields together"),
}
_YEAR: Final[dict[str, object]] = {"year": gettext_lazy("calendar year")}

DICTIONARY: Final[dict[str, object]] = {
    **_PART,
    **_YEAR,
    "quantity": gettext_lazy(
        "balance (inflow less openings, below zero is a shortage), inflow, openings, "
        "expansion_demand (expansion where above zero), replacement_demand; or a component of "
        "the balance, of which only the mean is given"
    ),
    "mean": gettext_lazy("mean over the draws, persons per year; the means of the components add "
                         "up to that of the balance"),
    "low95": gettext_lazy("lower end of the interval of 95%"),
    "low80": gettext_lazy("lower end of the interval of 80%"),
    "low50": gettext_lazy("lower end of the interval of 50%"),
    "median": gettext_lazy("median"),
    "high50": gettext_lazy("upper end of the interval of 50%"),
    "high80": gettext_lazy("upper end of the interval of 80%"),
    "high95": gettext_lazy("upper end of the interval of 95%"),
    "below_zero": gettext_lazy(
        "probability that it is below zero; of the balance: of a shortage"
    ),
}  # fmt: skip
"""Each column of the figures themselves, and what it means."""

CAUSE_COLUMNS: Final[dict[str, object]] = {
    **_PART,
    **_YEAR,
    "cause": gettext_lazy(
        "inflow (graduates), outflow (retirement and other work), migration (moving in and out, "
        "graduates who leave among them) or growth (of the number of jobs)"
    ),
    "adds": gettext_lazy(
        "what the cause adds to the balance of the year, mean, persons; the four add up to its mean"
    ),
    "adds_to_change": gettext_lazy(
        "what the cause adds to the change of the balance since the first year, mean, persons; the "
        "four add up to the change of its mean"
    ),
}
CLASS_COLUMNS: Final[dict[str, object]] = {
    **_PART,
    "from_year": gettext_lazy("first year of the period"),
    "to_year": gettext_lazy("last year of the period"),
    "prospects": gettext_lazy(
        "prospects of who graduates, in the classes of ROA: very_good, good, reasonable, moderate "
        "or bad"
    ),
    "probability": gettext_lazy("probability of this class, 0 to 1; the five add up to 1"),
}
UNCERTAINTY_COLUMNS: Final[dict[str, object]] = {
    **_PART,
    **_YEAR,
    "rests_on": gettext_lazy(
        "quality of the figures that are drawn, or chance, which no measurement takes away; "
        "figures that are taken as given have no share: what is unsure of those comes on top"
    ),
    "share": gettext_lazy("share of the variance of the balance, 0 to 1"),
}
ORIGIN_COLUMNS: Final[dict[str, object]] = {
    **_PART,
    **_YEAR,
    "rank": gettext_lazy("1 has the largest share"),
    "input": gettext_lazy("the input that the figure belongs to, as its tables call it"),
    "title": gettext_lazy("what the input is called"),
    "about": gettext_lazy("codes of the level, field or sector that the figure is about"),
    "share": gettext_lazy("share of the variance of the balance, 0 to 1"),
    "can_be_measured": gettext_lazy(
        "1: measuring the figure would narrow the forecast by about this share; 0: it is how the "
        "years ahead will go"
    ),
    "quality": gettext_lazy("quality of the figure"),
    "value": gettext_lazy("the figure; empty where it follows from others"),
    "unit": gettext_lazy("unit of the figure"),
    "year_of_figure": gettext_lazy("the year that the figure speaks of"),
    "source": gettext_lazy("key of its source in the agenda"),
    "note": gettext_lazy("its note, in the language of the region"),
}

Cell = str | int | float | None


def rows(projection: Projection) -> Iterator[tuple[Cell, ...]]:
    """One row per region, slice, year and quantity, in the order of `DICTIONARY`."""
    years = projection.axes.years
    for region in projection.axes.regions:
        for part in projection.slices:
            means = projection.means(region, part)
            for quantity in QUANTITIES:
                told = projection.outcome(quantity, region, part)
                for at, year in enumerate(years):
                    yield (
                        region, part.level, part.field, year, quantity, float(told.mean[at]),
                        *(float(one) for one in told.quantiles[at]), float(told.below_zero[at]),
                    )  # fmt: skip
            for at_component, component in enumerate(COMPONENTS):
                for at, year in enumerate(years):
                    mean = float(means[at_component, at])
                    empty = (None,) * (len(QUANTILE_COLUMNS) + 1)
                    yield (region, part.level, part.field, year, component, mean, *empty)


def causes(opened: Opened) -> Iterator[tuple[Cell, ...]]:
    """One row per slice, year and cause, in the order of `CAUSE_COLUMNS`."""
    for part in opened.projection.slices:
        adds, changes = opened.contributions(part), opened.causes_of_change(part)
        for at, year in enumerate(opened.years):
            for cause, values in adds.items():
                yield (*_about(opened, part), year, str(cause), values[at], changes[cause][at])


def classes(opened: Opened) -> Iterator[tuple[Cell, ...]]:
    """One row per slice and class of prospects, in the order of `CLASS_COLUMNS`."""
    for part in opened.projection.slices:
        for one, probability in opened.classes(part).items():
            yield (
                *_about(opened, part), opened.years[0], opened.years[-1], str(one), probability,
            )  # fmt: skip


def uncertainty(opened: Opened) -> Iterator[tuple[Cell, ...]]:
    """One row per slice, year and quality, in the order of `UNCERTAINTY_COLUMNS`.

    A slice and year of which nothing was kept has no row.
    """
    for part in opened.projection.slices:
        for year in opened.years:
            told = opened.origins(part, year)
            if told.by_quality:
                for name, share in (*told.by_quality.items(), ("chance", told.chance)):
                    yield (*_about(opened, part), year, name, share)


def largest_origins(opened: Opened) -> Iterator[tuple[Cell, ...]]:
    """One row per slice, year and figure that matters most, in the order of `ORIGIN_COLUMNS`."""
    for part in opened.projection.slices:
        for year in opened.years:
            for rank, one in enumerate(opened.origins(part, year).largest, start=1):
                yield (
                    *_about(opened, part), year, rank, one.input, input_title(one.input), one.name,
                    one.share, int(not one.is_movement), one.quality, one.value, one.unit, one.year,
                    one.source, one.note,
                )  # fmt: skip


def _about(opened: Opened, part: Slice) -> tuple[str, str, str]:
    return opened.region, part.level, part.field


@dataclass(frozen=True, slots=True)
class ForecastTable:
    """One table of a forecast: its columns with what they mean, and its rows."""

    name: str
    columns: Mapping[str, object]
    rows: Callable[[Opened], Iterator[tuple[Cell, ...]]]


TABLES: Final = {
    one.name: one
    for one in (
        ForecastTable("forecast", DICTIONARY, lambda opened: rows(opened.projection)),
        ForecastTable("causes", CAUSE_COLUMNS, causes),
        ForecastTable("classes", CLASS_COLUMNS, classes),
        ForecastTable("uncertainty", UNCERTAINTY_COLUMNS, uncertainty),
        ForecastTable("origins", ORIGIN_COLUMNS, largest_origins),
    )
}
"""All that a forecast tells; a sheet of the workbook each."""


def written_workbook(opened: Opened, target: Path) -> None:
    """A workbook with a sheet for each table, and one that says what each column means."""
    target.write_bytes(workbook(opened))


def workbook(opened: Opened) -> bytes:
    """The same as bytes; written row by row, so that memory stays flat."""
    book = Workbook(write_only=True)
    for table in TABLES.values():
        sheet = book.create_sheet(table.name)
        sheet.append(list(table.columns))
        for row in table.rows(opened):
            sheet.append([_never_run(sheet, one) for one in row])
    meaning = book.create_sheet("columns")
    meaning.append(["sheet", "column", "meaning"])
    for table in TABLES.values():
        for name, text in table.columns.items():
            meaning.append([table.name, name, str(text)])
    about = book.create_sheet("about")
    forecast = opened.forecast
    for name, value in (
        ("forecast", forecast.key),
        ("title", forecast.title),
        ("made", forecast.made_at.isoformat()),
        ("draws", forecast.draws),
        ("seed", forecast.seed),
        ("inputs", forecast.inputs.fingerprint),
        ("release", forecast.code_version),
    ):
        about.append([name, _never_run(about, value)])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _never_run(sheet: Any, value: Cell) -> Any:
    """A text that a spreadsheet would take for a formula stays a text: people give names."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell
