# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a load did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path as FilePath
from typing import Any

from hcat.agenda.folder import Problem
from hcat.agenda.merging import Conflict, FieldChange


class Action(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    RESUMED = "resumed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Difference:
    """What the load changes in one element of the database."""

    kind: str
    key: str
    action: Action
    fields: tuple[FieldChange, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class ElementConflict:
    """A field, or a whole element, that folder and database changed each in their own way."""

    kind: str
    key: str
    conflict: Conflict
    why: str = ""

    @property
    def name(self) -> str:
        """As ``--take`` wants it: ``result:choice.targets[2016].value``."""
        whole = f"{self.kind}:{self.key}"
        return f"{whole}.{self.conflict.name}" if self.conflict.name else whole


@dataclass(slots=True)
class LoadReport:
    """`ok` says whether the folder could be loaded; `written` whether anything was."""

    path: FilePath
    problems: list[Problem] = field(default_factory=list)
    first: bool = False
    """Into an empty database."""
    differences: list[Difference] = field(default_factory=list)
    conflicts: list[ElementConflict] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """Elements no longer in the folder: proposals to stop, which nobody accepted yet."""
    kept: list[str] = field(default_factory=list)
    """Elements that read otherwise in the database, and stay so."""
    decisions: int = 0
    """Decisions that the folder brings along."""
    changes: int = 0
    """Changes of its history, on a first load."""
    written: bool = False

    @property
    def ok(self) -> bool:
        return not self.conflicts and not any(problem.is_error for problem in self.problems)

    def count(self, action: Action) -> int:
        return sum(difference.action is action for difference in self.differences)

    def as_json(self) -> dict[str, Any]:
        return {
            "folder": str(self.path),
            "ok": self.ok,
            "written": self.written,
            "first": self.first,
            "problems": [problem.as_json() for problem in self.problems],
            "differences": [
                {
                    "element": difference.name,
                    "action": difference.action,
                    "fields": [
                        {"field": f.name, "old": _plain(f.old), "new": _plain(f.new)}
                        for f in difference.fields
                    ],
                }
                for difference in self.differences
            ],
            "conflicts": [
                {
                    "name": conflict.name,
                    "why": conflict.why,
                    "base": _plain(conflict.conflict.base),
                    "database": _plain(conflict.conflict.database),
                    "folder": _plain(conflict.conflict.folder),
                }
                for conflict in self.conflicts
            ],
            "gone": self.gone,
            "kept": self.kept,
            "decisions": self.decisions,
        }


def _plain(value: Any) -> Any:
    """What is absent has no value in JSON; every other value is JSON already."""
    return value if value is None or isinstance(value, str | int | float | list | dict) else None
