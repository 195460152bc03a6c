# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beginning the first phase, and deciding at a gate."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import NotFound, today
from hcat.projects.api import (
    OUTCOMES,
    PHASES,
    Charter,
    Method,
    decide_gate,
    method_of,
    move_gate,
    start_phase,
)
from hcat.web.desk.pages import let_in
from hcat.web.desk.register.pages import Visit, actor, desk_page, form_for
from hcat.web.projects.forms import GateForm, MoveGateForm, PhaseForm
from hcat.web.projects.pages import carried_out, form_page, overtaken, stop_page, work_of

from .charters import differences


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def start(request: Visit, kind: str, key: str) -> HttpResponse:
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    form = form_for(request, PhaseForm, initial={"on": today()})
    status = 200
    if request.method == "POST":
        done, status = carried_out(
            form, lambda: start_phase(by=actor(request), subject=subject, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("The phase has begun."))
            return redirect(work.url)
    return form_page(
        request, work, form, status=status,
        title=_("Begin a phase of %(title)s") % {"title": work.title},
        button=_("Begin the phase"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.decide", somewhere=True)
def decide(request: Visit, kind: str, key: str) -> HttpResponse:
    """The decision, on the criteria that the charter named beforehand."""
    subject = f"{kind}:{key}"
    work = work_of(request, subject)
    if not work.may_decide:
        let_in(request, "projects.decide")
    phase, charter = work.method.phase, work.method.charter
    if phase is None or charter is None:
        raise NotFound(
            _("No gate waits for a decision here."),
            mend=_("The page of the project shows what was decided."),
        )
    seen = _charter_seen(request, work.method) or charter
    form = form_for(
        request, GateForm,
        initial={"on": today(), "phase": phase.pk, "charter": charter.edition},
        kind=phase.kind, criteria=seen.criteria,
    )  # fmt: skip
    status, other, no_criterion = 200, None, []
    if request.method == "POST":
        done, status = carried_out(
            form, lambda: decide_gate(by=actor(request), subject=subject, **form.cleaned_data)
        )
        if done:
            return _decided(request, subject, work.url)
        if status == 409:
            charter = method_of(subject).charter or charter
            other = differences(seen, charter)
            no_criterion = form.overtaken(seen, charter)
    return form_page(
        request, work, form, status=status, template="web/projects/gate.html", phase=phase,
        phase_word=PHASES[phase.kind], charter=charter, other=other, no_criterion=no_criterion,
        title=_("After the %(phase)s: does %(title)s go on?")
        % {"phase": PHASES[phase.kind], "title": work.title},
        button=_("Record the decision"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def move(request: Visit, kind: str, key: str) -> HttpResponse:
    """The decision is planned on another day; the day that it had is kept."""
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    phase = work.method.phase
    if phase is None:
        raise NotFound(
            _("No gate waits for a decision here."),
            mend=_("The page of the project shows what was decided."),
        )
    form = form_for(
        request, MoveGateForm, initial={"phase": phase.pk, "was": phase.gate_on.isoformat()}
    )
    status = 200
    if request.method == "POST":
        done, status = carried_out(
            form, lambda: move_gate(by=actor(request), subject=subject, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("The decision is planned on another day."))
            return redirect(work.url)
        if status == 409:
            phase = method_of(subject).phase or phase
            overtaken(form, "was", phase.gate_on.isoformat())
    return form_page(
        request, work, form, status=status, template="web/projects/move_gate.html", phase=phase,
        moves=list(phase.moves.all()), phase_word=PHASES[phase.kind],
        title=_("Move the decision about %(title)s") % {"title": work.title},
        button=_("Move the decision"),
    )  # fmt: skip


def _charter_seen(request: Visit, method: Method) -> Charter | None:
    """The accepted edition whose criteria stood on the form that was sent."""
    edition = request.POST.get("charter", "")
    accepted = (one for one in method.charters if one.accepted_on is not None)
    return next((one for one in accepted if str(one.edition) == edition), None)


def _decided(request: Visit, subject: str, back: str) -> HttpResponse:
    """On to the page of the project; where it stops, to the form that says so in the agenda."""
    method = method_of(subject)
    gate = method.last_gate
    assert gate is not None  # noqa: S101 - it was decided just now
    messages.success(
        request, _("The decision is recorded: %(outcome)s.") % {"outcome": OUTCOMES[gate.outcome]}
    )
    if method.is_to_stop and request.powers.may_somewhere("agenda.change"):
        return redirect(stop_page(method.item, gate))
    return redirect(back)
