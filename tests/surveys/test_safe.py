# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody can work out of what is shown what fewer than five said."""

from __future__ import annotations

import os

import numpy as np
import pytest

from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.results.columns import Column
from hcat.surveys.results.reasons import Hidden, told
from hcat.surveys.results.safe import ALL, LEAST, Grouping, Shown, hidden_rows, numbered

SEEDS = range(40 if os.environ.get("HCAT_TEST_SOAK") else 8)
COMBINATIONS = 10_000


def grouping(dimension: str, codes: list[int] | np.ndarray) -> Grouping:
    codes = np.asarray(codes, dtype=np.int32)
    names = tuple(f"g{at}" for at in range(int(codes.max(initial=-1)) + 1))
    return Grouping(dimension, names, codes)


def everybody(n: int) -> Grouping:
    return Grouping("", ("",), np.zeros(n, dtype=np.int32))


def yes_no(said: list[int] | np.ndarray, state: np.ndarray | None = None) -> Column:
    data = np.asarray(said, dtype=np.int16)
    state = np.zeros(data.size, dtype=np.int8) if state is None else state
    return Column("knows", Kind.SINGLE, ("no", "yes"), state, data)


def numbers(said: list[float]) -> Column:
    data = np.asarray(said, dtype=np.float64)
    return Column("many", Kind.NUMBER, (), np.zeros(data.size, np.int8), data)


def test_a_group_of_four_is_hidden_and_so_is_its_neighbour() -> None:
    codes = [0] * 4 + [1] * 6 + [2] * 20
    found = hidden_rows(yes_no([0, 1] * 15), [everybody(30), grouping("size", codes)])
    assert found == {("size", "g0"): Hidden.TOO_FEW, ("size", "g1"): Hidden.PROTECTS}


def test_two_small_groups_protect_each_other_once_they_have_five_together() -> None:
    codes = [0] * 3 + [1] * 3 + [2] * 24
    found = hidden_rows(yes_no([0, 1] * 15), [everybody(30), grouping("size", codes)])
    assert set(found) == {("size", "g0"), ("size", "g1")}
    codes = [0] * 2 + [1] * 2 + [2] * 6 + [3] * 20
    found = hidden_rows(yes_no([0, 1] * 15), [everybody(30), grouping("size", codes)])
    assert found["size", "g2"] is Hidden.PROTECTS


def test_units_of_which_the_group_is_not_known_are_a_rest_as_well() -> None:
    codes = [-1] * 2 + [0] * 8 + [1] * 20
    found = hidden_rows(yes_no([0, 1] * 15), [everybody(30), grouping("size", codes)])
    assert found == {("size", "g0"): Hidden.PROTECTS}


def test_a_group_in_which_all_but_one_say_the_same_is_hidden() -> None:
    codes = [0] * 10 + [1] * 10 + [2] * 10
    said = [1] * 9 + [0] + [0, 1] * 10
    found = hidden_rows(yes_no(said), [everybody(30), grouping("size", codes)])
    assert found["size", "g0"] is Hidden.ALL_ALIKE
    assert list(found.values()).count(Hidden.PROTECTS) == 1
    assert hidden_rows(yes_no([1] * 10), [everybody(10)]) == {}
    assert hidden_rows(yes_no([1] * 9), [everybody(9)]) == {ALL: Hidden.ALL_ALIKE}


def test_marks_that_all_but_one_give_alike_are_hidden_as_choices_are() -> None:
    def marks(said: list[float]) -> Column:
        return Column("mark", Kind.SCALE, (), np.zeros(len(said), np.int8), np.array(said))

    assert hidden_rows(marks([7, 7, 7, 7, 7, 3]), [everybody(6)]) == {ALL: Hidden.ALL_ALIKE}
    assert hidden_rows(marks([7, 7, 7, 7, 3, 3]), [everybody(6)]) == {}


def test_a_sum_that_one_makes_up_is_hidden() -> None:
    assert hidden_rows(numbers([100, 3, 2, 1, 1, 0]), [everybody(6)]) == {ALL: Hidden.DOMINATED}
    assert hidden_rows(numbers([10, 9, 8, 8, 7, 6]), [everybody(6)]) == {}


def test_groups_of_two_kinds_that_differ_by_few_are_not_both_shown() -> None:
    size = [0] * 12 + [1] * 18
    place = [0] * 14 + [1] * 16
    found = hidden_rows(
        yes_no([0, 1] * 15),
        [everybody(30), grouping("size", size), grouping("municipality", place)],
    )
    assert Hidden.DIFFERENCE in found.values()


def test_a_group_that_only_grew_by_one_is_hidden_where_the_others_said_the_same() -> None:
    codes = [0] * 9 + [1] * 21
    said = np.array([0, 1] * 15)
    [panel, after] = numbered([f"p{at}" for at in range(30)], [f"p{at}" for at in range(31)])
    before = [everybody(30), grouping("size", codes)]
    open_ = frozenset({ALL, ("size", "g0"), ("size", "g1")})
    earlier = Shown(panel, yes_no(said), before, open_)
    again = hidden_rows(yes_no(said), before, panel=panel, earlier=[earlier])
    assert again == {}
    grown = [everybody(31), grouping("size", [*codes, 0])]
    column = yes_no([*said, 1])
    found = hidden_rows(column, grown, panel=after, earlier=[earlier])
    assert ("size", "g0") in found
    assert ALL in found
    turned = Shown(panel, yes_no(1 - said), before, open_)
    assert hidden_rows(column, grown, panel=after, earlier=[turned]) == {}


def nested(kind: str = "municipality") -> list[Grouping]:
    """Sixteen of a sector, of which ten are of one place, where nobody else is; then 24 others."""
    return [
        everybody(40), grouping("sector", [0] * 16 + [1] * 24),
        grouping(kind, [0] * 10 + [1] * 16 + [2] * 14),
    ]  # fmt: skip


def test_a_group_less_one_that_lies_in_it_is_hidden_where_the_rest_say_the_same() -> None:
    mixed = [0, 1] * 5
    alike, but_one = [1] * 6, [1] * 5 + [0]
    for rest in (alike, but_one):
        found = hidden_rows(yes_no(mixed + rest + [0, 1] * 12), nested())
        assert Hidden.DIFFERENCE in found.values()
    assert hidden_rows(yes_no([*mixed, 1, 1, 1, 1, 0, 0, *[0, 1] * 12]), nested()) == {}


def test_a_group_less_one_that_lies_in_it_is_hidden_where_one_makes_up_the_rest() -> None:
    usual = [5.0, 6, 7, 8, 9]
    for rest in ([300.0, 1, 1, 1, 1, 1], [3.0] * 6):
        found = hidden_rows(numbers(usual * 2 + rest + usual * 4 + usual[:4]), nested())
        assert Hidden.DIFFERENCE in found.values()
    assert hidden_rows(numbers(usual * 8), nested()) == {}


def test_what_a_few_marks_or_places_in_a_ranking_have_alike_is_hidden() -> None:
    marks = np.array([6.0, 7] * 5 + [8.0] * 6 + [6, 7] * 12)
    column = Column("mark", Kind.SCALE, (), np.zeros(40, np.int8), marks)
    assert Hidden.DIFFERENCE in hidden_rows(column, nested()).values()
    one, other = [1, 2, 3], [2, 3, 1]
    ranked = np.array([one, other] * 5 + [one, [1, 3, 2]] * 3 + [one, other] * 12)
    column = Column("wishes", Kind.RANKING, ("a", "b", "c"), np.zeros(40, np.int8), ranked)
    assert Hidden.DIFFERENCE in hidden_rows(column, nested()).values()
    first = Column("wishes", Kind.RANKING, ("a", "b", "c"), np.zeros(6, np.int8), ranked[10:16])
    assert hidden_rows(first, [everybody(6)]) == {ALL: Hidden.ALL_ALIKE}


def test_groups_that_overlap_are_not_both_shown_where_what_they_do_not_share_is_opposite() -> None:
    """Three who are only in the one all say yes, three who are only in the other no: the one has
    three yeses more, and all six are known."""
    said = [1] * 3 + [0, 1] * 4 + [0] * 3 + [0, 1] * 8
    groups = [
        everybody(30), grouping("size", [0] * 11 + [1] * 19),
        grouping("sector", [1] * 3 + [0] * 11 + [1] * 16),
    ]  # fmt: skip
    assert Hidden.DIFFERENCE in hidden_rows(yes_no(said), groups).values()
    said[0] = said[-1] = 0
    said[1], said[12] = 0, 1
    assert hidden_rows(yes_no(said), groups) == {}


def of_many(said: list[int] | np.ndarray, choices: int = 8) -> Column:
    data = np.asarray(said, dtype=np.int16)
    names = tuple(f"choice-{at}" for at in range(choices))
    return Column("field", Kind.SINGLE, names, np.zeros(data.size, dtype=np.int8), data)


def test_of_several_choices_a_rest_is_hidden_where_all_chose_one_and_not_where_nobody_did() -> None:
    usual = [0, 1, 2, 3, 4, 5, 6, 7]
    first, others = [0, 1] * 5, [*usual, *usual, *usual]
    # Nobody of the six chose 0, 1, 4, 5, 6 or 7.
    assert hidden_rows(of_many([*first, 2, 3, 2, 3, 2, 3, *others]), nested()) == {}
    for rest in ([2] * 6, [2] * 5 + [3]):
        found = hidden_rows(of_many([*first, *rest, *others]), nested())
        assert Hidden.DIFFERENCE in found.values()


@pytest.mark.parametrize("seed", range(4))
def test_of_a_question_with_many_choices_most_is_shown(seed: int) -> None:
    chance = np.random.default_rng(seed)
    groupings = [
        everybody(80), grouping("size", chance.integers(0, 4, 80)),
        grouping("sector", chance.integers(0, 3, 80)),
    ]  # fmt: skip
    found = hidden_rows(of_many(chance.integers(0, 12, 80), 12), groupings)
    assert len(found) <= 2, "eight rows, each of which some choice is rare in"


def test_newcomers_who_all_say_the_same_are_not_told_by_what_was_shown_before() -> None:
    said = [0, 1] * 15
    before, after = numbered([f"p{at}" for at in range(30)], [f"p{at}" for at in range(36)])
    earlier = Shown(before, yes_no(said), [everybody(30)], frozenset({ALL}))
    for newcomers, is_hidden in (([1] * 6, True), ([1] * 5 + [0], True), ([1, 0] * 3, False)):
        found = hidden_rows(
            yes_no(said + newcomers), [everybody(36)], panel=after, earlier=[earlier]
        )
        assert (found == {ALL: Hidden.DIFFERENCE}) is is_hidden
    # Where all say yes, both times, that is what was to be proven: nothing is left to be told.
    earlier = Shown(before, yes_no([1] * 30), [everybody(30)], frozenset({ALL}))
    assert hidden_rows(yes_no([1] * 36), [everybody(36)], panel=after, earlier=[earlier]) == {}


def test_nobody_answering_is_no_danger() -> None:
    found = hidden_rows(yes_no([]), [everybody(0), Grouping("size", ("a",), np.zeros(0, np.int32))])
    assert set(found.values()) == {Hidden.NOBODY}


# --- An attacker ----------------------------------------------------------------------------------


def _region(seed: int) -> tuple[list[Shown], list[dict[tuple[str, str], Hidden]]]:
    """Three waves of a region in which most answer again, and many say the same again."""
    random = np.random.default_rng(seed)
    many = int(random.integers(30, 160))
    size = np.minimum(random.geometric(0.5, many) - 1, 3)
    sector = np.minimum(random.geometric(0.4, many) - 1, 4)
    place = random.integers(0, int(random.integers(3, 13)), many)
    said = (random.random(many) < 0.5).astype(int)
    shown: list[Shown] = []
    hidden = []
    here = random.random(many) < 0.6
    for _year in range(3):
        who = np.flatnonzero(here)
        column = yes_no(said[who], (random.random(who.size) < 0.05).astype(np.int8) * 2)
        groupings = [
            everybody(who.size), grouping("size", size[who]), grouping("sector", sector[who]),
            grouping("municipality", place[who]),
        ]  # fmt: skip
        panel = who.astype(np.int64)
        found = hidden_rows(column, groupings, panel=panel, earlier=shown)
        rows = {(one.dimension, name) for one in groupings for name in one.groups}
        shown.append(Shown(panel, column, groupings, frozenset(rows - set(found))))
        hidden.append(found)
        said = np.where(random.random(many) < 0.15, 1 - said, said)
        here = np.where(random.random(many) < 0.1, ~here, here)
    return shown, hidden


def _readable(waves: list[Shown]) -> np.ndarray:
    """What a reader has: a row per shown figure, a column per answer of a unit. The attacker is
    told who said the same in two waves: that answer is one column."""
    known: dict[tuple[int, int], int] = {}
    rows = []
    for wave in waves:
        counts = wave.column.counts
        places = [
            known.setdefault((int(panel), int(answer)), len(known)) if is_in else -1
            for panel, answer, is_in in zip(wave.panel, wave.column.data, counts, strict=True)
        ]
        for one in wave.groupings:
            for at, name in enumerate(one.groups):
                if (one.dimension, name) in wave.open:
                    inside = np.flatnonzero((one.codes == at) & counts)
                    rows.append([places[unit] for unit in inside])
    table = np.zeros((len(rows), len(known)))
    for at, units in enumerate(rows):
        table[at, units] = 1
    return table


@pytest.mark.parametrize("seed", SEEDS)
def test_an_attacker_who_adds_and_subtracts_learns_nothing_about_fewer_than_five(seed: int) -> None:
    waves, hidden = _region(seed)
    table = _readable(waves)
    assert table.shape[0] > 3
    # No single answer follows from everything together.
    _left, scale, right = np.linalg.svd(table, full_matrices=False)
    base = right[scale > 1e-9]
    assert (np.square(base).sum(axis=0) < 1 - 1e-9).all()
    # No hidden cell follows from what is shown, and no combination is about one to four answers.
    random = np.random.default_rng(seed + 1000)
    for _attempt in range(COMBINATIONS):
        some = random.choice(table.shape[0], size=int(random.integers(2, 5)))
        signs = random.choice([-1.0, 1.0], size=some.size)
        about = np.count_nonzero(np.abs(signs @ table[some]) > 1e-9)
        assert about == 0 or about >= LEAST
    for wave, found in zip(waves, hidden, strict=True):
        for row, why in found.items():
            if why is Hidden.TOO_FEW:
                assert not _follows(_readable([wave]), _members(wave, row))


def _members(wave: Shown, row: tuple[str, str]) -> np.ndarray:
    one = next(one for one in wave.groupings if one.dimension == row[0])
    inside = (one.codes == one.groups.index(row[1])) & wave.column.counts
    return inside[wave.column.counts].astype(float)


def _follows(table: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether a sum is a combination of the rows that are shown."""
    if not table.size:
        return False
    weights = np.linalg.lstsq(table.T, wanted, rcond=None)[0]
    return bool(np.allclose(weights @ table, wanted, atol=1e-8))


def test_most_of_a_region_is_still_shown() -> None:
    """Hiding everything would be safe too."""
    shares = []
    for seed in SEEDS:
        waves, hidden = _region(seed)
        for wave, found in zip(waves, hidden, strict=True):
            rows = list(wave.open) + [r for r, why in found.items() if why != Hidden.NOBODY]
            shares.append(len(wave.open) / len(rows))
    assert np.mean(shares) > 0.3


def test_the_reason_that_is_told_does_not_tell_what_was_said() -> None:
    reasons = ("all_alike", "dominated", "protects", "difference")
    assert {told(one) for one in reasons} == {"protected"}
    assert [told(one) for one in ("nobody", "not_coded", "")] == ["nobody", "not_coded", ""]
