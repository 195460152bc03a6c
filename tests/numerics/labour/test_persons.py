# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons one by one: they come out as the cohort model says, always the same, and all counted."""

from __future__ import annotations

import tracemalloc
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import ensemble
from hcat.numerics.labour.axes import Axes, Education
from hcat.numerics.labour.market import Floats, Market
from hcat.numerics.labour.persons import Crowd, Lives, simulate
from hcat.numerics.labour.reference import COMPONENTS, EXPANSION

FILE = Path(__file__).parent / "scenarios" / "persons.yaml"
PERSON_DRAWS = 200
COHORT_DRAWS = 4000
FIRST_YEAR = 2024


def scenarios() -> list[dict[str, Any]]:
    usual, *others = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return [usual, *({**usual, **one} for one in others)]


def market_of(scenario: Mapping[str, Any]) -> Market:
    axes = Axes(
        regions=("twente",),
        educations=(Education("hbo", "mechanical"),),
        years=tuple(range(FIRST_YEAR, FIRST_YEAR + scenario["years"])),
    )
    ages = np.array(axes.ages)
    young, old, pensioned = scenario["exit"]
    exits = np.select([ages < 55, ages < scenario["pension_age"]], [young, old], pensioned)
    exits[-1] = 1.0
    first, last = scenario["entry_ages"]
    return Market(
        axes=axes,
        stock=scenario["stock"] * spread_over(ages, scenario["ages"]),
        exit_rate=exits[None, :, None],
        graduates=scenario["graduates"],
        retention=scenario["retention"],
        entry_ages=spread_over(ages, {first: 1.0}, last + 1),
        growth=scenario["growth"],
        leaving=scenario["leaving"],
        out_migration=np.where(ages < 35, *scenario["moving"]),
        arrivals=scenario["arrivals"],
        arrival_ages=spread_over(ages, {25: 0.7, 30: 0.3}, 40),
        further_study=scenario["studying_on"],
        participation=scenario["participation"],
        unemployed=scenario["unemployed"],
    )


def spread_over(ages: np.ndarray, bands: Mapping[int, float], end: int = 65) -> Floats:
    """Shares by single year of age from shares by band, each up to the next."""
    found = np.zeros(ages.size)
    starts = [*bands, end]
    for start, after, share in zip(starts[:-1], starts[1:], bands.values(), strict=True):
        found[(ages >= start) & (ages < after)] = share / (after - start)
    return found


def distances(market: Market, cohorts: Market) -> tuple[Floats, Floats]:
    """(C,) and (C, T): in standard errors, how far the means of persons and cohorts are apart.

    Over the whole period, and year by year. The standard error of each mean is the scatter of its
    own draws over the root of their number, so no assumption about chance is shared. Expansion is
    left out of years, since it is one number times the start.
    """
    persons = simulate(market, Crowd(draws=PERSON_DRAWS)).flows()[0, 0]
    cohort = ensemble.region_flows(cohorts, ensemble.Run(draws=COHORT_DRAWS))[0]
    return _scores(persons.sum(axis=1), cohort.sum(axis=1)), _scores(persons, cohort)


def _scores(persons: Floats, cohort: Floats) -> Floats:
    apart = persons.mean(axis=-1) - cohort.mean(axis=-1)
    error = np.sqrt(persons.var(axis=-1, ddof=1) / persons.shape[-1]
                    + cohort.var(axis=-1, ddof=1) / cohort.shape[-1])  # fmt: skip
    rounding = 2.0**-9  # both lie on a grid of 2^-10 of a person
    return np.where(np.abs(apart) <= rounding, 0.0, apart / np.maximum(error, 1e-12))


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda one: one["name"])
def test_persons_and_cohorts_agree_within_three_standard_errors(
    scenario: Mapping[str, Any],
) -> None:
    market = market_of(scenario)
    total, yearly = distances(market, market)
    assert dict(zip(COMPONENTS, np.abs(total) < 3, strict=True)) == dict.fromkeys(COMPONENTS, True)
    # Of so many years and components some lie beyond 3 by chance: the furthest may lie as far as
    # once in a hundred scenarios, and all together may not scatter more than chance does.
    yearly = np.delete(yearly, EXPANSION, axis=0)
    assert np.abs(yearly).max() < NormalDist().inv_cdf(1 - 0.01 / 2 / yearly.size)
    assert np.sqrt((yearly**2).mean()) < 1.5


def test_there_are_twelve_scenarios() -> None:
    assert len(scenarios()) == 12
    assert len({one["name"] for one in scenarios()}) == 12


WRONG = {
    "exit_rate": lambda rate: np.minimum(rate * 1.05, 1.0),
    "leaving": lambda rate: rate * 1.05,
    "out_migration": lambda rate: rate * 1.05,
    "retention": lambda rate: rate * 0.99,
    "participation": lambda rate: rate * 0.99,
    "further_study": lambda rate: rate * 1.05,
    "entry_ages": lambda ages: np.roll(ages, 8, axis=-1),
    "arrivals": lambda number: number * 1.05,
}


@pytest.mark.parametrize("name", WRONG)
def test_a_planted_error_of_a_twentieth_shows(name: str) -> None:
    market = market_of(scenarios()[0])
    wrong = replace(market, **{name: WRONG[name](market.array(name))})
    total, _ = distances(wrong, market)
    assert np.abs(total).max() > 3


def test_persons_scatter_as_binomial_chance_says() -> None:
    scenario = {**scenarios()[0], "stock": 1000, "graduates": 0, "arrivals": 0, "years": 1}
    market = market_of({**scenario, "ages": {30: 1.0}, "exit": [0.1, 0.1, 0.1]})
    retired = simulate(market, Crowd(draws=2000)).flows()[0, 0, COMPONENTS.index("retirement"), 0]
    # The stock of 28.57 per age is rounded by lot: each person there is one of so many chances.
    people = market.array("stock")[0, 0]
    part = people % 1
    expected = (np.floor(people) * 0.1 * 0.9 + 0.1 * part * (1 - 0.1 * part)).sum()
    assert retired.var(ddof=1) == pytest.approx(expected, rel=4 * np.sqrt(2 / 2000))


# --- Always the same ------------------------------------------------------------------------------


def small(regions: int = 3, educations: int = 2, **changed: Any) -> Market:
    axes = Axes(
        regions=tuple(f"region {one}" for one in range(regions)),
        educations=tuple(Education("hbo", f"field {one}") for one in range(educations)),
        years=(2024, 2025, 2026, 2027),
        first_age=60,
        last_age=65,
    )
    inputs: dict[str, Any] = {
        "stock": 8.3,
        "exit_rate": np.array([0.1, 0.1, 0.2, 0.3, 0.5, 1.0])[None, :, None],
        "graduates": 12.5,
        "retention": 0.6,
        "entry_ages": [0.5, 0.5, 0, 0, 0, 0],
        "growth": 0.01,
        "leaving": 0.05,
        "out_migration": 0.04,
        "arrivals": 1.7,
        "further_study": 0.2,
        "participation": 0.9,
    }
    return Market(axes=axes, **(inputs | changed))


def same(one: Lives, other: Lives) -> bool:
    return bool((one.events == other.events).all() and (one.started == other.started).all())


@pytest.mark.parametrize("workers", [2, 3, 7])
def test_any_number_of_threads_gives_the_same_figures(workers: int) -> None:
    market, crowd = small(educations=5), Crowd(draws=3)
    with ThreadPoolExecutor(workers) as executor:
        spread = simulate(market, crowd, executor=executor, workers=workers)
    assert same(spread, simulate(market, crowd))


def test_processes_give_the_same_figures() -> None:
    market = small()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        spread = simulate(market, Crowd(compiled=False), executor=executor, workers=2)
    assert same(spread, simulate(market))


def test_a_region_lives_the_same_alone() -> None:
    whole, alone = simulate(small()), simulate(small().only(["region 1"]))
    assert (whole.events[1] == alone.events[0]).all()


def test_more_draws_leave_the_first_ones_what_they_were() -> None:
    few, many = simulate(small(), Crowd(draws=2)), simulate(small(), Crowd(draws=5))
    assert (many.events[..., :2] == few.events).all()


def test_another_seed_gives_another_fortune() -> None:
    assert not same(simulate(small()), simulate(small(), Crowd(seed=1)))


rates = st.floats(0, 1)
counts = st.floats(0, 40)


@st.composite
def markets(draw: st.DrawFn) -> Market:
    exits = np.array([*draw(st.lists(rates, min_size=5, max_size=5)), 1.0])
    return small(
        regions=1,
        stock=draw(counts),
        exit_rate=exits[None, :, None],
        graduates=draw(counts),
        retention=draw(rates),
        leaving=draw(rates),
        out_migration=draw(rates),
        arrivals=draw(counts),
        further_study=draw(rates),
        participation=draw(rates),
    )


@settings(deadline=None)
@given(market=markets(), seed=st.integers(0, 2**63))
def test_plain_and_compiled_agree_to_the_person(market: Market, seed: int) -> None:
    plain = simulate(market, Crowd(draws=2, seed=seed, compiled=False))
    assert same(plain, simulate(market, Crowd(draws=2, seed=seed, compiled=True)))


@settings(deadline=None)
@given(market=markets(), seed=st.integers(0, 2**63))
def test_everybody_who_came_is_somewhere(market: Market, seed: int) -> None:
    lives = simulate(market, Crowd(draws=2, seed=seed))
    states = lives.states()
    assert all((counts >= 0).all() for counts in states.values())
    assert (sum(states.values()) == lives.came).all()


@settings(deadline=None)
@given(market=markets(), seed=st.integers(0, 2**63), more=rates)
def test_a_higher_exit_rate_leaves_nobody_longer_at_work(
    market: Market, seed: int, more: float
) -> None:
    exits = market.array("exit_rate")
    higher = replace(market, exit_rate=exits + (1 - exits) * more)
    before, after = simulate(market, Crowd(seed=seed)), simulate(higher, Crowd(seed=seed))
    assert (after.working <= before.working).all()
    assert (after.states()["retired"] >= before.states()["retired"]).all()


def test_a_rate_of_one_spares_nobody_and_a_rate_of_zero_everybody() -> None:
    nobody = simulate(small(exit_rate=1.0)).states()
    assert (nobody["left_occupation"] == 0).all()
    stays = simulate(small(leaving=0.0, out_migration=0.0, retention=1.0)).states()
    assert not stays["left_occupation"].any()
    assert not stays["left_region"].any()


def test_memory_does_not_grow_with_the_persons() -> None:
    def peak(stock: float) -> int:
        tracemalloc.start()
        simulate(small(regions=1, stock=stock))
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    simulate(small())
    assert peak(100_000) < peak(10) + 100_000


# --- What cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"leaving": 1.2}, "leaving of hbo/field 0 is 1.2: more than all of them; write 5%"),
        ({"exit_rate": -0.1}, "a share below nothing"),
        ({"entry_ages": [0.5, 0.4, 0, 0, 0, 0]}, "_ages of hbo is a sum of 0.9: .* add up to 1"),
        ({"stock": -1}, "fewer persons than none"),
        ({"exit_rate": 0.5}, "somebody would still work past the last age"),
    ],
)
def test_a_market_that_cannot_be_is_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(NumericsError, match=told):
        simulate(small(**changed))


def test_impossible_ages_are_refused() -> None:
    axes = small().axes
    with pytest.raises(NumericsError, match="nobody works at such ages; use ages between"):
        replace(axes, last_age=140)


def test_no_draws_are_refused() -> None:
    with pytest.raises(NumericsError, match="0 draws: nobody would live; simulate at least once"):
        Crowd(draws=0)
