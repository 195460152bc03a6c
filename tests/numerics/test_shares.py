# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bounds of shares cover what they promise to cover."""

from __future__ import annotations

from functools import cache
from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.api import (
    Interval,
    NumericsError,
    Period,
    clopper_pearson,
    clopper_pearson_bounds,
    frechet_bounds,
    further_answers_needed,
    hypergeometric_bounds,
    hypergeometric_interval,
    korn_graubard,
    settled_by,
    share_estimate,
    smallest_yes_to_prove,
    wilson,
    wilson_finite,
)


def chance(yes: int, n: int, population: int, true: int) -> float:
    """The hypergeometric probability, from integers."""
    return comb(true, yes) * comb(population - true, n - yes) / comb(population, n)


def test_hypergeometric_lower_bounds_are_the_reference_ones() -> None:
    lower = [hypergeometric_bounds(yes, 10, 2000).lower for yes in range(11)]
    assert lower == [0, 11, 74, 176, 301, 446, 609, 788, 988, 1213, 1484]


@pytest.mark.parametrize(("n", "population", "yes"), [(120, 300, 68), (60, 300, 36), (30, 60, 19)])
def test_the_smallest_yes_that_proves_half_is_the_reference_one(
    n: int, population: int, yes: int
) -> None:
    assert smallest_yes_to_prove(0.5, n, population) == yes
    assert settled_by(yes, n, population, 0.5) == 1
    assert settled_by(yes - 1, n, population, 0.5) == 0


def test_wilson_and_exact_intervals_are_the_reference_ones() -> None:
    score, exact = wilson(18, 20), clopper_pearson(18, 20)
    assert (score.low, score.high) == pytest.approx((0.6989663547715128, 0.972133518786232))
    assert (exact.low, exact.high) == pytest.approx((0.6830172859809176, 0.9876514728297052))


def wald(yes: int, n: int, population: int) -> Interval:
    """Share and 1.96 standard errors with the correction: what is not used, to stand beside."""
    half = 1.959964 * (yes / n * (1 - yes / n) / n * (population - n) / (population - 1)) ** 0.5
    return Interval(yes / n - half, yes / n + half, 0.95, "wald")


@cache
def worst_coverage(kind: str, n: int, population: int) -> float:
    """Least coverage over true shares of 2 to 98%, by exact enumeration."""
    make = {"wald": wald, "wilson": wilson_finite, "exact": hypergeometric_interval}[kind]
    intervals = [make(yes, n, population) for yes in range(n + 1)]
    worst = 1.0
    for true in range(population + 1):
        if not 0.02 <= true / population <= 0.98:
            continue
        worst = min(
            worst,
            sum(
                chance(yes, n, population, true)
                for yes, one in enumerate(intervals)
                if yes <= true
                and n - yes <= population - true
                and one.low - 1e-12 <= true / population <= one.high + 1e-12
            ),
        )
    return worst


@pytest.mark.parametrize(
    ("kind", "n", "population", "worst"),
    [
        ("wald", 120, 300, 0.843),
        ("wald", 12, 20, 0.600),
        ("wilson", 120, 300, 0.904),
        ("exact", 120, 300, 0.953),
        ("wilson", 12, 20, 0.891),
        ("exact", 12, 20, 0.958),
    ],
)
def test_worst_coverage_is_the_reference_one(
    kind: str, n: int, population: int, worst: float
) -> None:
    assert worst_coverage(kind, n, population) == pytest.approx(worst, abs=0.0006)


@pytest.mark.parametrize("alpha", [0.05, 0.1])
def test_one_sided_bounds_err_at_most_alpha_whatever_the_truth(alpha: float) -> None:
    for population, n in product((1, 2, 5, 9, 14), (1, 2, 4, 9, 13)):
        if n > population:
            continue
        bounds = [hypergeometric_bounds(yes, n, population, alpha=alpha) for yes in range(n + 1)]
        for true in range(population + 1):
            too_high = sum(
                chance(yes, n, population, true) for yes in range(n + 1) if bounds[yes].lower > true
            )
            too_low = sum(
                chance(yes, n, population, true) for yes in range(n + 1) if bounds[yes].upper < true
            )
            assert too_high <= alpha + 1e-12
            assert too_low <= alpha + 1e-12


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(deadline=None)
def test_a_census_is_exact_and_a_smaller_population_is_never_less_sure(
    sample: tuple[int, int],
) -> None:
    yes, n = sample
    census = hypergeometric_bounds(yes, n, n)
    assert census.lower == census.upper == yes
    near, far = hypergeometric_bounds(yes, n, n + 40), clopper_pearson_bounds(yes, n)
    assert near.lower_share >= far[0] - 1 / (n + 40)
    assert near.upper_share <= far[1] + 1 / (n + 40)


@given(
    st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.integers(0, 100),
    st.floats(0, 1),
)
@settings(max_examples=80, deadline=None)
def test_settling_and_bounds_say_the_same(sample: tuple[int, int], rest: int, share: float) -> None:
    yes, n = sample
    bounds = hypergeometric_bounds(yes, n, n + rest)
    settled = settled_by(yes, n, n + rest, share)
    slack = 1e-9 / (n + rest)
    assert (settled == 1) == (bounds.lower_share >= share - slack)
    assert (settled == -1) == (bounds.upper_share < share - slack)


def test_further_answers_settle_it_when_the_share_holds() -> None:
    more = further_answers_needed(66, 120, 300, 0.5)
    assert more == 21
    assert settled_by(round(66 / 120 * 141), 141, 300, 0.5) == 1
    assert further_answers_needed(68, 120, 300, 0.5) == 0
    assert further_answers_needed(40, 120, 300, 0.5) == 0


def test_no_number_of_answers_settles_a_share_that_stands_on_its_bound() -> None:
    assert further_answers_needed(5, 10, None, 0.5) is None
    # In a finite population a census does.
    assert further_answers_needed(5, 10, 40, 0.5) is not None
    # But not when so many cannot be reached.
    assert further_answers_needed(5, 10, 40, 0.5, reachable=3) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_frechet_bounds_contain_the_true_joint_share(
    units: list[tuple[bool, bool, bool]],
) -> None:
    n = len(units)
    separate = [sum(unit[place] for unit in units) / n for place in range(3)]
    low, high = frechet_bounds(separate)
    assert low - 1e-9 <= sum(all(unit) for unit in units) / n <= high + 1e-9


def test_korn_graubard_is_clopper_pearson_for_a_simple_sample() -> None:
    se = (0.9 * 0.1 / 20) ** 0.5
    weighted, plain = korn_graubard(0.9, se, 20, 19), clopper_pearson(18, 20)
    assert (weighted.low, weighted.high) == pytest.approx((plain.low, plain.high))
    nobody = korn_graubard(0.0, 0.0, 20, 19)
    assert (nobody.low, nobody.high) == pytest.approx(
        (clopper_pearson(0, 20).low, clopper_pearson(0, 20).high)
    )


def test_a_share_without_answers_is_missing_and_one_of_all_is_a_census() -> None:
    year = Period.year(2014)
    nothing = share_estimate(0, 0, population=300, period=year, source="panel")
    assert nothing.value is None
    assert nothing.missing_reason == "no answers"
    census = share_estimate(7, 21, population=21, period=year, source="panel")
    assert census.is_census
    assert census.low == census.high == census.value


@pytest.mark.parametrize(
    "call",
    [
        lambda: hypergeometric_bounds(5, 4, 10),
        lambda: hypergeometric_bounds(1, 0, 10),
        lambda: hypergeometric_bounds(1, 11, 10),
        lambda: hypergeometric_bounds(1, 5, 10, alpha=5),
        lambda: clopper_pearson(-1, 5),
        lambda: wilson(1, 5, confidence=95),
        lambda: wilson_finite(1, 11, 10),
        lambda: korn_graubard(60.0, 1.0, 10, 9),
        lambda: smallest_yes_to_prove(50, 10, 20),
        lambda: further_answers_needed(3, 2, None, 0.5),
        lambda: frechet_bounds([]),
        lambda: frechet_bounds([70.0]),
        lambda: share_estimate(
            1, 2, population=3, period=Period.year(2014), source="s", unit="mark"
        ),
    ],
)
def test_shares_that_cannot_be_are_refused(call) -> None:
    with pytest.raises(NumericsError):
        call()
