# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the method, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.agenda.api import Item

Words = Mapping[str, str | Promise]

PHASES: Words = {
    "pilot": _("pilot"),
    "evaluate": _("evaluation"),
    "adjust": _("adjustment"),
    "widen": _("widening"),
}
OUTCOMES: Words = {
    "go_on": _("it goes on"),
    "with_changes": _("it goes on with changes"),
    "repeat": _("the phase is done again"),
    "stop": _("it stops"),
}
YIELDED: Words = {
    "delivered": _("it yielded what was promised"),
    "partly": _("it yielded a part of what was promised"),
    "not_delivered": _("it did not yield what was promised"),
}
STEERING: Words = {
    "hierarchical": _("hierarchical: the programme directs the work, with authority"),
    "directing": _("directing: the programme directs on agreements, without authority"),
}
MAY_ASK: Mapping[str, tuple[str | Promise, ...]] = {
    "hierarchical": (
        _("the report on the agreed day"),
        _("a decision at each gate"),
        _("another order of work, other people or other spending"),
    ),
    "directing": (_("the report on the agreed day"), _("a decision at each gate")),
}
"""What the programme can ask of a project."""
MAY_NOT_ASK: Mapping[str, tuple[str | Promise, ...]] = {
    "hierarchical": (),
    "directing": (
        _("another order of work: that is for who leads it"),
        _("people or money beyond what the charter says"),
    ),
}
"""What it cannot ask."""
LIKELIHOODS: Mapping[int, str | Promise] = {
    1: _("unlikely"),
    2: _("possible"),
    3: _("likely"),
}
EFFECTS: Mapping[int, str | Promise] = {
    1: _("small effect"),
    2: _("clear effect"),
    3: _("large effect"),
}


def called(found: Item[Any]) -> str:
    """The title of a project or the name of an initiative."""
    return str(found.sheet.name if found.kind == "initiative" else found.sheet.title)
