# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The years that a forecast takes from the tested method, and how wide it draws them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.ahead import TESTED_AHEAD, USUAL_MOVE, Ahead, years_ahead
from hcat.numerics.labour.graduates import forecast_graduates
from hcat.numerics.labour.predictive import WIDE
from hcat.numerics.labour.vintages import History, Programmes, history, known_at

from .programmes import made_up, programmes_of


def known(programmes: Programmes, last: int) -> History:
    """All that is known once the graduates of the year `last` are."""
    return history(known_at(programmes, date(last + 2, 12, 31)), last + TESTED_AHEAD)


def ahead(counts: object, last: int) -> Ahead:
    return years_ahead(known(programmes_of(counts), last))


def test_each_year_ahead_is_the_tested_forecast_of_that_year() -> None:
    past = known(made_up(years=8), 2015)
    found = years_ahead(past)
    for at in range(TESTED_AHEAD):
        said = forecast_graduates(past, 2016 + at)
        np.testing.assert_array_equal(found.mean[:, at], said.mean)
    assert not np.array_equal(found.mean[:, 0], found.mean[:, 1])


def test_one_year_ahead_is_as_wide_as_the_method_was_wrong() -> None:
    past = known(made_up(years=8), 2015)
    one, two = (forecast_graduates(past, year) for year in (2016, 2017))
    found = years_ahead(past)
    extra = [said.spread.phi * (1 + (WIDE - 1) * said.spread.wide) for said in (one, two)]
    assert found.width == pytest.approx(np.sqrt(np.log(1 + 1 / one.mean + extra[0])))
    # Two past years less than the four years of counts: the usual move counts as one more.
    grown = max(np.log(1 + extra[1]) - np.log(1 + extra[0]), 0.0) ** 0.5
    years = two.spread.years
    assert found.step == pytest.approx((years * grown + USUAL_MOVE) / (years + 1))


def test_one_year_of_counts_shows_neither_a_width_nor_a_move() -> None:
    found = ahead([[60], [30]], 2010)
    assert found.mean.tolist() == [[60, 60], [30, 30]]
    assert np.isnan(found.width).all()
    assert found.step == USUAL_MOVE


def test_a_series_of_one_year_learns_the_move_of_the_others_and_no_width() -> None:
    rng = np.random.default_rng(2)
    counts = np.round(100 * np.exp(np.cumsum(rng.normal(0, 0.3, (20, 8)), axis=1)))
    past = known(programmes_of(counts), 2017)
    past.graduates[0, :-3] = past.low[0, :-3] = past.high[0, :-3] = np.nan
    found = years_ahead(past)
    assert np.isnan(found.width[0])
    assert np.isfinite(found.width[1:]).all()
    assert found.step > USUAL_MOVE


def test_what_moves_more_is_drawn_wider_and_moves_on() -> None:
    rng = np.random.default_rng(4)
    noise = np.cumsum(rng.normal(size=(40, 8)), axis=1)
    steady, wild = (ahead(np.round(90 * np.exp(s * noise)), 2017) for s in (0.02, 0.3))
    assert steady.width.mean() < wild.width.mean() / 2
    assert steady.step < wild.step


def test_where_nobody_is_left_nobody_is_expected() -> None:
    found = ahead([[30, 0, 0], [50, 40, 60]], 2012)
    assert found.mean[0].tolist() == [0, 0]
    assert np.isnan(found.width[0])


def test_without_graduates_there_is_nothing_to_go_by() -> None:
    with pytest.raises(NumericsError, match="no graduates"):
        known(programmes_of([[]]), 2012)


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(0, 400), min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_past_gives_persons_and_widths(counts: list[list[int]]) -> None:
    found = ahead(counts, 2012)
    assert (found.mean >= 0).all()
    assert (found.width[found.mean[:, 0] > 0] > 0).all()
    assert np.isnan(found.width[found.mean[:, 0] == 0]).all()
    assert found.step > 0
