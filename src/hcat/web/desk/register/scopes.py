# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a role or a pledge can be about, with names: parts of the agenda, and what rooms add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from django.utils.translation import gettext as _

from hcat.agenda.api import items

KINDS = ("point", "project", "initiative")
SEAT = "role"
"""A role of the organisation of the agenda: whoever holds it signs in it."""


class Names(Protocol):
    def __call__(self, *, ended: bool) -> dict[str, str]:
        """Key to name, in the language of the page; `ended`: also of what has ended. One query."""
        ...


@dataclass(frozen=True, slots=True)
class Addition:
    """Something of a room that a role can be about, such as one survey."""

    kind: str
    title: Any
    names: Names


_added: dict[str, Addition] = {}


def add_scopes(kind: str, title: Any, names: Names) -> None:
    """Called once by a room, at the start. No pledge is about these."""
    _added[kind] = Addition(kind, title, names)


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

    @cached_property
    def added(self) -> dict[str, dict[str, str]]:
        """Of each room: ``survey:company-panel`` to its name, also of what has ended."""
        return {kind: _keyed(kind, one.names(ended=True)) for kind, one in _added.items()}

    def name(self, scope: str) -> str:
        """A part nobody knows (any more) keeps its code."""
        if not scope:
            return _("the whole agenda")
        kind = scope.split(":")[0]
        return (self.added[kind] if kind in _added else self.names).get(scope, scope)

    def choices(
        self, only: frozenset[str] | None = None, *, seats: bool = False
    ) -> list[tuple[str, Any]]:
        """For a list to choose from, in groups. `only` these parts; None is everything. `seats`:
        the roles of the organisation too, and what rooms add that has not ended."""
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
        if seats:
            for kind, one in _added.items():
                if names := _keyed(kind, one.names(ended=False)):
                    groups.append((one.title, list(names.items())))
        return [*whole, *groups]


def _keyed(kind: str, names: dict[str, str]) -> dict[str, str]:
    return {f"{kind}:{key}": name for key, name in names.items()}


def _named(kind: str, one: Any) -> str:
    if kind == "initiative":
        return f"{one.sheet.number}. {one.sheet.name}"
    return str(one.sheet.title)
