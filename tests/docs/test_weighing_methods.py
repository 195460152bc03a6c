# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worked example and the constants of the page on weighing are those of the code."""

from __future__ import annotations

import re

import numpy as np
import pytest

from hcat.numerics import weighing
from hcat.numerics.api import cells, firmness, totals, turning, without_each
from hcat.weighing import outcome
from tests.docs.documents import ROOT

TEXT = (ROOT / "docs" / "methods" / "weighing.md").read_text(encoding="utf-8")
SAID = " ".join(TEXT.split())
WEIGHTS = np.array([60.0, 40.0])
FIT = 1


@pytest.fixture(scope="module")
def scores() -> np.ndarray:
    """Assessors × initiatives × criteria, as the table of the example gives them."""
    rows = re.findall(r"^\| (\w+) \| (demand|reach) \|((?: \d \|)+)$", TEXT, flags=re.M)
    given = np.array([[int(one) for one in re.findall(r"\d", row)] for _i, _c, row in rows])
    assert [(row[0], row[1]) for row in rows] == [
        (name, criterion) for name in ("Lab", "Club", "House") for criterion in ("demand", "reach")
    ]
    return given.reshape(3, 2, 5).transpose(2, 0, 1).astype(float)


def test_cells_and_totals_are_those_of_the_example(scores: np.ndarray) -> None:
    made = cells(scores)
    lab, club, house = (" and ".join(f"{one:.1f}" for one in row) for row in made.mean)
    assert f"The cells of Lab are {lab}, those of Club {club}, those of House {house}." in SAID
    lab, club, house = (f"{one:.2f}" for one in totals(made.mean, WEIGHTS))
    assert f"totals are Lab {lab}, Club {club} and House {house}" in SAID
    assert made.spread[0, 1] == outcome.APART
    assert "Lab's scores on reach lie 2 apart" in SAID


def test_how_firm_it_is_and_what_turns_it_is_told_as_it_comes_out(scores: np.ndarray) -> None:
    mean = cells(scores).mean
    told = firmness(mean, WEIGHTS, FIT)
    lab, club, house = (f"{100 * one:.0f}%" for one in told.share)
    assert f"Club is firm for {club}, Lab for {lab}, House for {house}" in SAID
    assert told.share[0] == pytest.approx((0.8 - 1.6 / 2.6) / 0.5, abs=0.012)
    turn = turning(mean, WEIGHTS, FIT, 1)
    assert turn is not None
    assert f"from 0.600 to {turn.weights[0]:.3f}: {100 * turn.moved:.1f} of 100 points" in SAID
    assert (told.rank_low[1], told.rank_high[1]) == (1, 2)


def test_two_of_the_five_tip_it(scores: np.ndarray) -> None:
    among = without_each(scores, WEIGHTS, FIT, np.zeros(2))
    assert among[:, 0].tolist() == [True, True, False, False, False]
    first = totals(cells(scores[1:]).mean, WEIGHTS)
    assert f"Without the first assessor Lab has {first[0]:.2f} and Club {first[1]:.2f}" in SAID


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("`LEAST`, `MOST`", f"{weighing.LEAST}, {weighing.MOST:.0f}"),
        ("`DRAWS`", str(weighing.DRAWS)),
        ("`RANKS`", str(weighing.RANKS)),
        ("`APART`", str(outcome.APART)),
    ],
)
def test_constants_are_those_of_the_code(name: str, value: str) -> None:
    assert f"| {name} | {value} |" in TEXT
    assert f"at most {outcome.MOST_TURNS} of them" in SAID
    assert f"{weighing.DRAWS:,}".replace(",", ".") in SAID
