# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One wave at the desk: preparing it step by step, and what stands of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hcat.surveys.api import (
    Claim,
    ListRefused,
    Population,
    Questionnaire,
    Wave,
    Wording,
    bring_contacts,
    bring_list,
    declare_break,
    declare_claim,
    delayed_at_opening,
    draw_sample,
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
    take_frame,
    undeclare_break,
    wave_called,
    waves_of,
    withdraw_claim,
)
from hcat.web import words
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.surveys.desk_forms.waves import (
    BreakForm,
    ClaimForm,
    DaysForm,
    DrawForm,
    EndForm,
    ListForm,
)
from hcat.web.surveys.desk_words import here, wording
from hcat.web.surveys.desk_words import told as told_difference
from hcat.web.surveys.proving import can_prove

from .desk import does, done, form_page, reads, runs, with_form
from .desk_survey import trail_of
from .told import told


def trail_to(wave: Wave) -> list[tuple[str, str]]:
    url = reverse("surveys:desk-wave", args=[wave.survey.key, wave.key])
    return [*trail_of(wave.survey), (_("Wave %(key)s") % {"key": wave.key}, url)]


def _back(wave: Wave, part: str = "") -> str:
    url = reverse("surveys:desk-wave", args=[wave.survey.key, wave.key])
    return f"{url}#{part}" if part else url


def page_of(
    request: Visit, wave: Wave, form: Any, title: str, button: str, *, lead: str = "", **more: Any
) -> HttpResponse:
    """A form about a wave."""
    return with_form(
        request, form, title=title, button=button, back=_back(wave), trail=trail_to(wave),
        lead=lead, **more,
    )  # fmt: skip


@require_safe
@reads
def wave(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    if found.state != Wave.State.DRAFT:
        from .desk_fieldwork import field_work

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
        cells=cells,
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


def claim_sentences(claims: Iterable[Claim], questionnaire: Questionnaire) -> list[str]:
    """What each claim says, in words."""
    spoken = wording()
    return [_claim_sentence(one, questionnaire, spoken) for one in claims]


def _claim_sentence(claim: Claim, questionnaire: Questionnaire, spoken: Wording) -> str:
    question = next((q for q in questionnaire.questions if q.concept == claim.concept), None)
    label = spoken.say(question.labels) if question else claim.concept
    if question and claim.choice and (choice := question.choice(claim.choice)):
        label = f"{label}: {spoken.say(choice.labels)}"
    if claim.kind == Claim.Kind.BETTER and claim.since:
        return _("“%(what)s” is significantly higher than in wave %(wave)s.") % {
            "what": label, "wave": claim.since.key,
        }  # fmt: skip
    if claim.kind == Claim.Kind.RISING and claim.since:
        return _("“%(what)s” is significantly higher in each wave since %(wave)s.") % {
            "what": label, "wave": claim.since.key,
        }  # fmt: skip
    if claim.kind == Claim.Kind.SHARE_AT_LEAST:
        bound = words.number(round((claim.bound or 0) * 100, 1))
        return _("At least %(bound)s%% say “%(what)s”.") % {"bound": bound, "what": label}
    return _("The mean of “%(what)s” is at least %(bound)s.") % {
        "what": label, "bound": words.number(claim.bound),
    }  # fmt: skip


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
        return redirect(_back(found, "days"))
    lead = ""
    if found.survey.population != Population.PEOPLE:
        lead = _("Another reference day takes the frame and the draw away: they were of that day.")
    return page_of(request, found, form, _("Days of the wave"), _("Change them"), lead=lead)


@does
def latest_edition(request: Visit, survey: str, wave: str) -> HttpResponse:
    """The wave asks the questionnaire that was saved last."""
    from hcat.surveys.api import latest_edition as latest

    found = wave_called(survey, wave)
    last = latest(found.survey)
    told(
        request,
        lambda: revise_wave(
            by=actor(request), wave_id=found.pk, edition=last.number if last else None
        ),
        _("It asks the latest edition now."),
    )
    return redirect(_back(found, "questionnaire"))


@does
def frame(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    told(
        request,
        lambda: take_frame(by=actor(request), wave_id=found.pk),
        _("The frame is taken from the register. Now draw who is asked."),
    )
    return redirect(_back(found, "frame"))


def _brought(form: Any, bring: Callable[[Path, str], int]) -> int | None:
    """How many came of the file of a form. None where it was refused: the form tells then why, and
    which rows (`rows`) are wrong."""
    file = form.cleaned_data["file"]
    with TemporaryDirectory() as folder:
        # Of the name nothing but its kind: it comes from a browser.
        path = Path(folder) / f"list{Path(file.name).suffix.lower()}"
        with path.open("wb") as out:
            out.writelines(file.chunks())
        brought: list[int] = []
        if done(form, lambda: brought.append(_rows_told(form, lambda: bring(path, file.name)))):
            return brought[0]
        return None


def _rows_told(form: Any, bring: Callable[[], int]) -> int:
    try:
        return bring()
    except ListRefused as error:
        form.rows = error.problems
        raise


@form_page
@runs
def people_list(request: Visit, survey: str, wave: str) -> HttpResponse:
    """People with their mail addresses, or schools with a number of tickets."""
    found = wave_called(survey, wave)
    form = form_for(request, ListForm)
    if form.is_valid():
        number = _brought(
            form,
            lambda path, name: bring_list(
                by=actor(request), wave_id=found.pk, path=path, name=name
            ),
        )
        if number is not None:
            text = ngettext("%(n)s is on the list now.", "%(n)s are on the list now.", number)
            messages.success(request, text % {"n": words.number(number)})
            return redirect(_back(found, "frame"))
    lines = [
        _(
            "Columns: name and mail; and, where you know them, language, size, sector, place, "
            "group."
        ),
        _("Or for schools, without names: school and pupils (how many)."),
    ]
    if found.survey.asks_minors:
        lines = [
            _("Columns: school, pupils (how many), parents agreed on, parents agreed how."),
            _("Without the parents no ticket is handed out."),
        ]
    return page_of(
        request, found, form, _("Bring a list"), _("Read the list"), lines=lines,
        lead=_("It replaces the list that was brought before."), rows=getattr(form, "rows", ()),
    )  # fmt: skip


@form_page
@runs
def contacts(request: Visit, survey: str, wave: str) -> HttpResponse:
    """Whom to write to for each organisation."""
    found = wave_called(survey, wave)
    form = form_for(request, ListForm)
    if form.is_valid():
        number = _brought(
            form,
            lambda path, _name: bring_contacts(by=actor(request), wave_id=found.pk, path=path),
        )
        if number is not None:
            text = ngettext(
                "%(n)s contact is taken over.", "%(n)s contacts are taken over.", number
            )
            messages.success(request, text % {"n": words.number(number)})
            return redirect(_back(found, "draw"))
    return page_of(
        request, found, form, _("Bring contacts"), _("Read the list"),
        lines=[_("Columns: organisation (name, KvK number or key), name, mail, language.")],
        rows=getattr(form, "rows", ()),
    )  # fmt: skip


@form_page
@runs
def draw(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    cells = frame_counts(found)
    groups = list(dict.fromkeys(one.size_class or one.stratum for one in cells))
    form = form_for(
        request, DrawForm, groups=groups,
        is_of_companies=found.survey.population == Population.COMPANIES,
        initial={"how": "census", "all_of": found.draw.get("all_of", [])},
    )  # fmt: skip
    if form.is_valid() and done(
        form, lambda: draw_sample(by=actor(request), wave_id=found.pk, plan=form.plan)
    ):
        messages.success(request, _("They are drawn. See below what this can prove."))
        return redirect(_back(found, "draw"))
    return page_of(
        request, found, form, _("Draw who is asked"), _("Draw"),
        lead=_(
            "There are %(n)s in the frame. Whoever was asked before is kept as far as the numbers "
            "allow, since changes are seen best in the same companies."
        )
        % {"n": words.number(sum(one.frame for one in cells))},
    )  # fmt: skip


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
        return redirect(_back(found, "claims"))
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
    return redirect(_back(found, "claims"))


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
        return redirect(_back(found, "breaks"))
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
    return redirect(_back(found, "breaks"))


@does
def open_it(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    told(
        request,
        lambda: open_wave(by=actor(request), wave_id=found.pk),
        _("It is open. Invitations leave from %(day)s on.") % {"day": date_format(found.opens_on)},
    )
    return redirect(_back(found))


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
