# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A row is mended once: everything wrong in it is told together, each with its column."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from hcat.evidence.api import Observation, correct
from hcat.exchange.api import ImportPlan, Outcome, RowPlan, import_table
from hcat.foundation.api import today
from tests.evidence.small_agenda import put_result, target
from tests.exchange.conftest import BY, Sheets, share, standing, told

pytestmark = pytest.mark.usefixtures("figures")

RIGHT = {
    "result": "choice", "target": "t", "start": "2017-01-01", "end": "2017-12-31",
    "numerator": "3", "denominator": "4", "method": "counted", "source": "a report",
}  # fmt: skip
NEXT_YEAR = (today() + timedelta(days=400)).isoformat()

NEW: dict[str, tuple[dict[str, str], set[str]]] = {
    "an unknown result and no method": ({"result": "choise", "method": ""}, {"result", "method"}),
    "an unknown target, no source, words for a number": (
        {"target": "x", "source": "", "n": "many"}, {"target", "source", "n"}
    ),
    "neither method nor source": ({"method": "", "source": ""}, {"method", "source"}),
    "another unit and an unknown quality": ({"unit": "count", "quality": "good"},
                                            {"unit", "quality"}),
    "a condition that is not there and a source that is not": (
        {"condition": "c", "source_key": "nowhere"}, {"condition", "source_key"}
    ),
    "nothing of what it is about": (
        {"result": "", "target": "", "start": "", "end": "", "method": ""},
        {"result", "target", "start", "end", "method"},
    ),
    "a period to come and too many answers": (
        {"end": NEXT_YEAR, "n": "5", "population": "4"}, {"end", "n"}
    ),
    "a day that is none and a part larger than the whole": (
        {"start": "spring", "numerator": "5"}, {"start", "numerator"}
    ),
    "a count that cannot be read": ({"numerator": "three"}, {"numerator"}),
    "a period that has a figure, with a mistake besides": (
        {"start": "2015-01-01", "end": "2015-12-31", "quality": "good"}, {"quality", "value"}
    ),
}  # fmt: skip


def brought(sheets: Sheets, **cells: str) -> ImportPlan:
    rows = sheets.exported()
    return sheets.back([*rows, dict.fromkeys(rows[0], "") | RIGHT | cells])


def refused(plan: ImportPlan) -> RowPlan:
    [row] = plan.of(Outcome.REFUSED)
    assert all(one.what and (one.mend or one.why) for one in row.complaints), row.complaints
    return row


def columns(plan: ImportPlan) -> list[str]:
    return [one.column for one in refused(plan).complaints]


def test_the_row_without_mistakes_is_right(sheets: Sheets) -> None:
    assert told(brought(sheets)) == {"new": 1, "unchanged": 3}


@pytest.mark.parametrize(("cells", "wrong"), NEW.values(), ids=NEW)
def test_everything_wrong_in_a_new_row_is_told_at_once(
    sheets: Sheets, cells: dict[str, str], wrong: set[str]
) -> None:
    found = columns(brought(sheets, **cells))
    assert sorted(found) == sorted(wrong), "each once"
    assert len(standing()) == 3


def test_of_an_unknown_target_nothing_is_said_that_hangs_on_its_unit(sheets: Sheets) -> None:
    cells = {"numerator": "", "denominator": "", "value": "1200"}
    assert columns(brought(sheets, **cells)) == ["numerator"], "a share has its counts"
    assert columns(brought(sheets, result="companies", **cells)) == ["result"]


def test_a_target_that_people_judge_takes_no_figures(sheets: Sheets) -> None:
    judged = target(
        "j", kind="judged", criteria=["It is known"], assessor="board", unit="judgement"
    )
    put_result("seen", targets=[judged], order=2)
    cells = {"result": "seen", "target": "j", "numerator": "", "denominator": "", "value": "1"}
    plan = brought(sheets, **cells, quality="published", method="")
    assert sorted(columns(plan)) == ["method", "target"]


def test_everything_wrong_in_a_correction_is_told_at_once(sheets: Sheets) -> None:
    rows = sheets.exported()
    rows[0] |= {"target": "u", "n": "many", "method": "", "source_key": "nowhere"}
    found = columns(sheets.back(rows))
    assert sorted(found) == ["method", "n", "reason", "source_key", "target"]


def test_a_correction_that_came_too_late_says_so_beside_the_cell_that_is_wrong(
    sheets: Sheets, figures: dict[int, Observation]
) -> None:
    rows = sheets.exported()
    correct(by=BY, observation=figures[2014].pk, estimate=share(2014, 1300, 4252), reason="x")
    rows[0] |= {"numerator": "1250", "value": "", "n": "many", "reason": "mine"}
    row = refused(sheets.back(rows))
    assert row.complaints[0].column == "n"
    assert str(standing()[2014].pk) in str(row.complaints[-1])


def with_days(sheets: Sheets, *cells: Any) -> ImportPlan:
    """A workbook with a new row whose two days are these cells."""
    path = sheets.folder / "days.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    heads = ["result", "target", "start", "end", "numerator", "denominator", "method", "source"]
    sheet.append(heads)
    sheet.append(["choice", "t", *cells, 3, 4, "", "a report"])
    book.save(path)
    return import_table(path, by=BY, dry_run=True)


def test_a_day_that_a_spreadsheet_keeps_as_a_number_is_shown_as_a_day(sheets: Sheets) -> None:
    row = refused(with_days(sheets, 42736, 43100.75))
    assert row.name == "choice t 2017-01-01 2017-12-31"
    assert [one.column for one in row.complaints] == ["method"]
    row = refused(with_days(sheets, 45292, 42736))
    assert "45292" not in f"{row.name} {row.complaints}"
    assert "42736" not in f"{row.name} {row.complaints}"
    assert "2024-01-01" in row.name


def test_a_day_that_can_be_read_in_two_ways_is_shown_as_it_was_written(sheets: Sheets) -> None:
    row = refused(with_days(sheets, "5/6/2017", date(2017, 12, 31)))
    assert row.name == "choice t 5/6/2017 2017-12-31"
