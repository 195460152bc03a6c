# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lots pick what they should, as often as they should."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.lots import (
    FULL,
    alias_table,
    drawn,
    first_lot,
    numbered,
    second_lot,
    threshold,
)


@st.composite
def shares(draw: st.DrawFn) -> np.ndarray:
    weights = draw(st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1)), min_size=1, max_size=256))
    found = np.array(weights)
    if not found.any():
        found[-1] = 1.0
    return found / found.sum()


@given(wanted=shares())
def test_a_table_holds_the_shares_to_the_grain_of_its_lots(wanted: np.ndarray) -> None:
    table = alias_table(wanted, "shares").astype(np.int64)
    keep, other = table >> 8, table & 255
    found = keep.astype(float)
    np.add.at(found, other, FULL - keep)
    assert found / (FULL * wanted.size) == pytest.approx(wanted, abs=2.0**-24)
    assert not found[wanted == 0].any()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**63))
def test_outcomes_come_as_often_as_their_shares_say(seed: int) -> None:
    wanted = np.array([0.05, 0.15, 0.3, 0.5])
    codes = numbered(np.uint64(seed), np.arange(50_000))
    for lots in (first_lot(codes), second_lot(codes)):
        picked = drawn(alias_table(wanted, "shares")[None], 0, lots)
        found = np.bincount(picked, minlength=4)
        assert ((found - 50_000 * wanted) ** 2 / (50_000 * wanted)).sum() < chi2.isf(1e-6, 3)


def test_the_two_lots_of_a_person_and_those_of_two_years_know_nothing_of_each_other() -> None:
    persons = numbered(np.uint64(5), np.arange(100_000))
    lots = [part(numbered(persons, year)) for year in (0, 1) for part in (first_lot, second_lot)]
    correlation = np.corrcoef([one.astype(float) for one in lots])
    assert np.abs(correlation - np.eye(4)).max() < 5 / np.sqrt(100_000)


@pytest.mark.parametrize("rate", [1.1, -0.1, float("nan")])
def test_a_rate_outside_nobody_and_everybody_is_refused(rate: float) -> None:
    with pytest.raises(NumericsError, match="between nobody and everybody lies 0 to 1; write 5%"):
        threshold([0.5, rate])


@pytest.mark.parametrize(
    "rows", [[[0.5, 0.5], [0.5, 0.6]], [[1.5, -0.5]], [[float("nan"), 1.0]], np.ones((1, 0))]
)
def test_rows_that_do_not_add_up_to_one_are_refused(rows: list[list[float]]) -> None:
    with pytest.raises(NumericsError, match=r"moves.*: .*; .*"):
        alias_table(rows, "moves")


def test_more_outcomes_than_a_byte_holds_are_refused() -> None:
    with pytest.raises(NumericsError, match="1 to 256 outcomes"):
        alias_table(np.full(257, 1 / 257), "moves")
