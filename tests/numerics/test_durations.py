# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Durations that still run, or had begun before we looked, are not thrown away."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from hcat.numerics.api import (
    NumericsError,
    Period,
    kaplan_meier,
    restricted_mean,
    surplus_log_variance,
    survival_estimate,
    survival_ratio,
)


def test_late_entry_is_the_reference_one() -> None:
    curve = kaplan_meier([2, 10, 5, 4, 3], [1] * 5, entry=[1, 2, 4, 0, 0])
    shares = [curve.at(time) for time in (0, 1, 2, 3, 4, 5, 10)]
    assert shares == pytest.approx([1, 1, 0.667, 0.444, 0.222, 0.111, 0], abs=0.0005)


def test_without_censoring_it_is_the_plain_share() -> None:
    days = np.random.default_rng(5).exponential(60, 200)
    curve = kaplan_meier(days, np.ones(200))
    share = float((days > 75).mean())
    assert curve.at(75) == pytest.approx(share)
    # Greenwood is then the binomial variance.
    assert curve.log_variance(75) * share**2 == pytest.approx(share * (1 - share) / 200)


def vacancies(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Half last 20 days on average, half 120; a window of a year. True share over 75: 30.5%."""
    rng = np.random.default_rng(seed)
    start = rng.uniform(-1500, 365, 60_000)
    long = rng.random(60_000) < 0.5
    # 0.5 exp(-75/a) + 0.5 exp(-75/b) = .305 for a = 23.5, b = 130.
    days = rng.exponential(np.where(long, 130.0, 23.5))
    end = start + days
    seen = end > 0
    start, end, days = start[seen], end[seen], days[seen]
    entry = np.maximum(0.0, -start)
    ended = end <= 365
    return np.where(ended, days, 365 - start), ended.astype(float), entry


def test_entry_ages_are_what_makes_the_share_right() -> None:
    seen, ended, entry = vacancies(7)
    true = 0.5 * math.exp(-75 / 130) + 0.5 * math.exp(-75 / 23.5)
    right = kaplan_meier(seen, ended, entry=entry).at(75)
    without_entry = kaplan_meier(seen, ended).at(75)
    opened_and_closed = seen[(ended == 1) & (entry == 0)]
    assert right == pytest.approx(true, abs=0.01)
    assert without_entry > true + 0.02
    assert float((opened_and_closed > 75).mean()) < true - 0.02


def test_each_way_to_count_long_vacancies_gives_its_reference_share() -> None:
    # Half last 96 days on average, half 39.7: 30.5% lasts over 75 days. Seen for a year.
    rng = np.random.default_rng(1)
    start = rng.uniform(-1500, 365, 150_000)
    days = rng.exponential(np.where(rng.random(150_000) < 0.5, 96.0, 39.7))
    seen = start + days > 0
    start, days = start[seen], days[seen]
    entry, ended = np.maximum(0.0, -start), start + days <= 365
    until = np.where(ended, days, 365 - start)
    counted = {
        "open stock": (365 - start[~ended] > 75).mean(),
        "completed only": (days[(entry == 0) & ended] > 75).mean(),
        "without entry": kaplan_meier(until, ended.astype(float)).at(75),
        "with entry": kaplan_meier(until, ended.astype(float), entry=entry).at(75),
    }
    reference = {"open stock": 0.376, "completed only": 0.216}
    reference |= {"without entry": 0.375, "with entry": 0.305}
    assert counted == pytest.approx(reference, abs=0.01)


def test_the_log_log_interval_covers_where_plain_greenwood_does_not() -> None:
    rng = np.random.default_rng(11)
    inside = plain = 0
    true = math.exp(-75 / 60)
    for _ in range(800):
        curve = kaplan_meier(rng.exponential(60, 30), np.ones(30))
        one = curve.interval(75)
        inside += one.low <= true <= one.high
        half = 1.96 * curve.at(75) * math.sqrt(curve.log_variance(75)) if curve.at(75) > 0 else 0
        plain += abs(curve.at(75) - true) <= half
    assert inside / 800 > 0.93
    assert inside > plain


def test_halving_takes_both_greenwood_terms() -> None:
    before = kaplan_meier([30] * 700 + [90] * 300, [1] * 700 + [0] * 300)
    after = kaplan_meier([30] * 880 + [90] * 120, [1] * 880 + [0] * 120)
    ratio = survival_ratio(after, before, 75)
    spread = math.sqrt(0.88 / 0.12 / 1000 + 0.7 / 0.3 / 1000)
    assert ratio.value == pytest.approx(0.4)
    assert ratio.upper == pytest.approx(0.4 * math.exp(1.6448536 * spread))
    assert ratio.proves_factor(0.5)


def test_the_restricted_mean_has_the_variance_of_greenwood() -> None:
    days = np.random.default_rng(13).exponential(60, 150)
    mean = restricted_mean(kaplan_meier(days, np.ones(150)), 90)
    cut = np.minimum(days, 90)
    assert mean.value == pytest.approx(cut.mean())
    # Without censoring Greenwood's form is the variance of the mean of the cut-off durations.
    assert mean.se == pytest.approx(cut.std() / math.sqrt(150), rel=1e-6)
    assert mean.interval().low < mean.value < mean.interval().high


def test_nothing_ended_or_all_ended_still_has_an_interval() -> None:
    running = kaplan_meier([80] * 20, [0] * 20)
    assert running.at(75) == 1.0
    assert running.interval(75).low == pytest.approx(0.025 ** (1 / 20))
    gone = kaplan_meier([10, 20], [1, 1])
    assert gone.at(75) == 0.0
    assert gone.interval(75).high < 1.0


def test_who_was_followed_for_less_adds_nothing_to_what_is_known_of_a_longer_time() -> None:
    curve = kaplan_meier([5] * 15 + [80] * 5, [0] * 20)
    assert curve.at(75) == 1.0
    assert curve.interval(75).low == pytest.approx(0.025 ** (1 / 5))
    assert curve.interval(5).low == pytest.approx(0.025 ** (1 / 20))
    late = kaplan_meier([80] * 20, [0] * 20, entry=[0] * 4 + [30] * 16)
    assert late.interval(75).low == pytest.approx(0.025 ** (1 / 4))


def test_an_age_at_which_nothing_was_looked_at_leaves_the_share_unknown() -> None:
    curve = kaplan_meier([10] * 9 + [80] * 9, [0] * 18, entry=[0] * 9 + [20] * 9)
    assert (curve.interval(75).low, curve.interval(75).high) == (0.0, 1.0)
    assert curve.interval(10).low == pytest.approx(0.025 ** (1 / 9))


def test_a_curve_that_came_down_to_0_tells_as_much_as_had_ended_by_then() -> None:
    few = kaplan_meier([5] * 19 + [80], [0] * 19 + [1])
    assert few.interval(80).high == pytest.approx(0.975)
    many = kaplan_meier([5] * 19 + [80], [1] * 20)
    assert many.interval(80).high == pytest.approx(1 - 0.025 ** (1 / 20))


def test_while_nothing_ended_the_interval_holds_the_share_often_enough() -> None:
    rng = np.random.default_rng(29)
    true, missed, runs = 0.8, 0, 2000
    for _ in range(runs):
        days = rng.exponential(75 / -math.log(true), 20)
        looked = np.where(np.arange(20) < 12, 10.0, 90.0)
        curve = kaplan_meier(np.minimum(days, looked), days <= looked)
        missed += curve.at(75) == 1.0 and curve.interval(75).low > true
    assert missed / runs <= 0.025 + 3 * math.sqrt(0.025 * 0.975 / runs)


def test_a_survival_estimate_carries_method_and_one_sided_bounds() -> None:
    curve = kaplan_meier([30] * 70 + [90] * 30, [1] * 70 + [0] * 30)
    one = survival_estimate(curve, 75, period=Period.year(2014), source="portal")
    assert one.value == pytest.approx(30.0)
    assert one.method == "kaplan-meier S(75)"
    assert one.confidence == 0.9


@pytest.mark.parametrize(
    "call",
    [
        lambda: kaplan_meier([], []),
        lambda: kaplan_meier([1, 2], [1]),
        lambda: kaplan_meier([1, 2], [1, 2]),
        lambda: kaplan_meier([1, 2], [1, 1], entry=[1, 0]),
        lambda: kaplan_meier([1, 2], [1, 1], entry=[-1, 0]),
        lambda: kaplan_meier([1, float("nan")], [1, 1]),
        lambda: kaplan_meier([10, 20], [1, 0]).at(75),
        lambda: kaplan_meier([10, 20], [1, 0]).at(-1),
        lambda: restricted_mean(kaplan_meier([10, 20], [1, 0]), 75),
        lambda: restricted_mean(kaplan_meier([10, 20], [1, 0]), 0),
        lambda: survival_ratio(kaplan_meier([10], [1]), kaplan_meier([80], [0]), 75),
    ],
)
def test_durations_that_cannot_be_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(NumericsError):
        call()


def alike(rng: np.random.Generator, firms: int, each: int, differ: float) -> tuple[object, ...]:
    """Durations of firms that differ in how long theirs last, and the true share over 75."""
    means = 63 * np.exp(rng.normal(0, differ, firms))
    seen = means[: firms // 2]
    days = rng.exponential(np.repeat(seen, each)) + 1e-9
    groups = np.repeat(np.arange(firms // 2), each)
    return days, groups, float(np.exp(-75 / means).mean())


def test_vacancies_of_one_company_that_are_alike_make_the_interval_wider() -> None:
    rng = np.random.default_rng(63)
    plain = wide = 0
    for _run in range(600):
        days, groups, truth = alike(rng, 80, 10, 0.7)
        curve = kaplan_meier(days, np.ones(400))
        surplus = surplus_log_variance(days, np.ones(400), groups, 75, share_seen=0.5)
        one, other = curve.interval(75), curve.interval(75, surplus=surplus)
        plain += one.low <= truth <= one.high
        wide += other.low <= truth <= other.high
    assert plain < 540
    assert 558 <= wide <= 585


def test_companies_that_are_all_followed_make_it_no_wider() -> None:
    days, groups, _truth = alike(np.random.default_rng(9), 60, 8, 0.8)
    surplus = [surplus_log_variance(days, np.ones(240), groups, 75, share_seen=p) for p in (0, 1)]
    assert surplus[0] > surplus[1] == 0.0


def test_one_company_alone_does_not_show_that_others_differ() -> None:
    assert surplus_log_variance([10.0, 20.0, 90.0], [1, 1, 1], [4, 4, 4], 75) == 0.0
