# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what was decided on the initiatives of a closed round: one page for all of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.weighing.forms import DecideForm
from hcat.web.weighing.views.preparing import form_page
from hcat.weighing.api import (
    What,
    decide_round,
    entries_with_rulings,
    outcome_of,
    round_called,
)

AT_ONCE = 50
"""Initiatives on one page; the others follow once these are recorded."""


@form_page
@desk_page("weighing.decide", somewhere=True)
def decide(request: Visit, key: str) -> HttpResponse:
    """Every initiative without a ruling, and those that were asked for information; ?only=7 shows
    one of them alone."""
    found = round_called(key)
    if found.is_open:
        raise NotFound(
            _("The outcome of this round is not there yet."),
            why=_("Nobody decides before everybody has scored."),
            mend=_("Close the round first."),
        )
    made = outcome_of(found)
    only = request.GET.get("only", "")
    rows = [
        (entry, made.of(entry.number), ruling)
        for entry, ruling in entries_with_rulings(found)
        if (ruling is None or ruling.what == What.MORE) and only in ("", str(entry.number))
    ]
    rows.sort(key=lambda row: (row[1].rank or len(made.entries) + 1, row[0].number))
    shown = rows[:AT_ONCE]
    ranked = sum(one.rank is not None for one in made.entries)
    form = form_for(request, DecideForm, rows=shown, number_ranked=ranked)
    if form.is_valid():
        given = form.cleaned_data
        if done(
            form,
            lambda: decide_round(
                by=actor(request), round=key, rulings=form.rulings, taken_on=given["taken_on"],
                body=given["body"] or None,
            ),
        ):  # fmt: skip
            messages.success(request, _("The decision is recorded. The letters are drafted."))
            return redirect("weighing:letters", key)
    return desk(
        request, "web/weighing/desk/decide.html", status=422 if form.errors else 200, form=form,
        round=found, made=made, back=reverse("weighing:desk-round", args=[key]),
        left=len(rows) - len(shown),
    )  # fmt: skip
