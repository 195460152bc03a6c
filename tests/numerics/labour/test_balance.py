# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The identity, ROA's indicator and substitution, with their source figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import balance
from hcat.numerics.labour.balance import BOUNDS, Prospects

PUBLISHED = {
    # Table 1 of the report of 2012, after ROA (2011): openings, inflow, and the gap it prints.
    "vmbo": (106_200, 44_400, -61_800),
    "mbo": (221_400, 163_400, -58_000),
    "hbo": (74_700, 49_600, -25_100),
    "wo": (40_100, 29_700, -10_400),
}


@pytest.mark.parametrize("level", PUBLISHED)
def test_the_gap_of_each_level_is_inflow_less_openings(level: str) -> None:
    openings, inflow, gap = PUBLISHED[level]
    assert float(balance.balance(inflow, openings)) == gap


def test_the_printed_totals_differ_from_the_rows_by_rounding() -> None:
    openings, inflow, gap = (sum(column) for column in zip(*PUBLISHED.values(), strict=True))
    assert (openings, inflow, gap) == (442_400, 287_100, -155_300)
    assert float(balance.balance(287_000, 442_400)) == -155_400


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        (0.85, Prospects.VERY_GOOD), (0.851, Prospects.GOOD), (1.0, Prospects.GOOD),
        (1.001, Prospects.REASONABLE), (1.05, Prospects.REASONABLE), (1.1, Prospects.MODERATE),
        (1.15, Prospects.MODERATE), (1.151, Prospects.BAD), (np.inf, Prospects.BAD),
    ],
)  # fmt: skip
def test_classes_have_the_bounds_of_roa(indicator: float, expected: Prospects) -> None:
    found = balance.class_probabilities(np.array([indicator]))
    assert list(Prospects)[int(found.argmax())] is expected
    assert BOUNDS == (0.85, 1.0, 1.05, 1.15)


def test_where_nobody_is_asked_for_prospects_are_bad() -> None:
    assert balance.prospects_indicator(10.0, 0.0, -50.0, 0.0) == np.inf


def test_shrinking_demand_counts_as_none() -> None:
    assert float(balance.prospects_indicator(50.0, 0.0, -20.0, 100.0)) == 0.5


@given(
    shortage=arrays.arrays(np.float64, (4, 3), elements=st.floats(-1e5, 1e5)),
    share=arrays.arrays(np.float64, (4, 4), elements=st.floats(0, 0.33)),
)
def test_substitution_moves_demand_and_makes_none(shortage: np.ndarray, share: np.ndarray) -> None:
    np.fill_diagonal(share, 0.0)
    moved = balance.substitution(shortage, share)
    assert moved.sum(axis=0) == pytest.approx(0, abs=1e-6)
    assert (moved[shortage <= 0] >= 0).all()


def test_substitution_lightens_the_prospects_of_who_takes_over() -> None:
    moved = balance.substitution([100.0, -20.0], [[0.0, 0.0], [0.3, 0.0]])
    without = balance.prospects_indicator(120.0, 0.0, 0.0, 100.0)
    with_it = balance.prospects_indicator(120.0, 0.0, 0.0, 100.0, moved[1])
    assert float(with_it) < float(without)


@pytest.mark.parametrize(
    "share", [[[0.1, 0], [0, 0]], [[0, 1.2], [0, 0]], [[0, -1], [0, 0]], [[0]]]
)
def test_shares_that_cannot_be_taken_over_are_refused(share: list[list[float]]) -> None:
    with pytest.raises(NumericsError):
        balance.substitution([1.0, 2.0], share)
