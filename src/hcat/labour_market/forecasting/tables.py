# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast as a table: for a spreadsheet, for CSV, with its data dictionary."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from hcat.numerics.api import COMPONENTS, QUANTITIES, Projection

from .showing import Opened

QUANTILE_COLUMNS: Final = ("low95", "low80", "low50", "median", "high50", "high80", "high95")

DICTIONARY: Final[dict[str, object]] = {
    "region": gettext_lazy("the region"),
    "level": gettext_lazy("level of education; empty: all levels together"),
    "field": gettext_lazy("technical field; empty: all fields together"),
    "year": gettext_lazy("calendar year"),
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
"""Each column, and what it means."""

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


def written_workbook(opened: Opened, target: Path) -> None:
    """A workbook with every figure, and a sheet that says what each column means."""
    target.write_bytes(workbook(opened))


def workbook(opened: Opened) -> bytes:
    """The same as bytes; written row by row, so that memory stays flat."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("forecast")
    sheet.append(list(DICTIONARY))
    for row in rows(opened.projection):
        sheet.append([_never_run(sheet, one) for one in row])
    meaning = book.create_sheet("columns")
    for name, text in DICTIONARY.items():
        meaning.append([name, str(text)])
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
