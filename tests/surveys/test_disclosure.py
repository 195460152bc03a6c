# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ten thousand combinations of questions, filters and waves recover nothing; without the rule most
do. Here a region, and in `make soak` as many as that takes; `make bench ONLY=disclosure` counts
all that is tried, also what the method says that it does not hold."""

from __future__ import annotations

import os

import pytest

from . import disclosure, small_regions
from .asked import Asked, states
from .disclosure import READER, attacked, nothing_kept_back
from .small_regions import DIFFERENCE, TOGETHER

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
COMBINATIONS = 10_000 if "HCAT_TEST_SOAK" in os.environ else 300


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    if "HCAT_TEST_SOAK" not in os.environ:
        monkeypatch.setattr(small_regions, "SIZE", (8, 14))


def test_no_combination_of_questions_filters_and_waves_tells_what_fewer_than_five_said() -> None:
    found = attacked(COMBINATIONS)
    tried, recovered = found.held()
    assert tried >= COMBINATIONS
    assert recovered == 0, found.found[:3]


def test_without_the_rule_every_kind_of_question_tells_what_few_said() -> None:
    with nothing_kept_back():
        found = attacked(12, readers=(READER,), by_part=False)
    tried, recovered = found.held()
    assert recovered > tried / 2
    assert {one.together for _seed, one, _learnt in found.found} >= TOGETHER.keys() - {DIFFERENCE}
    assert found.recovered[disclosure.OF_DIFFERENCE]


def test_what_one_can_say_to_questions_that_hang_together() -> None:
    knows, acted, both = TOGETHER["one leads to the next"]
    said = states((knows, acted, both), frozenset())
    assert [(one[knows.concept], one.get(acted.concept, ""), both.said(one)) for one in said] == [
        ("no", "", "no"), ("yes", "no", "no"), ("yes", "yes", "yes"), ("yes", "?", ""),
    ]  # fmt: skip
    assert states((knows,), frozenset([knows.concept])) == [{knows.concept: "?"}]
    ranked = Asked("wishes", ("p", "q", "r"), is_ranking=True)
    assert len(ranked.options()) == 9
    assert [ranked.worth(one, "q") for one in "pqr"] == [2.5, 1, 2.5]
