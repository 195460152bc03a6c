# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the agenda. Each change is dated, has its reason, and leaves what stood before."""

from .deciding import decide
from .ending import resume, stop
from .regrouping import merge, regroup, split
from .revising import adopt, move, revise, revise_target, succeed_target, widen
from .rules import SheetRefused

__all__ = [
    "SheetRefused",
    "adopt",
    "decide",
    "merge",
    "move",
    "regroup",
    "resume",
    "revise",
    "revise_target",
    "split",
    "stop",
    "succeed_target",
    "widen",
]
