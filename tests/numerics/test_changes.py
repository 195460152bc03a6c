# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes keep the covariance of those who answered twice."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from hcat.numerics.api import (
    NumericsError,
    Period,
    Wave,
    benjamini_hochberg,
    holm,
    intersection_union,
    is_rising,
    is_significantly_rising,
    log_ratio,
    log_ratio_power,
    mcnemar_exact,
    poisson_ratio,
    rising_power,
    share_ratio,
    wave_contrast,
    wilcoxon_signed_rank,
)


@pytest.mark.shared_data
def test_a_contrast_keeps_the_covariance_that_independence_throws_away(
    shared_rows: Callable[[str], list[dict[str, str]]],
) -> None:
    rows = shared_rows("survey-api/apistrat.csv")
    units, strata = [row["cds"] for row in rows], [row["stype"] for row in rows]
    weights = [float(row["pw"]) for row in rows]
    before = Wave(units, [float(row["api99"]) for row in rows], weights, strata)
    after = Wave(units, [float(row["api00"]) for row in rows], weights, strata)
    change = wave_contrast(before, after, population={"E": 4421, "H": 755, "M": 1018})
    assert change.se == pytest.approx(2.05, abs=0.005)
    assert change.se_if_independent == pytest.approx(13.7, abs=0.05)
    assert change.difference == pytest.approx(32.89, abs=0.005)


def test_where_everybody_says_the_same_in_both_waves_nothing_changed() -> None:
    weights = np.random.default_rng(5).uniform(0.5, 3.0, size=(2, 40))
    units = range(40)
    found = wave_contrast(Wave(units, [7] * 40, weights[0]), Wave(units, [7] * 40, weights[1]))
    assert (found.difference, found.se) == (0.0, 0.0)
    assert found.p_value() == found.p_value(rising=False) == 1.0


def test_a_full_panel_is_the_paired_test() -> None:
    rng = np.random.default_rng(2012)
    before = rng.normal(7, 1, 40)
    after = before + rng.normal(0.2, 0.5, 40)
    change = wave_contrast(Wave(range(40), before), Wave(range(40), after))
    difference = after - before
    assert change.difference == pytest.approx(difference.mean())
    assert change.se == pytest.approx(difference.std(ddof=1) / math.sqrt(40))
    assert change.degrees_of_freedom == 39


def test_without_overlap_it_is_the_independent_test() -> None:
    change = wave_contrast(Wave("abcd", [6, 7, 8, 7]), Wave("efgh", [7, 8, 8, 7]))
    assert change.both == 0
    assert change.se == pytest.approx(change.se_if_independent)


def test_half_a_panel_that_is_replaced_is_as_unsure_as_it_is() -> None:
    rng = np.random.default_rng(31)
    company = rng.normal(0, 1, 300)
    waves = [0.6**0.5 * company + 0.4**0.5 * rng.normal(0, 1, 300) for _ in range(2)]
    truth = waves[1].mean() - waves[0].mean()
    errors, told = [], []
    for _ in range(1500):
        order = rng.permutation(300)
        first, second = order[:120], order[60:180]
        change = wave_contrast(
            Wave(first.tolist(), waves[0][first]),
            Wave(second.tolist(), waves[1][second]),
            population=300,
        )
        errors.append(change.difference - truth)
        told.append(change.se)
    assert np.mean(told) == pytest.approx(np.std(errors), rel=0.05)


def test_two_halves_of_a_population_are_no_census_of_its_change() -> None:
    rng = np.random.default_rng(5)
    change = wave_contrast(
        Wave(range(20), rng.normal(7, 1, 20)), Wave(range(20, 40), rng.normal(7, 1, 20)),
        population=40,
    )  # fmt: skip
    assert change.se > 0
    both = wave_contrast(
        Wave(range(40), rng.normal(7, 1, 40)), Wave(range(40), rng.normal(7, 1, 40)), population=40
    )
    assert both.se == 0.0


def test_a_change_of_shares_is_the_same_contrast_on_yes_and_no() -> None:
    change = wave_contrast(Wave(range(8), [0] * 8), Wave(range(8), [1] * 6 + [0] * 2))
    contrast = change.to_contrast(
        earlier=Period.year(2013),
        later=Period.year(2014),
        unit="percent",
        source="panel",
        scale=100,
    )
    assert contrast.difference.value == 75.0
    assert contrast.earlier < contrast.later
    assert change.p_value() < 0.01 < change.p_value(rising=False)


def test_mcnemar_is_the_reference_one() -> None:
    # The table [[101, 30], [60, 33]]: 30 changed one way, 60 the other.
    assert mcnemar_exact(60, 30) == pytest.approx(0.00206, abs=0.000005)
    assert mcnemar_exact(30, 60) == mcnemar_exact(60, 30)
    assert mcnemar_exact(0, 0) == 1.0


def test_wilcoxon_sees_the_direction() -> None:
    up = [1, 2, 1, 3, 0, 2, 1, 1]
    assert wilcoxon_signed_rank(up) < 0.05 < wilcoxon_signed_rank(up, rising=False)
    assert wilcoxon_signed_rank([0, 0]) == 1.0


def test_wilcoxon_with_ties_and_zeros_is_what_trying_every_sign_gives() -> None:
    from scipy.stats import wilcoxon

    draws = np.random.default_rng(3)
    for size in (3, 4, 5, 6, 7, 8):
        marks = draws.integers(-2, 4, size).astype(float)
        marks[0], marks[1] = 1.0, -1.0  # a tie, so that SciPy tries every sign
        tried = wilcoxon(marks, zero_method="pratt", alternative="greater").pvalue
        assert wilcoxon_signed_rank(marks) == pytest.approx(tried, abs=1e-12), marks


def test_significantly_rising_asks_it_of_every_step() -> None:
    units = range(30)
    base = np.random.default_rng(1).normal(7, 1, 30)
    noise = np.random.default_rng(2).normal(0, 0.1, 30)
    first = wave_contrast(Wave(units, base), Wave(units, base + 0.5 + noise))
    flat = wave_contrast(Wave(units, base), Wave(units, base + noise - noise.mean()))
    assert is_significantly_rising([first, first])
    assert not is_significantly_rising([first, flat])
    assert is_rising([7.0, 7.1, 7.2])
    assert not is_rising([7.0, 7.1, 7.1])


def test_the_power_of_significantly_rising_is_small_as_the_reference_says() -> None:
    power = rising_power(60, 120, change=0.2, sd=1.2, correlation=0.6, contrasts=3)
    assert power == pytest.approx(0.12, abs=0.02)  # simulated: .12
    assert rising_power(60, 120, change=0.0, sd=1.2, correlation=0.6, contrasts=1) > 0.05


def test_the_power_recursion_agrees_with_simulation() -> None:
    rng = np.random.default_rng(3)
    error = 1.2 * math.sqrt(0.4 / 60)
    waves = rng.normal(0, error, (40_000, 4)) + 0.2 * np.arange(4)
    shown = np.all(np.diff(waves, axis=1) > 1.6448536 * error * math.sqrt(2), axis=1).mean()
    power = rising_power(60, None, change=0.2, sd=1.2, correlation=0.6, contrasts=3)
    assert power == pytest.approx(shown, abs=0.003)


@pytest.mark.parametrize(("n", "power"), [(100, 0.12), (300, 0.34), (1000, 0.70)])
def test_the_power_of_halving_is_near_the_simulated_one(n: int, power: float) -> None:
    assert log_ratio_power(0.12, 0.30, n, n, 0.5) == pytest.approx(power, abs=0.06)


def test_ratios_know_halving_from_less() -> None:
    assert log_ratio(40, 4, 100, 6).proves_factor(0.5)
    assert not log_ratio(48, 4, 100, 6).proves_factor(0.5)
    assert log_ratio(130, 2, 100, 2).proves_factor(1.1)
    assert share_ratio(20, 200, 60, 200).proves_factor(0.5)
    assert poisson_ratio(30, 100).proves_factor(0.5)
    assert poisson_ratio(3, 0).upper == math.inf
    twice = poisson_ratio(30, 100, exposure_later=0.5)
    assert twice.value == pytest.approx(0.6)


def test_poisson_bounds_are_exact_given_the_sum() -> None:
    ratio = poisson_ratio(4, 16)
    # The bound on the part p = r / (1 + r) is the exact binomial one of 4 in 20.
    part = ratio.upper / (1 + ratio.upper)
    below = sum(math.comb(20, k) * part**k * (1 - part) ** (20 - k) for k in range(5))
    assert below == pytest.approx(0.05)


def test_a_covariance_narrows_a_ratio() -> None:
    apart = log_ratio(80, 8, 100, 10)
    together = log_ratio(80, 8, 100, 10, covariance=60)
    assert together.upper < apart.upper


def test_holm_and_benjamini_hochberg_by_hand() -> None:
    # statsmodels.stats.multitest.multipletests gives the same.
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06]
    assert holm(p) == pytest.approx((0.006, 0.04, 0.156, 0.156, 0.156, 0.156))
    assert benjamini_hochberg(p) == pytest.approx((0.006, 0.024, 0.0504, 0.0504, 0.0504, 0.06))
    assert holm([]) == benjamini_hochberg([]) == ()
    assert intersection_union([0.01, 0.04]) == 0.04


@pytest.mark.parametrize(
    "call",
    [
        lambda: Wave("aab", [1, 2, 3]),
        lambda: Wave([], []),
        lambda: wave_contrast(Wave("ab", [1, 2, 3]), Wave("ab", [1, 2])),
        lambda: wave_contrast(Wave("ab", [1, 2], weights=[1, 0]), Wave("ab", [1, 2])),
        lambda: wave_contrast(Wave("ab", [1, 2], strata=["x"]), Wave("ab", [1, 2])),
        lambda: wave_contrast(Wave("a", [1]), Wave("a", [2])),
        lambda: wave_contrast(Wave("abc", [1, 2, 3]), Wave("ab", [2, 1]), population=2),
        lambda: mcnemar_exact(-1, 2),
        lambda: is_rising([1.0]),
        lambda: is_significantly_rising([]),
        lambda: log_ratio(0, 1, 1, 1),
        lambda: poisson_ratio(0, 0),
        lambda: poisson_ratio(1, 2, exposure_later=0),
        lambda: share_ratio(0, 10, 5, 10),
        lambda: rising_power(1, None, change=1, sd=1, correlation=0, contrasts=1),
        lambda: log_ratio_power(0, 0.3, 10, 10, 0.5),
        lambda: holm([1.2]),
        lambda: benjamini_hochberg([-0.1]),
    ],
)
def test_changes_that_cannot_be_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(NumericsError):
        call()
