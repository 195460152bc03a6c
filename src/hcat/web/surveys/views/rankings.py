# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists of employers at the desk: which are followed, and who of the region is on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.parties.api import names_of
from hcat.surveys.api import (
    RankingList,
    drop_ranking,
    over_years,
    places_on,
    put_place,
    ranking_numbered,
    rankings,
    say_no_places,
    take_place,
    write_ranking,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.surveys.ranking_forms import PlaceForm, RankingForm

from .told import told

form_page = require_http_methods(["GET", "HEAD", "POST"])
runs = desk_page("surveys.run")
does = desk_page("surveys.run", does=True)


@require_safe
@runs
def ranking_list(request: Visit) -> HttpResponse:
    pages: Pages[RankingList] = Pages(request, rankings().order_by("-year", "name", "pk"))
    return desk(request, "web/surveys/desk_results/rankings.html", pages=pages, rows=pages.items)


@form_page
@runs
def new(request: Visit) -> HttpResponse:
    form = form_for(request, RankingForm)
    made: list[RankingList] = []
    if form.is_valid() and done(
        form, lambda: made.append(write_ranking(by=actor(request), facts=form.facts))
    ):
        messages.success(request, _("The list is kept. Now say who is on it."))
        return redirect("surveys:ranking", made[0].pk)
    return _form(request, form, _("Follow a list of employers"), reverse("surveys:rankings"))


@form_page
@runs
def edit(request: Visit, number: int) -> HttpResponse:
    found = ranking_numbered(number)
    form = form_for(request, RankingForm, initial=RankingForm.as_it_is(found))
    if form.is_valid() and done(
        form, lambda: write_ranking(by=actor(request), facts=form.facts, ranking=number)
    ):
        messages.success(request, _("It is saved."))
        return redirect("surveys:ranking", number)
    return _form(request, form, str(found), reverse("surveys:ranking", args=[number]))


@form_page
@runs
def ranking(request: Visit, number: int) -> HttpResponse:
    """One list with its places, and the form that adds one."""
    found = ranking_numbered(number)
    form = form_for(request, PlaceForm)
    if form.is_valid() and done(
        form, lambda: put_place(by=actor(request), ranking=number, **form.place)
    ):
        messages.success(request, _("The place is kept."))
        return redirect("surveys:ranking", number)
    pages: Pages[Any] = Pages(request, places_on(found))
    names = names_of([one.organisation_id for one in pages.items])
    return desk(
        request,
        "web/surveys/desk_results/ranking.html",
        status=422 if form.errors else 200,
        found=found,
        form=form,
        button=_("Keep this place"),
        back=reverse("surveys:rankings"),
        pages=pages,
        rows=[(one, names.get(one.organisation_id, one.organisation.key)) for one in pages.items],
        years=over_years(found.name),
    )


@does
def take(request: Visit, number: int, organisation: str) -> HttpResponse:
    told(
        request,
        lambda: take_place(by=actor(request), ranking=number, organisation=organisation),
        _("The place is taken off."),
    )
    return redirect("surveys:ranking", number)


@does
def nobody(request: Visit, number: int) -> HttpResponse:
    told(
        request,
        lambda: say_no_places(by=actor(request), ranking=number),
        _("It is kept that no company of the region is on it."),
    )
    return redirect("surveys:ranking", number)


@does
def drop(request: Visit, number: int) -> HttpResponse:
    told(
        request,
        lambda: drop_ranking(by=actor(request), ranking=number),
        _("The list is taken away."),
    )
    return redirect("surveys:rankings")


def _form(request: Visit, form: RankingForm, title: str, back: str) -> HttpResponse:
    return desk(
        request,
        "web/surveys/desk_results/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        lead=_("Written down by hand, from where everybody can read it."),
        button=_("Save"),
        back=back,
    )
