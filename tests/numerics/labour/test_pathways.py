# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ways through school into work: nobody is lost on the way, and the shares are the exact ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import normal_quantile
from hcat.numerics.labour.pathways import Journeys, Schooling, expected, follow

STATES = (
    "vmbo", "havo", "vwo", "mbo3", "mbo4", "hbo", "wo",
    "technology", "elsewhere", "other work", "returned", "outside",
)  # fmt: skip
EDUCATION = STATES[:7]
MOVES = {
    "vmbo": {"vmbo": 0.74, "mbo3": 0.10, "mbo4": 0.13, "havo": 0.02, "outside": 0.01},
    "havo": {"havo": 0.79, "hbo": 0.17, "mbo4": 0.02, "vwo": 0.02},
    "vwo": {"vwo": 0.83, "wo": 0.14, "hbo": 0.03},
    "mbo3": {"mbo3": 0.65, "mbo4": 0.08, "technology": 0.19, "other work": 0.06, "outside": 0.02},
    "mbo4": {"mbo4": 0.72, "hbo": 0.10, "technology": 0.12, "other work": 0.04, "elsewhere": 0.02},
    "hbo": {"hbo": 0.76, "wo": 0.03, "technology": 0.13, "elsewhere": 0.05, "other work": 0.03},
    "wo": {"wo": 0.80, "technology": 0.06, "elsewhere": 0.11, "other work": 0.03},
    "technology": {"technology": 0.94, "elsewhere": 0.02, "other work": 0.03, "outside": 0.01},
    "elsewhere": {"elsewhere": 0.97, "returned": 0.02, "outside": 0.01},
    "other work": {"other work": 0.97, "technology": 0.02, "outside": 0.01},
    "returned": {"returned": 0.95, "elsewhere": 0.03, "other work": 0.01, "outside": 0.01},
    "outside": {"outside": 1.0},
}


EVEN = np.full(12, 1 / 12)


def pupils(**changed: Any) -> Schooling:
    begin = {"vmbo": 0.55, "havo": 0.27, "vwo": 0.18}
    inputs: dict[str, Any] = {
        "states": STATES,
        "education": EDUCATION,
        "begin": [begin.get(one, 0) for one in STATES],
        "moves": [[MOVES[one].get(other, 0) for other in STATES] for one in STATES],
        "years": 15,
    }
    return Schooling(**(inputs | changed))


def test_nobody_is_lost_on_the_way() -> None:
    journeys = follow(pupils(), 10_000)
    for year in range(16):
        table = journeys.table(year)
        assert sum(row.persons for row in table) == 10_000
        assert sum(row.share for row in table) == pytest.approx(1, abs=1e-12)
    assert all(row.interval.low <= row.share <= row.interval.high for row in journeys.table())


def test_shares_are_the_exact_ones_within_chance() -> None:
    schooling, persons = pupils(), 400_000
    exact = expected(schooling)
    assert exact.sum(axis=(1, 2)) == pytest.approx(np.ones(16))
    found = follow(schooling, persons).counts / persons
    often = exact * persons > 20
    error = np.sqrt(exact * (1 - exact) / persons)[often]
    scores = (found - exact)[often] / np.maximum(error, 1e-12)
    assert np.abs(scores).max() < normal_quantile(1 - 0.01 / 2 / scores.size)
    assert not found[exact == 0].any()


def test_a_planted_wrong_share_shows() -> None:
    schooling, persons = pupils(), 400_000
    moves = np.array(schooling.moves)
    moves[:, 5, [7, 8]] += [-0.005, 0.005]  # hbo: technology in the region, elsewhere
    exact = expected(pupils(moves=moves))[-1].sum(axis=0)[7]
    error = np.sqrt(exact * (1 - exact) / persons)
    assert abs(follow(schooling, persons).share("technology") - exact) > 3 * error


def test_a_way_tells_each_education_once_in_the_order_of_first_coming() -> None:
    back_and_forth = Schooling(
        states=("havo", "vwo", "works"),
        education=("havo", "vwo"),
        begin=[1, 0, 0],
        moves=[[0, 1, 0], [1, 0, 0], [0, 0, 1]],
        years=4,
    )
    (row,) = follow(back_and_forth, 10).table()
    assert (row.way, row.state, row.persons) == (("havo", "vwo"), "havo", 10)


def test_who_never_was_in_education_has_an_empty_way() -> None:
    schooling = Schooling(
        states=("works", "school"), education=("school",), begin=[1, 0], moves=np.eye(2), years=1
    )
    assert [row.way for row in follow(schooling, 5).table()] == [()]


def test_shares_may_depend_on_the_years_since_the_start() -> None:
    stays, leaves = [[1, 0], [0, 1]], [[0, 1], [0, 1]]
    schooling = Schooling(
        states=("school", "works"), education=("school",), begin=[1, 0],
        moves=[stays, leaves, stays], years=3,
    )  # fmt: skip
    journeys = follow(schooling, 7)
    assert [journeys.share("works", year) for year in range(4)] == [0, 0, 1, 1]


def same(one: Journeys, other: Journeys) -> bool:
    return bool((one.counts == other.counts).all())


def test_plain_and_compiled_and_any_number_of_threads_agree_to_the_person() -> None:
    whole = follow(pupils(), 200_000)
    assert same(follow(pupils(), 200_000, compiled=False), whole)
    for workers in (2, 5):
        with ThreadPoolExecutor(workers) as executor:
            assert same(follow(pupils(), 200_000, executor=executor), whole)


@st.composite
def schoolings(draw: st.DrawFn) -> Schooling:
    size, years = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    weights = np.array(draw(st.lists(
        st.integers(0, 3), min_size=size * (years * size + 1), max_size=size * (years * size + 1)
    )), dtype=float).reshape(-1, size)  # fmt: skip
    weights[weights.sum(axis=1) == 0, 0] = 1
    rows = weights / weights.sum(axis=1, keepdims=True)
    names = tuple(f"state {one}" for one in range(size))
    return Schooling(
        states=names, education=names[: draw(st.integers(0, size))], begin=rows[0],
        moves=rows[1:].reshape(years, size, size), years=years,
    )  # fmt: skip


@settings(deadline=None)
@given(schooling=schoolings(), seed=st.integers(0, 2**63), persons=st.integers(1, 500))
def test_whatever_the_tables_everybody_is_counted_every_year(
    schooling: Schooling, seed: int, persons: int
) -> None:
    compiled = follow(schooling, persons, seed=seed)
    assert same(compiled, follow(schooling, persons, seed=seed, compiled=False))
    assert (compiled.counts >= 0).all()
    assert (compiled.counts.sum(axis=(1, 2)) == persons).all()
    assert not compiled.counts[expected(schooling) == 0].any()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"begin": np.full(12, 0.1)}, "begin adds up to 1.2"),
        ({"moves": np.eye(12) * 1.1}, r"moves \(year, state\), row 0, 0, adds up to 1.1"),
        ({"moves": np.eye(11)}, r"moves of shape \(11, 11\): with 12 states and 15 years"),
        ({"education": ("vmbo", "pro")}, "pro is there twice, or not at all"),
        ({"states": (*STATES[:-1], "vmbo")}, "vmbo is there twice"),
        ({"years": 0}, "0 years: nobody would move; follow them for a year at least"),
        ({"begin": EVEN, "moves": np.tile(EVEN, (12, 1))}, "more than 10,000 ways"),
    ],
)
def test_a_schooling_that_cannot_be_is_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(NumericsError, match=told):
        pupils(**changed)


def test_a_year_or_state_that_was_not_followed_is_refused() -> None:
    journeys = follow(pupils(), 10)
    with pytest.raises(NumericsError, match="16 years on: they were followed for 15"):
        journeys.table(16)
    with pytest.raises(NumericsError, match="nobody can be in it; choose from vmbo"):
        journeys.share("retired")
    with pytest.raises(NumericsError, match="0 persons"):
        follow(pupils(), 0)
