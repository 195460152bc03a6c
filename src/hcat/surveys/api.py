# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of surveys."""

from .frames import EVERYBODY, UNKNOWN
from .instrument import editing
from .instrument.checking import faults
from .instrument.comparing import Change, Difference
from .instrument.duration import minutes
from .instrument.expressions import ExpressionError
from .instrument.expressions import parse as parse_condition
from .instrument.questionnaire import (
    Choice,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
    said,
)
from .instrument.writing import as_markdown, as_xlsx
from .instrument.xlsform import read_questionnaire
from .lists import ListProblem, ListRefused
from .models import (
    Claim,
    Edition,
    EditionDraft,
    FrameUnit,
    Invitation,
    Outcome,
    Population,
    Survey,
    Wave,
)
from .operations.bounces import hear_of_bounces, take_in_bounce
from .operations.declaring import (
    broken_since,
    declare_break,
    declare_claim,
    undeclare_break,
    withdraw_claim,
)
from .operations.drafting import begin_draft, bring_draft, change_draft, drop_draft, save_draft
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
from .operations.releasing import release_wave
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
    last_wave_before,
    open_wave,
)
from .queries.coding import left_to_code
from .queries.desk import (
    Tally,
    edition_numbered,
    editions_of,
    keys_in_use,
    surveys_by_latest,
    tallies,
    waves_numbered,
)
from .queries.drafts import Effect, draft_of, edition_asked, effect, latest_edition
from .queries.due import UnderWay, halfway, next_waves_due, under_way
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
    "Change",
    "Choice",
    "Claim",
    "Difference",
    "DrawPlan",
    "Drawn",
    "Due",
    "Edition",
    "EditionDraft",
    "Effect",
    "ExpressionError",
    "FrameUnit",
    "Invitation",
    "Kind",
    "Limits",
    "ListProblem",
    "ListRefused",
    "ListedSurvey",
    "Mails",
    "Outcome",
    "Pace",
    "Page",
    "Population",
    "Question",
    "Questionnaire",
    "Shipped",
    "Survey",
    "SurveyFacts",
    "Tally",
    "UnderWay",
    "Wave",
    "add_survey",
    "as_markdown",
    "as_xlsx",
    "begin_draft",
    "bring_contacts",
    "bring_draft",
    "bring_list",
    "broken_since",
    "change_draft",
    "close_due",
    "close_wave",
    "declare_break",
    "declare_claim",
    "draft_of",
    "draw_sample",
    "drop_draft",
    "drop_wave",
    "due",
    "editing",
    "edition_asked",
    "edition_numbered",
    "editions_of",
    "effect",
    "extend_wave",
    "faults",
    "frame_counts",
    "halfway",
    "hand_out_tickets",
    "hear_of_bounces",
    "invitation_behind",
    "invitations",
    "invite",
    "keys_in_use",
    "last_wave_before",
    "latest_edition",
    "left_to_code",
    "link_subject",
    "mails_of",
    "minutes",
    "name_contact",
    "next_waves_due",
    "note_outcome",
    "note_parents_agreed",
    "open_wave",
    "outcome_counts",
    "pace",
    "parse_condition",
    "prepare_wave",
    "read_questionnaire",
    "refuse_invitation",
    "release_wave",
    "remind",
    "response_by_cell",
    "retire_survey",
    "revise_survey",
    "revise_wave",
    "said",
    "save_draft",
    "save_edition",
    "shipped_called",
    "shipped_surveys",
    "survey_called",
    "surveys",
    "surveys_by_latest",
    "take_back",
    "take_frame",
    "take_in_bounce",
    "tallies",
    "to_call",
    "undeclare_break",
    "under_way",
    "use_shipped",
    "wave_called",
    "waves_numbered",
    "waves_of",
    "withdraw_claim",
]
