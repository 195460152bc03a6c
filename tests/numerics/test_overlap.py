# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Properties of finding overlap that hold for any register."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from hcat.numerics.api import (
    FEATURES,
    START_WEIGHTS,
    Descriptions,
    average_precision,
    chances,
    groups,
    log_loss,
    named_weights,
    overlaps,
    refitted,
    weights_of,
)
from hcat.numerics.errors import NumericsError
from hcat.numerics.overlap import features
from hcat.numerics.overlap.features import FACTS, Comparison

Counts = list[list[int]]


def described(words: Counts, **facts: Counts) -> Descriptions:
    nothing = csr_array((len(words), 1))
    return Descriptions(
        texts=[csr_array(np.array(words, dtype=float))],
        named=csr_array((len(words), len(words[0]))),
        letters=nothing,
        name=nothing,
        target=nothing,
        facts={
            name: csr_array(np.array(facts[name], dtype=float)) if name in facts else nothing
            for name in FACTS
        },
    )


def feature(found: Descriptions, name: str) -> Any:
    [(_first, block)] = Comparison.of(found).blocks()
    return block[FEATURES.index(name)]


registers = st.integers(2, 9).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 2), min_size=columns, max_size=columns), min_size=2, max_size=12
    )
)


@given(registers)
def test_nothing_overlaps_with_itself_and_each_pair_stands_once(words: Counts) -> None:
    found = overlaps(described(words), weights_of(START_WEIGHTS, 1), least=1e-9)
    assert (found.left < found.right).all()
    both = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert len(set(both)) == len(both)
    assert all(one >= other - 1e-6 for one, other in pairwise(found.chance.tolist()))


@given(registers, st.randoms(use_true_random=False))
def test_the_order_of_the_register_does_not_matter(words: Counts, random: Any) -> None:
    order = list(range(len(words)))
    random.shuffle(order)
    weights = weights_of(START_WEIGHTS, len(words))

    def told(rows: list[int]) -> dict[frozenset[int], float]:
        found = overlaps(described([words[row] for row in rows]), weights, least=1e-9)
        return {
            frozenset((rows[left], rows[right])): round(float(chance), 6)
            for left, right, chance in zip(found.left, found.right, found.chance, strict=True)
        }

    assert told(order) == pytest.approx(told(sorted(order)), abs=1e-6)


def test_a_word_that_everybody_uses_makes_no_pair() -> None:
    words = [[1, int(row == at)] for at in range(10) for row in [at]]
    assert feature(described(words), "text").max() <= 1.0
    common = described([[1, 0]] * 10)
    assert feature(common, "text").max() == 0.0
    assert feature(common, "own").max() == 0.0


def test_a_subject_stands_in_names_and_in_texts_and_two_words_for_it_find_each_other() -> None:
    """Columns: two words for one subject, one in the name where the other is in the text; a word
    that stands in texts only; a word that is not in the register otherwise."""
    about = [[1, 1, row % 2, 0] for row in range(16)]
    rest = [[0, 0, 1, 0] for _row in range(100)]
    lone = [[1, 0, 0, 0], [0, 1, 0, 0]]
    named = [[1 - row % 2, row % 2, 0, 0] for row in range(16)] + [[0] * 4] * 102
    found = replace(
        described([*about, *rest, *lone]),
        named=csr_array(named),
        words=["sound", "acoustics", "it", "x"],
    )
    assert found.near() == {"sound": {"acoustics"}, "acoustics": {"sound"}}
    subject = feature(found, "subject")
    assert subject[116, 117] > 0.5
    assert subject[16, 17] == 0.0
    unknown = feature(found, "unknown_subject")
    assert unknown[16, 116] == 1.0
    assert unknown[116, 117] == 0.0


def test_what_is_left_out_neither_agrees_nor_differs() -> None:
    found = described([[1]] * 3, levels=[[1, 0], [0, 1], [0, 0]])
    other = feature(found, "other_levels")
    assert other[0, 1] == 1.0
    assert other[0, 2] == other[1, 2] == 0.0
    assert feature(found, "levels")[:, 2].max() == 0.0


def test_a_rare_way_says_more_than_a_common_one() -> None:
    ways = [[1, 0], [1, 0], *([[0, 1]] * 10)]
    shared = feature(described([[0]] * 12, ways=ways), "ways")
    assert shared[0, 1] > shared[2, 3] > 0.0


def test_what_a_block_takes_does_not_grow_with_the_register(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [[int(row % 7 == at) for at in range(7)] for row in range(60)]
    whole = overlaps(described(words), weights_of(START_WEIGHTS, 60), least=1e-9)
    monkeypatch.setattr(features, "BYTES", 4 * len(FEATURES) * 60 * 8)
    assert {len(block[0]) for _at, block in Comparison.of(described(words)).blocks()} == {8, 4}
    parts = overlaps(described(words), weights_of(START_WEIGHTS, 60), least=1e-9)
    assert parts.left.tolist() == whole.left.tolist()
    assert parts.chance == pytest.approx(whole.chance)


def test_judgements_move_the_weights_and_none_leaves_them() -> None:
    start = weights_of(START_WEIGHTS, 50)
    rows = np.zeros((4, len(FEATURES)))
    rows[:2, FEATURES.index("ways")] = 1.0
    moved = refitted(rows, np.array([1.0, 1.0, 0.0, 0.0]), start)
    assert moved[1 + FEATURES.index("ways")] > start[1 + FEATURES.index("ways")]
    assert chances(rows, moved)[0] > chances(rows, start)[0]
    assert refitted(np.zeros((0, len(FEATURES))), np.zeros(0), start) is start


@given(st.lists(st.sampled_from([0.0, 0.25, 0.9, 1.0]), min_size=1, max_size=20))
def test_no_judgements_make_agreement_count_against_a_pair(judged: list[float]) -> None:
    random = np.random.default_rng(len(judged))
    rows = random.random((len(judged), len(FEATURES)))
    moved = refitted(rows, np.array(judged), weights_of(START_WEIGHTS, 50))
    for name, weight in zip(FEATURES, moved[1:], strict=True):
        if name in ("other_language", "unknown_subject"):
            continue
        if name.startswith("other_"):
            assert weight <= 0.0
        else:
            assert weight >= 0.0


def test_weights_keep_their_names() -> None:
    assert named_weights(weights_of(START_WEIGHTS, 64), 64) == pytest.approx(START_WEIGHTS)
    with pytest.raises(NumericsError, match="each feature has one"):
        weights_of({"base": 1.0}, 64)
    with pytest.raises(NumericsError, match="a judgement is a chance"):
        refitted(np.zeros((1, len(FEATURES))), np.array([2.0]), weights_of(START_WEIGHTS, 64))
    with pytest.raises(NumericsError, match="each pair has one"):
        refitted(np.zeros((1, len(FEATURES))), np.zeros(2), weights_of(START_WEIGHTS, 64))


def test_descriptions_of_different_length_are_refused() -> None:
    nothing = csr_array((2, 1))
    with pytest.raises(NumericsError, match="each row is one description"):
        Descriptions([csr_array((3, 1))], *[nothing] * 4, dict.fromkeys(FACTS, nothing))
    with pytest.raises(NumericsError, match="facts lack"):
        Descriptions([nothing], *[nothing] * 4, {})


def test_a_chain_does_not_become_one_group() -> None:
    chain = list(pairwise(range(6)))
    found = groups([a for a, _b in chain], [b for _a, b in chain], [0.9] * 5, least=0.5)
    assert [len(some) for some in found] == [2, 2, 2]
    whole = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    assert groups([a for a, _b in whole], [b for _a, b in whole], [0.8] * 6, least=0.5) == [
        (0, 1, 2, 3)
    ]
    assert groups([], [], [], least=0.5) == []


def test_quality_is_measured_against_what_was_judged() -> None:
    assert average_precision(np.array([0.9, 0.1]), np.array([1.0, 0.0])) == 1.0
    assert average_precision(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == 0.5
    assert np.isnan(average_precision(np.array([0.5]), np.array([0.0])))
    assert log_loss(np.array([1.0, 0.0]), np.array([1.0, 0.0])) < 1e-6
