# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A ranking and how firm it is: held against every reasonable weight on a fine grid."""

from __future__ import annotations

import tracemalloc
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hcat.numerics import weighing
from hcat.numerics.api import (
    NumericsError,
    among_first,
    cells,
    firmness,
    ranks,
    sharing,
    totals,
    turning,
    without_each,
)

STEPS = 240
"""Of the grid: a weight is tried at each part of this."""
ERROR = 0.02
"""What chance (at most 0.0036 of standard error) and the edge of the grid make together."""
SAMPLE = np.random.default_rng(7)


def reasonable_grid(weights: np.ndarray, steps: int = STEPS) -> np.ndarray:
    """Every reasonable weight whose parts are whole numbers of 1/steps, by enumeration."""
    own = weights / weights.sum()
    ranges = [
        range(int(np.ceil(steps * part / 2 - 1e-9)), int(steps * min(2 * part, 1) + 1e-9) + 1)
        for part in own
    ]
    found = [
        (*rest, steps - sum(rest))
        for rest in product(*ranges[:-1])
        if ranges[-1].start <= steps - sum(rest) < ranges[-1].stop
    ]
    return np.array(found) / steps


def in_first(mean: np.ndarray, weights: np.ndarray, first: int) -> np.ndarray:
    """Weights × initiatives: what surely fits, with all that share its place."""
    return part_in(mean, weights, first) == 1


def part_in(mean: np.ndarray, weights: np.ndarray, first: int) -> np.ndarray:
    """Weights × initiatives: counted one against each other, without any sorting; of a place that
    more share than fit, the part that fits."""
    made = np.round(weights @ mean.T, 9)
    ahead = (made[:, None, :] > made[:, :, None]).sum(axis=2)
    alike = (made[:, None, :] == made[:, :, None]).sum(axis=2)
    return np.clip((first - ahead) / alike, 0, 1)


def marks(initiatives: int, criteria: int) -> st.SearchStrategy[np.ndarray]:
    """Means of three assessors: thirds from 1 to 5."""
    thirds = st.integers(3, 15).map(lambda n: n / 3)
    return arrays.arrays(np.float64, (initiatives, criteria), elements=thirds)


@pytest.mark.parametrize("own", [[1, 1, 1], [50, 30, 20], [60, 25, 15], [40, 30, 20, 10]])
def test_the_shares_are_those_of_every_reasonable_weight_enumerated(own: list[float]) -> None:
    weights = np.array(own, dtype=float)
    steps = STEPS if len(own) == 3 else 80
    mean = np.random.default_rng(11).uniform(1, 5, (20, len(own)))
    grid = reasonable_grid(weights, steps)
    assert len(grid) > 1000
    brute = in_first(mean, grid, 8).mean(axis=0)
    told = firmness(mean, weights, 8)
    assert np.abs(told.share - brute).max() < ERROR
    assert ((brute > 0.05) & (brute < 0.95)).sum() >= 2, "the case has something to find"


def test_two_criteria_have_an_exact_share() -> None:
    # A is ahead of B where w < 0.45; w runs from 0.25 to 0.75 for own weights of a half.
    mean = np.array([[1.0, 1.9], [2.1, 1.0]])
    told = firmness(mean, np.array([1.0, 1.0]), 1)
    assert told.share == pytest.approx([0.4, 0.6], abs=0.015)
    assert told.low[0] < 0.4 < told.high[0]


def test_the_interval_of_a_rank_holds_what_the_grid_says() -> None:
    weights = np.array([50.0, 30.0, 20.0])
    mean = SAMPLE.uniform(1, 5, (7, 3))
    grid = reasonable_grid(weights)
    made = np.round(grid @ mean.T, 9)
    each = 1 + (made[:, None, :] > made[:, :, None]).sum(axis=2)
    told = firmness(mean, weights, 3)
    for one in range(7):
        inside = (told.rank_low[one] <= each[:, one]) & (each[:, one] <= told.rank_high[one])
        assert inside.mean() >= 0.9 - ERROR
        strictly = (told.rank_low[one] < each[:, one]) & (each[:, one] < told.rank_high[one])
        assert strictly.mean() <= 0.9 + ERROR, "no wider than it has to be"


@pytest.mark.parametrize("which", range(8))
def test_the_closest_change_is_the_closest_on_the_grid(which: int) -> None:
    weights = np.array([45.0, 35.0, 20.0])
    mean = np.random.default_rng(3).uniform(1, 5, (8, 3))
    own = weights / weights.sum()
    grid = reasonable_grid(weights)
    was = in_first(mean, own[None, :], 3)[0, which]
    turned = grid[in_first(mean, grid, 3)[:, which] != was]
    told = turning(mean, weights, 3, which)
    if told is None:
        assert not len(turned)
        return
    assert told.weights.sum() == pytest.approx(1)
    nearest = np.abs(turned - own).sum(axis=1).min() / 2 if len(turned) else np.inf
    assert told.moved <= nearest + 1e-5, "nothing nearer on the grid"
    assert told.moved >= nearest - 3 / STEPS or not len(turned), "and not nearer than it can be"
    beyond = told.weights + (told.weights - own) * 1e-4
    assert in_first(mean, beyond[None, :], 3)[0, which] != was, "just beyond it has turned"


@given(marks(6, 3), st.integers(1, 5))
def test_whoever_is_better_at_everything_is_never_behind(mean: np.ndarray, first: int) -> None:
    better = np.minimum(mean[0] + 1 / 3, 5.0)
    told = firmness(np.vstack([mean, better]), np.array([3.0, 2.0, 1.0]), first, draws=400)
    assert told.share[-1] >= told.share[0]
    assert told.rank_low[-1] <= told.rank_low[0]
    assert told.rank_high[-1] <= told.rank_high[0]


@given(marks(6, 3), st.permutations(range(6)), st.integers(1, 5))
def test_the_order_of_initiatives_changes_nothing(
    mean: np.ndarray, order: list[int], first: int
) -> None:
    weights = np.array([5.0, 3.0, 2.0])
    plain, other = (firmness(one, weights, first, draws=500) for one in (mean, mean[order]))
    assert np.array_equal(plain.share[order], other.share)
    assert np.array_equal(plain.rank_high[order], other.rank_high)


@given(marks(5, 3), st.permutations(range(3)))
def test_the_order_of_criteria_changes_nothing_but_chance(
    mean: np.ndarray, order: list[int]
) -> None:
    weights = np.array([5.0, 3.0, 2.0])
    plain = firmness(mean, weights, 2, draws=4000)
    other = firmness(mean[:, order], weights[order], 2, draws=4000)
    # Two independent shares of 4,000 draws: their difference is within 5 standard errors.
    assert np.abs(plain.share - other.share).max() <= 5 * np.sqrt(0.5 / 4000)
    assert (
        ranks(totals(mean, weights)).tolist()
        == ranks(totals(mean[:, order], weights[order])).tolist()
    )


@given(marks(5, 3), st.sampled_from([0.5, 2.0, 16.0]))
def test_the_scale_of_the_weights_changes_nothing(mean: np.ndarray, scale: float) -> None:
    weights = np.array([5.0, 3.0, 2.0])
    plain, other = (firmness(mean, one, 2, draws=500) for one in (weights, weights * scale))
    assert np.array_equal(plain.share, other.share)


@given(marks(5, 3), st.integers(0, 4), st.integers(1, 4))
def test_what_turns_within_reason_is_not_in_every_draw_and_the_other_way_round(
    mean: np.ndarray, which: int, first: int
) -> None:
    weights = np.array([5.0, 3.0, 2.0])
    share = firmness(mean, weights, first, draws=500).share[which]
    twins = (mean == mean[which]).all(axis=1).sum()
    if turning(mean, weights, first, which) is None:
        assert share in (0.0, 1.0) or twins > 1, "twins share a place under all weights"


def test_equals_share_the_better_place_and_what_fits_of_it() -> None:
    mean, weights = np.array([[3.0, 3.0], [3.0, 3.0], [1.0, 1.0]]), np.array([1.0, 1.0])
    assert ranks(totals(mean, weights)).tolist() == [1, 1, 3]
    assert sharing(ranks(totals(mean, weights))).tolist() == [2, 2, 1]
    for first, share, is_in in (
        (1, [0.5, 0.5, 0.0], [False, False, False]),
        (2, [1.0, 1.0, 0.0], [True, True, False]),
    ):
        assert firmness(mean, weights, first, draws=300).share.tolist() == share
        assert among_first(mean, weights, first, np.zeros(2)).tolist() == is_in
    assert turning(mean, weights, 1, 0) is None, "no weights tell twins apart"


@given(st.lists(st.sampled_from([(4.0, 2.0, 3.0), (2.0, 4.0, 3.0), (3.0, 3.0, 3.0)]), min_size=2,
                max_size=8), st.integers(1, 6))  # fmt: skip
def test_twins_share_what_fits_as_on_the_grid(rows: list[tuple[float, ...]], first: int) -> None:
    mean, weights = np.array(rows), np.array([50.0, 30.0, 20.0])
    told = firmness(mean, weights, first)
    brute = part_in(mean, reasonable_grid(weights), first).mean(axis=0)
    assert np.abs(told.share - brute).max() < 2 * ERROR, "the grid has ties on its lines"
    assert told.share.sum() == pytest.approx(min(first, len(mean)))


def test_a_total_is_missing_where_nobody_scored_a_criterion() -> None:
    scores = np.array([[[4.0, np.nan], [2.0, 3.0]], [[2.0, np.nan], [np.nan, 5.0]]])
    made = cells(scores)
    assert made.count.tolist() == [[2, 0], [1, 2]]
    assert np.isnan(made.mean[0, 1])
    of = totals(made.mean, np.array([1.0, 1.0]))
    assert np.isnan(of[0])
    assert of[1] == 3.0
    told = firmness(made.mean, np.array([1.0, 1.0]), 1, draws=300)
    assert np.isnan(told.share[0])
    assert told.share[1] == 1.0


def test_leaving_out_one_assessor_shows_who_tips_it() -> None:
    scores = np.array([[[5.0], [1.0]], [[2.0], [3.0]], [[2.0], [3.0]]])
    among = without_each(scores, np.array([1.0]), 1, np.zeros(1))
    assert among.tolist() == [[False, True], [True, False], [True, False]]


def test_what_fails_a_threshold_takes_no_place() -> None:
    mean = np.array([[5.0, 2.0], [3.0, 3.0], [2.0, 3.0]])
    among = among_first(mean, np.array([1.0, 1.0]), 1, np.array([0.0, 3.0]))
    assert among.tolist() == [False, True, False]


def test_memory_does_not_grow_with_the_number_of_draws() -> None:
    mean, weights = SAMPLE.uniform(1, 5, (200, 6)), np.ones(6)
    peaks = []
    for draws in (8_000, 80_000):
        tracemalloc.start()
        firmness(mean, weights, 40, draws=draws)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_the_same_numbers_come_out_every_time() -> None:
    mean, weights = SAMPLE.uniform(1, 5, (12, 5)), np.array([3.0, 2.0, 2.0, 1.0, 1.0])
    assert np.array_equal(firmness(mean, weights, 4).share, firmness(mean, weights, 4).share)


@pytest.mark.parametrize(
    ("mean", "weights", "word"),
    [
        (np.ones((2, 2)), np.array([1.0, 0.0]), "above zero"),
        (np.ones((2, 2)), np.ones(3), "one weight"),
        (np.ones((2, 13)), np.ones(13), "criteria"),
        (np.ones((weighing.MOST_INITIATIVES + 1, 2)), np.ones(2), "ranked together"),
    ],
)
def test_what_cannot_be_weighed_is_refused(
    mean: np.ndarray, weights: np.ndarray, word: str
) -> None:
    with pytest.raises(NumericsError, match=word):
        firmness(mean, weights, 1)
