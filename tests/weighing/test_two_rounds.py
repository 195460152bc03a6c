# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two rounds beside each other: criteria that changed, and initiatives in one or in both."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.foundation.api import today
from hcat.weighing.api import (
    CriteriaSheet,
    Criterion,
    Round,
    Ruled,
    close_round,
    decide_round,
    put_beside,
    round_called,
    sheet_of,
)

from .making import BY, closed, no_interests, opened, said, scores, three_criteria, words

pytestmark = pytest.mark.django_db


def with_criteria(found: Round, sheet: CriteriaSheet) -> Round:
    """As if the region had given these when its scoring began."""
    found.frozen = sheet.model_dump(mode="json")
    found.save(update_fields=["frozen"])
    return found


def changed(**of: dict[str, Any]) -> CriteriaSheet:
    """The three criteria with other values of some; None leaves one out."""
    content = three_criteria().model_dump(mode="json")
    content["criteria"] = [
        {**one, **of.get(one["key"], {})} for one in content["criteria"] if of.get(one["key"], 1)
    ]
    return sheet_of(content)


def told(earlier: CriteriaSheet, later: CriteriaSheet, people: list[int]) -> dict[str, Any]:
    rounds = [with_criteria(opened(people, days=days), sheet)
              for days, sheet in ((5, earlier), (9, later))]  # fmt: skip
    return {str(one.title)[:-3]: one for one in put_beside(rounds[1], rounds[0]).criteria}


def test_what_changed_in_the_criteria_is_told_one_by_one(people: list[int]) -> None:
    anchors = [words(f"goals {score}") for score in range(1, 6)]
    anchors[3] = words("goals nearly")
    later = changed(
        goals={"anchors": anchors, "at_least": 3}, demand={"question": words("Asked for?")}
    )
    made = told(three_criteria(), later, people)
    goals, demand, reach = (made[key] for key in ("goals", "demand", "reach"))
    assert [(score, old.in_("en"), new.in_("en")) for score, old, new in goals.reworded] == [
        (4, "goals 4 en", "goals nearly en")
    ]
    assert (goals.has_other_threshold, goals.is_asked_otherwise, goals.is_reweighed) == (
        True, False, False,
    )  # fmt: skip
    assert (demand.is_asked_otherwise, demand.reworded, demand.is_same) == (True, (), False)
    assert reach.is_same


def test_a_criterion_that_goes_makes_the_others_weigh_more(people: list[int]) -> None:
    made = told(three_criteria(), changed(reach={}), people)
    assert (made["reach"].later, made["reach"].later_percent) == (None, None)
    assert (made["goals"].earlier_percent, made["goals"].is_reweighed) == (50.0, True)
    assert made["goals"].later_percent == pytest.approx(200 / 3)
    other = told(changed(reach={}), three_criteria(), people)
    assert other["reach"].earlier is None
    assert isinstance(other["reach"].later, Criterion)


def test_initiatives_stand_beside_each_other_with_what_was_decided(people: list[int]) -> None:
    first = closed(people)
    second = opened(people, initiatives=["lab-east", "club"], days=30)
    no_interests(second, *people)
    for person in people:
        for one in second.entries.all():
            scores(second, person, one.number, 2, 2, 2)
    close_round(by=BY, round=second.key)
    decide_round(
        by=BY, round=first.key, edition=first.edition, taken_on=today(),
        rulings=[Ruled(1, "go", said("It fits."))],
    )  # fmt: skip
    pair = put_beside(round_called(second.key), round_called(first.key))
    assert (pair.earlier.key, pair.later.key) == (first.key, second.key)
    assert pair.are_alike
    rows = {one.entry.initiative: one for one in pair.entries}
    lab = rows["lab-east"]
    assert lab.is_in_both
    sides = (lab.earlier, lab.later)
    assert [one.outcome.total for one in sides if one and one.outcome] == [4.0, 2.0]
    assert lab.decisions is None, "the later one is not decided"
    decide_round(
        by=BY, round=second.key, edition=second.edition, taken_on=today(),
        rulings=[Ruled(1, "no_go", said("Not now."))],
    )  # fmt: skip
    pair = put_beside(round_called(first.key), round_called(second.key))
    assert {one.entry.number: one.decisions for one in pair.entries}[1] == ("go", "no_go")
    assert sum(one.later is None for one in pair.entries) == len(rows) - 2


def test_what_an_open_round_comes_to_is_told_to_nobody(people: list[int]) -> None:
    first, second = closed(people), opened(people, days=30)
    no_interests(second, *people)
    for person in people:
        scores(second, person, 1, 5, 5, 5)
    pair = put_beside(first, second)
    assert all(one.later is not None and one.later.outcome is None for one in pair.entries)
    assert all(one.earlier is not None and one.earlier.outcome for one in pair.entries)
