# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rivals do what their names say, and tell where they could not."""

from __future__ import annotations

import numpy as np
import pytest

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.rivals import RIVALS, drift, ets, linear_trend, same_as_before, theta
from hcat.numerics.labour.vintages import History, history

from .programmes import made_up, programmes_of


def known(counts: list[list[float]], target: int) -> History:
    return history(programmes_of(counts, first=2010), target)


def test_same_as_before_is_the_last_count() -> None:
    assert same_as_before(known([[10, 20, 40]], 2013), 2013)[0] == [40]


def test_the_trend_is_the_line_through_the_last_ten_years() -> None:
    rising = [100.0, *(10.0 + 2 * year for year in range(10))]  # the first is too long ago
    mean, short = linear_trend(known([rising], 2021), 2021)
    assert mean[0] == pytest.approx(30.0)
    assert not short.any()
    assert linear_trend(known([[30, 20, 10]], 2015), 2015)[0] == [0.0]


def test_drift_goes_on_as_it_went_on_average() -> None:
    assert drift(known([[10, 30, 20]], 2014), 2014)[0] == [30.0]


def test_zeros_before_a_programme_began_are_no_trend() -> None:
    assert drift(known([[0, 0, 10, 12]], 2014), 2014)[0] == [14.0]


def test_a_series_that_is_too_short_is_same_as_before_and_counted() -> None:
    history_ = known([[10, 20]], 2012)
    for point in (linear_trend, theta, ets):
        mean, short = point(history_, 2012)
        assert mean == [20]
        assert short.all()


def test_theta_and_ets_follow_long_series() -> None:
    long = [[float(50 + 3 * year) for year in range(12)]]
    for point in (theta, ets):
        mean, short = point(known(long, 2022), 2022)
        assert not short.any()
        assert 80 < mean[0] < 90


def test_every_rival_has_the_interface_of_ours() -> None:
    programmes = made_up(series=10)
    for method in RIVALS.values():
        said = method(history(programmes, 2018), 2018)
        low, high = said.interval(0.8)
        assert np.all((low >= 0) & (low <= said.quantile(0.5)) & (said.quantile(0.5) <= high))


def test_without_the_extra_theta_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hcat.numerics.labour.rivals.find_spec", lambda name: None)
    with pytest.raises(NumericsError, match=r"install human-capital-agenda\[forecast\]"):
        theta(known([[10, 20]], 2012), 2012)
