# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that writes in this room."""

from .closing import Reminded, change_capacity, close_round, remind
from .deciding import MoreThanFit, Ruled, decide_round, finish_round
from .letters import send_letters, went_on_paper, write_letter
from .preparing import (
    add_assessor,
    change_round,
    choose_initiatives,
    drop_round,
    keep_criteria,
    open_round,
    prepare_round,
    reweigh,
    take_out_assessor,
)
from .rules import Outdated
from .scoring import Given, declare_interests, give_scores

__all__ = [
    "Given",
    "MoreThanFit",
    "Outdated",
    "Reminded",
    "Ruled",
    "add_assessor",
    "change_capacity",
    "change_round",
    "choose_initiatives",
    "close_round",
    "decide_round",
    "declare_interests",
    "drop_round",
    "finish_round",
    "give_scores",
    "keep_criteria",
    "open_round",
    "prepare_round",
    "remind",
    "reweigh",
    "send_letters",
    "take_out_assessor",
    "went_on_paper",
    "write_letter",
]
