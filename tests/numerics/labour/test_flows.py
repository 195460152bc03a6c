# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The flows of a market: by hand, plain and compiled, and free of the bias of clipping."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import balance, kernel, reference
from hcat.numerics.labour.axes import Axes, Education
from hcat.numerics.labour.ensemble import Run, Slice, project, region_flows
from hcat.numerics.labour.fortune import Fortune
from hcat.numerics.labour.market import Market, Spread
from hcat.numerics.labour.reference import GRAIN

from .markets import EDUCATIONS, YEARS, ages_between, exits, market


def one_person_market(**given: object) -> Market:
    """A hundred persons of 30, one education, two years, nothing moves unless it is given."""
    axes = Axes(regions=("r",), educations=(Education("hbo", "civil"),), years=(2024, 2025))
    stock = np.zeros((1, 1, 60))
    stock[0, 0, 15] = 100.0
    rate = np.zeros(60)
    rate[-1] = 1.0
    usual = {
        "stock": stock, "exit_rate": rate[None, :, None], "graduates": 0.0, "retention": 1.0,
        "entry_ages": ages_between(22, 22)[None], "growth": 0.0,
    }  # fmt: skip
    return Market(axes=axes, **{**usual, **given})  # type: ignore[arg-type]


def mean_flows(some: Market, draws: int = 4000) -> np.ndarray:
    """(C, T) of the only education."""
    return region_flows(some, Run(draws=draws))[0].mean(axis=-1)


def test_a_market_where_nothing_moves_has_no_flows() -> None:
    assert not region_flows(one_person_market(), Run(draws=3)).any()


def test_each_flow_is_what_its_rate_says() -> None:
    rate = np.full(60, 0.1)
    rate[-1] = 1.0
    flows = mean_flows(
        one_person_market(
            exit_rate=rate[None, :, None],
            leaving=0.2,
            out_migration=0.5,
            arrivals=8.0,
            graduates=50.0,
            further_study=0.2,
            participation=0.75,
            retention=0.6,
            growth=0.03,
            unemployed=0.04,
        )
    )
    # 100 persons: 10 retire, 90 stay, half of them move before a fifth of the rest changes work.
    # 50 graduates: 40 do not study on, 30 join, 18 stay.
    assert flows[reference.RETIREMENT, 0] == pytest.approx(10, abs=0.2)
    assert flows[reference.LEAVING, 0] == pytest.approx(90 * 0.2, abs=0.3)
    assert flows[reference.MIGRATION, 0] == pytest.approx(90 * 0.5 * 0.8 - 8, abs=0.4)
    assert flows[reference.ENTRANTS, 0] == pytest.approx(30, abs=0.3)
    assert flows[reference.LEAKAGE, 0] == pytest.approx(12, abs=0.3)
    assert flows[reference.EXPANSION, 0] == pytest.approx(96 * 0.03, abs=1e-3)
    left = 90 * 0.5 * 0.8 + 8 + 18
    assert flows[reference.RETIREMENT, 1] == pytest.approx(left * 0.1, abs=0.2)


def test_who_reaches_the_last_age_leaves() -> None:
    stock = np.zeros((1, 1, 60))
    stock[0, 0, -1] = 7.0
    flows = region_flows(one_person_market(stock=stock), Run(draws=2))
    assert (flows[0, reference.RETIREMENT, 0] == 7.0).all()


def test_plain_and_compiled_agree_to_a_grain(unsure: Market) -> None:
    for region in range(2):
        plain = reference.region_flows(Fortune(unsure, 3, 5, 55), region)
        fast = kernel.region_flows(Fortune(unsure, 3, 5, 55, kernel.normals), region)
        assert np.abs(plain - fast).max() <= GRAIN


def test_the_balance_is_exact_in_any_order(unsure: Market) -> None:
    flows = region_flows(unsure, Run(draws=50))
    parts = list(balance.contributions(flows).values())
    whole = balance.of_flows(flows, 1)
    assert (sum(parts) == whole).all()
    assert (sum(reversed(parts)) == whole).all()
    change = list(balance.causes_of_change(flows).values())
    assert (sum(change) == whole - whole[:, [0]]).all()
    assert (np.rint(flows / GRAIN) * GRAIN == flows).all()


def test_parts_add_up_to_the_whole_region(unsure: Market) -> None:
    flows = region_flows(unsure, Run(draws=50))
    level = flows[[0]].sum(axis=0), flows[[1, 2]].sum(axis=0)
    assert (level[0] + level[1] == flows.sum(axis=0)).all()


def test_chance_does_not_move_the_mean(sure: Market) -> None:
    """Clipping per cell moves the mean gap by 5 to 13%; scatter of the whole cell does not."""
    small = replace(sure, stock=np.asarray(sure.stock) / 100.0)
    certain = region_flows(small, Run(draws=1, compiled=False))  # scatters once
    many = region_flows(small, Run(draws=20_000))
    told = balance.of_flows(many, 1)
    error = told.std(axis=-1) / np.sqrt(told.shape[-1])
    expected = _without_chance(small)
    assert certain.shape[:3] == many.shape[:3]
    assert (np.abs(told.mean(axis=-1) - expected) <= 4 * error + 1e-9).all()


def _without_chance(some: Market) -> np.ndarray:
    """(E, T) the balance when rates are met to the letter, written out once more."""
    axes = some.axes
    found = np.empty((len(axes.educations), len(axes.years)))
    for e in range(len(axes.educations)):
        level = axes.level_of[e]
        people = some.array("stock")[0, e].copy()
        jobs = people.sum() * (1 - some.array("unemployed")[0, e])
        for t in range(len(axes.years)):
            retire = people * some.array("exit_rate")[level, :, t]
            left = people - retire
            move = left * some.array("out_migration")[0, level]
            leave = (left - move) * some.array("leaving")[e] + move * some.array("leaving")[e]
            move = move * (1 - some.array("leaving")[e])
            come = some.array("arrivals")[0, e, t]
            joins = (
                some.array("graduates")[0, e, t]
                * (1 - some.array("further_study")[e])
                * some.array("participation")[e]
            )
            stay = joins * some.array("retention")[0, e, t]
            growth = jobs * (some.array("sector_mix")[0, e] @ some.array("growth")[:, t])
            out = retire.sum() + leave.sum() + move.sum() - come
            found[e, t] = stay - growth - out
            jobs += growth
            kept = left - leave - move
            people = np.concatenate([[0.0], kept[:-1]])
            people += stay * some.array("entry_ages")[level]
            people += come * some.array("arrival_ages")[level]
    return found


def test_the_figures_of_a_region_do_not_hang_on_who_else_is_there(unsure: Market) -> None:
    both = project(unsure, Run(draws=64))
    alone = project(unsure.only(["achterhoek"]), Run(draws=64))
    mine = both.outcome("balance", "achterhoek")
    assert (mine.quantiles == alone.outcome("balance", "achterhoek").quantiles).all()


def test_more_draws_begin_with_the_same_ones(unsure: Market) -> None:
    few = region_flows(unsure, Run(draws=10))
    many = region_flows(unsure, Run(draws=30))
    assert (many[..., :10] == few).all()


def test_another_seed_gives_other_figures(unsure: Market) -> None:
    one, other = (region_flows(unsure, Run(draws=5, seed=seed)) for seed in (1, 2))
    assert (one != other).any()


def test_what_is_more_uncertain_is_told_wider(unsure: Market, sure: Market) -> None:
    wide, narrow = (
        project(one, Run(draws=400)).outcome("balance", "twente").interval(0.8)
        for one in (unsure, sure)
    )
    assert (wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])).all()


def test_the_forecast_tells_what_the_draws_say(unsure: Market) -> None:
    told = project(unsure, Run(draws=200))
    flows = region_flows(unsure, Run(draws=200))[[1, 2]].sum(axis=0)
    found = told.outcome("balance", "twente", Slice(level="hbo"))
    draws = balance.of_flows(flows)
    assert found.median == pytest.approx(np.median(draws, axis=-1))
    assert found.below_zero == pytest.approx((draws < 0).mean(axis=-1))
    assert found.interval(0.95)[0] == pytest.approx(np.quantile(draws, 0.025, axis=-1))
    means = told.means("twente", Slice(level="hbo"))
    assert sum(told.contributions("twente", Slice(level="hbo")).values()) == pytest.approx(
        balance.of_flows(means), abs=0
    )
    assert sum(told.classes("twente").values()) == pytest.approx(1)


@given(
    growth=st.floats(-0.2, 0.2), retention=st.floats(0.0, 1.0), leave=st.floats(0.0, 0.5),
    graduates=st.floats(0.0, 500.0),
)  # fmt: skip
def test_more_inflow_never_deepens_and_more_growth_never_eases_a_shortage(
    growth: float, retention: float, leave: float, graduates: float
) -> None:
    def told(**other: float) -> float:
        values = {"growth": growth, "retention": retention, "leaving": leave, **other}
        some = market(regions=("r",), graduates=graduates, spread=Spread(), **values)
        return float(balance.of_flows(region_flows(some, Run(draws=40)), 1).mean())

    base = told()
    assert told(growth=growth + 0.05) < base
    # Who stays fills a place at once, and leaves one later: over these six years it is never worse.
    assert told(retention=min(1.0, retention + 0.1)) >= base - 1.0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"retention": 1.2}, "retention of twente, mbo-4/mechatronics, 2024 is 1.2: more than all"),
        ({"leaving": -0.1}, "leaving of mbo-4/mechatronics is -0.1: a share below nothing"),
        ({"graduates": -5}, "graduates of twente, mbo-4/mechatronics, 2024 is -5: fewer persons"),
        ({"growth": -1}, "growth of industry, 2024 is -1: more jobs lost than there are"),
        ({"entry_ages": 0.5}, "entry_ages of mbo-4 is a sum of 30: the parts over the ages"),
        ({"exit_rate": 0.5}, "exit_rate of mbo-4, 74, 2024 is 0.5: somebody would still work past"),
        ({"stock": [1, 2]}, "stock of shape (2,): it is REA, here (2, 3, 60)"),
        ({"retention": float("nan")}, "retention holds numbers that are not finite"),
        ({"persistence": 1.0}, "persistence is 1.0: a shock would never fade"),
        ({"spread": Spread(stock=-1)}, "a negative spread of stock"),
    ],
)
def test_input_that_cannot_be_is_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(NumericsError) as refused:
        market(**wrong)
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"regions": ()}, "no regions"),
        ({"educations": (EDUCATIONS[0], EDUCATIONS[0])}, "mbo-4/mechatronics more than once"),
        ({"years": (2024, 2026)}, "the years (2024, 2026): a year is missing"),
        ({"last_age": 130}, "ages 15 to 130"),
    ],
)
def test_axes_that_cannot_be_are_refused(wrong: dict[str, object], said: str) -> None:
    usual = {"regions": ("r",), "educations": EDUCATIONS, "years": YEARS}
    with pytest.raises(NumericsError) as refused:
        Axes(**{**usual, **wrong})  # type: ignore[arg-type]
    assert str(refused.value).startswith(said)


def test_what_is_not_in_the_forecast_is_refused(unsure: Market) -> None:
    told = project(unsure, Run(draws=4))
    for ask in (
        lambda: told.outcome("balance", "drenthe"),
        lambda: told.outcome("balance", "twente", Slice(level="vmbo")),
        lambda: told.outcome("wages", "twente"),
        lambda: told.outcome("balance", "twente").interval(0.9),
        lambda: unsure.only(["drenthe"]),
        lambda: Run(draws=0),
    ):
        with pytest.raises(NumericsError):
            ask()


def test_without_numba_the_plain_kernel_answers(
    unsure: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = project(unsure, Run(draws=20)).outcome("balance", "twente").median
    monkeypatch.setattr("hcat.numerics.labour.ensemble.find_spec", lambda name: None)
    plain = project(unsure, Run(draws=20)).outcome("balance", "twente").median
    assert plain == pytest.approx(fast, abs=4 * GRAIN)
    with pytest.raises(NumericsError, match="forecast"):
        project(unsure, Run(draws=20, compiled=True))


def test_exits_are_a_table_of_the_tests(unsure: Market) -> None:
    assert exits()[-1] == 1.0
    assert unsure.array("exit_rate").shape == (2, 60, 6)


def test_stocks_of_a_level_are_wrong_together() -> None:
    shared, apart = (
        project(market(spread=one), Run(draws=400)).outcome("balance", "twente").interval(0.8)
        for one in (Spread(stock_level=0.2), Spread(stock=0.2))
    )
    assert (shared[1] - shared[0] > (apart[1] - apart[0])).all()


def test_an_infinite_indicator_has_infinite_quantiles_and_no_nan() -> None:
    nobody_is_asked = market(stock=0.0, arrivals=0.0, retention=0.0)
    told = project(nobody_is_asked, Run(draws=20)).told.indicator
    assert np.isposinf(told.median).all()
