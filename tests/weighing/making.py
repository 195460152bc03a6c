# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounds for tests: made by the room's own operations, with scores that can be reckoned by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hcat.agenda.api import items
from hcat.foundation.api import Actor, Translated, today
from hcat.parties.api import person_with_mail
from hcat.weighing.api import (
    CriteriaSheet,
    Given,
    Round,
    add_assessor,
    choose_initiatives,
    close_round,
    declare_interests,
    give_scores,
    keep_criteria,
    letters,
    open_round,
    prepare_round,
    send_letters,
    sheet_of,
    went_on_paper,
)

BY = Actor.system("test")
TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"
LINK = Actor(name="link 1")
"""Who acts behind a personal link: nobody with a role."""


def words(text: str) -> dict[str, str]:
    return {code: f"{text} {code}" for code in ("nl", "en", "de")}


def three_criteria(**changed: Any) -> CriteriaSheet:
    """Goals for half of the weight, with a threshold of 2; demand and reach for a quarter each."""
    weights = {"goals": 50, "demand": 25, "reach": 25}
    return sheet_of(
        {
            "title": words("Criteria"),
            "is_proposal": True,
            "source": words("Made up"),
            "criteria": [
                {
                    "key": key, "weight": weight, "title": words(key), "question": words(f"{key}?"),
                    "anchors": [words(f"{key} {score}") for score in range(1, 6)],
                    "at_least": 2 if key == "goals" else None,
                }
                for key, weight in weights.items()
            ],
            **changed,
        }
    )  # fmt: skip


def said(text: str) -> Translated:
    """What somebody typed in English."""
    return Translated({"en": text})


def address(token: str, language: str) -> str:
    return f"https://example.org/{language}/link/weighing/{token}"


def assessors(number: int) -> list[int]:
    """People with an address."""
    return [
        person_with_mail(
            mail=f"assessor{place}@example.org", name=f"Assessor {place}", by=BY,
            language=("nl", "en", "de")[place % 3],
        ).pk
        for place in range(number)
    ]  # fmt: skip


def prepared(
    people: Sequence[int], *, initiatives: Sequence[str] = (), capacity: int = 1, days: int = 14
) -> Round:
    keep_criteria(by=BY, sheet=three_criteria(), reason="To test with.")
    found = prepare_round(
        by=BY, title="Voorjaar 2026", deadline=today() + timedelta(days=days), capacity=capacity
    )
    keys = initiatives or [
        one.key for one in items("initiative") if one.sheet.status in ("idea", "running")
    ]
    choose_initiatives(by=BY, round=found.key, add=keys)
    for person in people:
        add_assessor(by=BY, round=found.key, person_id=person)
    return found


def opened(people: Sequence[int], **given: Any) -> Round:
    found = prepared(people, **given)
    return open_round(by=BY, round=found.key, address=address)


def scores(found: Round, person: int, number: int, *values: int | None) -> None:
    """In the order of the criteria; a 1 or a 5 gets a reason."""
    keys = [one.key for one in three_criteria().criteria]
    give_scores(
        by=LINK, round=found.key, person_id=person, number=number,
        given={
            key: Given(value, f"because {key} of {number}" if value in (1, 5) else "")
            for key, value in zip(keys, values, strict=True)
        },
    )  # fmt: skip


def no_interests(found: Round, *people: int) -> None:
    for person in people:
        declare_interests(by=LINK, round=found.key, person_id=person, conflicts={})


def closed(people: Sequence[int], *, capacity: int = 1) -> Round:
    """Polder's three initiatives that are not over, scored by everybody and closed.

    Number 1 gets 4 4 4 of everybody and number 2 gets 3 3 3; number 10 gets 1 5 5, which is below
    the threshold of the first criterion.
    """
    found = opened(people, capacity=capacity)
    no_interests(found, *people)
    for person in people:
        scores(found, person, 1, 4, 4, 4)
        scores(found, person, 2, 3, 3, 3)
        scores(found, person, 10, 1, 5, 5)
    return close_round(by=BY, round=found.key)


def tied(people: Sequence[int], *, capacity: int = 1) -> Round:
    """The same three, each with 3 3 3 of everybody."""
    found = opened(people, capacity=capacity)
    no_interests(found, *people)
    for person in people:
        for number in (1, 2, 10):
            scores(found, person, number, 3, 3, 3)
    return close_round(by=BY, round=found.key)


def in_days(number: int) -> date:
    return today() + timedelta(days=number)


def send_all(found: Round) -> int:
    """Sends the letters that wait and have an addressee."""
    return send_letters(by=BY, round=found.key, shown=waiting(found, is_on_paper=False))


def post_all(found: Round) -> int:
    """Says that the others were posted."""
    return went_on_paper(by=BY, round=found.key, shown=waiting(found, is_on_paper=True))


def waiting(found: Round, *, is_on_paper: bool) -> dict[int, int]:
    """Editions by number, as a page carries them."""
    rows = letters(found, waiting=True).filter(person__isnull=is_on_paper)
    return dict(rows.values_list("pk", "edition"))
