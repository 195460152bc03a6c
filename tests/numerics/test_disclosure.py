# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody's answer can be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.numerics.api import (
    ALL,
    CellTable,
    DisclosureRules,
    Hidden,
    NumericsError,
    amounts_of,
    answers_of,
    crossed,
    differing,
    populations_of,
    recoverable,
    safe,
)

RULES = DisclosureRules(k=3)
counts = st.lists(
    st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=2
)  # fmt: skip


def most_possible(table: CellTable, key: object, hidden: set[object]) -> int:
    """The highest count that fits what is shown, by trying all tables (2 × 3, no margin above 12).

    Written without the solver, so that it can be held against it.
    """
    inner = [one for one in table.cells if ALL not in one]  # type: ignore[operator]
    best = 0
    loose = [one for one in inner if one in hidden]
    for values in product(range(13), repeat=len(loose)):
        tried = {one: table.cells[one] for one in inner} | dict(zip(loose, values, strict=True))
        for _ in range(2):  # margins of rows and columns first, then the margin of these
            for whole, parts in table.sums:
                if all(part in tried for part in parts):
                    tried[whole] = sum(tried[part] for part in parts)
        if all(tried[one] == n for one, n in table.cells.items() if one not in hidden):
            best = max(best, tried[key])
    return best


@given(counts)
@settings(max_examples=25, deadline=None)
def test_what_is_too_few_might_be_enough_for_all_that_anybody_can_work_out(
    given_counts: list[list[int]],
) -> None:
    table = crossed("ab", "xyz", given_counts)
    hidden = safe([table], RULES)
    assert not recoverable([table], hidden, RULES)
    inner = [key for key in hidden if ALL not in key]  # type: ignore[operator]
    if len(inner) <= 4:
        for key, why in hidden.items():
            if why is Hidden.TOO_FEW:
                assert most_possible(table, key, set(hidden)) >= RULES.k


@given(counts)
@settings(max_examples=25, deadline=None)
def test_the_attacker_finds_what_margins_give_away(given_counts: list[list[int]]) -> None:
    table = crossed("ab", "xyz", given_counts)
    few = [key for key, n in table.cells.items() if 0 < n < RULES.k]
    inner = [key for key in few if ALL not in key]  # type: ignore[operator]
    if len(inner) <= 4:
        found = recoverable([table], few, RULES)
        assert found == {key for key in few if most_possible(table, key, set(few)) < RULES.k}


def test_one_small_cell_takes_a_square_of_cells_with_it() -> None:
    table = crossed("abc", "xy", [[2, 20], [30, 31], [40, 41]])
    assert recoverable([table], [("a", "x")]) == {("a", "x")}
    hidden = safe([table])
    assert hidden["a", "x"] is Hidden.TOO_FEW
    assert set(hidden) == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}


def test_two_hidden_groups_that_are_few_together_take_a_third() -> None:
    table = populations_of({"a": range(2), "b": range(2, 4), "c": range(4, 30), "all": range(30)})
    assert recoverable([table], ["a", "b"]) == {"a", "b"}
    hidden = safe([table])
    assert set(hidden) == {"a", "b", "c"} or "all" in hidden
    assert not recoverable([table], hidden)


def test_no_cell_is_hidden_where_all_are_large_and_none_where_nobody_is() -> None:
    assert safe([crossed("ab", "xy", [[9, 12], [8, 0]])]) == {}


def test_groups_that_differ_by_few_are_not_shown_together() -> None:
    members = {"all": range(40), "without late answers": range(38), "small": range(20, 40)}
    assert [(d.one, d.other, d.units) for d in differing(members)] == [
        ("all", "without late answers", 2)
    ]
    table = populations_of(members)
    hidden = safe([table])
    assert set(hidden) & {"all", "without late answers"}
    assert not recoverable([table], hidden)
    assert differing(members, k=2) == ()


def test_groupings_that_overlap_are_looked_through() -> None:
    # Sectors and sizes are each large enough; but all of sector a are small but for two.
    members = {"all": range(60), "a": range(20), "b": range(20, 60), "small": range(18)}
    members |= {"large": range(18, 60)}
    table = populations_of(members)
    found = recoverable([table], [])
    assert found  # a less small is two units
    hidden = safe([table])
    assert hidden
    assert not recoverable([table], hidden)


def test_a_group_that_says_the_same_is_hidden_whole() -> None:
    answers = ["yes"] * 12 + ["yes", "no"] * 12 + ["no", "yes", "yes"] * 10
    members = {"a": range(12), "b": range(12, 36), "c": range(36, 66), "all": range(66)}
    table = answers_of(members, answers, ["yes", "no"])
    assert recoverable([table], [("a", one) for one in ("yes", "no", ALL)]) == {("a", ALL)}
    hidden = safe([table])
    assert hidden["a", "yes"] is Hidden.SAME_ANSWER
    rows = {key[0] for key in hidden}  # type: ignore[index]
    assert len(rows) == 2
    assert len(hidden) == 6
    assert not recoverable([table], hidden)


def test_one_who_says_otherwise_knows_what_the_others_said() -> None:
    answers = ["yes"] * 11 + ["no"] + ["yes", "no"] * 12
    members = {"a": range(12), "b": range(12, 36)}
    table = answers_of(members, answers, ["yes", "no"])
    assert ("a", "yes") in safe([table])
    assert ("a", "yes") not in safe([table], DisclosureRules(spare=0))


def test_when_everybody_says_the_same_nothing_of_it_is_shown() -> None:
    members = {"a": range(10), "b": range(10, 20), "all": range(20)}
    table = answers_of(members, ["yes"] * 20, ["yes", "no"])
    assert set(safe([table])) == set(table.cells)


def test_a_large_company_hides_a_sum_and_its_margin_does_not_give_it_away() -> None:
    values = [900.0, 5, 5, 5, 5, 5] + [10.0] * 12 + [20.0] * 12
    members = {"a": range(6), "b": range(6, 18), "c": range(18, 30), "all": range(30)}
    table = amounts_of(members, values)
    assert recoverable([table], ["a"]) >= {"a"}
    hidden = safe([table])
    assert hidden["a"] is Hidden.DOMINATED
    assert len(hidden) > 1
    assert not recoverable([table], hidden)


def test_a_second_company_that_could_tell_the_largest_hides_a_sum() -> None:
    values = [50.0, 46.0, 1.0, 1.0, 1.0, 1.0]
    assert safe([amounts_of({"a": range(6)}, values)]) == {"a": Hidden.DOMINATED}
    assert safe([amounts_of({"a": range(6)}, [10.0] * 6)]) == {}
    assert safe([amounts_of({"a": range(6)}, [0.0] * 6)]) == {"a": Hidden.SAME_ANSWER}


def test_a_cell_hidden_in_one_table_is_hidden_in_the_other() -> None:
    members = {"a": range(6), "b": range(6, 18), "c": range(18, 30), "all": range(30)}
    number = populations_of(members)
    amounts = amounts_of(members, [900.0, 5, 5, 5, 5, 5] + [10.0] * 24)
    assert safe([number]) == {}
    assert not recoverable([number, amounts], safe([number, amounts]))


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from(["yes", "no", "none"])),
        min_size=8, max_size=40,
    )
)  # fmt: skip
@settings(max_examples=20, deadline=None)
def test_a_question_over_two_groupings_is_safe_whatever_is_answered(
    units: list[tuple[int, int, str]],
) -> None:
    members: dict[object, list[int]] = {"all": list(range(len(units)))}
    for place, name in ((0, "sector"), (1, "size")):
        for label in range(3):
            members[name, label] = [i for i, unit in enumerate(units) if unit[place] == label]
    table = answers_of(members, [unit[2] for unit in units], ["yes", "no"])
    hidden = safe([table])
    assert not recoverable([table], hidden)
    for whole, parts in table.rows.items():
        assert len({one in hidden for one in (whole, *parts)}) == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: crossed("ab", "xy", [[1, 2]]),
        lambda: safe([CellTable({"a": 1, "b": 2, "all": 4}, (("all", ("a", "b")),))]),
        lambda: safe([CellTable({"a": 1}), CellTable({"a": 2})]),
        lambda: safe([CellTable({"a": 1}, (("all", ("a",)),))]),
        lambda: answers_of({"a": [0]}, ["yes"], ["yes"]),
        lambda: amounts_of({"a": [0]}, [-1.0]),
        lambda: amounts_of({"a": [0]}, [float("nan")]),
        lambda: DisclosureRules(k=1),
        lambda: DisclosureRules(dominance=85),
    ],
)
def test_tables_that_cannot_be_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(NumericsError):
        call()
