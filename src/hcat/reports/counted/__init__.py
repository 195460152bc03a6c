# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report counts itself, beside its figures and verdicts: initiatives, ways of the menu,
pledges, decisions, the forecast. Each is kept with what it was counted from when the report is
frozen, and can be counted again.
"""

from .again import CountAgain, counted_again
from .counting import counted
from .kept import GROUPS, Counted, Group, fingerprint, from_json, to_json

__all__ = [
    "GROUPS",
    "CountAgain",
    "Counted",
    "Group",
    "counted",
    "counted_again",
    "fingerprint",
    "from_json",
    "to_json",
]
