# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was counted at some, raised to all, covers what is there at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from hcat.numerics.api import NumericsError, raised_count

COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=40)


@given(counts=COUNTS, more=st.integers(1, 200))
def test_the_ends_stand_around_the_value_and_above_what_was_counted(
    counts: list[int], more: int
) -> None:
    value, interval = raised_count(counts, len(counts) + more)
    assert sum(counts) <= interval.low <= value <= interval.high
    assert interval.high > value or sum(counts) == value > 0
    wider = raised_count(counts, len(counts) + more, confidence=0.99)[1]
    assert wider.low <= interval.low
    assert interval.high <= wider.high


def test_nothing_counted_at_some_is_not_nothing_at_all() -> None:
    value, interval = raised_count([0] * 30, 100)
    assert (value, interval.low) == (0.0, 0.0)
    assert binom.pmf(0, round(interval.high), 0.3) == pytest.approx(0.05, abs=0.02)


def test_without_clusters_it_is_the_binomial_one() -> None:
    counts = [1] * 12 + [0] * 28
    _value, interval = raised_count(counts, 100, confidence=0.9)
    for end, tail in ((interval.high, 0.05), (interval.low, 0.95)):
        whole = round(end)
        middle = binom.cdf(11, whole, 0.4) + binom.pmf(12, whole, 0.4) / 2
        assert middle == pytest.approx(tail, abs=0.02)


def test_a_few_with_many_make_it_wider() -> None:
    even, uneven = raised_count([1] * 20, 60)[1], raised_count([20] + [0] * 19, 60)[1]
    assert uneven.width > 2 * even.width


def test_all_counted_is_the_count() -> None:
    value, interval = raised_count([3, 0, 4], 3)
    assert (value, interval.low, interval.high, interval.method) == (7.0, 7.0, 7.0, "census")


@pytest.mark.parametrize(("counts", "population"), [([3], 9), ([1, 2, 3], 2), ([1, -1], 9)])
def test_what_shows_no_spread_is_refused(counts: list[int], population: int) -> None:
    with pytest.raises(NumericsError):
        raised_count(counts, population)


def test_it_covers_what_is_there() -> None:
    """A short form of `make bench ONLY=spells`: 100 of 200 companies, uneven."""
    rng = np.random.default_rng(75)
    held = 0
    for _run in range(1500):
        counts = rng.poisson(rng.gamma(0.5, 2 * 60 / 200, 200))
        interval = raised_count(counts[:100].tolist(), 200)[1]
        held += interval.low <= counts.sum() <= interval.high
    assert 93.0 <= held / 15 <= 97.5
