# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sits behind a link or a ticket, what is asked there, and whether it can be answered now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink, no_such_link
from hcat.foundation.api import NotFound, Refused, today
from hcat.surveys.instrument.answering import asked, pages_asked
from hcat.surveys.instrument.questionnaire import Answer, Page, Question, Questionnaire
from hcat.surveys.models import (
    AnswerSheet,
    Edition,
    FrameUnit,
    Invitation,
    Key,
    Outcome,
    Survey,
    Wave,
)
from hcat.surveys.tickets import unit_of_ticket

SCOPE = "surveys.answer"
SUBJECT = "survey-unit"


@dataclass(frozen=True, slots=True)
class Seat:
    """One unit of one wave, as whoever answers for it finds it."""

    wave: Wave
    survey: Survey
    unit: FrameUnit
    invitation: Invitation
    questionnaire: Questionnaire
    code: str
    """Of its answers; empty once the key has gone."""
    panel: str
    sheet: AnswerSheet | None

    @property
    def answers(self) -> dict[str, Answer]:
        return {} if self.sheet is None else self.sheet.answers

    @property
    def is_done(self) -> bool:
        """Everything was answered and sent in."""
        return self.sheet is not None and self.sheet.completed_at is not None

    @property
    def pages(self) -> list[Page]:
        """That are asked, as far as the answers so far tell."""
        return pages_asked(self.questionnaire, self.answers)

    @property
    def goes_on_at(self) -> str:
        """The page where it goes on; empty where only the last look is left."""
        names = [page.name for page in self.pages]
        if self.sheet is None:
            return names[0] if names else ""
        return self.sheet.page if self.sheet.page in names else ""

    def refusal(self) -> Refused | None:
        """Why nothing can be answered now, with what can be done; None where it can."""
        return _wave_refuses(self.wave) or self.unit_refusal()

    def unit_refusal(self) -> Refused | None:
        """The same of this unit alone, whatever its wave."""
        if self.invitation.outcome == Outcome.OUT_OF_SCOPE:
            return Refused(
                _("You are not asked any more."),
                why=_("It turned out that this survey is not about you or your organisation."),
            )
        if not self.code:
            return Refused(
                _("This link leads to no answers any more."),
                why=_("Which answers are whose is kept for a limited time only."),
            )
        if self.survey.asks_minors and self.invitation.parent_agreed_at is None:
            return Refused(
                _("You cannot take part yet."),
                why=_("A parent has to agree first, and we do not know yet that yours does."),
                mend=_("Ask your teacher."),
            )
        return None


def seat_of_link(opened: OpenedLink) -> Seat:
    """The seat behind a personal link. LinkRefused where it is not for its bearer any more, as
    after somebody else was named."""
    subject, _colon, number = opened.subject.partition(":")
    unit = _unit(int(number)) if subject == SUBJECT and number.isdecimal() else None
    if unit is None:
        raise no_such_link()
    seat = _seat(unit)
    if opened.person_id not in (unit.person_id, seat.invitation.person_id):
        raise no_such_link()
    return seat


def seat_of_ticket(code: str, *, place: str) -> Seat:
    """The seat of a ticket that was typed. NotFound for a wrong code; Refused for who guesses."""
    return _seat(unit_of_ticket(code, place=place))


def seat_of_invitation(invitation_id: int) -> Seat:
    """The seat of one invitation, for the desk. NotFound for an unknown number."""
    unit = (
        FrameUnit.objects.select_related("wave__survey", "wave__edition", "invitation")
        .filter(invitation__pk=invitation_id)
        .first()
    )
    if unit is None:
        raise NotFound(
            _("There is no invitation %(number)s.") % {"number": invitation_id},
            mend=_("Choose one from the list."),
        )
    return _seat(unit)


def missing(
    questionnaire: Questionnaire, answers: dict[str, Answer]
) -> list[tuple[Page, Question]]:
    """What is asked, must be answered and was not."""
    return [
        (page, question)
        for page in pages_asked(questionnaire, answers)
        for question in asked(questionnaire, page, answers)
        if question.is_required and question.name not in answers
    ]


def invitation_to_enter(survey: str, wave: str, number: int) -> Invitation:
    """An invitation of this wave, with its unit. NotFound where it has none of this number."""
    found = (
        Invitation.objects.select_related("unit", "wave__survey", "wave__edition")
        .filter(pk=number, wave__survey__key=survey, wave__key=wave)
        .first()
    )
    if found is None:
        raise NotFound(
            _("There is no invitation %(number)s.") % {"number": number},
            mend=_("Choose one from the list."),
        )
    return found


def edition_to_preview(survey: str, *, wave: str = "", number: int = 0) -> Edition:
    """The edition of a wave, or the one with this number. NotFound where there is none."""
    of_survey = Edition.objects.select_related("survey").filter(survey__key=survey)
    found = of_survey.filter(waves__key=wave) if wave else of_survey.filter(number=number)
    edition = found.first()
    if edition is None:
        raise NotFound(
            _("There is no such questionnaire."), mend=_("Choose one from the list of surveys.")
        )
    return edition


def survey_of_tickets(key: str) -> tuple[Survey, Wave | None]:
    """A survey, and its wave that is answered now with codes on paper. NotFound for an unknown key
    and for a survey that is not asked any more."""
    survey = Survey.objects.filter(key=key, retired_at__isnull=True).first()
    if survey is None:
        raise NotFound(
            _("There is no survey of this name."),
            mend=_("Look at the address on your ticket once more."),
        )
    tickets = FrameUnit.objects.filter(wave=OuterRef("pk"), ticket__gt=0, is_drawn=True)
    wave = survey.waves.filter(Exists(tickets), state=Wave.State.OPEN).first()
    return survey, wave


def _unit(number: int) -> FrameUnit | None:
    return (
        FrameUnit.objects.select_related("wave__survey", "wave__edition", "invitation")
        .filter(pk=number, is_drawn=True)
        .first()
    )


def _seat(unit: FrameUnit) -> Seat:
    wave = unit.wave
    invitation = Invitation.objects.filter(unit=unit).first()
    if invitation is None:
        raise NotFound(_("Nobody was invited here yet."), mend=_("Try again once you are."))
    key = Key.objects.filter(unit=unit).first()
    sheet = None if key is None else wave.sheets.filter(code=key.code).first()
    return Seat(
        wave=wave,
        survey=wave.survey,
        unit=unit,
        invitation=invitation,
        questionnaire=Questionnaire.from_json(wave.edition.questionnaire),
        code="" if key is None else key.code,
        panel="" if key is None else key.panel,
        sheet=sheet,
    )


def _wave_refuses(wave: Wave) -> Refused | None:
    match wave.state:
        case Wave.State.DROPPED:
            return Refused(
                _("This survey was called off."),
                why=wave.ended_reason,
                mend=_("You need not do anything. Nothing of what was answered is used."),
            )
        case Wave.State.RELEASED:
            return Refused(
                _("This survey is over, and what came out of it is published."),
                mend=_("Your answers cannot be changed any more."),
            )
        case Wave.State.CLOSED:
            return _closed(wave)
        case Wave.State.DRAFT:
            return _not_yet(wave)
    if today() < wave.opens_on:
        return _not_yet(wave)
    return _closed(wave) if today() > wave.closes_on else None


def _not_yet(wave: Wave) -> Refused:
    return Refused(
        _("This survey has not begun yet."),
        mend=_("You can answer from %(day)s on, with the same link or code.")
        % {"day": date_format(wave.opens_on, "DATE_FORMAT")},
    )


def _closed(wave: Wave) -> Refused:
    return Refused(
        _("This survey is closed."),
        why=_("Answers came in until %(day)s.")
        % {"day": date_format(wave.last_day, "DATE_FORMAT")},
        mend=_("What came out of it will be published here. You can still read your own answers."),
    )
