# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The white-spot matrix: done, nobody, and not stated, which is never taken for nobody."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.agenda import api
from hcat.agenda.api import CellState
from tests.agenda.region_folder import BY, DAY

pytestmark = pytest.mark.usefixtures("waterkant")
WHY: dict[str, Any] = {"by": BY, "on": DAY, "reason": "Omdat."}


def _states(**options: Any) -> dict[tuple[str, str], str]:
    return {at: cell.state.value for at, cell in api.white_spots(**options).cells.items()}


def test_ways_against_lines() -> None:
    assert _states(columns="line") == {
        ("houses", "learn"): "nobody", ("houses", "stay"): "nobody",
        ("lessons", "learn"): "done", ("lessons", "stay"): "nobody",
        ("visits", "learn"): "done", ("visits", "stay"): "nobody",
    }  # fmt: skip


def test_an_initiative_that_states_no_level_makes_its_way_not_stated() -> None:
    states = _states(columns="level")
    assert states["lessons", "mbo-3"] == "done"
    assert states["lessons", "hbo"] == "nobody"
    assert {states["visits", level] for level in ("mbo-3", "mbo-4", "hbo")} == {"not_stated"}
    assert states["houses", "hbo"] == "nobody"


def test_places_follow_the_same_rule() -> None:
    matrix = api.white_spots(columns="place")
    assert [column.key for column in matrix.columns] == ["WK01", "WK02"]
    assert [str(column.title) for column in matrix.columns] == ["Haven", "Duin"]
    assert matrix.cell("lessons", "WK01").state is CellState.DONE
    assert matrix.cell("lessons", "WK02").state is CellState.NOBODY
    [unstated] = matrix.cell("visits", "WK02").unstated
    assert unstated.key == "open-day"
    assert matrix.count(CellState.NOT_STATED) == 2


def test_an_idea_leaves_the_spot_white() -> None:
    api.revise(kind="initiative", key="sailing", fields={"ways": ["houses"]}, **WHY)
    cell = api.white_spots(as_of=DAY, columns="line").cell("houses", "stay")
    assert cell.state is CellState.NOBODY
    assert [item.key for item in cell.planned] == ["sailing"]


def test_running_initiatives_without_a_way_are_named_beside_the_matrix() -> None:
    assert api.white_spots().without_row == ()
    api.revise(kind="initiative", key="sailing", fields={"status": "running"}, **WHY)
    assert [item.key for item in api.white_spots(as_of=DAY).without_row] == ["sailing"]


def test_differentiations_can_be_the_rows() -> None:
    states = _states(rows="differentiation", columns="level")
    assert states["learn-yard", "mbo-4"] == "done"
    assert states["learn-school", "hbo"] == "not_stated"
    assert states["stay-home", "hbo"] == "nobody"


def test_the_matrix_is_read_in_three_queries(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3 + 1):  # the one asks whether what is remembered still holds
        api.white_spots(columns="level")


@pytest.mark.parametrize(
    ("level", "title"), [("havo-vwo", "HAVO/VWO"), ("mbo-3", "MBO 3"), ("wo", "WO")]
)
def test_a_level_is_written_as_people_write_it(level: str, title: str) -> None:
    assert api.level_title(level).in_("en") == title
    assert api.level_title(level).in_("nl") == title.lower()
