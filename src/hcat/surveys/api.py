# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of surveys."""

from .frames import EVERYBODY, UNKNOWN
from .lists import ListProblem, ListRefused
from .models import Claim, Edition, FrameUnit, Invitation, Outcome, Population, Survey, Wave
from .operations.bounces import hear_of_bounces, take_in_bounce
from .operations.declaring import (
    declare_break,
    declare_claim,
    undeclare_break,
    withdraw_claim,
)
from .operations.drawing import Drawn, DrawPlan, draw_sample
from .operations.inviting import SCOPE, invite, link_subject, remind, take_back
from .operations.outcomes import (
    bring_contacts,
    hand_out_tickets,
    invitation_behind,
    name_contact,
    note_outcome,
    note_parents_agreed,
    refuse_invitation,
)
from .operations.preparing import bring_list, prepare_wave, revise_wave, take_frame
from .operations.surveys import (
    SurveyFacts,
    add_survey,
    retire_survey,
    revise_survey,
    save_edition,
    use_shipped,
)
from .operations.waves import close_due, close_wave, drop_wave, extend_wave, open_wave
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
from .queries.surveys import ListedSurvey, survey_called, surveys, wave_called, waves_of
from .shipped_surveys import Shipped, shipped_called, shipped_surveys

__all__ = [
    "EVERYBODY",
    "SCOPE",
    "UNKNOWN",
    "Cell",
    "Claim",
    "DrawPlan",
    "Drawn",
    "Due",
    "Edition",
    "FrameUnit",
    "Invitation",
    "ListProblem",
    "ListRefused",
    "ListedSurvey",
    "Mails",
    "Outcome",
    "Pace",
    "Population",
    "Shipped",
    "Survey",
    "SurveyFacts",
    "Wave",
    "add_survey",
    "bring_contacts",
    "bring_list",
    "close_due",
    "close_wave",
    "declare_break",
    "declare_claim",
    "draw_sample",
    "drop_wave",
    "due",
    "extend_wave",
    "frame_counts",
    "hand_out_tickets",
    "hear_of_bounces",
    "invitation_behind",
    "invitations",
    "invite",
    "link_subject",
    "mails_of",
    "name_contact",
    "note_outcome",
    "note_parents_agreed",
    "open_wave",
    "outcome_counts",
    "pace",
    "prepare_wave",
    "refuse_invitation",
    "remind",
    "response_by_cell",
    "retire_survey",
    "revise_survey",
    "revise_wave",
    "save_edition",
    "shipped_called",
    "shipped_surveys",
    "survey_called",
    "surveys",
    "take_back",
    "take_frame",
    "take_in_bounce",
    "to_call",
    "undeclare_break",
    "use_shipped",
    "wave_called",
    "waves_of",
    "withdraw_claim",
]
