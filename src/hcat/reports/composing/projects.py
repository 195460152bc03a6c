# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What projects promised for this time and what came of it, and what was decided at their gates."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Item
from hcat.projects.api import (
    OUTCOMES,
    PHASES,
    Phase,
    Promised,
    called,
    gates_decided,
    promised,
    subjects_of,
)
from hcat.reports.document import Block, Paragraph, Points

from . import phrases
from .basis import Basis

Names = dict[str, Item[Any]]
"""Projects by ``kind:key``."""


def blocks(basis: Basis) -> list[Block]:
    """Since the report before; nothing where nothing was promised or decided."""
    known_on, demo = basis.known_on, basis.report.is_demo
    days = promised(basis.since, basis.as_of, known_on=known_on, demo=demo)
    gates = gates_decided(basis.since, basis.as_of, known_on=known_on, demo=demo)
    names = subjects_of([*(one.milestone.subject for one in days), *(one.subject for one in gates)])
    found: list[Block] = []
    if days:
        met = sum(one.met for one in days)
        found.append(
            Paragraph(
                ngettext(
                    "%(met)s of %(n)s promised milestone was there on its day.",
                    "%(met)s of %(n)s promised milestones were there on their day.",
                    len(days),
                )
                % {"met": met, "n": len(days)}
            )
        )
        if missed := tuple(_missed(one, names) for one in days if not one.met):
            found.append(Points(missed))
    if gates:
        found.append(Points(tuple(_decided(one, names, basis) for one in gates)))
    return found


def _name(subject: str, names: Names) -> str:
    return called(names[subject]) if subject in names else subject.partition(":")[2]


def _missed(one: Promised, names: Names) -> str:
    return _("Missed: %(milestone)s (%(project)s), promised for %(day)s.") % {
        "milestone": one.milestone.title,
        "project": _name(one.milestone.subject, names),
        "day": phrases.day(one.day),
    }


def _decided(gate: Phase, names: Names, basis: Basis) -> str:
    assert gate.decided_on is not None  # noqa: S101 - tells the type checker
    return _("%(project)s, after %(phase)s: %(outcome)s (%(day)s, %(body)s). %(reason)s") % {
        "project": capfirst(_name(gate.subject, names)),
        "phase": PHASES[gate.kind],
        "outcome": OUTCOMES[gate.outcome],
        "day": phrases.day(gate.decided_on),
        "body": basis.body(gate.body) if gate.body else _("the programme manager"),
        "reason": gate.reason,
    }
