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
    Progress,
    agreement,
    code_book,
    differences,
    next_to_code,
    progress,
    question_of,
    read,
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
    of = read(found, concept)
    sheet = next_to_code(found, concept, user_id=coder, of=of)
    mine = Coding.objects.filter(sheet__wave=found, concept=concept, coded_by_user=coder)
    return CodingPage(
        found,
        question,
        tuple(code_book(found.survey_id, concept)),
        progress(found, concept, of),
        mine.exclude(turn=Coding.Turn.SETTLED).count(),
        sheet.pk if sheet is not None else None,
        str(sheet.answers.get(question.name, "")) if sheet is not None else "",
        sheet is not None and was_changed(sheet.pk, concept),
        tuple(differences(found, concept, of)),
        agreement(found, concept, of)[""],
    )
