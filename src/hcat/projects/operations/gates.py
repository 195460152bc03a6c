# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phases, and the decision at the gate between one and the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hcat.agenda.api import decide
from hcat.foundation.api import Actor, Refused, now, record, refuse_strange_days, today
from hcat.projects.models import Charter, GateMove, Phase
from hcat.projects.subjects import allow, living_subject
from hcat.projects.words import OUTCOMES, PHASES, called

from .charters import Outdated

_ORDER = list(Phase.Kind)


@transaction.atomic
def start_phase(
    *, by: Actor, subject: str, kind: str, on: date, gate_on: date, is_demo: bool = False
) -> Phase:
    """The first phase, or one after the method was left: the next ones start at their gate.

    Refused without an accepted charter: its criteria are what the gate is decided on; and so are
    widening what was never tried out, and a beginning that is still to come.
    """
    allow(by, "projects.run", living_subject(subject))
    _charter_in_force(subject)
    standing = Phase.objects.select_for_update().filter(subject=subject, outcome="").first()
    if standing is not None:
        raise Refused(
            _("It is in a phase already: %(phase)s.") % {"phase": PHASES[standing.kind]},
            mend=_("Decide at its gate first."),
        )
    if kind == Phase.Kind.WIDEN and not _was_tried(subject):
        raise Refused(
            _("Nothing of it has been tried out yet."),
            why=_("What does not work would be widened."),
            mend=_("Begin with a pilot; with its evaluation where it was tried out before."),
        )
    refuse_strange_days(on)
    if on > today():
        raise Refused(
            _("A phase cannot begin on a day that is still to come."),
            why=_("What has not begun can neither be followed nor decided on."),
            mend=_("Give the day on which it began, or plan a milestone for its beginning."),
        )
    return _begin(by, subject, kind, on, gate_on, is_demo)


def _was_tried(subject: str) -> bool:
    """A gate after an earlier phase let it go on."""
    return Phase.objects.filter(subject=subject).exclude(outcome__in=("", "stop")).exists()


def _begin(by: Actor, subject: str, kind: str, on: date, gate_on: date, is_demo: bool) -> Phase:
    if kind not in Phase.Kind.values:
        raise Refused(_("There is no such phase."), mend=_("Choose one from the list."))
    refuse_strange_days(on)
    _refuse_gate_before(on, gate_on)
    begun = Phase.objects.create(
        subject=subject, kind=kind, started_on=on, gate_on=gate_on, is_demo=is_demo
    )
    record(by=by, action="projects.start_phase", subject=subject, phase=kind)
    return begun


def _refuse_gate_before(began: date, gate_on: date) -> None:
    refuse_strange_days(gate_on)
    if gate_on <= began:
        raise Refused(
            _("The gate would come before the phase has begun."),
            mend=_("Choose a day after %(day)s.") % {"day": date_format(began, "DATE_FORMAT")},
        )


@transaction.atomic
def move_gate(*, by: Actor, subject: str, phase: int, was: date, to: date, reason: str) -> Phase:
    """Another day for the decision; the day that was planned is kept, with why it moved.

    `phase` and `was`: the phase, and the planned day, that its author was looking at; `Outdated`
    when another day stands by now.
    """
    allow(by, "projects.run", living_subject(subject))
    standing = _open_phase(subject, phase)
    if standing.gate_on != was:
        raise Outdated(
            _("Somebody else moved this decision in the meantime."),
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands now, and save again."),
        )
    if not reason.strip():
        raise Refused(
            _("A decision is moved with a reason."), mend=_("Say in a sentence why it moves.")
        )
    _refuse_gate_before(standing.started_on, to)
    if to == was:
        raise Refused(_("It stands on that day already."), mend=_("Choose another day."))
    GateMove.objects.create(
        phase=standing, was=was, became=to, reason=reason.strip(), moved_at=now()
    )
    standing.gate_on = to
    standing.save()
    record(by=by, action="projects.move_gate", subject=subject, phase=standing.kind)
    return standing


def _open_phase(subject: str, phase: int) -> Phase:
    """The phase of which the gate is open, refused when it is another than its author saw."""
    found = Phase.objects.select_for_update().filter(subject=subject, outcome="").first()
    if found is None or found.pk != phase:
        raise Refused(
            _("This gate has been decided already."),
            mend=_("Look at the page of the project for what was decided."),
        )
    return found


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and the phase that began by it, if one did."""

    phase: Phase
    next: Phase | None


@transaction.atomic
def decide_gate(
    *,
    by: Actor,
    subject: str,
    phase: int,
    charter: int,
    outcome: str,
    reason: str,
    on: date,
    met: Collection[int] = (),
    changes: str = "",
    body: str = "",
    next_gate_on: date | None = None,
) -> Decided:
    """Closes the open phase by a decision of the agenda, and begins the next where it goes on.

    `phase` and `charter`: the phase, and the edition of the charter, that its author was looking
    at; `Outdated` when another edition counts by now. `met`: places of that edition's criteria that
    were met. `body`: key of the body that decided; empty: the programme manager.
    """
    found = living_subject(subject)
    allow(by, "projects.decide", found, *([f"body:{body}"] if body else []))
    standing = _open_phase(subject, phase)
    _refuse_half_a_decision(standing, outcome, reason, changes, on)
    follows = next_kind(standing.kind, outcome)
    if follows and next_gate_on is None:
        raise Refused(
            _("It goes on, but not until when."),
            mend=_("Give the day on which the next decision is planned."),
        )
    in_force = _charter_in_force(subject)
    if in_force.edition != charter:
        raise Outdated(
            _("Edition %(edition)s of the charter was accepted in the meantime.")
            % {"edition": in_force.edition},
            why=_("A gate is decided on the criteria of the charter that counts."),
            mend=_("Look at what it says now, say which criteria were met, and save again."),
        )
    decision = decide(
        by=by, taken_on=on, body=body or None,
        title=_title(called(found), standing.kind, outcome),
        text="\n".join(part for part in (reason.strip(), changes.strip()) if part),
    )  # fmt: skip
    standing.outcome, standing.decided_on, standing.reason = outcome, on, reason.strip()
    standing.changes, standing.body, standing.decision = changes.strip(), body, decision.key
    standing.criteria = [[text, place in met] for place, text in enumerate(in_force.criteria)]
    standing.charter, standing.recorded_at = in_force, now()
    standing.recorded_by, standing.recorded_by_user = by.name, by.user_id
    standing.save()
    record(
        by=by, action="projects.decide_gate", subject=subject, phase=standing.kind,
        outcome=outcome, decision=decision.key,
    )  # fmt: skip
    begun = None
    if follows and next_gate_on is not None:
        begun = _begin(by, subject, follows, on, next_gate_on, standing.is_demo)
    return Decided(standing, begun)


def next_kind(kind: str, outcome: str) -> str:
    """The phase that follows; empty where the method ends.

    >>> next_kind("pilot", "go_on"), next_kind("pilot", "repeat"), next_kind("pilot", "stop")
    ('evaluate', 'pilot', '')
    >>> next_kind("widen", "go_on")
    ''
    """
    if outcome == Phase.Outcome.STOP:
        return ""
    if outcome == Phase.Outcome.REPEAT:
        return str(kind)
    place = _ORDER.index(Phase.Kind(kind)) + 1
    return str(_ORDER[place].value) if place < len(_ORDER) else ""


def _refuse_half_a_decision(
    standing: Phase, outcome: str, reason: str, changes: str, on: date
) -> None:
    if outcome not in Phase.Outcome.values:
        raise Refused(_("It is not said what was decided."), mend=_("Choose one from the list."))
    if not reason.strip():
        raise Refused(
            _("A decision at a gate has a reason."),
            mend=_("Say in a sentence what made you decide so."),
        )
    if outcome == Phase.Outcome.WITH_CHANGES and not changes.strip():
        raise Refused(
            _("It goes on with changes, but not with which."),
            mend=_("Say what has to be otherwise."),
        )
    if on > today():
        raise Refused(
            _("A decision cannot be recorded before it was taken."),
            mend=_("Give the day on which it was taken."),
        )
    if on < standing.started_on:
        raise Refused(
            _("The phase began only on %(day)s.")
            % {"day": date_format(standing.started_on, "DATE_FORMAT")},
            mend=_("Choose that day or a later one."),
        )


def _title(name: str, phase: str, outcome: str) -> str:
    said = _("%(project)s, after %(phase)s: %(outcome)s") % {
        "project": "%s", "phase": PHASES[phase], "outcome": OUTCOMES[outcome],
    }  # fmt: skip
    return capfirst(said % name[: 300 - len(said)])


def _charter_in_force(subject: str) -> Charter:
    found = Charter.objects.filter(subject=subject, accepted_on__isnull=False).first()
    if found is None:
        raise Refused(
            _("There is no accepted charter."),
            why=_("A gate is decided on what was agreed beforehand."),
            mend=_("Write the charter and have it accepted first."),
        )
    return found
