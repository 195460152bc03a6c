# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the projects asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import standing_in
from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.projects.api import (
    ASKED_AHEAD,
    PHASES,
    Method,
    is_yield_asked,
    look_again_on,
    milestones_near,
    report_asked,
    risks_to_look_at,
    watched,
)
from hcat.web.desk.navigation import Attention, Matter
from hcat.web.elements import title_of
from hcat.web.words import number

from .pages import MILESTONES, RISKS, asking_page, may_decide, page_of, report_page, stop_page

WITHIN = timedelta(days=7)
"""How soon a charter that was sent in is read, and a decision to stop carried out."""

MOST = 30
"""Milestones and risks that are matters of their own, as many as the first page shows; the others
are one matter."""


def projects(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """What is late or near, for those who run a project; what is to be decided, for those who
    decide. What ended in the agenda asks for nothing."""
    runs, decides = (powers.may_somewhere(f"projects.{what}") for what in ("run", "decide"))
    if not (runs or decides):
        return
    found = [one for one in watched() if not one.item.ended_as]
    run = [one for one in found if powers.may("projects.run", standing_in(one.item.sheet))]
    by_name = {one.subject: one for one in run}
    gates = [one for one in found if may_decide(powers, standing_in(one.item.sheet))]
    accept = [one for one in gates if powers.may("projects.decide", standing_in(one.item.sheet))]
    yield Attention(
        key="gates",
        title=_("Gates that wait for a decision"),
        why=_("Until it is decided, nobody knows whether the work goes on."),
        matters=[matter for one in gates for matter in _gates(one)],
    )
    yield Attention(
        key="charters",
        title=_("Charters that wait to be accepted"),
        why=_("What is promised counts only once it is accepted."),
        matters=[matter for one in accept for matter in _charters(one)],
    )
    yield Attention(
        key="milestones",
        title=_("Milestones that are near or overdue"),
        why=_("Say that it is there, or to which day it moves and why."),
        matters=list(_milestones(by_name)),
    )
    yield Attention(
        key="progress-reports",
        title=_("Reports that their charter promised"),
        why=_("Note that it was reported: otherwise nobody knows how it stands."),
        matters=[matter for one in run for matter in _reports(one)],
    )
    yield Attention(
        key="yields",
        title=_("Promises whose day has come"),
        why=_("Until it is said what came of it, nobody can learn from it."),
        matters=[matter for one in run for matter in _yields(one)],
    )
    yield Attention(
        key="risks",
        title=_("Risks that nobody looked at for a while"),
        why=_("A high risk is looked at each month, others every three months."),
        matters=list(_risks(by_name)),
    )
    yield Attention(
        key="without-charter",
        title=_("Projects without a charter"),
        why=_("Nobody agreed what they yield, by when, and who hears of it."),
        matters=[matter for one in run for matter in _without(one)],
    )


def _gates(one: Method) -> Iterator[Matter]:
    phase = one.phase
    if phase is not None and phase.gate_on <= today() + ASKED_AHEAD:
        yield Matter(
            key=f"gate/{phase.pk}",
            title=title_of(one.item),
            url=page_of(one.item, "gate"),
            action=_("Decide whether it goes on"),
            note=_("after the %(phase)s, planned on %(day)s")
            % {"phase": PHASES[phase.kind], "day": date_format(phase.gate_on, "DATE_FORMAT")},
            due=phase.gate_on,
        )
    gate = one.last_gate
    if one.is_to_stop and gate is not None and gate.decided_on is not None:
        yield Matter(
            key=f"stop/{gate.pk}",
            title=title_of(one.item),
            url=stop_page(one.item, gate),
            action=_("Stop it in the agenda"),
            note=_("decided on %(day)s") % {"day": date_format(gate.decided_on, "DATE_FORMAT")},
            since=gate.decided_on,
            due=gate.decided_on + WITHIN,
        )


def _charters(one: Method) -> Iterator[Matter]:
    waiting = one.waiting
    if waiting is not None:
        since = timezone.localdate(waiting.written_at)
        yield Matter(
            key=f"charter/{one.subject}",
            title=title_of(one.item),
            url=page_of(one.item, "accept"),
            action=_("Read and accept it"),
            note=_("edition %(edition)s, written by %(name)s")
            % {"edition": waiting.edition, "name": waiting.written_by},
            since=since,
            due=since + WITHIN,
            state=str(waiting.edition),
        )


def _milestones(run: dict[str, Method]) -> Iterator[Matter]:
    found = milestones_near(run, most=MOST)
    for milestone in found.first[:MOST]:
        yield Matter(
            key=f"milestone/{milestone.pk}",
            title=milestone.title,
            url=reverse("projects:milestone", args=[milestone.pk]),
            action=_("Say what became of it"),
            note=_("%(project)s, %(day)s")
            % {
                "project": title_of(run[milestone.subject].item),
                "day": date_format(milestone.due, "DATE_FORMAT"),
            },
            due=milestone.due,
            state=milestone.due.isoformat(),
        )
    others = found.number - MOST
    if others > 0:
        yield Matter(
            key="milestone/others",
            title=ngettext("%(n)s more milestone", "%(n)s more milestones", others)
            % {"n": number(others)},
            url=asking_page(MILESTONES),
            action=_("Say in each project what became of them"),
            due=found.first[MOST].due,
            state=str(others),
        )


def _reports(one: Method) -> Iterator[Matter]:
    charter, day = one.charter, report_asked(one)
    if charter is not None and day is not None:
        yield Matter(
            key=f"progress-report/{one.subject}",
            title=title_of(one.item),
            url=report_page(one.item, day),
            action=_("Note that it was reported"),
            note=_("to: %(whom)s, on %(day)s")
            % {"whom": charter.report_to, "day": date_format(day, "DATE_FORMAT")},
            due=day,
            state=day.isoformat(),
        )


def _yields(one: Method) -> Iterator[Matter]:
    charter = one.charter
    if charter is not None and is_yield_asked(one):
        yield Matter(
            key=f"yield/{one.subject}",
            title=title_of(one.item),
            url=page_of(one.item, "yield"),
            action=_("Say what it yielded"),
            note=_("promised for %(day)s") % {"day": date_format(charter.by_when, "DATE_FORMAT")},
            due=charter.by_when,
            state=str(charter.edition),
        )


def _risks(run: dict[str, Method]) -> Iterator[Matter]:
    found = risks_to_look_at(run, most=MOST)
    for risk in found.first[:MOST]:
        yield Matter(
            key=f"risk/{risk.pk}",
            title=risk.what,
            url=reverse("projects:risk", args=[risk.pk]),
            action=_("Look at it again"),
            note=_("%(project)s, last looked at on %(day)s")
            % {
                "project": title_of(run[risk.subject].item),
                "day": date_format(risk.looked_at_on, "DATE_FORMAT"),
            },
            due=look_again_on(risk),
            state=str(risk.edition),
        )
    others = found.number - MOST
    if others > 0:
        yield Matter(
            key="risk/others",
            title=ngettext("%(n)s more risk", "%(n)s more risks", others) % {"n": number(others)},
            url=asking_page(RISKS),
            action=_("Look at them in each project"),
            due=look_again_on(found.first[MOST]),
            state=str(others),
        )


def _without(one: Method) -> Iterator[Matter]:
    """Of projects, and of initiatives that began with the method: many others run well without."""
    if one.charters:
        return
    undecided = getattr(one.item.sheet, "steering", "") == "to_decide"
    yield Matter(
        key=f"without-charter/{one.subject}",
        title=title_of(one.item),
        url=page_of(one.item, "charter"),
        action=_("Write the charter"),
        note=_("how firmly it is steered is still to be decided") if undecided else "",
    )
