# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How sure a change between two waves is: the cells and the frame of each wave count."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.results.columns import Answered, Column, Labels
from hcat.surveys.results.common_cells import common_parts, joined
from hcat.surveys.results.comparing import Change, Side, changes

LARGE, SMALL = "250+", "10-49"


def answered(who: list[int], sizes: list[str]) -> Answered:
    n = len(who)
    one = Labels(("",), np.zeros(n, np.int32))
    size = Labels((LARGE, SMALL), np.array([one == SMALL for one in sizes], np.int32))
    sector = Labels(("26",), np.zeros(n, np.int32))
    return Answered(
        np.array(who) + 1, [f"u{one}" for one in who], one, size, sector, one, np.ones(n), {}
    )


def cells(**population: float) -> dict[str, Any]:
    return {
        "cells": [
            {"of": [[{"large": LARGE, "small": SMALL}[name], "C"]], "population": many}
            for name, many in population.items()
        ]
    }


def side(
    who: list[int], sizes: list[str], values: Any, weights: Any, weighting: dict[str, Any],
    kind: Kind = Kind.NUMBER,
) -> Side:  # fmt: skip
    n = len(who)
    if kind is Kind.NUMBER:
        column = Column("it", kind, (), np.zeros(n, np.int8), np.asarray(values, float))
        shown = {("it", "", "mean"): True}
    else:
        column = Column("it", kind, ("yes", "no"), np.zeros(n, np.int8), 1 - np.asarray(values))
        shown = {("it", "yes", "share"): True}
    return Side(answered(who, sizes), {"it": column}, np.asarray(weights, float), shown, weighting)


def change(earlier: Side, later: Side) -> Change:
    (found,) = changes(earlier, later, {})
    return found


def test_a_rise_that_is_none_is_claimed_in_no_more_than_the_five_percent_that_was_asked() -> None:
    random = np.random.default_rng(7)
    runs, said, covered, known = 400, 0, 0, cells(large=80, small=120)
    sizes = [LARGE] * 80 + [SMALL] * 30
    weights = [1.0] * 80 + [4.0] * 30
    for _run in range(runs):
        shared = random.normal(0, 1, 200)
        waves = [7 + 0.6**0.5 * shared + 0.4**0.5 * random.normal(0, 1, 200) for _wave in range(2)]
        who = [*range(80), *(80 + random.choice(120, 30, replace=False))]
        true = waves[1].mean() - waves[0].mean()
        # Nothing changed in the population: the later wave is brought to the mean of the earlier.
        found = change(
            side(who, sizes, waves[0][who], weights, known),
            side(who, sizes, (waves[1] - true)[who], weights, known),
        )
        said += (found.p_rising or 0.0) <= 0.05
        covered += (found.low or 0.0) <= 0 <= (found.high or 0.0)
    assert said / runs <= 0.075
    assert covered / runs >= 0.925


def test_a_wave_that_asked_a_part_keeps_its_error_though_the_next_asked_its_whole_frame() -> None:
    random = np.random.default_rng(3)
    who, sizes = list(range(200)), [SMALL] * 200
    values = random.normal(7, 1, 200)
    found = change(
        side(who, sizes, values, np.full(200, 5.0), cells(small=1000)),
        side(who, sizes, values + random.normal(0.04, 0.3, 200), np.ones(200), cells(small=200)),
    )
    assert found.se == pytest.approx(np.std(values, ddof=1) * (0.8 / 200) ** 0.5, rel=1e-6)
    assert found.p > 0.05


def test_the_whole_population_asked_twice_knows_its_change() -> None:
    who, sizes, all_ = list(range(20)), [SMALL] * 20, cells(small=20)
    before = np.array([1] * 10 + [0] * 10)
    after = np.array([1] * 14 + [0] * 6)
    found = change(
        side(who, sizes, before, np.ones(20), all_, Kind.SINGLE),
        side(who, sizes, after, np.ones(20), all_, Kind.SINGLE),
    )
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.2, 0.2))
    assert (found.p, found.p_rising) == (0.0, 0.0)


@pytest.mark.parametrize("population", [None, 60, 300])
@pytest.mark.parametrize(("gained", "lost"), [(5, 0), (6, 0), (9, 2), (0, 7), (0, 0), (3, 3)])
def test_the_test_of_a_share_says_what_the_interval_beside_it_says(
    population: int | None, gained: int, lost: int
) -> None:
    who, sizes = list(range(30)), [SMALL] * 30
    before = np.array([0] * gained + [1] * (30 - gained))
    after = np.array([1] * gained + [0] * lost + [1] * (30 - gained - lost))
    known = cells(small=population) if population else {}
    found = change(
        side(who, sizes, before, np.ones(30), known, Kind.SINGLE),
        side(who, sizes, after, np.ones(30), known, Kind.SINGLE),
    )
    assert found.low <= found.value <= found.high
    if found.se or population is None:
        assert (found.p <= 0.05) == (not found.low <= 0 <= found.high)
        assert (found.p_rising <= 0.05) == (found.at_least > 0)


def test_cells_that_either_wave_joined_are_one_for_both() -> None:
    both = answered([1, 2, 3, 4], [LARGE, LARGE, SMALL, SMALL])
    apart = cells(large=10, small=20)
    together = {"cells": [{"of": [[LARGE, "C"], [SMALL, "C"]], "population": 28.0}]}
    first, second = common_parts((both, apart), (both, together))
    assert len({*first.cells, *second.cells}) == 1
    assert (list(first.population.values()), list(second.population.values())) == ([30.0], [28.0])
    first, second = common_parts((both, apart), (both, apart))
    assert first.cells.tolist() == second.cells.tolist()
    assert len(set(first.cells)) == 2


def test_a_cell_in_which_one_answered_is_taken_together_with_the_next() -> None:
    both = answered([1, 2, 3], [LARGE, SMALL, SMALL])
    parts = common_parts(*[(both, cells(large=2, small=20))] * 2)
    for one in joined([np.arange(3), np.arange(3)], parts):
        assert len(set(one.cells)) == 1
        assert one.population[one.cells[0]] == 22


def test_of_a_scale_the_mean_is_compared_and_not_how_many_gave_each_mark() -> None:
    def of_scale(values: list[float]) -> Side:
        made = side(list(range(20)), [SMALL] * 20, values, np.ones(20), cells(small=40))
        scale = replace(made.columns["it"], kind=Kind.SCALE)
        shown = {("it", "", "mean"): True, ("it", "7", "share"): True}
        return replace(made, columns={"it": scale}, shown=shown)

    found = changes(of_scale([6.0, 7] * 10), of_scale([7.0, 7] * 10), {})
    assert [(one.choice, one.statistic) for one in found] == [("", "mean")]
