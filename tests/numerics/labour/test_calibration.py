# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pooled rates, raked tables, and how wide inputs are drawn."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Quality
from hcat.numerics.labour.calibration import pooled_rates, raked
from hcat.numerics.labour.widths import number_spread, rate_spread

DAY = date(2024, 3, 1)


def test_pooling_is_nearer_to_the_truth_than_each_cell_by_itself() -> None:
    random = np.random.default_rng(1)
    centre = 0.5 + 0.5 * random.normal(size=(12, 1)) + 0.3 * random.normal(size=(1, 6))
    truth = 1 / (1 + np.exp(-(centre + 0.2 * random.normal(size=(12, 6)))))
    of = np.full((12, 6, 5), 5)
    yes = random.binomial(of, truth[:, :, None])
    found = pooled_rates(yes, of, vintage=DAY)
    alone = yes.sum(axis=2) / of.sum(axis=2)
    assert np.abs(found.rate - truth).mean() < 0.75 * np.abs(alone - truth).mean()
    assert found.between_fields == pytest.approx(0.5, abs=0.25)
    off = np.log(found.rate / (1 - found.rate)) - np.log(truth / (1 - truth))
    inside = np.abs(off) < 1.2816 * found.log_odds_spread
    assert 0.65 < inside.mean() < 0.95  # 80% intervals
    assert found.vintage == DAY


def test_a_cell_without_counts_gets_what_its_field_and_region_show() -> None:
    yes = np.array([[[90], [0]], [[20], [10]]])
    of = np.array([[[100], [0]], [[100], [100]]])
    found = pooled_rates(yes, of, vintage=DAY)
    assert found.rate[1, 1] < found.rate[0, 1] < 1
    assert found.log_odds_spread[0, 1] > found.log_odds_spread[0, 0]


def test_many_counts_are_left_what_they_are() -> None:
    found = pooled_rates([[[70_000]], [[20_000]]], [[[100_000]], [[100_000]]], vintage=DAY)
    assert found.rate[:, 0] == pytest.approx([0.7, 0.2], abs=0.001)


@pytest.mark.parametrize(
    ("yes", "of"), [([[1]], [[2]]), ([[[3]]], [[[2]]]), ([[[0]]], [[[0]]]), ([[[-1]]], [[[2]]])]
)
def test_counts_that_cannot_be_are_refused(yes: object, of: object) -> None:
    with pytest.raises(NumericsError):
        pooled_rates(yes, of, vintage=DAY)  # type: ignore[arg-type]


@given(arrays.arrays(np.float64, (3, 4, 2), elements=st.floats(0.1, 100)), st.floats(1, 1e4))
def test_a_raked_table_meets_every_margin(goal: np.ndarray, scale: float) -> None:
    goal = goal * scale
    found = raked(np.ones_like(goal), {(0,): goal.sum(axis=(1, 2)), (1, 2): goal.sum(axis=0)})
    assert found.sum(axis=(1, 2)) == pytest.approx(goal.sum(axis=(1, 2)), rel=1e-8)
    assert found.sum(axis=0) == pytest.approx(goal.sum(axis=0), rel=1e-8)


def test_raking_keeps_ratios_and_zeros() -> None:
    found = raked([[1.0, 2.0], [0.0, 4.0]], {(0,): [30.0, 40.0]})
    assert found.tolist() == [[10.0, 20.0], [0.0, 40.0]]


@pytest.mark.parametrize(
    ("table", "margins"),
    [
        ([[1.0, -1.0]], {(0,): [1.0]}),
        ([[1.0, 1.0]], {(0,): [1.0, 2.0]}),
        ([[1.0, 1.0]], {(0,): [1.0], (1,): [1.0, 1.0]}),
        ([[0.0, 1.0]], {(1,): [1.0, 1.0]}),
    ],
)
def test_margins_that_cannot_be_met_are_refused(table: object, margins: object) -> None:
    with pytest.raises(NumericsError):
        raked(table, margins)  # type: ignore[arg-type]


def test_what_is_worse_known_older_or_counted_over_fewer_is_wider() -> None:
    order = [rate_spread(0.4, one) for one in Quality]
    assert order == sorted(order)
    assert rate_spread(0.4, Quality.PUBLISHED, years_old=9) > rate_spread(0.4, Quality.PUBLISHED)
    few, many = (rate_spread(0.4, Quality.MEASURED, answers=n) for n in (20, 2000))
    assert few > many
    assert number_spread(4, Quality.PUBLISHED) > number_spread(400, Quality.PUBLISHED)
    assert number_spread(0, Quality.ASSUMED) == rate_spread(1.0, Quality.ASSUMED) == 0.0
    assert rate_spread(1.0, Quality.MEASURED, answers=10) > 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: rate_spread(1.1, Quality.ASSUMED),
        lambda: rate_spread(0.5, Quality.ASSUMED, years_old=-1),
        lambda: rate_spread(0.5, Quality.ASSUMED, answers=0),
        lambda: number_spread(-1, Quality.ASSUMED),
    ],
)
def test_widths_of_what_cannot_be_are_refused(call: object) -> None:
    with pytest.raises(NumericsError):
        call()  # type: ignore[operator]
