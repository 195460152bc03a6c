# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the reports: what goes to the board, as it is written, frozen and signed."""

from .cells import printed_rows
from .composing.asked import outcome as outcome_words
from .counted import CountAgain
from .document import (
    Block,
    Cell,
    Column,
    Document,
    Finding,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Words,
)
from .files import pdf_of, print_document, workbook_of
from .kinds import SECTIONS, STATES, TITLES
from .missed import BEGUN, NEAR, coming, missing_reports, next_to_begin, not_given
from .models import DecisionAsked, DecisionOutcome, Kind, NotGiven, Report, State
from .operations import (
    ask_decision,
    freeze_report,
    not_giving,
    settle_decision,
    sign_report,
    start_report,
    take_back_decision,
    withdraw_report,
    write_words,
)
from .operations.signing import SigningRole, ready_to_sign, signing_roles
from .queries import (
    asked_decisions,
    body_title,
    decision_asked,
    document_of,
    languages,
    live_page,
    open_decisions,
    public_reports,
    report_called,
    reports,
    role_title,
)
from .reproducing import FigureAgain, ReportAgain, reproduced
from .rhythm import Due, ReportRhythm, rhythm_of, rhythms

__all__ = [
    "BEGUN",
    "NEAR",
    "SECTIONS",
    "STATES",
    "TITLES",
    "Block",
    "Cell",
    "Column",
    "CountAgain",
    "DecisionAsked",
    "DecisionOutcome",
    "Document",
    "Due",
    "FigureAgain",
    "Finding",
    "Kind",
    "NotGiven",
    "Paragraph",
    "Picture",
    "Points",
    "Report",
    "ReportAgain",
    "ReportRhythm",
    "Section",
    "SigningRole",
    "State",
    "Table",
    "Words",
    "ask_decision",
    "asked_decisions",
    "body_title",
    "coming",
    "decision_asked",
    "document_of",
    "freeze_report",
    "languages",
    "live_page",
    "missing_reports",
    "next_to_begin",
    "not_given",
    "not_giving",
    "open_decisions",
    "outcome_words",
    "pdf_of",
    "print_document",
    "printed_rows",
    "public_reports",
    "ready_to_sign",
    "report_called",
    "reports",
    "reproduced",
    "rhythm_of",
    "rhythms",
    "role_title",
    "settle_decision",
    "sign_report",
    "signing_roles",
    "start_report",
    "take_back_decision",
    "withdraw_report",
    "workbook_of",
    "write_words",
]
