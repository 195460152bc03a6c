# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of surveys: questionnaires, waves, and the figures that come of them."""

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
from .models import (
    Claim,
    Edition,
    EditionDraft,
    Invitation,
    Outcome,
    Population,
    Survey,
    Wave,
)
from .operations.drafting import begin_draft, bring_draft, change_draft, drop_draft, save_draft
from .operations.surveys import add_survey, save_edition, use_shipped
from .queries.desk import (
    Tally,
    edition_numbered,
    editions_of,
    keys_in_use,
    shipped_surveys,
    survey_called,
    surveys_by_latest,
    tallies,
    wave_called,
    waves_numbered,
    waves_of,
)
from .queries.due import UnderWay, next_waves_due, under_way
from .queries.drafts import Effect, draft_of, edition_asked, effect, latest_edition

__all__ = [
    "UnderWay",
    "next_waves_due",
    "under_way",
    "Change",
    "Choice",
    "Claim",
    "Difference",
    "Edition",
    "EditionDraft",
    "Effect",
    "ExpressionError",
    "Invitation",
    "Kind",
    "Limits",
    "Outcome",
    "Page",
    "Population",
    "Question",
    "Questionnaire",
    "Survey",
    "Tally",
    "Wave",
    "add_survey",
    "as_markdown",
    "as_xlsx",
    "begin_draft",
    "bring_draft",
    "change_draft",
    "draft_of",
    "drop_draft",
    "editing",
    "edition_asked",
    "edition_numbered",
    "editions_of",
    "effect",
    "faults",
    "keys_in_use",
    "latest_edition",
    "minutes",
    "parse_condition",
    "read_questionnaire",
    "said",
    "save_draft",
    "save_edition",
    "shipped_surveys",
    "survey_called",
    "surveys_by_latest",
    "tallies",
    "use_shipped",
    "wave_called",
    "waves_numbered",
    "waves_of",
]
