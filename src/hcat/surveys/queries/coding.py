# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Open answers: what is to be coded, by whom, and how well two coders agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hcat.surveys.instrument.questionnaire import Kind, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, Code, Coding, Wave

Turn = Coding.Turn
AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """One open answer, as a coder sees it: never what another coder made of it."""

    sheet: int
    text: str
    codes: tuple[str, ...] | None = None
    """What this coder said before; None: nothing yet."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two coders took an answer to say different things."""

    sheet: int
    text: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    settled: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class CodingState:
    """How far one open question of a wave is."""

    concept: str
    answers: int
    first: int
    second: int
    settled: int
    agreed: int
    """Answers of which both coders say the same."""

    @property
    def left(self) -> int:
        """Answers of which it is not known yet what they say."""
        return self.answers - self.agreed - self.settled


def codes_of(survey: int, concept: str) -> list[Code]:
    """The code book of an open question, in the order in which it was written."""
    return list(Code.objects.filter(survey=survey, concept=concept).order_by("pk"))


def open_questions(wave: Wave) -> list[Question]:
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    return [one for one in questionnaire.questions if one.kind is Kind.OPEN]


def coding_of(wave: Wave, concept: str) -> CodingState:
    """Counts; a settled answer counts as settled even where both came to agree later."""
    answers = set(open_answers(wave, concept))
    turns = _turns(wave, concept)
    coded = {sheet: by for sheet, by in turns.items() if sheet in answers}
    settled = [by for by in coded.values() if Turn.SETTLED in by]
    agreed = [
        by
        for by in coded.values()
        if Turn.SETTLED not in by
        and Turn.FIRST in by
        and Turn.SECOND in by
        and by[Turn.FIRST] == by[Turn.SECOND]
    ]
    return CodingState(
        concept, len(answers), sum(Turn.FIRST in by for by in coded.values()),
        sum(Turn.SECOND in by for by in coded.values()), len(settled), len(agreed),
    )  # fmt: skip


def left_to_code(wave: Wave) -> dict[str, int]:
    """By open concept with a code book: how many answers are not coded yet, where there are any."""
    books = set(Code.objects.filter(survey=wave.survey_id).values_list("concept", flat=True))
    found = {}
    for question in open_questions(wave):
        if question.concept in books:
            left = coding_of(wave, question.concept).left
            if left:
                found[question.concept] = left
    return found


def open_answers(wave: Wave, concept: str) -> dict[int, str]:
    """By sheet: what was written, of sheets that were completed, in their order."""
    names = [one.name for one in open_questions(wave) if one.concept == concept]
    if not names:
        return {}
    rows = AnswerSheet.objects.filter(wave=wave, completed_at__isnull=False).order_by("pk")
    found = {}
    for pk, text in rows.values_list("pk", f"answers__{names[0]}").iterator(AT_ONCE):
        if text:
            found[pk] = str(text)
    return found


def answers_to_code(wave: Wave, concept: str, coder: int) -> list[OpenAnswer]:
    """All open answers with what this coder (number of an account) made of them; the order differs
    from coder to coder, so that neither follows the other."""
    mine = {
        sheet: tuple(codes)
        for sheet, codes in Coding.objects.filter(
            sheet__wave=wave, concept=concept, coded_by_user=coder
        )
        .exclude(turn=Turn.SETTLED)
        .values_list("sheet_id", "codes")
    }
    found = [
        OpenAnswer(sheet, text, mine.get(sheet))
        for sheet, text in open_answers(wave, concept).items()
    ]
    return found if coder % 2 else found[::-1]


def differences(wave: Wave, concept: str) -> list[Difference]:
    """Answers that both coded and of which they say different things. To be shown only once both
    are done: see `operations.coding.settle`."""
    texts = open_answers(wave, concept)
    found = []
    for sheet, by in _turns(wave, concept).items():
        if sheet not in texts or not {Turn.FIRST, Turn.SECOND} <= set(by):
            continue
        if by[Turn.FIRST] != by[Turn.SECOND]:
            settled = by.get(Turn.SETTLED)
            found.append(
                Difference(
                    sheet, texts[sheet], tuple(sorted(by[Turn.FIRST])),
                    tuple(sorted(by[Turn.SECOND])),
                    None if settled is None else tuple(sorted(settled)),
                )
            )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """What both coders said, answer by answer, for the agreement between them."""

    first: tuple[frozenset[str], ...]
    second: tuple[frozenset[str], ...]


def pairs_of(wave: Wave, concept: str) -> Pairs:
    both = [
        by
        for _sheet, by in sorted(_turns(wave, concept).items())
        if Turn.FIRST in by and Turn.SECOND in by
    ]
    return Pairs(tuple(by[Turn.FIRST] for by in both), tuple(by[Turn.SECOND] for by in both))


def _turns(wave: Wave, concept: str) -> Mapping[int, dict[str, frozenset[str]]]:
    rows = Coding.objects.filter(sheet__wave=wave, concept=concept)
    found: dict[int, dict[str, frozenset[str]]] = {}
    for sheet, turn, codes in rows.values_list("sheet_id", "turn", "codes"):
        found.setdefault(sheet, {})[turn] = frozenset(codes)
    return found
