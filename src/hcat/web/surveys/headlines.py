# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a wave, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.surveys.api import Kind, ReleasedFigure, Wave, figures_of_waves, with_questionnaire
from hcat.web import words as figures_in_words
from hcat.web.surveys import result_words as words


def headlines(waves: Iterable[Wave]) -> dict[int, str]:
    """By number of the wave, its first figure that is shown: that of the first question, in the
    order of the questionnaire. Two queries, whatever the number of waves."""
    known = list(waves)
    found = figures_of_waves(known)
    said = {}
    for wave, figures in ((one, found.get(one.pk, [])) for one in known):
        asked = with_questionnaire(wave)
        by_concept: dict[str, list[ReleasedFigure]] = {}
        for one in figures:
            by_concept.setdefault(one.concept, []).append(one)
        for question in asked.questionnaire.questions:
            rows = by_concept.get(question.concept, [])
            if question.kind is not Kind.OPEN and any(one.value is not None for one in rows):
                said[wave.pk] = _("%(question)s %(finding)s.") % {
                    "question": words.label(question, question.concept),
                    "finding": words.finding(rows, question),
                }
                break
        else:
            number = len(figures)
            said[wave.pk] = ngettext(
                "No figure of it may be shown.", "None of its %(n)s figures may be shown.", number
            ) % {"n": figures_in_words.number(number)}
    return said
