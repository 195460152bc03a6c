# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a survey can prove is known before field work; how far coders agree, after it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hcat.numerics.api import (
    NumericsError,
    Wave,
    WithoutKappa,
    cohens_kappa,
    contrast_plan,
    kappa_per_code,
    mean_plan,
    proof_plan,
    rising_plan,
    settled_by,
    smallest_yes_to_prove,
    wave_contrast,
)


@pytest.mark.parametrize(("n", "population", "yes"), [(120, 300, 68), (60, 300, 36), (30, 60, 19)])
def test_a_given_sample_needs_the_reference_number_of_yes(
    n: int, population: int, yes: int
) -> None:
    plan = proof_plan(0.5, 0.6, population, n=n)
    assert (plan.n, plan.yes) == (n, yes)


@pytest.mark.parametrize("population", [40, 300, None])
def test_the_smallest_sample_proves_it_and_one_less_falls_short(population: int | None) -> None:
    plan = proof_plan(0.5, 0.7, population)
    assert plan.n is not None
    assert plan.yes == smallest_yes_to_prove(0.5, plan.n, population)
    assert settled_by(plan.yes or 0, plan.n, population, 0.5) == 1
    assert plan.power >= 0.8 > proof_plan(0.5, 0.7, population, n=plan.n - 1).power


def test_a_share_that_is_not_reached_cannot_be_proven_by_any_sample() -> None:
    plan = proof_plan(0.8, 0.7, 300)
    assert plan.n is None
    assert plan.power < 0.05
    assert proof_plan(0.8, 0.9, None, n=5).yes is None


def test_the_planned_error_is_the_one_that_the_contrast_finds() -> None:
    rng = np.random.default_rng(12)
    company = rng.normal(0, 1, 4000)
    waves = [0.6**0.5 * company + 0.4**0.5 * rng.normal(0, 1, 4000) for _ in range(2)]
    change = wave_contrast(
        Wave(range(2000), waves[0][:2000]),
        Wave(range(1000, 3000), waves[1][1000:3000]),
        population=4000,
    )
    plan = contrast_plan(0.1, sd=1, correlation=0.6, overlap=0.5, population=4000, n=2000)
    assert plan.se == pytest.approx(change.se, rel=0.03)


def test_more_overlap_needs_fewer_answers_and_a_census_is_certain() -> None:
    sizes = [
        contrast_plan(0.3, sd=1.2, correlation=0.6, overlap=part, population=900).n
        for part in (0.0, 0.5, 1.0)
    ]
    assert sizes == sorted(sizes, key=lambda n: -(n or 0))
    assert contrast_plan(0.01, sd=1, correlation=0.5, population=50, n=50).power == 1.0
    assert contrast_plan(0.001, sd=1, correlation=0.0).n is None


def test_significantly_rising_is_nearly_out_of_reach_as_the_reference_says() -> None:
    anchor = {"sd": 1.2, "correlation": 0.6, "contrasts": 3, "population": 120}
    assert rising_plan(0.2, n=60, **anchor).power == pytest.approx(0.12, abs=0.02)
    plan = rising_plan(0.2, **anchor)
    assert plan.n == 111
    assert plan.power >= 0.8 > rising_plan(0.2, n=110, **anchor).power
    none = rising_plan(0.05, **anchor)
    assert none.n is None
    assert none.power < 0.3


def test_kappa_is_that_of_the_literature() -> None:
    # Fleiss 1981, Statistical Methods for Rates and Proportions, 13.1: kappa .68, SE .087.
    table = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    pairs = [(i, j) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    kappa = cohens_kappa([i for i, _ in pairs], [j for _, j in pairs])
    assert kappa.value == pytest.approx(0.676, abs=0.0005)
    assert kappa.se == pytest.approx(0.087, abs=0.001)
    assert (kappa.observed, kappa.expected) == pytest.approx((0.89, 0.66))
    assert kappa.low == pytest.approx(0.51, abs=0.006)
    assert kappa.high == pytest.approx(0.85, abs=0.006)


def test_kappa_that_is_undefined_says_why() -> None:
    same = cohens_kappa(["pay"] * 4, ["pay"] * 4)
    assert (same.value, same.missing, same.observed) == (None, WithoutKappa.ONE_CODE_ONLY, 1.0)
    assert cohens_kappa([], []).missing is WithoutKappa.NOTHING_CODED_TWICE
    made = kappa_per_code(
        [{"pay", "team"}, {"pay"}, set()], [{"pay"}, {"pay"}, set()], ["pay", "x"]
    )
    assert made["pay"].value == 1.0
    assert made["x"].missing is WithoutKappa.ONE_CODE_ONLY


@pytest.mark.parametrize(
    "call",
    [
        lambda: cohens_kappa("ab", "a"),
        lambda: proof_plan(50, 0.6, 300),
        lambda: proof_plan(0.5, 0.6, 30, n=31),
        lambda: contrast_plan(-0.1, sd=1, correlation=0.5),
        lambda: contrast_plan(0.1, sd=1, correlation=0.5, n=31, population=30),
        lambda: contrast_plan(0.1, sd=1, correlation=0.5, overlap=50),
        lambda: rising_plan(0.1, sd=0, correlation=0.5, contrasts=3),
        lambda: rising_plan(0.1, sd=1, correlation=0.5, contrasts=3, n=40, population=30),
    ],
)
def test_plans_that_cannot_be_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(NumericsError):
        call()


def test_a_mean_is_proven_as_often_as_its_plan_says_and_a_census_always() -> None:
    plan = mean_plan(7, 7.2, sd=1.2, population=300)
    assert plan.n is not None
    assert plan.least is not None
    assert mean_plan(7, 7.2, sd=1.2, population=300, n=plan.n - 1).power < 0.8 <= plan.power
    assert (mean_plan(7, 7.2, sd=1.2, population=300, alpha=0.01).n or 0) > plan.n
    whole = mean_plan(7, 7.2, sd=1.2, population=300, n=300)
    assert (whole.least, whole.power) == (7.0, 1.0)
    # As the judging does it: Student's t with the correction, 2,000 draws.
    random = np.random.default_rng(3)
    said = 0
    for _draw in range(2000):
        all_ = random.normal(0, 1, 300)
        all_ = 7.2 + 1.2 * (all_ - all_.mean()) / all_.std(ddof=1)
        drawn = all_[: plan.n]
        se = drawn.std(ddof=1) * (1 / plan.n - 1 / 300) ** 0.5
        said += drawn.mean() - 7 >= (plan.least - 7) / (1.2 * (1 / plan.n - 1 / 300) ** 0.5) * se
    assert said / 2000 == pytest.approx(plan.power, abs=0.03)


@pytest.mark.parametrize("given", [{"expected": 7.0}, {"sd": 0.0}, {"n": 1}, {"n": 301}])
def test_a_mean_that_cannot_be_planned_is_refused(given: dict[str, float]) -> None:
    with pytest.raises(NumericsError):
        mean_plan(**{"bound": 7, "expected": 7.2, "sd": 1.2, "population": 300, **given})  # type: ignore[arg-type]
