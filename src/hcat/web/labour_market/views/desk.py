# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a scenario, seeing how far it is, and taking one away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.foundation.api import NotFound
from hcat.labour_market.api import (
    MOST_LEVERS,
    Opened,
    check_scenario,
    latest,
    scenario_called,
    withdraw_scenario,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.labour_market import words, working_out
from hcat.web.labour_market.forms import ScenarioForm, WithdrawForm

form_page = require_http_methods(["GET", "HEAD", "POST"])
SECONDS_A_RUN = 1.2
"""Measured with a thousand draws on one core, nothing compiled: what a reader is told to expect."""


def _last() -> Opened:
    found = latest()
    if found is None:
        raise NotFound(
            _("There is no forecast yet."),
            why=_("A scenario is held against one."),
            mend=_(
                "Make one in the terminal: hcat forecast --inputs agendas/<region>/labour_market."
            ),
        )
    return found


@form_page
@desk_page("forecast.scenario")
def new(request: Visit) -> HttpResponse:
    base = _last()
    form = form_for(request, ScenarioForm, opened=base)
    if form.is_valid():
        given = form.cleaned_data
        if done(
            form,
            lambda: check_scenario(
                by=actor(request),
                base=base.forecast,
                title=given["title"],
                levers=given["levers"],
            ),
        ):
            work = working_out.begin(
                user_id=int(request.user.pk or 0),
                base=base.forecast.key,
                title=given["title"],
                note=given["note"],
                levers=given["levers"],
                typed={name: str(request.POST.get(name, "")) for name in form.fields},
            )
            return redirect("labour_market:working", work.token)
    return _ask(request, form)


def _ask(request: Visit, form: ScenarioForm) -> HttpResponse:
    return desk(
        request,
        "web/labour_market/desk/new.html",
        status=422 if form.errors else 200,
        form=form,
        most=MOST_LEVERS,
    )


@require_safe
@desk_page("forecast.scenario")
def working(request: Visit, token: str) -> HttpResponse:
    """How far it is; the page is asked for again, nothing reloads by itself."""
    work = working_out.work_of(token, user_id=int(request.user.pk or 0))
    if work.step == "saved":
        messages.success(request, _("The scenario is saved."))
        return redirect("labour_market:scenario", work.key)
    if work.step == "refused":
        form = ScenarioForm(work.typed, opened=_last())
        form.add_error(None, work.problem)
        return _ask(request, form)
    runs = 2 ** len(work.levers)
    return desk(
        request,
        "web/labour_market/desk/working.html",
        work=work,
        runs=runs,
        seconds=round(runs * SECONDS_A_RUN) + 3,
    )


@form_page
@desk_page("forecast.scenario")
def withdraw(request: Visit, key: str) -> HttpResponse:
    found, _base = scenario_called(key)
    form = form_for(request, WithdrawForm)
    if form.is_valid() and done(
        form, lambda: withdraw_scenario(by=actor(request), scenario=found.forecast)
    ):
        messages.success(request, _("The scenario is withdrawn."))
        return redirect("labour_market:scenarios")
    return desk(
        request,
        "web/labour_market/desk/withdraw.html",
        form=form,
        scenario=found.forecast,
        effect=words.closes(found.effect.total, found.years),
    )
