# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The finder: every answer looks for something that there is, and nobody goes empty-handed."""

from __future__ import annotations

from itertools import product

import pytest

from hcat.fields.api import field_codes
from hcat.parties.api import SIZE_CLASSES
from hcat.portal.api import ANY, PULL_FACTORS, QUESTIONS, VALUES, fitting
from hcat.portal.finder.fitting import Candidate
from hcat.portal.finder.questions import GIVEN_UP

ROBOTS = Candidate(1, "Robots", fields=frozenset({"mechatronics"}), makes="wij bouwen robots")
SMALL = Candidate(2, "Klein", fields=frozenset({"software"}), makes="apps", size="1-9")
MENTOR = Candidate(3, "Mentor", offers=frozenset({"mentor"}), has_visits=True)
BARE = Candidate(4, "Kaal")
ALL = (BARE, SMALL, MENTOR, ROBOTS)


def names(given: dict[str, str], *companies: Candidate) -> list[str]:
    return [one.candidate.name for one in fitting(given, companies or ALL).fits]


def test_every_answer_looks_for_what_there_is() -> None:
    codes, sizes = set(field_codes()), {name for name, *_ in SIZE_CLASSES}
    for question in QUESTIONS:
        assert {"nl", "en", "de"} == set(question.title.texts) == set(question.short.texts)
        for answer in question.answers:
            assert answer.fields <= codes
            assert answer.offers <= set(PULL_FACTORS)
            assert answer.sizes <= sizes
            assert answer.levels <= set(VALUES["level"])
            assert answer.fields or answer.words or answer.offers or answer.sizes or answer.visits
            assert {"nl", "en", "de"} == set(answer.title.texts)
            assert answer.key != ANY
    assert set(GIVEN_UP) == {one.key for one in QUESTIONS}


def test_nobody_goes_empty_handed_whatever_is_answered() -> None:
    for keys in product(*([ANY, *(one.key for one in q.answers)] for q in QUESTIONS)):
        given = dict(zip((one.key for one in QUESTIONS), keys, strict=True))
        found = fitting(given, ALL)
        assert len(found.fits) >= 3
        assert set(found.given_up) <= {key for key, value in given.items() if value != ANY}


def test_what_one_would_make_is_given_up_last_and_said() -> None:
    given = {"like": "build", "make": "machines", "way": "beside", "level": "school"}
    many = [Candidate(n, f"R{n}", fields=frozenset({"mechatronics"})) for n in range(10, 14)]
    found = fitting(given, [*many, BARE])
    assert found.given_up == ("way", "level")
    assert [one.candidate.name for one in found.fits] == ["R10", "R11", "R12", "R13"]


def test_who_fits_most_comes_first_and_says_why() -> None:
    found = fitting({"like": "build", "make": "machines", "way": ANY, "level": ANY}, ALL)
    first = found.fits[0]
    assert first.candidate.name == "Robots"
    assert {(one.question, one.sort, one.found) for one in first.reasons} == {
        ("like", "field", ("mechatronics",)),
        ("make", "field", ("mechatronics",)),
        ("make", "makes", ("robot",)),
    }
    assert not found.fits[-1].reasons


def test_a_company_that_can_be_visited_comes_before_one_that_cannot() -> None:
    assert names(dict.fromkeys(("like", "make", "way", "level"), ANY))[0] == "Mentor"
    assert names({"way": "small"}, SMALL, BARE, ROBOTS)[0] == "Klein"


@pytest.mark.parametrize("given", [{}, {"like": "nothing known"}, {"strange": "x"}])
def test_strange_answers_count_as_none(given: dict[str, str]) -> None:
    assert len(names(given)) == len(ALL)


def test_without_companies_there_are_none() -> None:
    assert not fitting({"like": "build"}, []).fits
