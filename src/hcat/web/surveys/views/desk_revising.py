# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a survey is, changed; and a survey that is asked no more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.surveys.api import retire_survey, revise_survey, survey_called
from hcat.web.desk.register.pages import Visit, actor, form_for
from hcat.web.surveys.desk_forms.surveys import SurveyForm
from hcat.web.surveys.desk_forms.waves import EndForm

from .desk import done, form_page, runs, with_form
from .desk_survey import trail_of


@form_page
@runs
def revise(request: Visit, survey: str) -> HttpResponse:
    """Other texts, another population or term, as far as whoever was asked was promised."""
    found = survey_called(survey)
    form = form_for(request, SurveyForm, is_new=False, initial=SurveyForm.as_it_is(found))
    if form.is_valid() and done(
        form, lambda: revise_survey(by=actor(request), survey=survey, facts=form.facts)
    ):
        messages.success(request, _("The survey is changed."))
        return redirect("surveys:desk-survey", survey)
    return with_form(
        request, form, title=_("Change the survey"), button=_("Change it"),
        back=reverse("surveys:desk-survey", args=[survey]), trail=trail_of(found),
        lead=_(
            "Once anybody was asked, the population stands and the term can only be made shorter: "
            "that was promised."
        ),
    )  # fmt: skip


@form_page
@runs
def retire(request: Visit, survey: str) -> HttpResponse:
    found = survey_called(survey)
    form = form_for(request, EndForm)
    if form.is_valid() and done(
        form,
        lambda: retire_survey(
            by=actor(request), survey=survey, reason=form.cleaned_data["reason"]
        ),
    ):  # fmt: skip
        messages.success(request, _("The survey is not asked any more. Its figures stay."))
        return redirect("surveys:desk-survey", survey)
    return with_form(
        request, form, title=_("Ask it no more"), button=_("Ask it no more"),
        back=reverse("surveys:desk-survey", args=[survey]), trail=trail_of(found),
        lead=_(
            "No wave can be prepared any more. What came out of it stays, and answers are kept as "
            "long as was promised. This cannot be undone."
        ),
    )  # fmt: skip
