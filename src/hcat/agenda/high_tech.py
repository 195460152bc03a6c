# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda's rule of who counts as high-tech, ready for whoever counts companies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hcat.foundation.api import Translated
from hcat.parties.api import HighTechRule

from .queries import items


@dataclass(frozen=True, slots=True)
class NamedRule:
    """The rule with its name and the day from which this version of it holds."""

    title: Translated
    since: date
    rule: HighTechRule


def rule_on(day: date) -> NamedRule | None:
    """The agenda's first rule as it stood on a day; None where the agenda has none. One query."""
    found = items("rule", as_of=day)
    if not found:
        return None
    sheet = found[0].sheet
    return NamedRule(
        sheet.title, found[0].valid_from, HighTechRule.of(sheet.include, sheet.exclude)
    )
