# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open answers: what is to be coded, what it was taken to say, and how far two coders agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from hcat.numerics.api import Kappa, kappa_per_code
from hcat.surveys.instrument.questionnaire import Kind, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, Code, Coding, Wave

Turn = Coding.Turn
APART = (Turn.FIRST, Turn.SECOND)
"""The two that do not see each other's codes."""
AT_ONCE = 2000


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


Turns = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Read:
    """All that was written to an open question of a wave, and what it was taken to say: read once
    for a page that tells several things of it."""

    texts: dict[int, str]
    turns: dict[int, Turns]


def read(wave: Wave, concept: str) -> Read:
    return Read(texts(wave, concept), _turns(wave, concept))


def progress(wave: Wave, concept: str, of: Read | None = None) -> Progress:
    of = of or read(wave, concept)
    given, known = of.turns, of.texts
    coded = [turns for sheet, turns in given.items() if sheet in known]
    twice = sum(_both(turns) for turns in coded)
    return Progress(
        answers=len(known),
        once=sum(len(turns.keys() & set(APART)) == 1 for turns in coded),
        twice=twice,
        decided=sum(_decided(turns) is not None for turns in coded),
        different=sum(_both(turns) and _decided(turns) is None for turns in coded),
        again=sum(Turn.CHANGED in turns and not _both(turns) for turns in coded),
    )


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
    states = {one.concept: progress(wave, one.concept) for one in open_questions(wave)}
    return {
        concept: state.answers - state.decided
        for concept, state in states.items()
        if not state.is_done
    }


def next_to_code(
    wave: Wave, concept: str, *, user_id: int, of: Read | None = None
) -> AnswerSheet | None:
    """An answer for this coder: first what somebody else began or was changed after it was coded,
    then what nobody coded. None when they have coded all that they can."""
    of = of or read(wave, concept)
    given = of.turns
    mine = set(
        Coding.objects.filter(
            sheet__wave=wave, concept=concept, turn__in=APART, coded_by_user=user_id
        ).values_list("sheet_id", flat=True)
    )
    open_ = [sheet for sheet in of.texts if sheet not in mine and not _both(given.get(sheet, {}))]
    begun = [sheet for sheet in open_ if given.get(sheet)]
    chosen = next(iter([*begun, *open_]), None)
    return None if chosen is None else AnswerSheet.objects.get(pk=chosen)


def differences(wave: Wave, concept: str, of: Read | None = None) -> Iterator[Difference]:
    """Answers that both coded, of which they say different things, and that nobody settled."""
    of = of or read(wave, concept)
    known = of.texts
    for sheet, turns in sorted(of.turns.items()):
        if sheet in known and _both(turns) and _decided(turns) is None:
            first, second = (tuple(sorted(turns[turn])) for turn in APART)
            yield Difference(sheet, known[sheet], first, second)


def decided(wave: Wave, concept: str) -> dict[int, frozenset[str]]:
    """By sheet: what its answer was taken to say, where two agreed or it was settled."""
    found = {sheet: _decided(turns) for sheet, turns in _turns(wave, concept).items()}
    return {sheet: codes for sheet, codes in found.items() if codes is not None}


def agreement(wave: Wave, concept: str, of: Read | None = None) -> dict[str, Kappa]:
    """How far the two coders agree beyond chance, per code of the book; under "" on whether
    an answer counts as yes. What was settled afterwards changes nothing of it."""
    given = _turns(wave, concept) if of is None else of.turns
    rows = [turns for _sheet, turns in sorted(given.items()) if _both(turns)]
    first, second = ([turns[turn] for turns in rows] for turn in APART)
    book = code_book(wave.survey_id, concept)
    yes = frozenset(one.name for one in book if one.counts)
    counts = kappa_per_code(
        [{""} if codes & yes else set() for codes in first],
        [{""} if codes & yes else set() for codes in second],
        [""],
    )
    per_code = kappa_per_code(first, second, [one.name for one in book])
    return {str(name): kappa for name, kappa in {**counts, **per_code}.items()}


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
