# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All questions in all groups at once give what each gives alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hcat.numerics.api import (
    NumericsError,
    SurveyDesign,
    clopper_pearson,
    design,
    grouped_means,
    korn_graubard,
    rake,
    survey_ratio,
)

Rows = list[dict[str, str]]


def sample(seed: int, *, clustered: bool, calibrated: bool) -> SurveyDesign:
    rng = np.random.default_rng(seed)
    strata = rng.integers(0, 4, 400)
    made = design(
        400,
        weights=rng.uniform(0.5, 4, 400),
        strata=strata,
        clusters=strata * 1000 + rng.integers(0, 30, 400) if clustered else None,
        population=np.array([1000.0, 2000.0, 4000.0, 1e7])[strata],
    )
    if not calibrated:
        return made
    margins = [(rng.integers(0, k, 400), dict.fromkeys(range(k), 3000 / k)) for k in (3, 4)]
    return rake(made, margins)


@pytest.mark.parametrize("clustered", [False, True])
@pytest.mark.parametrize("calibrated", [False, True])
def test_each_figure_is_that_of_the_domain_alone(
    clustered: bool, calibrated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two columns at a time, so that blocks are tried too.
    monkeypatch.setattr("hcat.numerics.grouped.MOST_HELD", 800)
    rng = np.random.default_rng(8)
    drawn = sample(7, clustered=clustered, calibrated=calibrated)
    answers = rng.normal(7, 1, (400, 5))
    answers[:, 1] = answers[:, 1] > 7
    answers[rng.random((400, 5)) < 0.2] = np.nan
    groups = rng.integers(-1, 6, 400)
    made = grouped_means(answers, drawn, groups)
    for group in range(6):
        for column in range(5):
            inside = (groups == group) & ~np.isnan(answers[:, column])
            alone = survey_ratio(
                np.where(inside, answers[:, column], 0), inside.astype(float), drawn
            )
            one = made.figure(group, column)
            assert one is not None
            assert one.value == pytest.approx(alone.value, abs=1e-12)
            assert one.se == pytest.approx(alone.se, abs=1e-12)
            assert one.se_uncorrected == pytest.approx(alone.se_uncorrected, abs=1e-12)
            assert one.n == inside.sum()
            assert made.weight[group, column] == pytest.approx(drawn.weights[inside].sum())


@pytest.mark.shared_data
def test_the_figures_are_those_of_r_survey(shared_rows: Callable[[str], Rows]) -> None:
    rows = shared_rows("survey-api/apistrat.csv")
    column = lambda name: [float(row[name]) for row in rows]  # noqa: E731
    drawn = design(
        len(rows), weights=column("pw"), strata=[row["stype"] for row in rows],
        population=column("fpc"),
    )  # fmt: skip
    made = grouped_means(np.array([column("api00"), column("enroll")]).T, drawn)
    assert made.value[0, 0] == pytest.approx(662.29, abs=0.005)
    assert made.se[0, 0] == pytest.approx(9.4089, abs=0.00005)
    assert made.value[0, 1] * made.weight[0, 1] == pytest.approx(3687178, abs=0.5)
    assert made.se[0, 1] * made.weight[0, 1] == pytest.approx(114642, abs=0.5)


def test_nobody_answered_is_missing_and_never_zero() -> None:
    made = grouped_means([[np.nan, 1.0], [np.nan, 0.0], [5.0, np.nan]], design(3), [0, 0, 1])
    assert made.figure(0, 0) is None
    assert np.isnan(made.value[0, 0])
    assert np.isnan(made.se[0, 0])
    assert made.n.tolist() == [[0, 2], [1, 0]]
    assert made.value[0, 1] == 0.5


def test_equal_weights_without_strata_are_worth_their_number() -> None:
    answers = np.random.default_rng(3).normal(7, 1, (50, 1))
    made = grouped_means(answers, design(50))
    assert made.design_effect[0, 0] == pytest.approx(1.0)
    assert made.effective_n[0, 0] == pytest.approx(50)
    same = grouped_means(np.ones((3, 1)), design(3, weights=[1, 1, 4]))
    assert np.isnan(same.design_effect[0, 0])
    assert same.effective_n[0, 0] == pytest.approx(2.0)
    assert same.se[0, 0] == 0.0


def test_share_intervals_are_korn_graubard_and_all_yes_keeps_its_n() -> None:
    rng = np.random.default_rng(4)
    drawn = design(60, weights=rng.uniform(1, 3, 60))
    answers = np.stack([rng.random(60) < 0.4, np.ones(60)], axis=1).astype(float)
    made = grouped_means(answers, drawn)
    low, high = made.share_intervals()
    one = korn_graubard(float(made.value[0, 0]), float(made.se[0, 0]), 60, 59)
    assert (low[0, 0], high[0, 0]) == pytest.approx((one.low, one.high))
    assert (low[0, 1], high[0, 1]) == pytest.approx((clopper_pearson(60, 60).low, 1.0))
    low, high = made.intervals(0.9)
    figure = made.figure(0, 0)
    assert figure is not None
    assert low[0, 0] == pytest.approx(figure.interval(0.9).low)


@pytest.mark.parametrize(
    "call",
    [
        lambda: grouped_means([1.0, 2.0], design(2)),
        lambda: grouped_means([[np.inf], [1.0]], design(2)),
        lambda: grouped_means([[1.0], [2.0]], design(2), [0, 3], count=2),
        lambda: grouped_means([[1.0], [2.0]], design(2), [0, -2]),
        lambda: grouped_means([[1.0], [2.0], [3.0]], design(3, strata=["a", "a", "b"])),
        lambda: grouped_means([[6.0], [7.0]], design(2)).share_intervals(),
    ],
)
def test_answers_that_cannot_be_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(NumericsError):
        call()
