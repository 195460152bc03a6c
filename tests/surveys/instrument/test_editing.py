# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a questionnaire, what differs after it, and how long it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from hcat.foundation.api import Refused
from hcat.surveys.instrument import editing
from hcat.surveys.instrument.comparing import Change, Difference, differences
from hcat.surveys.instrument.duration import Minutes, minutes
from hcat.surveys.instrument.questionnaire import (
    Choice,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
)

from .making import full, questionnaires

NEW = Question("new", "new", Kind.OPEN, {"nl": "Nieuw?"})
Edit = Callable[[Questionnaire], Questionnaire]


def _choices(
    questionnaire: Questionnaire, question: str,
    edit: Callable[[tuple[Choice, ...]], tuple[Choice, ...]],
) -> Questionnaire:  # fmt: skip
    choices = edit(questionnaire.question(question).choices)
    return editing.change_question(questionnaire, question, choices=choices)


def _without_yes(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(one for one in choices if one.name != "yes")


def _difference(edit: Edit, concept: str) -> Difference:
    before = full()
    return next(one for one in differences(before, edit(before)) if one.concept == concept)


@settings(max_examples=30)
@given(questionnaires())
def test_nothing_differs_from_itself(questionnaire: Questionnaire) -> None:
    found = differences(questionnaire, questionnaire)
    assert [one.changes for one in found] == [(Change.SAME,)] * len(questionnaire.questions)
    assert not any(one.is_break or one.may_break for one in found)


@pytest.mark.parametrize(
    ("edit", "concept", "change", "is_break", "may_break"),
    [
        (
            lambda q: editing.change_question(q, "satisfied", limits=Limits(1, 5, True)),
            "satisfaction", Change.SCALE, True, False,
        ),
        (
            lambda q: _choices(q, "factors", lambda all_: all_[:-1]),
            "wishes", Change.CHOICES, True, False,
        ),
        (
            lambda q: _choices(q, "factors", lambda all_: (*all_[1:], all_[0])),
            "wishes", Change.ORDER, False, True,
        ),
        (
            lambda q: editing.change_question(q, "satisfied", kind=Kind.NUMBER),
            "satisfaction", Change.KIND, True, False,
        ),
        (
            lambda q: editing.change_page(q, "wishes", relevant="${short_now} = 'yes'"),
            "wishes", Change.CONDITION, True, False,
        ),
        (
            lambda q: editing.change_question(q, "satisfied", labels={"nl": "Cijfer"}),
            "satisfaction", Change.WORDING, False, True,
        ),
        (
            lambda q: editing.change_question(q, "satisfied", is_required=True),
            "satisfaction", Change.REQUIRED, False, True,
        ),
        (
            lambda q: editing.change_question(q, "short_mbo4", constraint=". != 14"),
            "shortage_now_mbo4", Change.CONSTRAINT, False, True,
        ),
        (lambda q: editing.remove_page(q, "satisfied"), "satisfaction", Change.GONE, False, False),
        (lambda q: editing.add_question(q, "shortage", NEW), "new", Change.NEW, False, False),
    ],
)  # fmt: skip
def test_a_change_is_told_and_whether_it_breaks(
    edit: Edit, concept: str, change: Change, is_break: bool, may_break: bool
) -> None:
    found = _difference(edit, concept)
    assert change in found.changes
    assert (found.is_break, found.may_break) == (is_break, may_break)


def test_other_words_are_told_by_language_and_a_person_may_call_them_a_break() -> None:
    before = full()
    labels = {**before.question("satisfied").labels, "de": "Note"}
    after = editing.change_question(before, "satisfied", labels=labels)
    found = {one.concept: one for one in differences(before, after)}["satisfaction"]
    assert (found.languages, found.is_break) == (("de",), False)
    decided = differences(before, after, other_meaning=["satisfaction"])
    assert {one.concept: one for one in decided}["satisfaction"].is_break


def test_quotes_spaces_and_another_name_are_no_difference() -> None:
    before = full()
    labels = {**before.question("short_now").labels, "nl": "Heeft u nu een ‘tekort’ ?"}
    after = editing.change_question(before, "short_now", name="short", labels=labels)
    assert all(one.changes == (Change.SAME,) for one in differences(before, after))


def test_conditions_follow_another_name() -> None:
    after = editing.change_question(full(), "short_now", name="short")
    assert after.question("short_mbo4").relevant == "${short} = 'yes'"
    assert after.page("wishes").relevant == "${short} != 'dont_know'"
    assert after.question("short").concept == "shortage_now"


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda q: editing.remove_question(q, "short_now"), "no such question"),
        (lambda q: editing.remove_page(q, "shortage"), "no such question"),
        (lambda q: editing.move_page(q, "wishes", 0), "not asked earlier"),
        (lambda q: editing.move_question(q, "short_now", "satisfied"), "not asked earlier"),
        (lambda q: _choices(q, "short_now", _without_yes), "no choice “yes”"),
        (lambda q: _choices(q, "short_now", lambda all_: (*all_, all_[0])), "Two choices"),
        (lambda q: editing.change_question(q, "growth", name="short_now"), "Two questions"),
        (lambda q: editing.change_question(q, "growth", concept="wishes"), "concept “wishes”"),
        (lambda q: editing.add_question(q, "shortage", q.question("growth")), "Two questions"),
        (lambda q: editing.add_page(q, Page("wishes")), "Two pages"),
        (lambda q: editing.change_page(q, "wishes", relevant="${"), "cannot be read"),
        (lambda q: editing.change_question(q, "growth", labels={"nl": " "}), "no text in Dutch"),
        (lambda q: editing.change_questionnaire(q, titles={}), "no title"),
        (lambda q: editing.remove_page(q, "x"), "no page “x”"),
        (lambda q: editing.remove_question(q, "x"), "no question “x”"),
    ],
)
def test_an_edit_that_leaves_it_unsound_is_refused(edit: Edit, what: str) -> None:
    with pytest.raises(Refused) as refused:
        edit(full())
    assert what in refused.value.what
    assert refused.value.mend


def test_pages_and_questions_are_added_changed_moved_and_removed() -> None:
    before = full()
    after = editing.add_page(before, Page("last", {"nl": " Slot "}))
    after = editing.add_question(after, "last", NEW)
    after = editing.move_question(after, "new", "shortage", at=0)
    assert after.page("last").titles == {"nl": "Slot"}
    assert after.page("shortage").questions[0].name == "new"
    after = editing.remove_question(after, "new")
    after = editing.remove_page(editing.move_page(after, "last", 1), "last")
    assert after == before


def test_who_is_asked_more_takes_longer() -> None:
    found = minutes(full(), "nl")
    assert 1 <= found.least < found.most < 5
    assert minutes(Questionnaire("a", {"nl": "A"}, ("nl",), ()), "nl") == Minutes(0, 0)
