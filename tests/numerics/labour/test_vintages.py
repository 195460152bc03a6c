# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was known when, and what a suppressed cell is."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.vintages import Figures, expected_between, history, known_at

from .programmes import programmes_of


def test_a_figure_is_not_known_before_its_day() -> None:
    programmes = programmes_of([[10, 12, 14]], first=2020)
    known = known_at(programmes, date(2023, 3, 30)).graduates
    assert list(known.years) == [2020]
    assert list(known_at(programmes, date(2023, 3, 31)).graduates.years) == [2020, 2021]


def test_a_revision_replaces_a_figure_from_its_own_day_on() -> None:
    rows = [(0, 2020, 10.0, "2022-03-31"), (0, 2020, 11.0, "2023-03-31")]
    for order in (rows, rows[::-1]):
        figures = Figures.exact(order)
        programmes = programmes_of([[0]])
        programmes = type(programmes)(**{**vars(programmes), "graduates": figures})
        known = [known_at(programmes, date(year, 12, 31)).graduates.low for year in (2022, 2023)]
        assert [list(one) for one in known] == [[10.0], [11.0]]


def test_two_figures_of_one_day_about_one_year_are_refused() -> None:
    with pytest.raises(NumericsError, match="nothing says which of them holds"):
        Figures.exact([(0, 2020, 10.0, "2022-03-31"), (0, 2020, 11.0, "2022-03-31")])


@pytest.mark.parametrize(("low", "high"), [(-1.0, -1.0), (4.0, 1.0)])
def test_ends_that_cannot_be_are_refused(low: float, high: float) -> None:
    with pytest.raises(NumericsError, match="write a suppressed cell as its ends"):
        Figures.between([(0, 2020, low, high, "2022-03-31")])


def test_a_suppressed_cell_is_neither_zero_nor_more_than_four() -> None:
    rows = [(0, year, 1.0, 4.0, f"{year}-01-01") for year in (2020, 2021)]
    programmes = programmes_of([[0]])
    programmes = type(programmes)(**{**vars(programmes), "graduates": Figures.between(rows)})
    filled = history(programmes, 2022).graduates[0]
    assert np.all((filled[:2] > 1) & (filled[:2] < 4))
    assert np.isnan(filled[2])


@given(st.integers(0, 30), st.integers(0, 12), st.floats(0.01, 1e4))
def test_what_is_expected_between_two_ends_lies_between_them(
    low: int, width: int, mean: float
) -> None:
    ends = np.array([float(low)]), np.array([float(low + width)])
    found = float(expected_between(*ends, np.array([mean]))[0])
    assert low <= found <= low + width


def test_without_any_graduates_there_is_nothing_to_forecast_from() -> None:
    with pytest.raises(NumericsError, match="no graduates are known"):
        history(known_at(programmes_of([[10]]), date(2000, 1, 1)), 2001)
