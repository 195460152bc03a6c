# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of surveys: questionnaires, waves, and the figures that come of them."""

from .instrument.answering import asked, check, pages_asked, write_number
from .instrument.duration import minutes
from .instrument.questionnaire import Answer, Kind, Page, Question, Questionnaire, said
from .models import AnswerSheet, Edition, FrameUnit, Invitation, Outcome, Survey, Wave
from .operations.answering import (
    AnsweredMeanwhile,
    AnswersWrong,
    Clash,
    NotAllAnswered,
    Saved,
    Way,
    complete,
    reconsider,
    refuse,
    save_page,
    seen_of,
    withdraw_own,
)
from .operations.entering import enter_for
from .queries.own import OwnAnswer, as_file, in_words, own_answers
from .queries.seats import (
    SCOPE,
    SUBJECT,
    Seat,
    edition_to_preview,
    invitation_to_enter,
    missing,
    seat_of_invitation,
    seat_of_link,
    seat_of_ticket,
    survey_of_tickets,
)
from .tickets import ticket_code
from .wording import Wording

__all__ = [
    "SCOPE",
    "SUBJECT",
    "Answer",
    "AnswerSheet",
    "AnsweredMeanwhile",
    "AnswersWrong",
    "Clash",
    "Edition",
    "FrameUnit",
    "Invitation",
    "Kind",
    "NotAllAnswered",
    "Outcome",
    "OwnAnswer",
    "Page",
    "Question",
    "Questionnaire",
    "Saved",
    "Seat",
    "Survey",
    "Wave",
    "Way",
    "Wording",
    "as_file",
    "asked",
    "check",
    "complete",
    "edition_to_preview",
    "enter_for",
    "in_words",
    "invitation_to_enter",
    "minutes",
    "missing",
    "own_answers",
    "pages_asked",
    "reconsider",
    "refuse",
    "said",
    "save_page",
    "seat_of_invitation",
    "seat_of_link",
    "seat_of_ticket",
    "seen_of",
    "survey_of_tickets",
    "ticket_code",
    "withdraw_own",
    "write_number",
]
