# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an owner sent in: looked at field by field, taken over in one click, or asked back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.agenda.api import Item, initiative_by_number
from hcat.foundation.api import NotFound, today
from hcat.owners import api
from hcat.owners.api import (
    SheetUpdate,
    answerers,
    lines_of,
    sheet_of,
    subject_of,
    update_numbered,
    whom_to_ask_back,
    wish_to_stop,
)
from hcat.web.desk.pages import let_in
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.downloads import as_download
from hcat.web.owners.changes import change_of
from hcat.web.owners.forms import AcceptForm, AskBackForm, GoesOnForm, ReasonForm
from hcat.web.owners.views.link import form_page
from hcat.web.owners.words import called, heirs_of, say, state_word, way_to_stop

_reviews = desk_page("owners.review", somewhere=True)


def _update(request: Visit, number: int) -> SheetUpdate:
    update = update_numbered(number)
    let_in(request, "owners.review", subject_of(update.initiative))
    return update


@form_page
@_reviews
def review(request: Visit, update: int) -> HttpResponse:
    row = _update(request, update)
    standing = sheet_of(row.initiative)
    news = [one for one in lines_of(row) if one.is_news and not one.wants_stop]
    wish = wish_to_stop(row.initiative)
    answered = answerers(row)
    everybody = [one for some in answered.values() for one in some]
    people = list(dict.fromkeys([*everybody, *([row.person] if row.person else [])]))
    by_step = {
        step: ", ".join(one.name for one in some)
        for step, some in answered.items()
        if len(people) > 1
    }
    clashes = [
        (one, called(one), say(one.name, one.now), say(one.name, one.said))
        for one in news
        if one.clashes
    ]
    form = form_for(
        request, AcceptForm, clashes=clashes,
        initial={"edition": row.edition, "based_on": standing.version_id},
    )  # fmt: skip
    saved: list[Item[Any]] = []
    if form.is_valid() and done(
        form,
        lambda: saved.append(
            api.accept(
                by=actor(request), update=row.pk, edition=form.cleaned_data["edition"],
                based_on=form.cleaned_data["based_on"], choices=form.choices,
            )
        ),
    ):  # fmt: skip
        messages.success(request, _taken_over(saved[0]))
        if wish is not None:
            messages.warning(request, _("The owner says that it has stopped. That is yet to do."))
            return redirect("owners:stopped", standing.sheet.number)
        return redirect("owners:initiative", standing.sheet.number)
    if form.errors:
        form.shows_now(edition=str(row.edition), based_on=str(standing.version_id))
    return desk(
        request,
        "web/owners/desk/review.html",
        status=422 if form.errors else 200,
        form=form,
        update=row,
        state=state_word(row),
        is_sent=row.state == SheetUpdate.State.SENT,
        initiative=standing,
        changes=[change_of(one, standing, by_step) for one in news],
        people=", ".join(one.name for one in people),
        files=row.files.all(),
        wants_stop=wish == row,
        from_day=standing.valid_from if standing.valid_from > today() else None,
        heirs=heirs_of(standing),
        stop=way_to_stop(request.powers, standing),
    )


def _taken_over(saved: Item[Any]) -> str:
    if saved.valid_from <= today():
        return _("The sheet is brought up to date.")
    return _("It is taken over, and stands in the sheet from %(day)s.") % {
        "day": date_format(saved.valid_from, "DATE_FORMAT")
    }


@require_safe
@_reviews
def file(request: Visit, update: int, number: int) -> HttpResponse:
    """A file that an owner sent along: always a download, never a page of the site."""
    row = _update(request, update)
    found = row.files.filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such file."), mend=_("Look at the list of files."))
    return as_download(found.name, found.media_type, api.opened(found))


@form_page
@_reviews
def ask_back(request: Visit, update: int) -> HttpResponse:
    row = _update(request, update)
    form = form_for(request, AskBackForm, initial={"edition": row.edition})
    if form.is_valid() and done(
        form, lambda: api.ask_back(by=actor(request), update=row.pk, **form.cleaned_data)
    ):
        messages.success(request, _("The question is on its way, with a link to the answers."))
        return redirect("owners:initiative", sheet_of(row.initiative).sheet.number)
    people = whom_to_ask_back(row)
    return desk(
        request, "web/owners/desk/ask_back.html", status=422 if form.errors else 200, form=form,
        update=row, initiative=sheet_of(row.initiative),
        people=", ".join(one.name for one in people), are_several=len(people) > 1,
    )  # fmt: skip


@form_page
@_reviews
def stopped(request: Visit, number: int) -> HttpResponse:
    """An owner says that it has stopped: stop it in the agenda, or say why it goes on."""
    found = initiative_by_number(number)
    let_in(request, "owners.review", subject_of(found.key))
    wish = wish_to_stop(found.key)
    form = form_for(request, GoesOnForm, initial={"update": wish.pk if wish else 0})
    if form.is_valid() and done(
        form, lambda: api.go_on(by=actor(request), initiative=found.key, **form.cleaned_data)
    ):
        messages.success(request, _("It goes on. Whoever said that it has stopped gets a mail."))
        return redirect("owners:initiative", number)
    return desk(
        request, "web/owners/desk/stopped.html", status=422 if form.errors else 200, form=form,
        initiative=found, wish=wish, stop=way_to_stop(request.powers, found),
        waits=wish is not None and wish.state == SheetUpdate.State.SENT,
    )  # fmt: skip


@form_page
@_reviews
def leave(request: Visit, update: int) -> HttpResponse:
    row = _update(request, update)
    form = form_for(request, ReasonForm)
    if form.is_valid() and done(
        form,
        lambda: api.leave(
            by=actor(request), update=row.pk, reason=form.cleaned_data["reason"]
        ),
    ):  # fmt: skip
        messages.success(request, _("The sheet stays as it is."))
        return redirect("owners:initiative", sheet_of(row.initiative).sheet.number)
    return desk(
        request, "web/owners/desk/leave.html", status=422 if form.errors else 200, form=form,
        update=row, initiative=sheet_of(row.initiative),
        is_told=bool(row.sent_on and row.person and row.person.mail),
    )  # fmt: skip
