# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the reports: what goes to the board, as it is written, frozen and signed."""

from .cells import printed_rows
from .composing.asked import due as asked_until
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
from .files import pdf_of, workbook_of
from .kinds import SECTIONS, STATES, TITLES
from .models import DecisionAsked, DecisionOutcome, Kind, Report, State
from .operations import (
    ask_decision,
    freeze_report,
    settle_decision,
    sign_report,
    start_report,
    take_back_decision,
    withdraw_report,
    write_words,
)
from .operations.signing import chair_of, roles_of
from .queries import (
    asked_decisions,
    body_title,
    decision_asked,
    document_of,
    languages,
    live_page,
    missing_reports,
    open_decisions,
    public_reports,
    report_called,
    reports,
    role_title,
)
from .reproducing import FigureAgain, ReportAgain, reproduced
from .rhythm import Due, coming, rhythms

__all__ = [
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
    "Paragraph",
    "Picture",
    "Points",
    "Report",
    "ReportAgain",
    "Section",
    "State",
    "Table",
    "Words",
    "ask_decision",
    "asked_decisions",
    "asked_until",
    "body_title",
    "chair_of",
    "coming",
    "decision_asked",
    "document_of",
    "freeze_report",
    "languages",
    "live_page",
    "missing_reports",
    "open_decisions",
    "outcome_words",
    "pdf_of",
    "printed_rows",
    "public_reports",
    "report_called",
    "reports",
    "reproduced",
    "rhythms",
    "role_title",
    "roles_of",
    "settle_decision",
    "sign_report",
    "start_report",
    "take_back_decision",
    "withdraw_report",
    "workbook_of",
    "write_words",
]
