# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round until its scoring begins: what is weighed, by whom, by when."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hcat.agenda.api import Item, item_of, search_initiatives
from hcat.foundation.api import HcatError, NotFound
from hcat.parties.api import person_with_mail
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.elements import title_of
from hcat.web.lists import Pages
from hcat.web.weighing.forms import AssessorForm, DropForm, PlainForm, RoundForm, TakeOutForm
from hcat.weighing.api import (
    Round,
    State,
    add_assessor,
    change_round,
    choose_initiatives,
    drop_round,
    latest,
    open_round,
    prepare_round,
    progress,
    round_called,
    sheet_in,
    take_out_assessor,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])
WEIGHED = ("idea", "running", "paused")


def address(token: str, language: str) -> str:
    """The page of an assessor, in the language of who reads it."""
    with translation.override(language):
        return settings.SITE_URL + reverse("weighing:link", args=[token])


@form_page
@desk_page("weighing.manage")
def new(request: Visit) -> HttpResponse:
    form = form_for(request, RoundForm)
    made: list[Round] = []
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "deadline", "capacity")}
        criteria = form.cleaned_data["criteria"]
        if done(
            form,
            lambda: made.append(prepare_round(by=actor(request), criteria=criteria, **given)),
        ):
            messages.success(request, _("The round is prepared. Choose what is weighed."))
            return redirect("weighing:initiatives", made[0].key)
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("Begin a round"), button=_("Prepare the round"), back=reverse("weighing:desk"),
        notice="" if latest() else _(
            "There are no criteria yet: ask who runs the site to load them with hcat weighing load."
        ),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def change(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    form = form_for(
        request, RoundForm, with_criteria=found.state == State.PREPARING,
        initial={"title": found.title, "deadline": found.deadline, "capacity": found.capacity,
                 "criteria": found.criteria.version, "edition": found.edition},
    )  # fmt: skip
    if form.is_valid() and done(
        form, lambda: change_round(by=actor(request), round=key, **form.cleaned_data)
    ):
        messages.success(request, _("The round is changed."))
        return redirect("weighing:desk-round", key)
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("Change the round"), button=_("Save"), lead=found.title,
        back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def initiatives(request: Visit, key: str) -> HttpResponse:
    """Ticks on a page of the register; what is ticked on it is in the round."""
    found = round_called(key)
    text = request.GET.get("text", "").strip()[:200]
    status = request.GET.get("status", "")
    rows = search_initiatives(text=text, status=status if status in WEIGHED else WEIGHED)
    pages: Pages[Any] = Pages(request, rows)
    shown: list[Item[Any]] = [item_of(one) for one in pages.items]
    chosen = set(found.entries.values_list("initiative", flat=True))
    error = ""
    if request.method == "POST":
        ticked, here = set(request.POST.getlist("initiative")), {one.key for one in shown}
        try:
            number = choose_initiatives(
                by=actor(request), round=key, add=sorted(ticked & here - chosen),
                remove=sorted(here & chosen - ticked),
            )  # fmt: skip
        except HcatError as refused:
            error, chosen = str(refused), ticked
        else:
            said = ngettext(
                "%(number)s initiative is in the round.",
                "%(number)s initiatives are in the round.",
                number,
            )
            messages.success(request, said % {"number": number})
            if request.POST.get("then") == "on":
                return redirect("weighing:assessors", key)
            return redirect(request.get_full_path())
    return desk(
        request, "web/weighing/desk/initiatives.html", status=422 if error else 200, round=found,
        pages=pages, error=error, text=text, status_=status, statuses=WEIGHED,
        rows=[(one, title_of(one), one.key in chosen) for one in shown],
        number=found.entries.count(), is_open=found.state == State.PREPARING,
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def assessors(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    form = form_for(request, AssessorForm)
    if form.is_valid() and done(form, lambda: _add(request, key, form)):
        messages.success(request, _("The assessor is added."))
        return redirect("weighing:assessors", key)
    return desk(
        request, "web/weighing/desk/assessors.html", status=422 if form.errors else 200,
        round=found, form=form, progress=progress(found), is_open=found.is_open,
        is_prepared=found.state == State.PREPARING,
    )  # fmt: skip


def _add(request: Visit, key: str, form: AssessorForm) -> None:
    person = person_with_mail(by=actor(request), **form.cleaned_data)
    add_assessor(by=actor(request), round=key, person_id=person.pk, address=address)


@form_page
@desk_page("weighing.manage")
def take_out(request: Visit, key: str, assessor: int) -> HttpResponse:
    found = round_called(key)
    row = next((one for one in progress(found) if one.assessor.pk == assessor), None)
    if row is None:
        raise NotFound(
            _("This person does not score in this round."), mend=_("Look at the list of assessors.")
        )
    form = form_for(request, TakeOutForm)
    if form.is_valid() and done(
        form,
        lambda: take_out_assessor(
            by=actor(request), round=key, assessor=assessor, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, _("The assessor is taken out of the round."))
        return redirect("weighing:assessors", key)
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("Take an assessor out of the round"), button=_("Take out"),
        lead=str(row.assessor.person or "–"),
        notice=_("What this person gave does not count, and the personal link ends."),
        back=reverse("weighing:assessors", args=[key]),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def open_it(request: Visit, key: str) -> HttpResponse:
    """The confirmation says what begins, and what can no longer change."""
    found = round_called(key)
    form = form_for(request, PlainForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: open_round(by=actor(request), round=key, address=address))
    ):
        messages.success(request, _("Scoring has begun. Every assessor gets a mail with a link."))
        return redirect("weighing:desk-round", key)
    return desk(
        request, "web/weighing/desk/open.html", status=422 if form.errors else 200, form=form,
        round=found, sheet=sheet_in(found), number=found.entries.count(),
        people=found.assessors.count(), back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def drop(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    form = form_for(request, DropForm)
    if form.is_valid() and done(
        form,
        lambda: drop_round(by=actor(request), round=key, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("The round is dropped."))
        return redirect("weighing:desk")
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("Drop the round"), button=_("Drop"), lead=found.title,
        notice=_("What was prepared for it is gone. Nobody was written to yet."),
        back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip
