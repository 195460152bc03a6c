# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked next, and which answers are taken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.surveys.instrument.answering import (
    Checked,
    asked,
    check,
    kept,
    pages_asked,
    parse_number,
    write_number,
)
from hcat.surveys.instrument.questionnaire import Answer, Choice, Kind, Question, Questionnaire

from .making import full, questionnaires


def _names(questionnaire: Questionnaire, answers: dict[str, Answer]) -> list[str]:
    return [page.name for page in pages_asked(questionnaire, answers)]


def test_a_page_is_asked_when_its_condition_is_known_to_hold() -> None:
    questionnaire = full()
    assert _names(questionnaire, {}) == ["welcome", "shortage", "satisfied"]
    assert "wishes" in _names(questionnaire, {"short_now": "yes"})
    assert "wishes" not in _names(questionnaire, {"short_now": "dont_know"})


def test_answers_to_what_is_no_longer_asked_are_not_kept() -> None:
    questionnaire = full()
    answers: dict[str, Answer] = {
        "short_now": "yes",
        "short_mbo4": 4,
        "measures_taken": ["pay"],
        "which_pay": "more",
        "satisfied": 7,
    }
    assert kept(questionnaire, answers) == answers
    assert kept(questionnaire, {**answers, "short_now": "dont_know"}) == {
        "short_now": "dont_know",
        "satisfied": 7,
    }


@settings(max_examples=30)
@given(questionnaires(), st.dictionaries(st.sampled_from(["q0", "q1", "q2", "q3"]), st.just("a")))
def test_what_is_kept_is_kept_again_and_was_asked(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> None:
    once = kept(questionnaire, answers)
    assert kept(questionnaire, once) == once
    names = {
        question.name
        for page in questionnaire.pages
        for question in asked(questionnaire, page, answers)
    }
    assert set(once) <= names


def _check(
    page: str, raw: dict[str, str | list[str]], language: str = "en", **answers: Answer
) -> Checked:
    questionnaire = full()
    return check(questionnaire, questionnaire.page(page), raw, language, answers=answers)


def test_a_page_that_is_filled_in_gives_its_answers() -> None:
    checked = _check("shortage", {"short_now": "yes", "short_mbo4": "1.250", "x": "y"}, "nl")
    assert checked.errors == {}
    assert checked.answers == {"short_now": "yes", "short_mbo4": 1250}


def test_a_question_is_required_only_where_it_is_asked() -> None:
    assert _check("shortage", {"short_now": "no"}).errors == {}
    assert set(_check("shortage", {}).errors) == {"short_now"}
    assert _check("shortage", {"short_now": "yes"}).errors == {"short_mbo4": "Fill in a number."}


def test_a_page_that_is_not_asked_takes_no_answers() -> None:
    checked = _check("wishes", {"measures_taken": ["pay"]}, short_now="dont_know")
    assert (checked.answers, checked.errors) == ({}, {})


@pytest.mark.parametrize(
    ("page", "raw", "what"),
    [
        ("shortage", {"short_now": "perhaps"}, "not one of the choices"),
        ("shortage", {"short_now": ["yes", "no"]}, "Give one answer"),
        ("shortage", {"short_now": "yes", "short_mbo4": "many"}, "not a number"),
        ("shortage", {"short_now": "yes", "short_mbo4": "1.5"}, "whole number"),
        ("shortage", {"short_now": "yes", "short_mbo4": "5,001"}, "from 0 to 5,000"),
        ("shortage", {"short_now": "yes", "short_mbo4": "13"}, "Not 13."),
        ("wishes", {"measures_taken": ["none", "pay"]}, "“Nothing” does not go with"),
        ("wishes", {"measures_taken": ["pay", "building", "dialogue"]}, "Two at most."),
        ("wishes", {"measures_taken": ["pay", "gold"]}, "not one of the choices"),
        ("wishes", {"measures_taken": "pay", "which_pay": "x" * 51}, "50 at most"),
        ("wishes", {"factors": ["pay", "pay"]}, "two places"),
        ("wishes", {"factors": ["pay", ""]}, "Not all places"),
        ("wishes", {"factors": ["", "pay"]}, "left out"),
        ("wishes", {"factors": ["pay", "building", "dialogue"]}, "too many"),
        ("satisfied", {"satisfied": "11"}, "from 1 to 10"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_told(
    page: str, raw: dict[str, str | list[str]], what: str
) -> None:
    checked = _check(page, raw, "en", **({} if page == "shortage" else {"short_now": "yes"}))
    (message,) = checked.errors.values()
    assert what in message
    assert not set(checked.answers) & set(checked.errors)


def test_a_message_is_in_the_language_of_the_reader() -> None:
    raw: dict[str, str | list[str]] = {"short_now": "yes", "short_mbo4": "13"}
    assert _check("shortage", raw, "de").errors == {"short_mbo4": "Nicht 13."}


def test_a_ranking_keeps_its_order_and_a_choice_that_of_the_list() -> None:
    raw: dict[str, str | list[str]] = {
        "factors": ["dialogue", "pay"],
        "measures_taken": ["building", "pay"],
    }
    answers = _check("wishes", raw, short_now="yes").answers
    assert answers == {"factors": ["dialogue", "pay"], "measures_taken": ["pay", "building"]}


def test_an_open_answer_loses_what_cannot_be_seen() -> None:
    raw: dict[str, str | list[str]] = {"measures_taken": "pay", "which_pay": " a\x00\r\nb "}
    assert _check("wishes", raw, short_now="yes").answers["which_pay"] == "a\nb"


@pytest.mark.parametrize("language", ["nl", "en", "de"])
@given(value=st.integers(-(10**9), 10**9).map(lambda number: number / 100))
def test_a_number_is_read_as_it_is_written(language: str, value: float) -> None:
    assert parse_number(write_number(value, language), language) == value


@pytest.mark.parametrize("text", ["", "1e5", "nan", "inf", "1.2.3", "1,2,3", "€ 5", "9" * 60, "٣"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text, "nl") is None


@given(st.sampled_from(Kind), st.text(max_size=30) | st.lists(st.text(max_size=9), max_size=4))
def test_whatever_is_posted_gives_an_answer_or_an_error(kind: Kind, raw: str | list[str]) -> None:
    choices = (Choice("a", {"nl": "A"}),) if kind.has_choices else ()
    question = Question("q", "q", kind, {"nl": "Q"}, choices=choices, is_required=True)
    base = full()
    page = base.pages[3]
    made = Questionnaire("x", {"nl": "X"}, ("nl",), (type(page)("p", questions=(question,)),))
    checked = check(made, made.pages[0], {"q": raw}, "en")
    assert ("q" in checked.answers) != ("q" in checked.errors)
