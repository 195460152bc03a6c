# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What projects promised for this time and what came of it, and what was decided at their gates:
milestones, reports, and in the end what they yielded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Item
from hcat.projects.api import (
    OUTCOMES,
    PHASES,
    YIELDED,
    Phase,
    Promised,
    ReportDue,
    Yield,
    called,
    gates_decided,
    gates_waiting,
    promised,
    reports_due,
    subjects_of,
    yields_said,
)
from hcat.reports.document import Block, Paragraph, Points

from . import phrases
from .basis import Basis

Names = dict[str, Item[Any]]
"""Projects by ``kind:key``."""


def blocks(basis: Basis) -> list[Block]:
    """Since the report before; nothing where nothing was promised or decided."""
    span = (basis.since, basis.as_of)
    known: dict[str, Any] = {"known_on": basis.known_on, "demo": basis.report.is_demo}
    days, gates = promised(*span, **known), gates_decided(*span, **known)
    reports, yields = reports_due(*span, **known), yields_said(*span, **known)
    names = subjects_of(
        [
            *(one.milestone.subject for one in days),
            *(one.subject for found in (gates, reports, yields) for one in found),
        ]
    )
    return [
        *_milestones(days, names),
        *_reports(reports, names),
        *_points(_decided(one, names, basis) for one in gates),
        *_points(_yielded(one, names) for one in yields),
    ]


def _points(lines: Iterable[str]) -> list[Block]:
    found = tuple(lines)
    return [Points(found)] if found else []


def _milestones(days: list[Promised], names: Names) -> list[Block]:
    if not days:
        return []
    text = ngettext(
        "%(met)s of %(n)s promised milestone was there on its day.",
        "%(met)s of %(n)s promised milestones were there on their day.",
        len(days),
    )
    met = sum(one.met for one in days)
    missed = (_missed(one, names) for one in days if not one.met)
    return [Paragraph(text % {"met": met, "n": len(days)}), *_points(missed)]


def _reports(days: list[ReportDue], names: Names) -> list[Block]:
    """How many promised reports were given; those that were not, one by one."""
    if not days:
        return []
    text = ngettext(
        "%(given)s of %(n)s promised report of projects was given.",
        "%(given)s of %(n)s promised reports of projects were given.",
        len(days),
    )
    given = sum(one.given for one in days)
    lacking = (
        _("Not reported: %(project)s, promised for %(day)s.")
        % {"project": _name(one.subject, names), "day": phrases.day(one.day)}
        for one in days
        if not one.given
    )
    return [Paragraph(text % {"given": given, "n": len(days)}), *_points(lacking)]


def gates_that_wait(basis: Basis) -> list[str]:
    """Gates that wait for a decision, with the day that was planned for it; of what ended in the
    agenda none. The page that nobody keeps shows made-up ones too, as all that there is."""
    demo = None if basis.report._state.adding else basis.report.is_demo
    found = gates_waiting(basis.as_of, known_on=basis.known_on, demo=demo)
    names = subjects_of([one.subject for one in found])
    return [
        _waits(one, names, basis)
        for one in found
        if one.subject in names and not names[one.subject].ended_as
    ]


def _waits(gate: Phase, names: Names, basis: Basis) -> str:
    text = (
        _("%(project)s, after %(phase)s: a decision at the gate was planned on %(day)s, and waits.")
        if gate.gate_on < basis.as_of
        else _("%(project)s, after %(phase)s: a decision at the gate is planned on %(day)s.")
    )
    return text % {
        "project": capfirst(_name(gate.subject, names)),
        "phase": PHASES[gate.kind],
        "day": phrases.day(gate.gate_on),
    }


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


def _yielded(one: Yield, names: Names) -> str:
    return _("%(project)s: %(outcome)s (%(day)s). %(words)s") % {
        "project": capfirst(_name(one.subject, names)),
        "outcome": YIELDED[one.outcome],
        "day": phrases.day(one.on),
        "words": one.words,
    }
