# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of the agenda that a role or a pledge can be about, with their names."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import items

KINDS = ("point", "project", "initiative")
SEAT = "role"
"""A role of the organisation of the agenda: whoever holds it signs in it."""


class Scopes:
    """Looked up when first asked for: one query per kind."""

    def __init__(self, on: date | None = None) -> None:
        self.on = on

    @cached_property
    def names(self) -> dict[str, str]:
        """``initiative:initiative-27`` to its name, also of what has ended."""
        return {
            f"{kind}:{one.key}": _named(kind, one)
            for kind in (*KINDS, SEAT)
            for one in items(kind, as_of=self.on, ended=True)
        }

    def name(self, scope: str) -> str:
        """A part nobody knows (any more) keeps its code."""
        return self.names.get(scope, scope) if scope else _("the whole agenda")

    def choices(
        self, only: frozenset[str] | None = None, *, seats: bool = False
    ) -> list[tuple[str, Any]]:
        """For a list to choose from, in groups. `only` these parts; None is everything. `seats`:
        the roles of the organisation too."""
        titles = {
            "point": _("Points of the agenda"),
            "project": _("Projects"),
            "initiative": _("Initiatives"),
            SEAT: _("Roles of the organisation"),
        }
        whole: list[tuple[str, Any]] = [("", _("the whole agenda"))] if only is None else []
        groups = []
        for kind in (*KINDS, SEAT) if seats else KINDS:
            found = [
                (scope, name)
                for scope, name in self.names.items()
                if scope.startswith(f"{kind}:") and (only is None or scope in only)
            ]
            if found:
                groups.append((titles[kind], found))
        return [*whole, *groups]


def _named(kind: str, one: Any) -> str:
    if kind == "initiative":
        return f"{one.sheet.number}. {one.sheet.name}"
    return str(one.sheet.title)
