# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of coding show: the code book, the next answer, the differences, the agreement.

An answer is shown to a coder without what another one made of it, so that two code apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.numerics.api import Kappa, cohens_kappa
from hcat.surveys.instrument.questionnaire import Kind, Question, Questionnaire
from hcat.surveys.models import AnswerSheet, Code, Coding, Wave

APART = 2
"""How many people code each answer."""
Turn = Coding.Turn


@dataclass(frozen=True, slots=True)
class ToCode:
    """One open answer. `first` and `second` are given only where both are done."""

    sheet: int
    text: str
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodingPage:
    """How far one open question of a wave is coded, as one coder may know it."""

    wave: Wave
    question: Question
    book: tuple[Code, ...]
    answers: int
    twice: int
    """Answers that two people coded."""
    mine: int
    """Answers that this coder coded."""
    next: ToCode | None
    """What this coder is given next; None where nothing is left for him or her."""
    differing: tuple[ToCode, ...]
    settled: int
    agreement: Kappa


def coding_page(survey: str, wave: str, concept: str, coder: int) -> CodingPage:
    """`coder`: number of an account. NotFound for a wave without such an open question."""
    found = (
        Wave.objects.select_related("survey", "edition")
        .exclude(state__in=[Wave.State.DRAFT, Wave.State.DROPPED])
        .filter(survey__key=survey, key=wave)
        .first()
    )
    question = None
    if found is not None:
        asked = Questionnaire.from_json(found.edition.questionnaire).questions
        question = next(
            (one for one in asked if one.concept == concept and one.kind is Kind.OPEN), None
        )
    if found is None or question is None:
        raise NotFound(
            _("This wave has no open question called %(concept)s.") % {"concept": concept[:60]},
            mend=_("Choose one from the page of the wave."),
        )
    texts = _texts(found, question.name)
    turns: dict[int, dict[str, Coding]] = {}
    for row in Coding.objects.filter(sheet__in=list(texts), concept=concept):
        turns.setdefault(row.sheet_id, {})[row.turn] = row
    apart = {
        sheet: [row for turn, row in by.items() if turn != Turn.SETTLED]
        for sheet, by in turns.items()
    }
    twice = {sheet: rows for sheet, rows in apart.items() if len(rows) == APART}
    mine = {
        sheet for sheet, rows in apart.items() if any(row.coded_by_user == coder for row in rows)
    }
    pairs = {
        sheet: (_names(turns[sheet][Turn.FIRST]), _names(turns[sheet][Turn.SECOND]))
        for sheet in twice
    }
    differ = [sheet for sheet, (one, other) in pairs.items() if one != other]
    settled = [sheet for sheet in differ if Turn.SETTLED in turns[sheet]]
    return CodingPage(
        found,
        question,
        tuple(Code.objects.filter(survey=found.survey_id, concept=concept).order_by("pk")),
        len(texts),
        len(twice),
        len(mine),
        _next(texts, {sheet: len(rows) for sheet, rows in apart.items()}, mine),
        tuple(
            ToCode(sheet, texts[sheet], *pairs[sheet])
            for sheet in sorted(differ)
            if sheet not in settled
        ),
        len(settled),
        cohens_kappa(
            [one for one, _other in pairs.values()], [other for _one, other in pairs.values()]
        ),
    )


def _texts(wave: Wave, name: str) -> dict[int, str]:
    """By sheet that was completed, what was written."""
    rows = AnswerSheet.objects.filter(wave=wave, completed_at__isnull=False).order_by("pk")
    return {
        sheet: str(text)
        for sheet, text in rows.values_list("pk", f"answers__{name}").iterator(2000)
        if text and str(text).strip()
    }


def _names(row: Coding) -> tuple[str, ...]:
    return tuple(sorted(row.codes))


def _next(texts: dict[int, str], coded: dict[int, int], mine: set[int]) -> ToCode | None:
    """What somebody else began comes first, so that it is finished."""
    left = [sheet for sheet in texts if sheet not in mine and coded.get(sheet, 0) < APART]
    if not left:
        return None
    sheet = min(left, key=lambda one: (-coded.get(one, 0), one))
    return ToCode(sheet, texts[sheet])
