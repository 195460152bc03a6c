# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody's own answers in words, to look over and to take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hcat.surveys.instrument.answering import asked, write_number
from hcat.surveys.instrument.questionnaire import Answer, Kind, Page, Question
from hcat.surveys.wording import Wording

from .seats import Seat


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One question that is asked, with its answer; None where it was not answered."""

    page: Page
    question: Question
    answer: Answer | None
    said: tuple[str, ...]
    """In words: of a ranking the first place first; empty where it was not answered."""

    def spoken(self, wording: Wording) -> list[str]:
        """Of each word, the language where it is not that of the reader: choices may not be
        translated. Empty for what the author wrote."""
        if not self.question.kind.has_choices:
            return [""] * len(self.said)
        labels = {one.name: one.labels for one in self.question.choices}
        names = [self.answer] if isinstance(self.answer, str) else self.answer
        return [
            wording.spoken(labels[name]) if name in labels else ""
            for name in (names if isinstance(names, list) else ())
        ]


def own_answers(seat: Seat, wording: Wording) -> Iterator[OwnAnswer]:
    """Everything that is asked of this seat, in order."""
    for page in seat.pages:
        for question in asked(seat.questionnaire, page, seat.answers):
            answer = seat.answers.get(question.name)
            yield OwnAnswer(page, question, answer, tuple(in_words(question, answer, wording)))


def in_words(question: Question, answer: Answer | None, wording: Wording) -> list[str]:
    """An answer as its author reads it."""
    if answer is None:
        return []
    if question.kind.has_choices:
        names = [answer] if isinstance(answer, str) else answer
        assert isinstance(names, list)  # noqa: S101 - a choice has a name
        known = {one.name: wording.say(one.labels) for one in question.choices}
        return [known.get(name, name) for name in names]
    if question.kind in (Kind.SCALE, Kind.NUMBER) and isinstance(answer, int | float):
        return [write_number(answer, wording.language)]
    return [str(answer)]


def as_file(seat: Seat, wording: Wording) -> dict[str, Any]:
    """For a file of one's own: the names as in the questionnaire, and the words."""
    sheet = seat.sheet
    return {
        "survey": seat.survey.key,
        "wave": seat.wave.key,
        "title": wording.say(seat.survey.titles),
        "completed_at": sheet and sheet.completed_at and sheet.completed_at.isoformat(),
        "answers": [
            {
                "name": one.question.name,
                "question": wording.say(one.question.labels),
                "answer": one.answer,
                "in_words": "; ".join(one.said),
            }
            for one in own_answers(seat, wording)
        ],
    }
