# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Goals and results of a point under the themes that they share."""

from __future__ import annotations

from dataclasses import dataclass, field

from hcat.agenda.api import Goal, Item, Translated
from hcat.evidence.api import ResultStanding


@dataclass(slots=True)
class Theme:
    title: Translated | None
    goals: list[Item[Goal]] = field(default_factory=list)
    results: list[ResultStanding] = field(default_factory=list)


def by_theme(goals: list[Item[Goal]], results: list[ResultStanding]) -> list[Theme]:
    """In the order in which the agenda brings the themes up; without a theme comes first."""
    found: dict[Translated | None, Theme] = {}
    for goal in goals:
        found.setdefault(goal.sheet.theme, Theme(goal.sheet.theme)).goals.append(goal)
    for one in results:
        theme = one.item.sheet.theme
        found.setdefault(theme, Theme(theme)).results.append(one)
    return sorted(found.values(), key=lambda theme: theme.title is not None)
