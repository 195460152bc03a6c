# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of surveys: questionnaires, waves, and the figures that come of them."""

from .frames import (
    EVERYBODY,
    UNKNOWN,
)
from .instrument.answering import (
    asked,
    check,
    pages_asked,
    write_number,
)
from .instrument.duration import (
    minutes,
)
from .instrument.questionnaire import (
    Answer,
    Kind,
    Page,
    Question,
    Questionnaire,
    said,
)
from .lists import (
    ListProblem,
    ListRefused,
)
from .models import (
    AnswerSheet,
    Claim,
    Edition,
    FrameUnit,
    Invitation,
    Outcome,
    Population,
    Survey,
    Wave,
)
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
from .operations.bounces import (
    hear_of_bounces,
    take_in_bounce,
)
from .operations.declaring import (
    declare_break,
    declare_claim,
    undeclare_break,
    withdraw_claim,
)
from .operations.drawing import (
    Drawn,
    DrawPlan,
    draw_sample,
)
from .operations.entering import (
    enter_for,
)
from .operations.inviting import (
    invite,
    link_subject,
    remind,
    take_back,
)
from .operations.outcomes import (
    bring_contacts,
    hand_out_tickets,
    invitation_behind,
    name_contact,
    note_outcome,
    note_parents_agreed,
    refuse_invitation,
)
from .operations.preparing import (
    bring_list,
    prepare_wave,
    revise_wave,
    take_frame,
)
from .operations.surveys import (
    SurveyFacts,
    add_survey,
    retire_survey,
    revise_survey,
    save_edition,
    use_shipped,
)
from .operations.waves import (
    close_due,
    close_wave,
    drop_wave,
    extend_wave,
    open_wave,
)
from .queries.fieldwork import (
    Cell,
    Due,
    Mails,
    Pace,
    due,
    frame_counts,
    invitations,
    mails_of,
    outcome_counts,
    pace,
    response_by_cell,
    to_call,
)
from .queries.own import (
    OwnAnswer,
    as_file,
    in_words,
    own_answers,
)
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
from .queries.surveys import (
    ListedSurvey,
    survey_called,
    surveys,
    wave_called,
    waves_of,
)
from .shipped_surveys import (
    Shipped,
    shipped_called,
    shipped_surveys,
)
from .tickets import (
    ticket_code,
)
from .wording import (
    Wording,
)

__all__ = [
    "EVERYBODY",
    "SCOPE",
    "SUBJECT",
    "UNKNOWN",
    "Answer",
    "AnswerSheet",
    "AnsweredMeanwhile",
    "AnswersWrong",
    "Cell",
    "Claim",
    "Clash",
    "DrawPlan",
    "Drawn",
    "Due",
    "Edition",
    "FrameUnit",
    "Invitation",
    "Kind",
    "ListProblem",
    "ListRefused",
    "ListedSurvey",
    "Mails",
    "NotAllAnswered",
    "Outcome",
    "OwnAnswer",
    "Pace",
    "Page",
    "Population",
    "Question",
    "Questionnaire",
    "Saved",
    "Seat",
    "Shipped",
    "Survey",
    "SurveyFacts",
    "Wave",
    "Way",
    "Wording",
    "add_survey",
    "as_file",
    "asked",
    "bring_contacts",
    "bring_list",
    "check",
    "close_due",
    "close_wave",
    "complete",
    "declare_break",
    "declare_claim",
    "draw_sample",
    "drop_wave",
    "due",
    "edition_to_preview",
    "enter_for",
    "extend_wave",
    "frame_counts",
    "hand_out_tickets",
    "hear_of_bounces",
    "in_words",
    "invitation_behind",
    "invitation_to_enter",
    "invitations",
    "invite",
    "link_subject",
    "mails_of",
    "minutes",
    "missing",
    "name_contact",
    "note_outcome",
    "note_parents_agreed",
    "open_wave",
    "outcome_counts",
    "own_answers",
    "pace",
    "pages_asked",
    "prepare_wave",
    "reconsider",
    "refuse",
    "refuse_invitation",
    "remind",
    "response_by_cell",
    "retire_survey",
    "revise_survey",
    "revise_wave",
    "said",
    "save_edition",
    "save_page",
    "seat_of_invitation",
    "seat_of_link",
    "seat_of_ticket",
    "seen_of",
    "shipped_called",
    "shipped_surveys",
    "survey_called",
    "survey_of_tickets",
    "surveys",
    "take_back",
    "take_frame",
    "take_in_bounce",
    "ticket_code",
    "to_call",
    "undeclare_break",
    "use_shipped",
    "wave_called",
    "waves_of",
    "withdraw_claim",
    "withdraw_own",
    "write_number",
]
