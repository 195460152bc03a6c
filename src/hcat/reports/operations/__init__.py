# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do with a report. Each is one transaction, and leaves its trace in the audit."""

from .asking import ask_decision, settle_decision, take_back_decision
from .drafting import not_giving, start_report, withdraw_report
from .freezing import freeze_report
from .signing import sign_report
from .writing import write_words

__all__ = [
    "ask_decision",
    "freeze_report",
    "not_giving",
    "settle_decision",
    "sign_report",
    "start_report",
    "take_back_decision",
    "withdraw_report",
    "write_words",
]
