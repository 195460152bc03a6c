# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small agenda with a few figures, and files as people give them back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hcat.evidence.api import Observation, record_figure
from hcat.exchange.api import ImportPlan, import_table, observations_table, write_csv, write_xlsx
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import put_agenda, put_result, target

BY = Actor.system("test")
Cells = list[dict[str, Any]]


def share(year: int, part: float, of: float, **fields: Any) -> Estimate:
    return Estimate(
        value=100 * part / of, numerator=part, denominator=of, unit="percent",
        period=Period.year(year), method="counted", quality=Quality.MEASURED,
        source="the count of the schools", **fields,
    )  # fmt: skip


@pytest.fixture
def figures(db: None) -> dict[int, Observation]:
    """Three years of a share, one of them missing; by year."""
    put_agenda()
    put_result(targets=[target(value=40)])
    missing = Estimate.missing(
        "nobody counted", unit="percent", period=Period.year(2016), source="the schools"
    )
    found = [share(2014, 1241, 4252), share(2015, 1220, 4205, low=28.0, high=30.5), missing]
    return {
        one.period.start.year: record_figure(by=BY, result="choice", target="t", estimate=one)
        for one in found
    }


class Sheets:
    """Exports, edits and gives back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def exported(self) -> Cells:
        path = self.folder / "figures.csv"
        write_csv(observations_table(), path)
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def workbook(self) -> Path:
        path = self.folder / "figures.xlsx"
        write_xlsx(observations_table(), path)
        return path

    def back(
        self, rows: Cells, *, by: Actor = BY, dry_run: bool = False, encoding: str = "utf-8",
        separator: str = ",", name: str = "back.csv", before: str = "", alone: str = "a test",
    ) -> ImportPlan:  # fmt: skip
        """Import these rows; who brings them approves them alone, unless `alone` is empty."""
        path = self.folder / name
        with path.open("w", encoding=encoding, newline="") as file:
            file.write(before)
            writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
            writer.writeheader()
            writer.writerows(rows)
        return import_table(path, by=by, dry_run=dry_run, approve_because=alone)

    def edited(self, edit: Callable[[Any], None], *, dry_run: bool = False) -> ImportPlan:
        """A workbook that was edited in a spreadsheet program."""
        path = self.workbook()
        book = openpyxl.load_workbook(path)
        edit(book.worksheets[0])
        book.save(path)
        return import_table(path, by=BY, dry_run=dry_run, approve_because="a test")


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path)


def standing() -> dict[int, Observation]:
    return {one.start.year: one for one in Observation.objects.standing()}


def told(plan: ImportPlan) -> dict[str, int]:
    return {str(one): number for one, number in plan.counts.items() if number}
