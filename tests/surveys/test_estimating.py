# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a figure says of the population, and how sure it is of that."""

from __future__ import annotations

import numpy as np
import pytest

from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.results.columns import CODE_OF, Column
from hcat.surveys.results.estimating import Figure, figures
from hcat.surveys.results.reasons import Unanswered
from hcat.surveys.results.safe import Grouping
from hcat.surveys.weighting import Weights

LEFT_OPEN = CODE_OF[Unanswered.NOT_ANSWERED]
NOT_ASKED = CODE_OF[Unanswered.NOT_ASKED]


def together(units: int) -> Grouping:
    return Grouping("", ("",), np.zeros(units, np.int32))


def equal(units: int, population: int) -> Weights:
    """One cell, of which so many answered."""
    return Weights(
        np.full(units, population / units), np.zeros(units, np.int32), (float(population),),
        population,
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
