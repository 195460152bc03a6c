# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an owner changes, field by field, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hcat.agenda.api import the_agenda
from hcat.owners.api import TEXTS, Line

from .words import LANGUAGES, called, say


@dataclass(frozen=True, slots=True)
class Change:
    """One field that the owner changed."""

    label: str
    before: str
    after: str
    code: str
    """Language of a text."""
    clashes: bool
    missing: str
    """The languages of the agenda in which a text does not stand."""
    by: str
    """Who answered this, where several people had a part in the whole."""
    older: str
    """Those in which it stands, and reads as it did before the owner changed it."""


def change_of(line: Line, standing: Any, names: Mapping[str, str]) -> Change:
    """`names`: who answered, by step, where that is worth saying."""
    missing, older = _others(line, standing)
    return Change(
        label=called(line),
        before=say(line.name, line.now),
        after=say(line.name, line.said),
        code=line.name.partition(".")[2],
        clashes=line.clashes,
        by=names.get(line.step, ""),
        missing=", ".join(missing),
        older=", ".join(older),
    )


def _others(line: Line, standing: Any) -> tuple[list[str], list[str]]:
    """The other languages of the agenda: those that lack this text, and those that say the old."""
    field, _dot, code = line.name.partition(".")
    agenda = the_agenda()
    if field not in TEXTS or agenda is None:
        return [], []
    text = getattr(standing.sheet, field)
    there = set(text.texts) if text else set()
    others = [one for one in agenda.sheet.languages if one != code]
    names = {one: str(LANGUAGES.get(one, one)) for one in others}
    return (
        [names[one] for one in others if one not in there],
        [names[one] for one in others if one in there],
    )
