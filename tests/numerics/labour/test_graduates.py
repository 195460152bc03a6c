# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forecast of graduates does with little to go by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.labour.graduates import _weight, as_before, forecast_graduates, shrunk_ratio
from hcat.numerics.labour.predictive import LEAST_MEAN, Predictive
from hcat.numerics.labour.vintages import Figures, History, Programmes, history, known_at

from .programmes import made_up, programmes_of

TARGET = 2017


def known(programmes: Programmes, target: int = TARGET) -> History:
    """What is known a year before the graduates of the target year are."""
    return history(known_at(programmes, date(target + 1, 12, 31)), target)


def said(programmes: Programmes, target: int = TARGET) -> Predictive:
    return forecast_graduates(known(programmes, target), target)


def test_students_weigh_where_they_lead_and_persistence_where_they_do_not() -> None:
    assert _weight(known(made_up(led=1.0)), TARGET) > 0.7
    assert _weight(known(made_up(led=0.0, drift=0.4)), TARGET) < 0.3


def test_without_students_it_is_as_before_and_says_so() -> None:
    programmes = programmes_of([[10, 20, 40]])
    found = said(programmes, 2013)
    assert found.mean[0] == pytest.approx((10 + 2 * 20 + 4 * 40) / 7)
    assert found.fell_back.all()


def test_a_new_programme_is_forecast_from_its_students() -> None:
    students = np.full((8, 8), 100.0)
    counts = np.full((8, 8), 20.0)
    counts[0], students[0, :7] = 0.0, 0.0
    found = said(programmes_of(counts, students))
    assert LEAST_MEAN < found.mean[0] < 20
    assert not found.fell_back[0]


def test_a_programme_that_empties_is_forecast_below_what_it_was() -> None:
    rng = np.random.default_rng(3)
    students = np.tile(rng.uniform(50, 200, (10, 1)), (1, 8))
    students[0, -3:] = [60.0, 30.0, 10.0]
    found = said(programmes_of(np.round(0.2 * students), students))
    assert found.mean[0] < as_before(known(programmes_of(np.round(0.2 * students))))[0]


def test_nobody_graduates_where_nobody_studies() -> None:
    students, counts = np.full((6, 8), 100.0), np.full((6, 8), 20.0)
    students[0, 7] = 0.0
    assert said(programmes_of(counts, students)).mean[0] == LEAST_MEAN


def test_first_year_students_count_only_where_they_are_known_throughout() -> None:
    programmes = made_up(series=10)
    half = programmes.enrolled
    half = replace(half, low=np.floor(half.low / 2), high=np.floor(half.low / 2))
    partly = replace(programmes, entrants=half.at(half.years < TARGET))
    np.testing.assert_array_equal(said(partly).mean, said(programmes).mean)
    assert np.any(said(replace(programmes, entrants=half)).mean != said(programmes).mean)


def test_a_programme_without_graduates_or_students_is_not_forecast() -> None:
    students, counts = np.full((3, 8), 100.0), np.full((3, 8), 20.0)
    students[0], counts[0] = 0.0, 0.0
    found = said(programmes_of(counts, students))
    assert not found.alive[0]
    assert np.isnan(found.members[0]).all()
    assert found.alive[1:].all()


def test_a_suppressed_history_is_forecast_between_its_ends() -> None:
    programmes = programmes_of([[0], [50]])
    rows = [(0, year, 1.0, 4.0, f"{year + 2}-03-31") for year in range(2010, 2014)]
    rows += [(1, year, 50.0, 50.0, f"{year + 2}-03-31") for year in range(2010, 2014)]
    found = said(replace(programmes, graduates=Figures.between(rows)), 2014)
    assert 1 < found.mean[0] < 4


def test_the_spread_of_a_steady_past_is_narrower_than_that_of_a_wild_one() -> None:
    rng = np.random.default_rng(5)
    noise = rng.normal(size=(40, 7))
    steady, wild = (said(programmes_of(np.round(90 * np.exp(s * noise)))) for s in (0.05, 0.5))
    assert steady.spread.phi < wild.spread.phi / 4
    assert steady.spread.years == wild.spread.years == 6


def test_four_intervals_in_five_hold_what_the_same_law_brings() -> None:
    inside = []
    for seed in range(6):
        programmes = made_up(seed=seed)
        truth = history(programmes, TARGET).low[:, TARGET - 2010]
        low, high = said(programmes).interval(0.8)
        inside.append((low <= truth) & (truth <= high))
    assert 0.7 < np.mean(inside) < 0.9


def test_the_draws_of_a_programme_do_not_hang_on_the_others() -> None:
    found = said(made_up(series=20))
    some = replace(found, names=found.names[3:5], members=found.members[3:5])
    np.testing.assert_array_equal(found.draws(50, 7)[3:5], some.draws(50, 7))
    assert np.any(found.draws(50, 7) != found.draws(50, 8))


def test_draws_follow_the_members_and_share_the_fortune_of_the_year() -> None:
    found = said(made_up(series=40))
    draws = found.draws(4000, 1)
    np.testing.assert_allclose(draws.mean(axis=1), found.members.mean(axis=1), rtol=0.05)
    apart = found.members.var(axis=1).sum()
    assert draws.sum(axis=0).var() > 1.5 * apart


@given(st.lists(st.tuples(st.integers(0, 500), st.floats(1.0, 500.0)), min_size=1, max_size=12))
def test_a_pooled_ratio_lies_between_its_own_and_one(groups: list[tuple[int, float]]) -> None:
    counted, expected = np.array([g[0] for g in groups], float), np.array([g[1] for g in groups])
    found = shrunk_ratio(counted, expected, np.arange(len(groups)))
    own = counted / expected
    assert np.all((np.minimum(own, 1) - 1e-9 <= found) & (found <= np.maximum(own, 1) + 1e-9))


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(1.2, 4.0))
def test_more_students_never_bring_fewer_graduates(seed: int, factor: float) -> None:
    programmes = made_up(series=12, years=5, seed=seed)
    last = (programmes.enrolled.years == 2014) & (programmes.enrolled.series == 0)
    more = np.where(last, factor * programmes.enrolled.low, programmes.enrolled.low)
    raised = replace(programmes, enrolled=replace(programmes.enrolled, low=more, high=more))
    assert said(raised, 2014).mean[0] > said(programmes, 2014).mean[0]
