# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open answers: what is to be coded, what it was taken to say, and how far two coders agree."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hcat.numerics.api import Kappa, kappa_per_code
from hcat.surveys.instrument.questionnaire import Kind, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, Code, Coding, Wave

Turn = Coding.Turn
APART = (Turn.FIRST, Turn.SECOND)
"""The two that do not see each other's codes."""
AT_ONCE = 2000
Turns = dict[str, frozenset[str]]
"""By turn: the codes that were given in it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two coders took an answer to say different things."""

    sheet: int
    text: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one open question of a wave is."""

    answers: int
    once: int
    """Answers that one person has coded so far."""
    twice: int
    decided: int
    """Answers of which both said the same, or that were settled."""
    different: int
    """Answers that are to be settled."""
    again: int = 0
    """Answers that were changed after they were coded, and that two people have not coded since."""

    @property
    def is_done(self) -> bool:
        return self.decided == self.answers


def code_book(survey: int, concept: str) -> list[Code]:
    """The codes of an open question, in the order in which they were written."""
    return list(Code.objects.filter(survey=survey, concept=concept).order_by("pk"))


def open_questions(wave: Wave) -> list[Question]:
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    return [one for one in questionnaire.questions if one.kind is Kind.OPEN]


def question_of(wave: Wave, concept: str) -> Question | None:
    """The open question of this concept; None where there is none."""
    return next((one for one in open_questions(wave) if one.concept == concept), None)


def texts(wave: Wave, concept: str) -> dict[int, str]:
    """By sheet: what was written, of sheets that were completed, in their order."""
    question = question_of(wave, concept)
    if question is None:
        return {}
    rows = AnswerSheet.objects.filter(wave=wave, completed_at__isnull=False).order_by("pk")
    found = rows.values_list("pk", f"answers__{question.name}").iterator(AT_ONCE)
    return {sheet: str(text) for sheet, text in found if text}


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """What was written at one open question of a wave, by sheet in their order, and what coders
    took it to say. Read once: a page tells several things of it."""

    texts: Mapping[int, str]
    turns: Mapping[int, Turns]

    @classmethod
    def of(cls, wave: Wave, concept: str) -> OpenAnswers:
        return cls(texts(wave, concept), _turns(wave, concept))

    @property
    def progress(self) -> Progress:
        coded = [turns for sheet, turns in self.turns.items() if sheet in self.texts]
        return Progress(
            answers=len(self.texts),
            once=sum(len(turns.keys() & set(APART)) == 1 for turns in coded),
            twice=sum(_both(turns) for turns in coded),
            decided=sum(_decided(turns) is not None for turns in coded),
            different=sum(_both(turns) and _decided(turns) is None for turns in coded),
            again=sum(Turn.CHANGED in turns and not _both(turns) for turns in coded),
        )

    def next_for(self, coded: Collection[int]) -> int | None:
        """The sheet for a coder who has `coded` these: first what somebody else began or was
        changed after it was coded, then what nobody coded. None when they have coded all that they
        can."""
        open_ = [
            sheet
            for sheet in self.texts
            if sheet not in coded and not _both(self.turns.get(sheet, {}))
        ]
        begun = (sheet for sheet in open_ if self.turns.get(sheet))
        return next(begun, next(iter(open_), None))

    def differences(self) -> Iterator[Difference]:
        """Answers that both coded, of which they say different things, and that nobody settled."""
        for sheet, turns in sorted(self.turns.items()):
            if sheet in self.texts and _both(turns) and _decided(turns) is None:
                first, second = (tuple(sorted(turns[turn])) for turn in APART)
                yield Difference(sheet, self.texts[sheet], first, second)

    def agreement(self, book: Sequence[Code]) -> dict[str, Kappa]:
        """How far the two coders agree beyond chance, per code of the book; under "" on whether
        an answer counts as yes. What was settled afterwards changes nothing of it."""
        rows = [turns for _sheet, turns in sorted(self.turns.items()) if _both(turns)]
        first, second = ([turns[turn] for turns in rows] for turn in APART)
        yes = frozenset(one.name for one in book if one.counts)
        counts = kappa_per_code(
            [{""} if codes & yes else set() for codes in first],
            [{""} if codes & yes else set() for codes in second],
            [""],
        )
        per_code = kappa_per_code(first, second, [one.name for one in book])
        return {str(name): kappa for name, kappa in {**counts, **per_code}.items()}


def coded_by(wave: Wave, concept: str, *, user_id: int) -> set[int]:
    """The sheets that this coder has coded."""
    rows = Coding.objects.filter(
        sheet__wave=wave, concept=concept, turn__in=APART, coded_by_user=user_id
    )
    return set(rows.values_list("sheet_id", flat=True))


def was_changed(sheet_id: int, concept: str) -> bool:
    """Whether this answer was changed after it had been coded."""
    rows = Coding.objects.filter(sheet=sheet_id, concept=concept, turn=Turn.CHANGED)
    return rows.exists()


def mark_of(text: str) -> str:
    """Of what a coder reads, to be sent back with the codes."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def left_to_code(wave: Wave) -> dict[str, int]:
    """By open concept, with a code book or without: how many answers are not decided yet, where
    any are."""
    states = {
        one.concept: OpenAnswers.of(wave, one.concept).progress for one in open_questions(wave)
    }
    return {
        concept: state.answers - state.decided
        for concept, state in states.items()
        if not state.is_done
    }


def decided(wave: Wave, concept: str) -> dict[int, frozenset[str]]:
    """By sheet: what its answer was taken to say, where two agreed or it was settled."""
    found = {sheet: _decided(turns) for sheet, turns in _turns(wave, concept).items()}
    return {sheet: codes for sheet, codes in found.items() if codes is not None}


def _turns(wave: Wave, concept: str) -> dict[int, Turns]:
    rows = Coding.objects.filter(sheet__wave=wave, concept=concept)
    found: dict[int, Turns] = {}
    for sheet, turn, codes in rows.values_list("sheet_id", "turn", "codes").iterator(AT_ONCE):
        found.setdefault(sheet, {})[turn] = frozenset(codes)
    return found


def _both(turns: Turns) -> bool:
    return all(turn in turns for turn in APART)


def _decided(turns: Turns) -> frozenset[str] | None:
    if Turn.SETTLED in turns:
        return turns[Turn.SETTLED]
    if _both(turns) and turns[Turn.FIRST] == turns[Turn.SECOND]:
        return turns[Turn.FIRST]
    return None
