# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Levers: when they work, on whom, and what each of them does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import balance
from hcat.numerics.labour.ensemble import Run, Slice, region_flows
from hcat.numerics.labour.levers import Lever, LeverKind, moved
from hcat.numerics.labour.market import Market
from hcat.numerics.labour.reference import GRAIN
from hcat.numerics.labour.shapley import effect, shapley

CHOICE = Lever(kind=LeverKind.TECHNOLOGY_CHOICE, amount=10, start=2024, full=2024)
STAY = Lever(
    kind=LeverKind.RETENTION, amount=10, start=2025, full=2028, levels=("hbo",), effort=2.0
)
COME = Lever(kind=LeverKind.ARRIVALS, amount=60, start=2024, full=2026, effort=3.0)
LATER = Lever(kind=LeverKind.LATER_RETIREMENT, amount=1, start=2026, full=2027)
FASTER = Lever(kind=LeverKind.GROWTH, amount=1, start=2024, full=2024)


def test_a_choice_becomes_a_diploma_years_later(sure: Market) -> None:
    more = moved(sure, [CHOICE]).array("graduates") / sure.array("graduates")
    assert more[0, 0].tolist() == pytest.approx([1, 1, 1, 1, 1.1, 1.1])  # mbo-4: four years on


def test_retention_rises_evenly_for_whom_it_is_meant(sure: Market) -> None:
    more = moved(sure, [STAY]).array("retention") - sure.array("retention")
    assert more[0, 1].tolist() == pytest.approx([0, 0.025, 0.05, 0.075, 0.1, 0.1])
    assert not more[0, 0].any()


def test_retention_goes_no_further_than_everybody(sure: Market) -> None:
    lots = Lever(kind=LeverKind.RETENTION, amount=60, start=2024, full=2024)
    assert moved(sure, [lots]).array("retention").max() == 1.0


def test_arrivals_are_shared_out_over_all_they_touch(sure: Market) -> None:
    more = (moved(sure, [COME]).array("arrivals") - sure.array("arrivals")).sum(axis=(0, 1))
    assert more.tolist() == pytest.approx([20, 40, 60, 60, 60, 60])


def test_who_retires_a_year_later_leaves_at_the_rates_of_a_year_younger(sure: Market) -> None:
    old, new = sure.array("exit_rate"), moved(sure, [LATER]).array("exit_rate")
    ages = list(sure.axes.ages)
    assert new[0, ages.index(68), 5] == old[0, ages.index(67), 5]
    assert (new[0, : ages.index(56)] == old[0, : ages.index(56)]).all()
    assert (new[:, -1] == 1.0).all()
    assert new[0, ages.index(67), 2] == pytest.approx(
        (old[0, ages.index(67), 2] + old[0, ages.index(66), 2]) / 2
    )


def test_growth_deepens_a_shortage_and_the_others_ease_it(sure: Market) -> None:
    def total(*levers: Lever) -> float:
        return float(balance.of_flows(region_flows(moved(sure, levers), Run(draws=8)), 1).sum())

    base = total()
    assert total(FASTER) < base
    for lever in (CHOICE, STAY, COME, LATER):
        assert total(lever) > base


def test_effects_add_up_to_the_last_digit_in_every_draw(unsure: Market) -> None:
    found = effect(unsure, (CHOICE, STAY, COME), Run(draws=200), part=Slice(level="hbo"))
    parts, whole = found.of_lever.mean.sum(axis=0), found.difference.mean
    assert parts == pytest.approx(whole, abs=1e-9)
    assert found.first.sum() == pytest.approx(1)
    assert sorted(found.ranking()) == [0, 1, 2]
    assert found.scenario.mean == pytest.approx(found.base.mean + whole, abs=1e-9)


def test_the_same_fortune_makes_the_difference_surer_than_either(unsure: Market) -> None:
    found = effect(unsure, (COME,), Run(draws=300))
    low, high = found.difference.interval(0.8)
    base_low, base_high = found.base.interval(0.8)
    assert ((high - low)[-1] < 0.5 * (base_high - base_low)[-1]).all()


def test_a_ranking_is_by_point_of_effort(sure: Market) -> None:
    cheap = Lever(kind=LeverKind.ARRIVALS, amount=30, start=2024, full=2024, effort=1.0)
    dear = Lever(kind=LeverKind.ARRIVALS, amount=60, start=2024, full=2024, effort=6.0)
    found = effect(sure, (dear, cheap), Run(draws=50))
    assert found.ranking() == [1, 0]
    assert found.first[1] > 0.9


@given(
    worth=st.lists(st.floats(-1e5, 1e5), min_size=8, max_size=8),
    extra=st.floats(-1e4, 1e4),
)
def test_shapley_values_add_up_and_give_a_loner_what_he_adds(
    worth: list[float], extra: float
) -> None:
    def value(some: frozenset[int]) -> np.ndarray:
        return np.array(worth[sum(1 << one for one in some if one < 3)] + extra * (3 in some))

    found = shapley(4, value)
    total = np.rint(value(frozenset(range(4))) / GRAIN) - np.rint(value(frozenset()) / GRAIN)
    assert found.sum() == total * GRAIN
    assert found[3] == pytest.approx(extra, abs=4 * GRAIN)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Lever(kind=LeverKind.GROWTH, amount=1, start=2026, full=2025), "complete before"),
        (lambda: Lever(kind=LeverKind.GROWTH, amount=1, start=2026, full=2026, effort=0), "ranked"),
        (lambda: Lever(kind=LeverKind.GROWTH, amount=float("inf"), start=1, full=1), "not a num"),
        (lambda: shapley(0, lambda some: np.zeros(1)), "0 levers"),
        (lambda: shapley(9, lambda some: np.zeros(1)), "9 levers"),
    ],
)
def test_levers_that_cannot_be_are_refused(make: object, said: str) -> None:
    with pytest.raises(NumericsError, match=said):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("lever", "said"),
    [
        (
            Lever(kind=LeverKind.RETENTION, amount=1, start=2024, full=2024, levels=("vmbo",)),
            "the level vmbo of retention: this market does not have it; choose from mbo-4, hbo",
        ),
        (
            Lever(kind=LeverKind.GROWTH, amount=1, start=2024, full=2024, levels=("hbo",)),
            "companies grow by sector",
        ),
        (
            Lever(
                kind=LeverKind.LATER_RETIREMENT, amount=1, start=2024, full=2024,
                fields=("software",),
            ),
            "exit rates are the same for all fields",
        ),
    ],
)  # fmt: skip
def test_levers_that_do_not_fit_the_market_are_refused(
    sure: Market, lever: Lever, said: str
) -> None:
    with pytest.raises(NumericsError, match=said):
        moved(sure, [lever])
