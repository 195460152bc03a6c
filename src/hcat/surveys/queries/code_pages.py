# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of coding show. An answer is shown to a coder without what another one made of it,
so that two code apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.numerics.api import Kappa
from hcat.surveys.instrument.questionnaire import Question
from hcat.surveys.models import Code, Coding, Wave

from .coding import (
    Difference,
    OpenAnswers,
    Progress,
    code_book,
    coded_by,
    question_of,
    was_changed,
)


@dataclass(frozen=True, slots=True)
class CodingPage:
    """How far one open question of a wave is coded, as one coder may know it."""

    wave: Wave
    question: Question
    book: tuple[Code, ...]
    progress: Progress
    mine: int
    """Answers that this coder coded."""
    sheet: int | None
    """What this coder is given next; None where nothing is left for him or her."""
    text: str
    """What was written there."""
    is_changed: bool
    """It was coded before, and changed after that."""
    differing: tuple[Difference, ...]
    agreement: Kappa
    """On whether an answer counts."""


def coding_page(survey: str, wave: str, concept: str, coder: int) -> CodingPage:
    """`coder`: number of an account. NotFound for a wave without such an open question."""
    found = (
        Wave.objects.select_related("survey", "edition")
        .exclude(state__in=[Wave.State.DRAFT, Wave.State.DROPPED])
        .filter(survey__key=survey, key=wave)
        .first()
    )
    question = question_of(found, concept) if found is not None else None
    if found is None or question is None:
        raise NotFound(
            _("This wave has no open question called %(concept)s.") % {"concept": concept[:60]},
            mend=_("Choose one from the page of the wave."),
        )
    answers = OpenAnswers.of(found, concept)
    book = code_book(found.survey_id, concept)
    sheet = answers.next_for(coded_by(found, concept, user_id=coder))
    mine = Coding.objects.filter(sheet__wave=found, concept=concept, coded_by_user=coder)
    return CodingPage(
        found,
        question,
        tuple(book),
        answers.progress,
        mine.exclude(turn=Coding.Turn.SETTLED).count(),
        sheet,
        "" if sheet is None else answers.texts[sheet],
        sheet is not None and was_changed(sheet, concept),
        tuple(answers.differences()),
        answers.agreement(book)[""],
    )
