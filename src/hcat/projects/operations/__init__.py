# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every change of how a project is run: one call each, atomic, audited."""

from .charters import Answers, Outdated, accept_charter, write_charter
from .gates import decide_gate, move_gate, start_phase
from .milestones import drop_milestone, move_milestone, plan_milestone, reach_milestone
from .reports import note_no_report, note_report, say_yield
from .risks import add_risk, close_risk, look_at_risk

__all__ = [
    "Answers",
    "Outdated",
    "accept_charter",
    "add_risk",
    "close_risk",
    "decide_gate",
    "drop_milestone",
    "look_at_risk",
    "move_gate",
    "move_milestone",
    "note_no_report",
    "note_report",
    "plan_milestone",
    "reach_milestone",
    "say_yield",
    "start_phase",
    "write_charter",
]
