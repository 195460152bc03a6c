# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a report is due follows from the rhythm in the agenda."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from hcat.reports.api import Kind, coming
from hcat.reports.rhythm import ReportRhythm


def rhythm(first: date, months: int) -> ReportRhythm:
    return ReportRhythm(Kind.BOARD, "office", "board", first, months)


def test_three_a_year_fall_on_the_ends_of_april_august_and_december() -> None:
    dates = list(islice(rhythm(date(2012, 8, 31), 4).dates(), 4))
    assert [(one.month, one.day) for one in dates] == [(8, 31), (12, 31), (4, 30), (8, 31)]


def test_the_last_day_of_february_goes_on_as_the_last_day_of_other_months() -> None:
    dates = list(islice(rhythm(date(2023, 2, 28), 6).dates(), 3))
    assert dates == [date(2023, 2, 28), date(2023, 8, 31), date(2024, 2, 29)]


def test_a_day_in_the_middle_stays_that_day() -> None:
    assert rhythm(date(2013, 1, 15), 12).after(date(2013, 1, 15)) == [date(2014, 1, 15)]


def test_until_a_day_counts_that_day() -> None:
    found = rhythm(date(2013, 4, 30), 4)
    assert found.until(date(2013, 8, 31)) == [date(2013, 4, 30), date(2013, 8, 31)]
    assert found.until(date(2013, 4, 29)) == []


@pytest.mark.parametrize("at", ["2024-02-01"], indirect=True)
def test_the_next_dates_of_all_reports_in_order(polder: None, at: object) -> None:
    found = coming(many=3)
    assert [(one.kind, one.on) for one in found] == [
        ("board", date(2024, 4, 30)), ("board", date(2024, 8, 31)), ("board", date(2024, 12, 31)),
    ]  # fmt: skip
    assert coming(many=4)[3].kind == "evaluation"
    assert (found[0].accounts, found[0].to) == ("board", "board")
