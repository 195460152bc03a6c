# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures about a part of the whole go out as a table and come back like any other."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.agenda.models import Version
from hcat.evidence.api import Observation, parts_of, record_figure, standing_of
from hcat.exchange.api import Outcome
from tests.exchange.conftest import BY, Cells, Sheets, share, told


@pytest.fixture(autouse=True)
def _expected(figures: dict[int, Observation]) -> None:
    version = Version.objects.get(element__kind="result", valid_until=None)
    version.data |= {"dimensions": ["level", "place"]}
    version.save()


def with_row(rows: Cells, **cells: str) -> Cells:
    new: dict[str, Any] = dict.fromkeys(rows[0], "") | {
        "result": "choice", "target": "t", "start": "2014-01-01", "end": "2014-12-31",
        "numerator": "3", "denominator": "4", "method": "counted", "source": "a count", **cells,
    }  # fmt: skip
    return [*rows, new]


def of_parts() -> list[tuple[str, float | None]]:
    found = Observation.objects.standing().exclude(group="").order_by("group", "start")
    return [(one.group, one.value) for one in found]


def test_a_row_with_a_part_becomes_a_figure_of_it_beside_that_of_the_whole(
    sheets: Sheets,
) -> None:
    rows = with_row(with_row(sheets.exported(), group="GM9999"), group="hbo")
    assert told(sheets.back(rows, dry_run=True)) == {"new": 2, "unchanged": 3}
    assert of_parts() == []
    assert told(sheets.back(rows)) == {"new": 2, "unchanged": 3}
    assert of_parts() == [("GM9999", 75.0), ("hbo", 75.0)]
    assert told(sheets.back(rows)) == {"unchanged": 5}, "the same file again"
    assert all(one.known == 1 for one in parts_of(standing_of("choice")))


def test_what_is_exported_comes_back_and_can_be_corrected(sheets: Sheets) -> None:
    record_figure(by=BY, result="choice", target="t", estimate=share(2014, 1, 4), group="hbo")
    assert told(sheets.edited(lambda sheet: None)) == {"unchanged": 4}
    rows = sheets.exported()
    [row] = [one for one in rows if one["group"] == "hbo"]
    row |= {"numerator": "2", "value": "", "reason": "counted again"}
    assert told(sheets.back(rows)) == {"corrected": 1, "unchanged": 3}
    assert of_parts() == [("hbo", 50.0)]
    assert told(sheets.back(rows)) == {"unchanged": 4}


@pytest.mark.parametrize("group", ["GM0363", "Overstad"])
def test_a_part_that_is_not_expected_is_refused_with_those_that_are(
    sheets: Sheets, group: str
) -> None:
    plan = sheets.back(with_row(sheets.exported(), group=group))
    [row] = plan.of(Outcome.REFUSED)
    [complaint] = row.complaints
    assert group in complaint.what
    assert "GM9999 (Overstad)" in complaint.why
    assert complaint.mend
    assert not plan.was_written
    assert of_parts() == []


def test_a_part_is_refused_where_the_result_expects_none(sheets: Sheets) -> None:
    version = Version.objects.get(element__kind="result", valid_until=None)
    version.data |= {"dimensions": []}
    version.save()
    plan = sheets.back(with_row(sheets.exported(), group="hbo"))
    [row] = plan.of(Outcome.REFUSED)
    [complaint] = row.complaints
    assert "hbo" in complaint.what
    assert complaint.mend
    assert of_parts() == []


def test_the_part_of_a_known_figure_cannot_be_corrected(sheets: Sheets) -> None:
    rows = sheets.exported()
    rows[0] |= {"group": "hbo", "reason": "it was about HBO alone"}
    [row] = sheets.back(rows).of(Outcome.REFUSED)
    assert row.complaints[0].column == "group"


def test_another_figure_about_the_same_part_and_period_is_refused(sheets: Sheets) -> None:
    rows = with_row(sheets.exported(), group="hbo")
    sheets.back(rows)
    plan = sheets.back(with_row(sheets.exported(), group="hbo", numerator="2"))
    [row] = plan.of(Outcome.REFUSED)
    assert "75" in row.complaints[0].what
    assert of_parts() == [("hbo", 75.0)]
