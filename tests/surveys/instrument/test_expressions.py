# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Conditions: what they say where answers are there, and where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.surveys.instrument.expressions import (
    ExpressionError,
    holds,
    looks_at,
    outcome,
    parse,
    renamed,
)
from hcat.surveys.instrument.questionnaire import Answer, Answers


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("${a} = 'yes'", {"a": "yes"}, True),
        ("${a} = “yes”", {"a": "yes"}, True),
        ("${a} = 'yes'", {"a": "no"}, False),
        ("${a} = 'yes'", {}, None),
        ("${a} != 'yes'", {}, None),
        ("not(${a} = 'yes')", {}, None),
        ("${a} = ''", {}, True),
        ("${a} != ''", {"a": 0}, True),
        ("${a} = ''", {"a": []}, True),
        ("${a} >= 2.5", {"a": 3}, True),
        ("${a} > -1", {"a": 0}, True),
        ("2 < ${a}", {"a": 1.5}, False),
        ("${a} = 3", {"a": "3"}, True),
        ("${a} < 3", {"a": "many"}, False),
        ("selected(${a}, 'x')", {"a": ["x", "y"]}, True),
        ("selected(${a}, 'x')", {"a": "xy"}, False),
        ("selected(${a}, 'x')", {}, None),
        ("count-selected(${a}) = 2", {"a": ["x", "y"]}, True),
        ("string-length(${a}) > 3", {"a": "four"}, True),
        ("${a} = 1 or ${b} = 1", {"a": 1}, True),
        ("${a} = 1 and ${b} = 1", {"a": 2}, False),
        ("${a} = 1 and ${b} = 1", {"a": 1}, None),
        ("${a} = 1 or ${b} = 1 and ${c} = 1", {"a": 1, "b": 2, "c": 2}, True),
        ("(${a} = 1 or ${b} = 1) and ${c} = 1", {"a": 1, "b": 2, "c": 2}, False),
        ("", {}, True),
    ],
)
def test_a_condition_is_true_false_or_unknown(
    text: str, answers: Answers, expected: bool | None
) -> None:
    assert outcome(text, answers) is expected
    assert holds(text, answers) is (expected is True)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [(". > 3", 4, True), ("count-selected(.) <= 1", ["a", "b"], False), (". != 'x'", "y", True)],
)
def test_a_constraint_is_about_the_answer(text: str, answer: Answer, expected: bool) -> None:
    assert outcome(text, {}, answer) is expected


@pytest.mark.parametrize(
    ("text", "position", "what"),
    [
        ("${a} = ", 8, "ends too early"),
        ("${a} == 1", 7, "not expected"),
        ("${a} ~ 1", 6, "not expected"),
        ("foo(${a}) = 1", 1, "“foo” is not known"),
        ("1 = 1 and regex(., 'x')", 11, "“regex” is not known"),
        ("selected(${a})", 1, "takes 2 values"),
        ("selected(${a}, ${b})", 1, "choice in quotes"),
        ("not(${a})", 1, "one condition"),
        ("${a}", 1, "nothing that is true"),
        ("${a} and ${b} = 1", 1, "between conditions"),
        ("(" * 50 + "1 = 1" + ")" * 50, 21, "too many brackets"),
        ("1 = " + "1" * 1000, 1000, "longer than"),
        ("__import__('os')", 1, "not expected"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, position: int, what: str) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert error.value.position == position
    assert what in error.value.what


def test_a_condition_tells_what_it_looks_at() -> None:
    text = "${a} = '${c}' and not(selected(${b}, 'x')) or 1 = 1"
    assert looks_at(text) == {"a", "b"}
    assert renamed(text.replace("${b}", "${ a }"), "a", "z").count("${z}") == 2
    assert renamed("${a} = '${a}'", "a", "b") == "${b} = '${a}'"


_answers = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3))
_conditions = st.recursive(
    st.builds(
        "${{{}}} {} {}".format,
        st.sampled_from("abc"),
        st.sampled_from(("=", "!=", "<", ">=")),
        st.integers(0, 3),
    ),
    lambda inner: st.one_of(
        st.builds("not({})".format, inner),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
    ),
    max_leaves=6,
)


@given(_conditions, _answers)
def test_not_turns_what_is_known_and_leaves_what_is_not(text: str, answers: Answers) -> None:
    known = outcome(text, answers)
    assert outcome(f"not({text})", answers) is (None if known is None else not known)


@given(_conditions, _answers, _answers)
def test_more_answers_never_change_what_was_known(
    text: str, answers: Answers, more: Answers
) -> None:
    known = outcome(text, answers)
    if known is not None:
        assert outcome(text, {**more, **answers}) is known


@given(_conditions, _conditions, _answers)
def test_and_or_not_follow_de_morgan(first: str, second: str, answers: Answers) -> None:
    assert outcome(f"not({first} and {second})", answers) is outcome(
        f"not({first}) or not({second})", answers
    )


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused = None
    try:
        parse(text)
    except ExpressionError as error:
        refused = error
    assert refused is None or (refused.what and 1 <= refused.position <= len(text) + 1)
