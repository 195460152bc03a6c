# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backtest sees what was known then, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.backtest import Trial, backtest, origins, scorecards
from hcat.numerics.labour.graduates import forecast_graduates
from hcat.numerics.labour.rivals import RIVALS
from hcat.numerics.labour.vintages import Figures, history, known_at

from .programmes import made_up, programmes_of

METHODS = {"ours": forecast_graduates, **RIVALS}
FIRST, YEARS = 2010, 6


def changed_later(figures: Figures, day: date, rng: np.random.Generator) -> Figures:
    """Other figures after the day: changed ones, and revisions of what was known before."""
    later = figures.known_from > np.datetime64(day)
    low = np.where(later, rng.poisson(50, later.size), figures.low)
    revised = figures.at(~later)
    as_of = np.full(revised.low.size, np.datetime64(day) + np.timedelta64(1, "D"))
    return Figures(
        series=np.concatenate([figures.series, revised.series]),
        years=np.concatenate([figures.years, revised.years]),
        low=np.concatenate([low, revised.low + rng.poisson(9, revised.low.size)]),
        high=np.concatenate([low, revised.low + 20.0]),
        known_from=np.concatenate([figures.known_from, as_of]),
    )


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.integers(FIRST + 2, FIRST + YEARS - 1), st.integers(1, 2))
def test_what_became_known_later_changes_no_forecast(seed: int, target: int, ahead: int) -> None:
    programmes = made_up(series=8, years=YEARS, seed=seed)
    origin = date(target + 2 - ahead, 3, 31)
    rng = np.random.default_rng(seed)
    other = replace(
        programmes,
        graduates=changed_later(programmes.graduates, origin, rng),
        enrolled=changed_later(programmes.enrolled, origin, rng),
    )
    for method in METHODS.values():
        told, again = (
            method(history(known_at(one, origin), target), target) for one in (programmes, other)
        )
        np.testing.assert_array_equal(told.members, again.members)
        assert told.spread == again.spread


def test_each_year_is_forecast_from_the_day_a_year_before_it_was_published() -> None:
    assert origins(made_up(years=4), 1) == (
        (date(2012, 3, 31), 2011),
        (date(2013, 3, 31), 2012),
        (date(2014, 3, 31), 2013),
    )
    assert [target for _, target in origins(made_up(years=4), 2)] == [2012, 2013]


@pytest.fixture(scope="module")
def led_by_students() -> tuple[Trial, ...]:
    return backtest(made_up(series=30, years=YEARS), METHODS, years_ahead=1)


def test_our_forecast_beats_every_rival_where_students_lead(
    led_by_students: tuple[Trial, ...],
) -> None:
    for card in scorecards(led_by_students, np.arange(30), reference="ours", seed=1):
        if card.method != "ours":
            assert card.difference.interval.low > 0
            assert 0 < card.skill.value < 1


def test_a_difference_has_the_sign_that_it_has(led_by_students: tuple[Trial, ...]) -> None:
    cards = scorecards(led_by_students, np.arange(30), reference="same_as_before", seed=1)
    ours = next(card for card in cards if card.method == "ours")
    assert ours.difference.interval.high < 0
    assert ours.skill.value < 0


def test_graduates_of_whom_nothing_was_known_are_told_and_not_scored() -> None:
    counts = np.full((4, 4), 20.0)
    counts[0, :3] = 0.0
    last = [t for t in backtest(programmes_of(counts), METHODS, years_ahead=1) if t.target == 2013]
    assert all(trial.unseen == (20.0, 20.0) for trial in last)
    assert all(not trial.scored[0] for trial in last)


def test_a_card_counts_where_a_method_fell_back() -> None:
    trials = backtest(made_up(series=5, years=4), METHODS, years_ahead=1)
    cards = {c.method: c for c in scorecards(trials, np.arange(5), reference="ours", seed=1)}
    assert cards["same_as_before"].fell_back == 0
    assert cards["ets"].fell_back == cards["ets"].cases == 15
    assert cards["linear_trend"].fell_back == 10
    assert cards["same_as_before"].direction is None


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(NumericsError, match="the outcome would be known"):
        backtest(made_up(series=3), METHODS, years_ahead=0)
    with pytest.raises(NumericsError, match="no year to forecast"):
        backtest(programmes_of([[5.0]]), METHODS, years_ahead=1)
    trials = backtest(programmes_of([[5.0, 6.0]]), RIVALS, years_ahead=1)
    with pytest.raises(NumericsError, match="no trial of ours"):
        scorecards(trials, np.zeros(1, dtype=np.int64), reference="ours", seed=1)
