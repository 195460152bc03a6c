# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advisers at the desk: who is named to companies, with what, since when."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.surveys.api import (
    PULL_FACTORS,
    Adviser,
    adviser_numbered,
    advisers,
    drop_adviser,
    keep_adviser,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.surveys.result_forms import AdviserForm

form_page = require_http_methods(["GET", "HEAD", "POST"])
runs = desk_page("surveys.run")


@require_safe
@runs
def adviser_list(request: Visit) -> HttpResponse:
    pages: Pages[Adviser] = Pages(request, advisers())
    return desk(
        request,
        "web/surveys/desk_results/advisers.html",
        pages=pages,
        rows=[(one, [PULL_FACTORS[name] for name in one.factors if name in PULL_FACTORS])
              for one in pages.items],
    )  # fmt: skip


@form_page
@runs
def new(request: Visit) -> HttpResponse:
    form = form_for(request, AdviserForm)
    if form.is_valid() and done(form, lambda: keep_adviser(by=actor(request), facts=form.facts)):
        messages.success(request, _("Companies that are behind in this find this adviser now."))
        return redirect("surveys:advisers")
    return _form(request, form, _("Name an adviser"))


@form_page
@runs
def edit(request: Visit, number: int) -> HttpResponse:
    found = adviser_numbered(number)
    form = form_for(request, AdviserForm, initial=AdviserForm.as_it_is(found))
    if form.is_valid() and done(
        form, lambda: keep_adviser(by=actor(request), facts=form.facts, adviser=number)
    ):
        messages.success(request, _("It is saved."))
        return redirect("surveys:advisers")
    return _form(request, form, found.name, drop=reverse("surveys:drop-adviser", args=[number]))


@desk_page("surveys.run", does=True)
def drop(request: Visit, number: int) -> HttpResponse:
    drop_adviser(by=actor(request), adviser=number)
    messages.success(request, _("This adviser is not named any more, and nothing of it is kept."))
    return redirect("surveys:advisers")


def _form(request: Visit, form: AdviserForm, title: str, drop: str = "") -> HttpResponse:
    return desk(
        request,
        "web/surveys/desk_results/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        lead="",
        button=_("Save"),
        back=reverse("surveys:advisers"),
        drop=drop,
    )
