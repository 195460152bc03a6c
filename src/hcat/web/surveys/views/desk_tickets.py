# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tickets of schools: that parents agreed, handing out, and the codes on paper."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from hcat.foundation.api import NotFound
from hcat.surveys.api import (
    School,
    Wave,
    hand_out_tickets,
    note_parents_agreed,
    note_parents_disagree,
    schools_with_tickets,
    ticket_code,
    tickets_to_print,
    wave_called,
)
from hcat.web import words
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.lists import Pages
from hcat.web.surveys.desk_forms.tickets import ParentsBackForm, ParentsForm
from hcat.web.surveys.desk_words import here

from .desk import does, done, form_page, reads, runs, with_form
from .told import told
from .wave_pages import trail_to

PER_PAGE = 50


def _list(wave: Wave) -> str:
    return reverse("surveys:tickets", args=[wave.survey.key, wave.key])


def _school(wave: Wave, key: str) -> tuple[School, str]:
    """With where it stands in the list, of which it may be on a later page."""
    for place, one in enumerate(schools_with_tickets(wave)):
        if one.key == key:
            page = place // PER_PAGE + 1
            return one, f"{_list(wave)}{f'?page={page}' if page > 1 else ''}#school-{key}"
    raise NotFound(
        _("This wave has no tickets of such a school."),
        mend=_("Choose a school from the list."),
    )


@require_safe
@reads
def tickets(request: Visit, survey: str, wave: str) -> HttpResponse:
    """Every school of a wave with its tickets."""
    found = wave_called(survey, wave)
    pages: Pages[School] = Pages(request, schools_with_tickets(found), per_page=PER_PAGE)
    return desk(
        request, "web/surveys/desk/tickets.html", here=trail_to(found), wave=found,
        pages=pages, schools=pages.items, may_run=request.powers.may("surveys.run"),
        is_open=found.state == Wave.State.OPEN,
        may_agree=found.survey.asks_minors
        and found.state in (Wave.State.DRAFT, Wave.State.OPEN),
    )  # fmt: skip


@form_page
@runs
def parents(request: Visit, survey: str, wave: str, school: str) -> HttpResponse:
    """The parents of these tickets agreed."""
    found = wave_called(survey, wave)
    one, place = _school(found, school)
    form = form_for(request, ParentsForm, most=one.tickets, initial={"last": one.tickets})
    if form.is_valid() and done(
        form,
        lambda: note_parents_agreed(
            by=actor(request), wave_id=found.pk, organisation_id=one.organisation_id,
            **form.cleaned_data,
        ),
    ):  # fmt: skip
        messages.success(request, _("It is noted that the parents agreed."))
        return redirect(place)
    return with_form(
        request, form, title=_("The parents of %(school)s") % {"school": one.name},
        button=_("Note it"), back=place,
        trail=[*trail_to(found), (_("Tickets"), place)],
        lead=_(
            "Only tickets of which the parents agreed can be handed out. Of %(n)s of the %(all)s "
            "it is noted by now."
        ) % {"n": words.number(one.agreed), "all": words.number(one.tickets)},
    )  # fmt: skip


@form_page
@runs
def parents_taken_back(request: Visit, survey: str, wave: str, school: str) -> HttpResponse:
    """That the parents of these tickets agreed does not hold any more."""
    found = wave_called(survey, wave)
    one, place = _school(found, school)
    form = form_for(request, ParentsBackForm, most=one.tickets)
    if form.is_valid() and done(
        form,
        lambda: note_parents_disagree(
            by=actor(request), wave_id=found.pk, organisation_id=one.organisation_id,
            **form.cleaned_data,
        ),
    ):  # fmt: skip
        messages.success(
            request, _("It is noted. What was answered with these tickets is deleted.")
        )
        return redirect(place)
    return with_form(
        request, form, title=_("The parents of %(school)s") % {"school": one.name},
        button=_("Take it back and delete the answers"), back=place,
        trail=[*trail_to(found), (_("Tickets"), place)],
        lead=_(
            "These tickets cannot be used any more, and what was answered with them is deleted. "
            "Once the parents agree after all, that can be noted again."
        ),
    )  # fmt: skip


@does
def hand_out(request: Visit, survey: str, wave: str, school: str) -> HttpResponse:
    """Count the tickets of a school as handed out, and show their codes."""
    found = wave_called(survey, wave)
    one, place = _school(found, school)
    if told(
        request,
        lambda: hand_out_tickets(
            by=actor(request), wave_id=found.pk, organisation_id=one.organisation_id
        ),
        _("The tickets count as handed out. Print them and give them to the school."),
    ):
        return redirect("surveys:ticket-codes", survey, wave, school)
    return redirect(place)


@require_safe
@runs
def codes(request: Visit, survey: str, wave: str, school: str) -> HttpResponse:
    """The codes of a school to print and cut."""
    found = wave_called(survey, wave)
    one, place = _school(found, school)
    units = tickets_to_print(found, one.organisation_id)
    text = ngettext("%(n)s ticket", "%(n)s tickets", len(units))
    return desk(
        request, "web/surveys/desk/ticket_codes.html", wave=found, school=one,
        here=[*trail_to(found), (_("Tickets"), place)],
        title=here(found.survey.titles), count=text % {"n": words.number(len(units))},
        address=settings.SITE_URL.split("://")[-1]
        + reverse("surveys:survey", args=[found.survey.key]),
        tickets=[(unit.ticket, ticket_code(unit)) for unit in units]
        if found.state == Wave.State.OPEN
        else [],
    )  # fmt: skip
