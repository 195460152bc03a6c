# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The projects and initiatives of the agenda that can be run by the method."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import Item, NotFound, item, items, standing_in
from hcat.foundation.api import Actor, Refused
from hcat.parties.api import require

KINDS = ("project", "initiative")


def subject_of(name: str) -> Item[Any]:
    """The project or initiative of this name (``initiative:KEY``), living or ended; NotFound."""
    kind, _sep, key = name.partition(":")
    if kind not in KINDS:
        raise NotFound(
            _("A %(kind)s is not run as a project.") % {"kind": kind or name},
            mend=_("Choose a project or an initiative of the agenda."),
        )
    return item(kind, key)


def living_subject(name: str) -> Item[Any]:
    """The same, refused once it has ended: what came out of it is run by itself."""
    found = subject_of(name)
    if found.ended_as:
        raise Refused(
            _("This has ended, so nothing is planned for it any more."),
            why=_("What was agreed stays to be read."),
            mend=_("Plan it for what came in its place, or resume it first."),
        )
    return found


def subjects_of(names: Iterable[str]) -> dict[str, Item[Any]]:
    """By name, those that the agenda holds today; two queries at most."""
    wanted = set(names)
    return {
        one.name: one
        for kind in KINDS
        if any(name.startswith(f"{kind}:") for name in wanted)
        for one in items(kind, ended=True)
        if one.name in wanted
    }


def lead_of(found: Item[Any]) -> str:
    """The organisation or role that the agenda names for it, as a first answer in a charter."""
    if found.kind == "initiative":
        return str(found.sheet.owner)
    role = item("role", found.sheet.lead)
    return str(role.sheet.title)


def allow(by: Actor, action: str, found: Item[Any], *also: str) -> None:
    """NotAllowed, unless this person may do this to it. Commands and schedules are no people."""
    if by.user_id is not None:
        require(by, action, [*standing_in(found.sheet), *also])
