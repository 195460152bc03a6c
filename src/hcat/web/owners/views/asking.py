# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Naming whom one can ask, asking them, and withdrawing what they got."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import initiative_by_number
from hcat.foundation.api import NotFound
from hcat.owners import api
from hcat.owners.api import Turn, people_of, subject_of, unanswered
from hcat.parties.api import people
from hcat.web.desk.pages import let_in
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.owners.forms import CalledForm, ContactForm, ContactsForm, PlainForm, ReasonForm
from hcat.web.owners.views.link import form_page
from hcat.web.owners.words import LANGUAGES

_asks = desk_page("owners.ask", somewhere=True)


def _form_page(
    request: Visit, number: int, template: str, form: Any, do: Callable[[str], Any], said: str,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """One form about one initiative, and back to its page."""
    found = initiative_by_number(number)
    let_in(request, "owners.ask", subject_of(found.key))
    if form.is_valid() and done(form, lambda: do(found.key)):
        messages.success(request, said)
        return redirect("owners:initiative", number)
    return desk(
        request, template, status=422 if form.errors else 200, form=form, initiative=found,
        **context,
    )  # fmt: skip


@form_page
@_asks
def contact(request: Visit, number: int) -> HttpResponse:
    form = form_for(request, ContactForm)
    mail = form.cleaned_data["mail"] if form.is_valid() else ""
    known = people().filter(mail__iexact=mail).first() if mail else None
    return _form_page(
        request, number, "web/owners/desk/contact.html", form,
        lambda key: api.name_contact(by=actor(request), initiative=key, **form.cleaned_data),
        _named(form, known),
    )  # fmt: skip


def _named(form: ContactForm, known: Any) -> str:
    """What was done, and that someone who was known already keeps name and language."""
    said = (
        _("The contact is named, and the question is on its way.")
        if form.is_bound and form.data.get("ask_now")
        else _("The contact is named. Nothing was sent yet.")
    )
    if known is None or not form.is_valid():
        return said
    typed = (form.cleaned_data["name"].strip(), form.cleaned_data["language"])
    if typed == (known.name, known.language):
        return said
    kept = _(
        "This address was known already: it stays that of %(name)s, who reads %(language)s. "
        "Change that under “People and rights”."
    ) % {"name": known.name, "language": LANGUAGES.get(known.language, known.language)}
    return f"{said} {kept}"


@form_page
@_asks
def contacts(request: Visit) -> HttpResponse:
    """Many contacts at once: all of them or none."""
    form = form_for(request, ContactsForm)
    turns: list[Turn] = []
    if form.is_valid() and done(
        form,
        lambda: turns.extend(
            api.name_contacts(
                by=actor(request), contacts=form.cleaned_data["lines"],
                ask_now=form.cleaned_data["ask_now"],
            )
        ),
    ):  # fmt: skip
        number = len(form.cleaned_data["lines"])
        messages.success(
            request,
            ngettext("%(n)s contact is named.", "%(n)s contacts are named.", number)
            % {"n": number},
        )
        if form.cleaned_data["ask_now"]:
            _tell_of(request, turns)
            named = {one.mail.lower() for one in form.cleaned_data["lines"]}
            if named - {one.person.mail.lower() for one in turns}:
                messages.info(
                    request, _("The others were asked lately, or their sheet is up to date.")
                )
        return redirect("owners:desk")
    return desk(
        request, "web/owners/desk/contacts.html", status=422 if form.errors else 200, form=form
    )


def _tell_of(request: Visit, turns: list[Turn]) -> None:
    """How many mails leave, and who gets none since the contact budget is spent."""
    held = [str(one.person.name) for one in turns if one.what == "held_back"]
    number = len(turns) - len(held)
    messages.info(
        request,
        ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", number)
        % {"n": number},
    )
    if held:
        messages.warning(
            request,
            _("The contact budget of these people is spent, so they get no mail now: %(names)s.")
            % {"names": ", ".join(held)},
        )


@form_page
@_asks
def ask(request: Visit, number: int) -> HttpResponse:
    form = form_for(request, PlainForm)
    found = initiative_by_number(number)
    return _form_page(
        request, number, "web/owners/desk/ask.html", form,
        lambda key: api.ask(by=actor(request), initiative=key),
        _("The question is on its way. Reminders follow by themselves, two at most."),
        people=[one for one in people_of(found.key) if one.mail],
    )  # fmt: skip


@form_page
@_asks
def called(request: Visit, number: int) -> HttpResponse:
    form = form_for(request, CalledForm)
    key = initiative_by_number(number).key
    return _form_page(
        request, number, "web/owners/desk/called.html", form,
        lambda key: api.called(by=actor(request), initiative=key, **form.cleaned_data),
        _("It is noted. Nobody is waited for any more."),
        is_silent=any(one.initiative == key for one in unanswered()),
        people=people_of(key),
    )  # fmt: skip


@form_page
@_asks
def withdraw(request: Visit, number: int, person: str) -> HttpResponse:
    """Ends the links of one person; a contact is no contact any more, an owner stays owner."""
    form = form_for(request, ReasonForm)
    key = initiative_by_number(number).key
    whom = next((one for one in people_of(key) if one.key == person), None)
    if whom is None:
        raise NotFound(
            _("This person is no contact any more."), mend=_("Look at the list of contacts.")
        )
    named = [one.pk for one in api.contacts(key) if one.person_id == whom.pk]

    @transaction.atomic
    def end(initiative: str) -> None:
        reason = form.cleaned_data["reason"]
        if not named:
            api.withdraw_links(
                by=actor(request), initiative=initiative, person_id=whom.pk, reason=reason
            )
        for one in named:
            api.end_contact(by=actor(request), contact=one, reason=reason)

    return _form_page(
        request, number, "web/owners/desk/withdraw.html", form, end,
        _("The links of this person do not work any more."), person=whom,
        is_contact=bool(named),
    )  # fmt: skip
