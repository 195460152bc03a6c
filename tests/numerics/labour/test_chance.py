# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Chance numbers: normal, independent, and the same whoever makes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from hcat.numerics.labour import kernel
from hcat.numerics.labour.chance import TAIL, key, normals

MANY = np.arange(200_000)


def test_they_are_normal_up_to_the_tail() -> None:
    numbers = normals(key(1, "a purpose"), MANY)
    assert stats.kstest(numbers, "norm").pvalue > 0.001
    beyond = float((np.abs(numbers) > TAIL).mean())
    expected = 2 * stats.norm.sf(TAIL)
    assert beyond == pytest.approx(expected, abs=4 * np.sqrt(expected / MANY.size))


def test_purposes_and_neighbours_know_nothing_of_each_other() -> None:
    one, other = (normals(key(1, "cell", name), MANY) for name in ("hbo/civil", "hbo/energy"))
    bound = 4 / np.sqrt(MANY.size)
    assert abs(np.corrcoef(one, other)[0, 1]) < bound
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < bound
    assert abs(np.corrcoef(one[1:] ** 2, one[:-1] ** 2)[0, 1]) < bound


def test_compiled_and_plain_are_the_same_numbers() -> None:
    code = key(5, "x")
    assert np.abs(normals(code, MANY) - kernel.normals(code, MANY)).max() < 1e-14


@given(seed=st.integers(0, 2**64 - 1), start=st.integers(0, 10**9), count=st.integers(1, 50))
def test_a_number_is_the_same_alone_or_among_others(seed: int, start: int, count: int) -> None:
    code = key(seed, "cell", "twente")
    among = normals(code, np.arange(start, start + count))
    assert among[-1] == normals(code, np.array([start + count - 1]))[0]
