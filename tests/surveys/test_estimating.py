# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a figure says of the population, and how sure it is of that."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hcat.numerics.api import design, grouped_means
from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.population import at_least, frame_of
from hcat.surveys.results.columns import CODE_OF, Column, answers_of
from hcat.surveys.results.estimating import (
    Figure,
    domains,
    figures,
    groupings_of,
    share_intervals,
)
from hcat.surveys.results.reasons import Unanswered
from hcat.surveys.results.safe import Grouping
from hcat.surveys.weighting import Weights, weigh

from .region import Unit, fill, survey, wave

LEFT_OPEN = CODE_OF[Unanswered.NOT_ANSWERED]
NOT_ASKED = CODE_OF[Unanswered.NOT_ASKED]


def together(units: int) -> Grouping:
    return Grouping("", ("",), np.zeros(units, np.int32))


def equal(units: int, population: int) -> Weights:
    """One cell, of which so many answered."""
    return Weights(
        np.full(units, population / units), np.zeros(units, np.int32), (float(population),),
        population, {("", ""): (float(population), population)},
    )  # fmt: skip


def mark(marks: list[int], others: int, state: int) -> Column:
    """So many marks, and others who gave none for one reason."""
    return Column(
        "mark", Kind.SCALE, (), np.array([0] * len(marks) + [state] * others, np.int8),
        np.array(marks + [0] * others, np.int16),
    )  # fmt: skip


def only(column: Column, weights: Weights, grouping: Grouping | None = None) -> list[Figure]:
    return list(figures(column, [grouping or together(column.state.size)], weights, {}))


def test_a_mark_that_half_left_open_is_not_known_though_every_sheet_came_back() -> None:
    marks = [6, 7, 8, 7, 7] * 10
    [found] = only(mark(marks, 50, LEFT_OPEN), equal(100, 100))
    assert (found.n, found.population, found.value) == (50, 100, 7.0)
    plain = np.std(marks, ddof=1) * np.sqrt((1 - 50 / 100) / 50)
    assert found.se == pytest.approx(plain, rel=0.01)
    assert found.low < 7.0 < found.high
    assert found.low_ongoing < found.low


def test_a_mark_of_all_who_were_asked_is_known() -> None:
    [found] = only(mark([6, 7, 8, 7, 7] * 10, 50, NOT_ASKED), equal(100, 100))
    assert (found.population, found.se, found.low, found.high) == (50, 0.0, 7.0, 7.0)


def test_a_group_that_answered_in_full_is_known_beside_one_that_did_not() -> None:
    column = mark([6, 7, 8, 7, 7] * 10, 20, LEFT_OPEN)
    groups = Grouping("size", ("a", "b"), np.array([0] * 30 + [1] * 40, np.int32))
    full, half = only(column, equal(70, 70), groups)
    assert (full.se, half.n, half.population) == (0.0, 20, 40)
    plain = np.std([6, 7, 8, 7, 7] * 4, ddof=1) * np.sqrt((1 - 20 / 40) / 20)
    assert half.se == pytest.approx(plain, rel=0.03)


@pytest.mark.django_db
def test_a_group_of_which_some_were_silent_is_not_known_though_the_weights_add_up_to_less() -> None:
    """285 of 300 answered, so that each weighs 1.05; 9 of the 12 of one municipality."""
    yes, no = ({"knows_talent_wishes": said} for said in ("yes", "no"))
    units = [Unit(municipality="0141", answers=yes if at < 6 else no) for at in range(9)]
    units += [Unit(municipality="0141") for _ in range(3)]
    units += [Unit(answers=yes if at % 2 else no) for at in range(276)]
    units += [Unit() for _ in range(12)]
    one = wave(survey())
    fill(one, units)
    answered, frame = answers_of(one), frame_of(one)
    weights, groupings = weigh(answered, frame), groupings_of(answered, frame)
    column = answered.columns["knows_talent_wishes"]
    found = {
        (made.dimension, made.group): made
        for made in figures(column, groupings, weights, {})
        if made.choice == "yes"
    }
    few = found["municipality", "0141"]
    assert (few.n, few.population, few.method) == (9, 12, "hypergeometric")
    assert few.low < 2 / 3 < few.high
    assert found["", ""].population == 300


@pytest.mark.django_db
def test_a_place_is_as_sure_as_the_part_of_it_that_answered_and_not_as_its_cell() -> None:
    """All of one place answered and a third of the others, in two cells that both are spread
    over: together 32 of 72, and 21 of 26."""
    units = []
    for size, here, there, silent in (("10-49", 12, 20, 40), ("250+", 6, 15, 5)):
        marks = [
            {"satisfaction_with_starters": 5 + at % 4, "knows_talent_wishes": "yes" if at % 3
             else "no"}
            for at in range(here + there)
        ]  # fmt: skip
        units += [Unit(size=size, municipality="0141", answers=one) for one in marks[:here]]
        units += [Unit(size=size, municipality="0153", answers=one) for one in marks[here:]]
        units += [Unit(size=size, municipality="0153") for _ in range(silent)]
    one = wave(survey())
    fill(one, units)
    answered, frame = answers_of(one), frame_of(one)
    weights, groupings = weigh(answered, frame), groupings_of(answered, frame)
    assert not weights.are_equal

    def place(concept: str, name: str, by: Weights = weights) -> Figure:
        return next(
            made for made in figures(answered.columns[concept], groupings, by, {})
            if (made.dimension, made.group) == ("municipality", name) and made.choice != "no"
        )  # fmt: skip

    said = [unit.answers for unit in units if unit.answers and unit.municipality == "0141"]
    known = place("satisfaction_with_starters", "0141")
    mean_ = np.mean([answer["satisfaction_with_starters"] for answer in said])
    assert (known.value, known.low, known.high, known.se) == pytest.approx((mean_, mean_, mean_, 0))
    assert known.low_ongoing < mean_ < known.high_ongoing
    share = place("knows_talent_wishes", "0141")
    yes = sum(answer["knows_talent_wishes"] == "yes" for answer in said)
    assert (share.method, share.value, share.low) == ("census", yes / 18, yes / 18)
    # Of the other place fewer were seen than of its cells.
    other = place("satisfaction_with_starters", "0153")
    as_its_cells = place("satisfaction_with_starters", "0153", replace(weights, places={}))
    assert as_its_cells.se < other.se
    few = weights.cell == list(np.bincount(weights.cell)).index(32)
    one_cell = np.where(few, 7.0 + np.arange(few.size) % 3, np.nan)
    here = next(one for one in groupings if one.dimension == "municipality")
    could = ~np.isnan(one_cell)
    at = here.groups.index("0153")
    ratio = (
        domains(one_cell, could, here, weights).se[at]
        / domains(one_cell, could, here, replace(weights, places={})).se[at]
    )
    assert ratio == pytest.approx(((1 - 20 / 60) / (1 - 32 / 72)) ** 0.5)


@pytest.mark.parametrize(
    ("many", "most", "seen", "counts"),
    [(12.0, 12, 9, 12), (8.4, 9, 8, 9), (9.0000000001, 9, 9, 9), (6.0, 9, 6, 7), (3.0, 3, 4, 4)],
)
def test_a_part_counts_more_than_were_seen_as_long_as_one_may_have_been_silent(
    many: float, most: int, seen: int, counts: int
) -> None:
    assert at_least(many, most, seen) == counts


@pytest.mark.shared_data
def test_the_figures_of_a_release_are_those_of_r_survey(shared: Path) -> None:
    """Its stratified sample of schools: R gives a mean of 662.29, with 9.4089 as standard error."""
    path = shared / "data" / "survey-api" / "apistrat.csv"
    if not path.exists():
        pytest.skip("the open data folder has no survey-api/apistrat.csv")
    with path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    types = sorted({row["stype"] for row in rows})
    known = {row["stype"]: float(row["fpc"]) for row in rows}
    weights = Weights(
        np.array([float(row["pw"]) for row in rows]),
        np.array([types.index(row["stype"]) for row in rows], np.int32),
        tuple(known[one] for one in types), round(sum(known.values())),
    )  # fmt: skip
    scores = np.array([float(row["api00"]) for row in rows])
    made = domains(scores, np.ones(len(rows), np.bool_), together(len(rows)), weights)
    assert made.value[0] == pytest.approx(662.29, abs=0.005)
    assert made.se[0] == pytest.approx(9.4089, abs=0.00005)
    assert made.se_ongoing[0] > made.se[0]
    assert (made.n[0], made.degrees[0]) == (200, 197)


@pytest.mark.parametrize("seed", range(4))
def test_the_figures_of_a_release_are_those_of_the_grouped_means(seed: int) -> None:
    """Marks and shares of five groups, some units in none, some not asked: the two are worked out
    in different ways, and must not part."""
    rng = np.random.default_rng(seed)
    cell = rng.integers(0, 4, 300)
    population = np.array([90.0, 200.0, 400.0, np.inf])
    weights = Weights(
        rng.uniform(0.5, 4, 300), cell.astype(np.int32), tuple(population.tolist()), 2000
    )
    drawn = design(
        300, weights=weights.weights, strata=cell,
        population=np.where(np.isinf(population), 1e12, population)[cell],
    )  # fmt: skip
    codes = rng.integers(-1, 5, 300).astype(np.int32)
    groups = Grouping("size", tuple("abcde"), codes)
    answers = rng.normal(7, 1, (300, 2))
    answers[:, 1] = answers[:, 1] > 7.5
    answers[rng.random((300, 2)) < 0.2] = np.nan
    other = grouped_means(answers, drawn, codes, count=5)
    for at in range(2):
        column = answers[:, at]
        made = domains(column, ~np.isnan(column), groups, weights)
        assert made.value == pytest.approx(other.value[:, at], abs=1e-12)
        assert made.se == pytest.approx(other.se[:, at], abs=1e-9)
        assert made.se_ongoing == pytest.approx(other.se_uncorrected[:, at], abs=1e-9)
        assert made.n.tolist() == other.n[:, at].tolist()
        assert made.degrees.tolist() == other.degrees_of_freedom[:, at].tolist()
    low, high = grouped_means(answers[:, 1:], drawn, codes, count=5).share_intervals()
    for at in range(5):
        method, inner, _outer = share_intervals(
            1, int(made.n[at]), 2000, float(made.value[at]), float(made.se[at]),
            float(made.se_ongoing[at]), int(made.degrees[at]), is_counted=False,
        )  # fmt: skip
        assert method == "korn-graubard"
        assert inner == pytest.approx((low[at, 0], high[at, 0]))
