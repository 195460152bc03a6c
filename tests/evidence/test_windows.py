# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.evidence.measuring.windows import add_months, due_windows, is_due, last_window


@given(
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    months=st.sampled_from([1, 2, 3, 4, 6, 12, 24]),
)
def test_the_last_window_has_ended_and_the_next_has_not(day: date, months: int) -> None:
    window = last_window(months, day)
    length = months if 12 % months == 0 else 12
    assert window.end <= day
    following = window.end + timedelta(days=1)
    assert add_months(following, length) - timedelta(days=1) > day
    assert add_months(window.start, length) == following


def test_a_window_taken_before_is_taken_again_and_later_ones_follow() -> None:
    found = list(due_windows(3, date(2021, 1, 15), since=date(2020, 6, 30)))
    assert [str(one) for one in found] == [
        "2020-04-01/2020-06-30",
        "2020-07-01/2020-09-30",
        "2020-10-01/2020-12-31",
    ]


def test_the_first_time_only_the_last_window_is_taken() -> None:
    assert [str(one) for one in due_windows(12, date(2021, 1, 15), since=None)] == [
        "2020-01-01/2020-12-31"
    ]


@pytest.mark.parametrize(
    ("last", "months", "day", "due"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 28), False),
        (date(2020, 1, 31), 1, date(2020, 2, 29), True),
        (date(2020, 1, 1), 12, date(2020, 12, 31), False),
        (date(2020, 1, 1), 12, date(2021, 1, 1), True),
    ],
)
def test_a_figure_is_due_when_its_interval_is_over(
    last: date, months: int, day: date, due: bool
) -> None:
    assert is_due(last, months, day) is due
