# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Field work at a glance: how many answered of whom, what is to come, and who needs a call."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.parties.api import names_of
from hcat.surveys.api import (
    OBJECTION,
    Invitation,
    Kind,
    Outcome,
    Population,
    Questionnaire,
    Wave,
    close_wave,
    extend_wave,
    has_tickets,
    invitations,
    mails_of,
    name_contact,
    named,
    note_outcome,
    outcome_counts,
    pace,
    response_by_cell,
    to_call,
    wave_called,
)
from hcat.web import words
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages, address
from hcat.web.surveys.desk_forms.waves import ContactForm, EndForm, ExtendForm, OutcomeForm
from hcat.web.surveys.desk_words import (
    OUTCOMES,
    STATES,
    cell_name,
    heard,
    here,
    in_order,
    stratum,
)

from .desk import done, enters, form_page, runs
from .desk_survey import trail_of
from .wave_pages import claim_sentences, page_of, trail_to

PER_PAGE = 50
LONGEST_NAME = 200


def field_work(request: Visit, wave: Wave) -> HttpResponse:
    """A wave that was opened, as it stands."""
    counts = outcome_counts(wave)
    is_open = wave.state == Wave.State.OPEN
    cells = response_by_cell(wave)
    drawn = sum(counts.values())
    asked = drawn - counts["out_of_scope"]
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    return desk(
        request,
        "web/surveys/desk/field_work.html",
        here=trail_of(wave.survey),
        wave=wave,
        title=here(wave.survey.titles),
        state=STATES[Wave.State(wave.state)],
        may_run=request.powers.may("surveys.run"),
        may_enter=request.powers.may("surveys.enter", f"survey:{wave.survey.key}"),
        is_open=is_open,
        is_closed=wave.state == Wave.State.CLOSED,
        is_released=wave.state == Wave.State.RELEASED,
        asked=asked,
        brought=wave.sheets.count() if wave.is_imported else 0,
        answered=counts["completed"],
        percent=words.number(round(100 * counts["completed"] / asked)) if asked else "",
        outcomes=[(OUTCOMES[Outcome(name)], n, name) for name, n in counts.items() if n],
        cells=[
            {
                "cell": one,
                "name": cell_name(one),
                "percent": None if one.rate is None else round(one.rate * 100),
            }
            for one in in_order(cells)
        ],
        pace=pace(wave),
        mails=mails_of(wave) if is_open else None,
        reminders=[
            day
            for day in (wave.opens_on + timedelta(days=one) for one in wave.reminders)
            if day >= today()
        ]
        if is_open
        else [],
        to_call=to_call(wave, cells).count() if is_open else 0,
        has_tickets=has_tickets(wave),
        claims=claim_sentences(wave.claims.select_related("since"), questionnaire),
        breaks=list(wave.breaks.all()),
        is_of_people=wave.survey.population == Population.PEOPLE,
        open_questions=[
            (one.concept, here(one.labels))
            for one in questionnaire.questions
            if one.kind is Kind.OPEN and wave.state != Wave.State.DROPPED
        ],
    )


@form_page
@enters
def people(request: Visit, survey: str, wave: str) -> HttpResponse:
    """Who was asked: whoever needs a call first, or all with one outcome.

    Only for who does the field work: an employer or a school that reads along does not see who
    answered, nor why somebody did not.
    """
    found = wave_called(survey, wave)
    counts = outcome_counts(found)
    outcome = chosen(request, "outcome", {*counts, "all"})
    if outcome == "all":
        rows = invitations(found)
    elif outcome:
        rows = invitations(found, outcome=outcome)
    else:
        rows = to_call(found)
    text = request.GET.get("text", "").strip()[:LONGEST_NAME]
    pages: Pages[Invitation] = Pages(request, named(found, text, rows), per_page=PER_PAGE)
    among_all = named(found, text, invitations(found)).count() if text and outcome != "all" else 0
    shown = pages.items
    names = names_of_asked(shown)
    filters = [
        Filter(
            "outcome", _("Which"), outcome,
            [
                Choice("", _("Who needs a call")),
                Choice("all", _("Everybody"), sum(counts.values())),
                *(
                    Choice(name, str(OUTCOMES[Outcome(name)]), number)
                    for name, number in counts.items()
                ),
            ],
        )
    ]  # fmt: skip
    return desk(
        request,
        "web/surveys/desk/people.html",
        here=trail_to(found),
        wave=found,
        filters=filters,
        text=text,
        everybody=address(request, outcome="all", page=None) if among_all > pages.hits else "",
        among_all=among_all,
        show_all=address(request, text=None, page=None),
        pages=pages,
        rows=[
            {
                "one": one,
                "name": who(one, names),
                "outcome": OUTCOMES[Outcome(one.outcome)],
                "note": heard(one.note),
                "group": stratum(one.unit.stratum),
                "is_low": getattr(one, "is_low", 0),
            }
            for one in shown
        ],
    )


def who(one: Invitation, names: dict[int, str]) -> str:
    """The organisation, the person of a list, or the number of a ticket."""
    unit = one.unit
    if unit.organisation_id is not None:
        name = names.get(unit.organisation_id, str(unit.organisation))
        return f"{name}, {unit.ticket}" if unit.ticket else name
    if unit.person is not None:
        return str(unit.person)
    return _("Erased, number %(n)s") % {"n": unit.pk}


def names_of_asked(rows: list[Invitation]) -> dict[int, str]:
    return names_of(one.unit.organisation_id for one in rows if one.unit.organisation_id)


def _invitation(wave: Wave, number: int) -> Invitation:
    found = invitations(wave).filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This wave asks nobody with number %(n)s.") % {"n": number},
            mend=_("Choose somebody from the list."),
        )
    return found


@form_page
@enters
def person(request: Visit, survey: str, wave: str, number: int) -> HttpResponse:
    """One who was asked: what happened, and what was heard on the telephone."""
    found = wave_called(survey, wave)
    one = _invitation(found, number)
    form = form_for(
        request, OutcomeForm, initial={"note": "" if one.note == OBJECTION else one.note},
        is_closed=found.state == Wave.State.CLOSED,
    )  # fmt: skip
    if form.is_valid() and done(
        form,
        lambda: note_outcome(by=actor(request), invitation_id=number, **form.cleaned_data),
    ):
        messages.success(request, _("It is noted."))
        return redirect("surveys:desk-people", survey, wave)
    unit = one.unit
    may_note = one.outcome not in (Outcome.COMPLETED, Outcome.WITHDRAWN) and found.state in (
        Wave.State.OPEN, Wave.State.CLOSED,
    )  # fmt: skip
    return desk(
        request, "web/surveys/desk/person.html", status=422 if form.errors else 200,
        here=[*trail_to(found), (_("Who was asked"), _list(found))], wave=found, one=one,
        note=heard(one.note), group=stratum(unit.stratum),
        name=who(one, names_of_asked([one])), outcome=OUTCOMES[Outcome(one.outcome)], form=form,
        may_note=may_note,
        button=_("Note it"), back=_list(found),
        may_name=request.powers.may("surveys.run") and unit.organisation_id is not None
        and unit.person_id is None and not unit.ticket and found.state == Wave.State.OPEN
        and may_note,
    )  # fmt: skip


def _list(wave: Wave) -> str:
    return reverse("surveys:desk-people", args=[wave.survey.key, wave.key])


@form_page
@runs
def contact(request: Visit, survey: str, wave: str, number: int) -> HttpResponse:
    """Somebody else is written to for an organisation."""
    found = wave_called(survey, wave)
    one = _invitation(found, number)
    form = form_for(request, ContactForm, initial={"language": "nl"})
    if form.is_valid() and done(
        form,
        lambda: name_contact(by=actor(request), invitation_id=number, **form.cleaned_data),
    ):
        messages.success(request, _("This person gets an invitation."))
        return redirect("surveys:desk-person", survey, wave, number)
    return page_of(
        request, found, form,
        _("Who to write to for %(name)s") % {"name": who(one, names_of_asked([one]))},
        _("Write to this person"),
        lead=_("The links of the one before end. What was answered so far stays."),
    )  # fmt: skip


@form_page
@runs
def close(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    form = form_for(request, EndForm)
    if form.is_valid() and done(
        form,
        lambda: close_wave(by=actor(request), wave_id=found.pk, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("The wave is closed. Nobody can answer any more."))
        return redirect("surveys:desk-wave", survey, wave)
    return page_of(
        request, found, form, _("Close the wave"), _("Close it"),
        lead=_("Nobody can answer any more, and mails that wait do not leave."),
    )  # fmt: skip


@form_page
@runs
def extend(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    form = form_for(
        request, ExtendForm, initial={"closes_on": found.closes_on + timedelta(days=14)}
    )
    if form.is_valid() and done(
        form, lambda: extend_wave(by=actor(request), wave_id=found.pk, **form.cleaned_data)
    ):
        messages.success(request, _("The wave is open longer."))
        return redirect("surveys:desk-wave", survey, wave)
    return page_of(request, found, form, _("A later last day"), _("Extend it"))
