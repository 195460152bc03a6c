# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One wave at the desk: how it is prepared, and its days; opened, or called off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.surveys.api import (
    Population,
    Questionnaire,
    Wave,
    delayed_at_opening,
    drop_wave,
    effect,
    found_breaks,
    frame_counts,
    has_tickets,
    last_wave_before,
    open_wave,
    outcome_counts,
    prepare_wave,
    revise_wave,
    survey_called,
    wave_called,
)
from hcat.surveys.api import latest_edition as latest
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.surveys.desk_forms.waves import DaysForm, EndForm
from hcat.web.surveys.desk_words import cell_name, here, in_order
from hcat.web.surveys.desk_words import told as told_difference
from hcat.web.surveys.proving import can_prove

from .desk import does, done, form_page, reads, runs, with_form
from .desk_fieldwork import field_work
from .desk_survey import trail_of
from .told import told
from .wave_pages import back_to, claim_sentences, page_of


@require_safe
@reads
def wave(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    if found.state != Wave.State.DRAFT:
        return field_work(request, found)
    return _preparing(request, found)


def _preparing(request: Visit, wave: Wave) -> HttpResponse:
    cells = frame_counts(wave)
    population, drawn = (sum(getattr(one, name) for one in cells) for name in ("frame", "drawn"))
    counts = outcome_counts(wave)
    earlier = last_wave_before(wave)
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    claims = list(wave.claims.select_related("since"))
    return desk(
        request,
        "web/surveys/desk/preparing.html",
        here=trail_of(wave.survey),
        wave=wave,
        title=here(wave.survey.titles),
        may_run=request.powers.may("surveys.run"),
        is_of_people=wave.survey.population == Population.PEOPLE,
        is_of_schools=wave.survey.population == Population.SCHOOLS,
        reminders=_days(wave),
        may_enter=request.powers.may("surveys.enter", f"survey:{wave.survey.key}"),
        is_latest=_asks_latest(wave),
        cells=[{"cell": one, "name": cell_name(one)} for one in in_order(cells)],
        population=population,
        drawn=drawn,
        with_address=drawn - counts["no_address"],
        without=counts["no_address"],
        can_prove=can_prove(drawn, population, claims, questionnaire) if drawn else [],
        delayed=delayed_at_opening(wave) if drawn else 0,
        has_tickets=has_tickets(wave),
        claims=list(zip(claims, claim_sentences(claims, questionnaire), strict=True)),
        breaks=list(wave.breaks.all()),
        found=found_breaks(wave, earlier) if earlier else [],
        may_break=[
            (one.concept, told_difference(one))
            for one in effect(earlier.edition, questionnaire).may_break
        ]
        if earlier
        else [],
        earlier=earlier,
        lacking=_lacking(wave, population, drawn),
        questions=len(questionnaire.questions),
    )


def _asks_latest(wave: Wave) -> bool:
    last = latest(wave.survey)
    return last is not None and last.pk == wave.edition_id


def _days(wave: Wave) -> list[Any]:
    return [wave.opens_on + timedelta(days=one) for one in wave.reminders]


def _lacking(wave: Wave, population: int, drawn: int) -> list[str]:
    """What still has to be done before it can be opened."""
    found = []
    if not population:
        found.append(_("Nobody is in its frame yet."))
    elif not drawn:
        found.append(_("Nobody was drawn yet."))
    return found


@form_page
@runs
def new_wave(request: Visit, survey: str) -> HttpResponse:
    found = survey_called(survey)
    form = form_for(request, DaysForm, is_new=True, initial=DaysForm.to_begin_with())
    if form.is_valid() and done(
        form, lambda: prepare_wave(by=actor(request), survey=survey, **form.cleaned_data)
    ):
        messages.success(request, _("The wave is there. Now whom it asks."))
        return redirect("surveys:desk-wave", survey, form.cleaned_data["key"])
    return with_form(
        request, form, title=_("Prepare a wave"), button=_("Keep it"),
        back=reverse("surveys:desk-survey", args=[survey]), trail=trail_of(found),
        lead=_("Nobody is asked before you open it. Until then everything can be changed."),
    )  # fmt: skip


@form_page
@runs
def days(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    form = form_for(request, DaysForm, is_new=False, initial=DaysForm.as_it_is(found))
    if form.is_valid() and done(
        form, lambda: revise_wave(by=actor(request), wave_id=found.pk, **form.cleaned_data)
    ):
        messages.success(request, _("The days are changed."))
        return redirect(back_to(found, "days"))
    lead = ""
    if found.survey.population != Population.PEOPLE:
        lead = _("Another reference day takes the frame and the draw away: they were of that day.")
    return page_of(request, found, form, _("Days of the wave"), _("Change them"), lead=lead)


@does
def latest_edition(request: Visit, survey: str, wave: str) -> HttpResponse:
    """The wave asks the questionnaire that was saved last."""
    found = wave_called(survey, wave)
    last = latest(found.survey)
    told(
        request,
        lambda: revise_wave(
            by=actor(request), wave_id=found.pk, edition=last.number if last else None
        ),
        _("It asks the latest edition now."),
    )
    return redirect(back_to(found, "questionnaire"))


@does
def open_it(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    told(
        request,
        lambda: open_wave(by=actor(request), wave_id=found.pk),
        _("It is open. Schools can hand tickets out from now on.")
        if has_tickets(found)
        else _("It is open. Invitations leave from %(day)s on.")
        % {"day": date_format(found.opens_on)},
    )
    return redirect(back_to(found))


@form_page
@runs
def drop(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    form = form_for(request, EndForm)
    if form.is_valid() and done(
        form,
        lambda: drop_wave(by=actor(request), wave_id=found.pk, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("The wave is called off. Nothing of it counts."))
        return redirect("surveys:desk-survey", survey)
    return page_of(
        request, found, form, _("Call the wave off"), _("Call it off"),
        lead=_("Nothing of it counts, and mails that wait do not leave. This cannot be undone."),
    )  # fmt: skip
