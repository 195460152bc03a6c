# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the agenda. Each change is dated, has its reason, and leaves what stood before."""

from .deciding import decide
from .ending import resume, stop
from .meeting import MeetingTime, cancel_meeting, change_meeting, hold_meeting, plan_meeting
from .regrouping import merge, regroup, split
from .revising import adopt, move, revise, revise_target, succeed_target, widen
from .rights import action_for, standing_in
from .rules import SheetRefused
from .withholding import Withheld, says_something_else, withhold_earlier_texts

__all__ = [
    "MeetingTime",
    "SheetRefused",
    "Withheld",
    "action_for",
    "adopt",
    "cancel_meeting",
    "change_meeting",
    "decide",
    "hold_meeting",
    "merge",
    "move",
    "plan_meeting",
    "regroup",
    "resume",
    "revise",
    "revise_target",
    "says_something_else",
    "split",
    "standing_in",
    "stop",
    "succeed_target",
    "widen",
    "withhold_earlier_texts",
]
