# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of an agenda: what may stand in a region's folder, field by field.

One class per kind of element. The same sheets are read from a folder, kept in the database
(one version per change), merged, exported, and shown: an agenda is data.
"""

from collections.abc import Mapping
from typing import Any

from .base import (
    LANGUAGES,
    WITHOUT_RULES,
    Focus,
    Key,
    Level,
    Misfit,
    MisfitError,
    Part,
    Path,
    Quality,
    Ref,
    Reference,
    Sheet,
    misfits_within,
)
from .figures import Figure, Group, Series, Source
from .governance import Body, Perspective, Placing, Rhythm, Role, Rule, Seat, Steering
from .initiatives import Chapter, Differentiation, Initiative, InitiativeStatus, Line, Way
from .programme import Agenda, AgendaPeriod, Goal, Place, Point, Project
from .results import PUBLISHED, Baseline, Condition, Proxy, Result, Target

SHEETS: dict[str, type[Sheet]] = {
    sheet.kind: sheet
    for sheet in (
        Agenda, Source, Role, Body, Steering, Point, Goal, Project, Series, Line, Differentiation,
        Chapter, Way, Initiative, Result, Perspective, Rule,
    )
}  # fmt: skip
"""Every kind of element, in an order in which most references point backwards."""


def as_stored(kind: str, data: Mapping[str, Any]) -> Sheet:
    """A sheet as the database has it.

    It was held to the rules of its day when it was written. A rule made since must not keep a
    version from being read, so types alone are looked at.
    """
    return SHEETS[kind].model_validate(data, context=WITHOUT_RULES)


__all__ = [
    "LANGUAGES",
    "PUBLISHED",
    "SHEETS",
    "WITHOUT_RULES",
    "Agenda",
    "AgendaPeriod",
    "Baseline",
    "Body",
    "Chapter",
    "Condition",
    "Differentiation",
    "Figure",
    "Focus",
    "Goal",
    "Group",
    "Initiative",
    "InitiativeStatus",
    "Key",
    "Level",
    "Line",
    "Misfit",
    "MisfitError",
    "Part",
    "Path",
    "Perspective",
    "Place",
    "Placing",
    "Point",
    "Project",
    "Proxy",
    "Quality",
    "Ref",
    "Reference",
    "Result",
    "Rhythm",
    "Role",
    "Rule",
    "Seat",
    "Series",
    "Sheet",
    "Source",
    "Steering",
    "Target",
    "Way",
    "as_stored",
    "misfits_within",
]
