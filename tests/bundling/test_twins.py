# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two thousand invented initiatives of which it is known who is whose twin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from hcat.bundling.finding import LIKELY
from hcat.bundling.reading import described, read
from hcat.numerics.api import (
    START_WEIGHTS,
    Pairs,
    average_precision,
    chances,
    overlaps,
    refitted,
    weights_of,
)

from .invented import Pair, Register, invented
from .registers import sheet_of

SIZE = 2000


@dataclass(frozen=True, slots=True)
class Outcome:
    register: Register
    pairs: Pairs
    keys: list[Pair]

    def found(self, least: float) -> set[Pair]:
        return {
            key for key, chance in zip(self.keys, self.pairs.chance, strict=True) if chance >= least
        }

    def share_found(self, *sorts: str) -> float:
        twins = set().union(*(self.register.twins[sort] for sort in sorts))
        return len(self.found(LIKELY) & twins) / len(twins)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return _searched(2012)


def _searched(seed: int) -> Outcome:
    register = invented(SIZE, seed=seed)
    sheets = [sheet_of(one, at + 1) for at, one in enumerate(register.initiatives)]
    pairs = overlaps(
        described([read(sheet) for sheet in sheets]), weights_of(START_WEIGHTS, SIZE), least=0.02
    )
    keys = []
    for left, right in zip(pairs.left, pairs.right, strict=True):
        one, other = sorted((sheets[left].key, sheets[right].key))
        keys.append((one, other))
    return Outcome(register, pairs, keys)


def test_the_register_is_what_it_says(outcome: Outcome) -> None:
    keys = [one.key for one in outcome.register.initiatives]
    assert len(set(keys)) == SIZE
    assert {sort: len(some) for sort, some in outcome.register.twins.items()} == {
        "renamed": 200, "translated": 200, "split": 200, "halves": 100,
    }  # fmt: skip
    assert invented(200, seed=5).initiatives == invented(200, seed=5).initiatives


@pytest.mark.parametrize("seed", [2012, 1, 4])
def test_of_all_twins_nine_in_ten_are_found_and_four_in_five_found_are_twins(
    outcome: Outcome, seed: int
) -> None:
    """On seeds that no weight was fitted to; 4 is the one on which least is found."""
    searched = outcome if seed == 2012 else _searched(seed)
    found, twins = searched.found(LIKELY), searched.register.all_twins
    assert len(found & twins) / len(twins) >= 0.9
    assert len(found & twins) / len(found) >= 0.8
    assert searched.share_found("renamed", "translated", "split") >= 0.93


@pytest.mark.parametrize(
    ("sort", "least"), [("renamed", 0.95), ("translated", 0.9), ("split", 0.95), ("halves", 0.7)]
)
def test_each_sort_of_twin_is_found(outcome: Outcome, sort: str, least: float) -> None:
    assert outcome.share_found(sort) >= least


def test_twenty_judgements_of_other_pairs_make_the_ranking_better(outcome: Outcome) -> None:
    """Weights that were turned wrong find their way back; half of the pairs are held back."""
    twins = outcome.register.all_twins
    right = np.array([key in twins for key in outcome.keys], dtype=float)
    wrong = dict(START_WEIGHTS) | {"telling": 1.0, "own": 1.0, "people": 0.5}
    start = weights_of(wrong, SIZE)
    ranked = np.argsort(-chances(outcome.pairs.features, start), kind="stable")[:400]
    judged, held = ranked[::20], np.setdiff1d(ranked, ranked[::20])
    weights = refitted(outcome.pairs.features[judged], right[judged], start)
    before = average_precision(chances(outcome.pairs.features[held], start), right[held])
    after = average_precision(chances(outcome.pairs.features[held], weights), right[held])
    assert len(judged) == 20
    assert after > before
