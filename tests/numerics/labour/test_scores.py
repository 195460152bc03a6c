# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scores reward who says what he believes, and say how sure they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import scores

ensembles = st.lists(st.integers(0, 40), min_size=12, max_size=12).map(
    lambda found: np.sort(np.array(found, dtype=float))
)


def expected_crps(said: np.ndarray, truth: np.ndarray) -> float:
    members = np.tile(said, (truth.size, 1))
    return float(scores.crps(members, truth, truth).mean())


@given(ensembles, ensembles)
def test_nobody_gains_by_saying_anything_but_the_truth(
    truth: np.ndarray, other: np.ndarray
) -> None:
    assert expected_crps(truth, truth) <= expected_crps(other, truth) + 1e-9


@given(ensembles, st.integers(0, 40))
def test_crps_is_mean_distance_less_half_the_mean_spread(members: np.ndarray, actual: int) -> None:
    got = scores.crps(members[None, :], np.array([float(actual)]), np.array([float(actual)]))
    spread = np.abs(members[:, None] - members[None, :]).mean()
    assert got[0] == pytest.approx(np.abs(members - actual).mean() - spread / 2, abs=1e-9)


def test_a_suppressed_outcome_counts_as_each_of_the_counts_it_may_hide() -> None:
    members = np.array([[0.0, 2.0, 5.0]])
    apart = [scores.crps(members, np.array([y]), np.array([y]))[0] for y in (1.0, 2.0, 3.0, 4.0)]
    assert scores.crps(members, np.array([1.0]), np.array([4.0]))[0] == pytest.approx(
        np.mean(apart)
    )


def drawn(bias: float = 1.0, width: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """2000 forecasts (Poisson, times so much) and outcomes of which the Poisson law is true."""
    rng = np.random.default_rng(1)
    mean = rng.uniform(20, 80, 2000)
    members = mean[:, None] + width * (rng.poisson(mean[:, None], (2000, 200)) - mean[:, None])
    return np.sort(bias * members, axis=1), rng.poisson(mean).astype(float)


def test_the_intervals_of_the_true_law_cover_what_they_promise() -> None:
    members, truth = drawn()
    for level in (0.5, 0.8, 0.95):
        assert scores.covered(members, truth, truth, level).mean() == pytest.approx(level, abs=0.04)


def test_pit_is_even_for_the_true_law_and_slopes_for_a_biased_one() -> None:
    members, truth = drawn()
    assert scores.pit(members, truth, truth).mean(axis=0) == pytest.approx(0.1, abs=0.02)
    low, truth = drawn(bias=0.8)
    tilted = scores.pit(low, truth, truth).mean(axis=0)
    assert tilted[-1] > 0.3 > 0.05 > tilted[0]


@given(ensembles, st.integers(0, 40), st.integers(0, 4))
def test_each_case_fills_the_bins_of_the_pit_once(
    members: np.ndarray, low: int, width: int
) -> None:
    part = scores.pit(members[None, :], np.array([float(low)]), np.array([float(low + width)]))
    assert part.sum() == pytest.approx(1.0)
    assert (part >= 0).all()


@given(ensembles, st.integers(0, 40))
def test_classes_are_scored_best_by_certainty_of_what_happened(
    members: np.ndarray, actual: int
) -> None:
    bounds, truth = np.array([[10.0, 20.0]]), np.array([float(actual)])
    said = scores.class_probabilities(members[None, :], bounds)
    certain = scores.class_probabilities(truth[:, None], bounds)
    assert said.sum() == pytest.approx(1.0)
    assert scores.ranked_probability(certain, bounds, truth, truth)[0] == 0.0
    assert 0 <= scores.ranked_probability(said, bounds, truth, truth)[0] <= 2


@given(st.floats(1, 100), st.floats(-50, 50), st.floats(-50, 50))
def test_a_direction_is_hit_when_both_moved_to_one_side(
    before: float, said: float, moved: float
) -> None:
    truth = np.array([before + moved])
    hit = scores.direction_hits(np.array([before + said]), np.array([before]), truth, truth)[0]
    if abs(said) < 0.5 or truth[0] == before:
        assert np.isnan(hit)
    elif abs(said) > 0.51:
        assert hit == (said * moved > 0)


def test_an_interval_is_the_same_for_the_same_seed_and_holds_the_mean_19_times_in_20() -> None:
    rng = np.random.default_rng(2)
    blocks = np.repeat(np.arange(40), 5)
    holds = []
    for seed in range(150):
        shared = rng.normal(size=40)[blocks]
        found = scores.mean_score(shared + rng.normal(size=200), blocks, seed=seed)
        holds.append(not found.differs_from_zero)
    assert 0.88 < np.mean(holds) < 0.99
    values = rng.normal(size=200)
    assert scores.mean_score(values, blocks, seed=4) == scores.mean_score(values, blocks, seed=4)


def test_blocks_that_err_together_widen_the_interval() -> None:
    values = np.repeat(np.random.default_rng(3).normal(size=20), 10)
    together = scores.mean_score(values, np.repeat(np.arange(20), 10), seed=1)
    apart = scores.mean_score(values, np.arange(200), seed=1)
    assert together.interval.width > 2 * apart.interval.width


def test_one_year_says_nothing_about_the_bias_of_the_next() -> None:
    one = scores.summed_bias(np.array([5.0, 6.0]), np.array([2020, 2020]))
    assert one.value == 11.0
    assert not one.differs_from_zero
    three = scores.summed_bias(np.array([10.0, 11.0, 12.0]), np.array([2020, 2021, 2022]))
    assert three.differs_from_zero


def test_no_case_is_no_score() -> None:
    with pytest.raises(NumericsError, match="no case to score"):
        scores.mean_score(np.array([np.nan]), np.array([0]), seed=1)


def test_without_the_extra_a_score_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hcat.numerics.labour.scores.find_spec", lambda name: None)
    with pytest.raises(NumericsError, match=r"install human-capital-agenda\[forecast\]"):
        scores.crps(np.ones((1, 2)), np.ones(1), np.ones(1))
