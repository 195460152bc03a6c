# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the projects: how what the agenda holds is run."""

from .models import Charter, Milestone, Move, Phase, Risk, Steering
from .operations import (
    Answers,
    Outdated,
    accept_charter,
    add_risk,
    close_risk,
    decide_gate,
    drop_milestone,
    look_at_risk,
    move_milestone,
    plan_milestone,
    reach_milestone,
    start_phase,
    write_charter,
)
from .operations.gates import next_kind
from .promises import Promised, gates_decided, promised
from .queries import (
    Method,
    is_near,
    look_again_on,
    method_of,
    methods,
    public_methods,
    report_days,
    runnable,
)
from .subjects import lead_of, subject_of, subjects_of
from .words import (
    EFFECTS,
    LIKELIHOODS,
    MAY_ASK,
    MAY_NOT_ASK,
    OUTCOMES,
    PHASES,
    STEERING,
    called,
)

__all__ = [
    "EFFECTS",
    "LIKELIHOODS",
    "MAY_ASK",
    "MAY_NOT_ASK",
    "OUTCOMES",
    "PHASES",
    "STEERING",
    "Answers",
    "Charter",
    "Method",
    "Milestone",
    "Move",
    "Outdated",
    "Phase",
    "Promised",
    "Risk",
    "Steering",
    "accept_charter",
    "add_risk",
    "called",
    "close_risk",
    "decide_gate",
    "drop_milestone",
    "gates_decided",
    "is_near",
    "lead_of",
    "look_again_on",
    "look_at_risk",
    "method_of",
    "methods",
    "move_milestone",
    "next_kind",
    "plan_milestone",
    "promised",
    "public_methods",
    "reach_milestone",
    "report_days",
    "runnable",
    "start_phase",
    "subject_of",
    "subjects_of",
    "write_charter",
]
