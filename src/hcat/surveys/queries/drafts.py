# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the draft of a questionnaire, and what it does to the series of figures."""

from __future__ import annotations

from dataclasses import dataclass

from hcat.surveys.instrument.comparing import Change, Difference, differences
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.models import Edition, EditionDraft, Survey, Wave

ASKED = (Wave.State.OPEN, Wave.State.CLOSED, Wave.State.RELEASED)


@dataclass(frozen=True, slots=True)
class Effect:
    """What saving a questionnaire does to the series, concept by concept."""

    breaks: tuple[Difference, ...] = ()
    may_break: tuple[Difference, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.breaks or self.may_break or self.new or self.gone)


def draft_of(survey: Survey) -> EditionDraft | None:
    """The questionnaire that is being written; None where nobody does. One query."""
    return EditionDraft.objects.select_related("based_on").filter(survey=survey).first()


def latest_edition(survey: Survey) -> Edition | None:
    """The edition saved last; None where there is none yet. One query."""
    return Edition.objects.filter(survey=survey).order_by("-number").first()


def edition_asked(survey: Survey) -> Edition | None:
    """The edition of the last wave in which anybody was asked: what figures are compared with."""
    wave = (
        Wave.objects.filter(survey=survey, state__in=ASKED)
        .select_related("edition")
        .order_by("-reference_day", "-id")
        .first()
    )
    return None if wave is None else wave.edition


def effect(before: Edition | Questionnaire | None, after: Questionnaire) -> Effect:
    """What changes from one questionnaire to another; nothing where there is none before."""
    if before is None:
        return Effect()
    if isinstance(before, Edition):
        before = Questionnaire.from_json(before.questionnaire)
    found = differences(before, after)
    return Effect(
        breaks=tuple(one for one in found if one.is_break),
        may_break=tuple(one for one in found if one.may_break),
        new=tuple(one.concept for one in found if Change.NEW in one.changes),
        gone=tuple(one.concept for one in found if Change.GONE in one.changes),
    )
