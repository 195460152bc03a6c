# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may change what, asked where the change is made, so that no page can forget it.

Signed-in people are held to the table of permissions. Commands in the terminal and schedules are
not people: whoever starts those can reach the database as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from hcat.agenda.schema import SHEETS, Sheet
from hcat.foundation.api import Actor
from hcat.parties.api import require

UP_TO_DATE = frozenset(
    {
        "name", "status", "ways", "target_group", "levels", "places", "partners", "reach",
        "reach_of", "summary", "progress", "yields", "due", "people", "money", "funders",
        "evidence", "reported",
    }
)  # fmt: skip
"""What the owner of an initiative tells about it; the rest says where the agenda puts it."""


def action_for(kind: str, field: str) -> str:
    """The action of the table of permissions that changing this field is.

    >>> action_for("initiative", "progress"), action_for("initiative", "placements")
    ('agenda.update_initiative', 'agenda.change')
    """
    place = SHEETS[kind].belongs_to
    if field == place or (kind == "initiative" and field in ("placements", "number")):
        return "agenda.change"
    if kind == "initiative" and field in UP_TO_DATE:
        return "agenda.update_initiative"
    return "agenda.revise"


def standing_in(sheet: Sheet) -> list[str]:
    """The element and what it directly stands in: a role over any of these covers it.

    >>> from hcat.agenda.schema import Goal
    >>> standing_in(Goal.model_validate({"key": "g", "point": "p", "order": 1, "title": "G"}))
    ['goal:g', 'point:p']
    """
    wholes = {sheet.belongs_to, *(("points", "placements") if sheet.kind == "initiative" else ())}
    found = [f"{sheet.kind}:{sheet.key}"]
    found += [f"{ref.kind}:{ref.key}" for ref in sheet.references() if ref.path[0] in wholes]
    return found


def allow(by: Actor, actions: Iterable[str], subject: str | list[str]) -> None:
    """NotAllowed, unless this person may do all of these to it."""
    if by.user_id is not None:
        for action in sorted(set(actions)):
            require(by, action, subject)
