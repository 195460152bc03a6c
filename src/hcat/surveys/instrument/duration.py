# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a questionnaire takes: what is told to people before they begin.

An assumption, to be held against how long people took. Reading: words a minute aloud of the
International Reading Speed Texts (Trauzettel-Klosinski and Dietz 2012): English 228, Dutch 202,
German 179. Silent reading is faster, reading of questions slower. Answering: seconds by kind, our
estimate, with nothing published behind it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .questionnaire import Kind, Question, Questionnaire, Texts, said

WORDS_A_MINUTE = {"nl": 202, "en": 228, "de": 179}
SECONDS = {
    Kind.SINGLE: 4.0,
    Kind.MULTIPLE: 8.0,
    Kind.SCALE: 5.0,
    Kind.NUMBER: 15.0,
    Kind.RANKING: 5.0,
    Kind.OPEN: 45.0,
}
"""To think and to answer. Of a ranking: for each place. A number is often looked up."""
SECONDS_A_PAGE = 3.0
"""To go on to the next one."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Whole minutes, rounded up: for who is asked least, and for who is asked everything."""

    least: int
    most: int


def minutes(questionnaire: Questionnaire, language: str) -> Minutes:
    """How long it takes in this language. Nothing to ask takes no time."""
    least = most = 0.0
    for page in questionnaire.pages:
        around = SECONDS_A_PAGE + _reading((page.titles, *page.notes), language)
        always = [_seconds(one, language) for one in page.questions if not one.relevant]
        every = [_seconds(one, language) for one in page.questions]
        if every or page.notes:
            most += around + sum(every)
            if not page.relevant and (always or page.notes):
                least += around + sum(always)
    return Minutes(math.ceil(least / 60), math.ceil(most / 60))


def _seconds(question: Question, language: str) -> float:
    labels = tuple(choice.labels for choice in question.choices)
    places = 1
    if question.kind is Kind.RANKING:
        places = min(question.most or len(labels), len(labels))
    return (
        _reading((question.labels, question.hints, *labels), language)
        + SECONDS[question.kind] * places
    )


def _reading(texts: tuple[Texts, ...], language: str) -> float:
    words = sum(len(said(text, language).split()) for text in texts)
    speed = WORDS_A_MINUTE.get(language.split("-")[0], min(WORDS_A_MINUTE.values()))
    return words * 60 / speed
