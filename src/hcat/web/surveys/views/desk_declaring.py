# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a wave is to prove, and from where figures are not compared: said before it opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.surveys.api import (
    Questionnaire,
    Wave,
    declare_break,
    declare_claim,
    undeclare_break,
    wave_called,
    waves_of,
    withdraw_claim,
)
from hcat.web.desk.register.pages import Visit, actor, form_for
from hcat.web.surveys.desk_forms.waves import BreakForm, ClaimForm

from .desk import does, done, form_page, runs
from .told import told
from .wave_pages import back_to, page_of


@form_page
@runs
def claim(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    questionnaire = Questionnaire.from_json(found.edition.questionnaire)
    earlier = waves_of(found.survey).filter(state__in=[Wave.State.CLOSED, Wave.State.RELEASED])
    form = form_for(
        request, ClaimForm, questions=[q for q in questionnaire.questions if q.kind != "open"],
        waves=list(earlier),
    )  # fmt: skip
    if form.is_valid() and done(
        form, lambda: declare_claim(by=actor(request), wave_id=found.pk, **form.claim)
    ):
        messages.success(request, _("The claim is declared."))
        return redirect(back_to(found, "claims"))
    return page_of(
        request, found, form, _("Declare a claim"), _("Declare it"),
        lead=_(
            "Said before anybody is asked, so that nobody looks for what happens to hold. Each "
            "claim more makes all of them harder to prove."
        ),
    )  # fmt: skip


@does
def unclaim(request: Visit, survey: str, wave: str, number: int) -> HttpResponse:
    found = wave_called(survey, wave)
    told(
        request, lambda: withdraw_claim(by=actor(request), claim_id=number),
        _("The claim is withdrawn."),
    )  # fmt: skip
    return redirect(back_to(found, "claims"))


@form_page
@runs
def breaks(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    questionnaire = Questionnaire.from_json(found.edition.questionnaire)
    form = form_for(
        request, BreakForm, questions=list(questionnaire.questions),
        initial={"concept": request.GET.get("concept", "")},
    )  # fmt: skip
    if form.is_valid() and done(
        form, lambda: declare_break(by=actor(request), wave_id=found.pk, **form.cleaned_data)
    ):
        messages.success(request, _("The break is declared."))
        return redirect(back_to(found, "breaks"))
    return page_of(
        request, found, form, _("Declare a break"), _("Declare it"),
        lead=_(
            "From this wave on the figures of this question are not compared with earlier ones."
        ),
    )  # fmt: skip


@does
def unbreak(request: Visit, survey: str, wave: str, concept: str) -> HttpResponse:
    found = wave_called(survey, wave)
    told(
        request,
        lambda: undeclare_break(by=actor(request), wave_id=found.pk, concept=concept),
        _("The break is taken back."),
    )
    return redirect(back_to(found, "breaks"))
