# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only door to :mod:`hcat.numerics`.

The types (what other rooms store and show) are loaded with this module and cost nothing. What
computes is loaded at its first use, because it may bring NumPy and SciPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import PERCENT, SHARE, Estimate, Period, Quality
from hcat.numerics.target import Direction, TargetKind, TargetSpec
from hcat.numerics.verdict import (
    AssessorJudgement,
    Contrast,
    Judgement,
    Need,
    NeedKind,
    Reason,
    Verdict,
)

if TYPE_CHECKING:
    from hcat.numerics.judgement import judge

_LAZY = {
    "judge": "hcat.numerics.judgement",
}

__all__ = [
    "PERCENT",
    "SHARE",
    "AssessorJudgement",
    "Contrast",
    "Direction",
    "Estimate",
    "Judgement",
    "Need",
    "NeedKind",
    "NumericsError",
    "Period",
    "Quality",
    "Reason",
    "TargetKind",
    "TargetSpec",
    "Verdict",
    "judge",
]


def __getattr__(name: str) -> Any:
    """Load what computes at its first use (PEP 562)."""
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value
