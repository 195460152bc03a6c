# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what was decided on the initiatives of a closed round: one page for all of them."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.foundation.api import HcatError, NotAllowed, NotFound
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.weighing.forms import DecideForm
from hcat.web.weighing.views.preparing import form_page
from hcat.weighing.api import (
    MoreThanFit,
    Outdated,
    Ruling,
    What,
    decide_round,
    ended,
    entries_with_rulings,
    outcome_of,
    round_called,
)

AT_ONCE = 50
"""Initiatives on one page; the others follow once these are recorded."""


@form_page
@desk_page("weighing.decide", somewhere=True)
def decide(request: Visit, key: str) -> HttpResponse:
    """Every initiative without a ruling, those that were asked for information, and those that have
    ended before their owner was told; ?only=7 shows one of them alone."""
    form, context = _asked(request, key)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = _recorded(request, key, form)
        if status == HTTPStatus.FOUND:
            messages.success(
                request,
                _("The letters are drafted. Everybody reads the decision once they have gone."),
            )
            manages = request.powers.may("weighing.manage")
            return redirect("weighing:letters" if manages else "weighing:desk-round", key)
    if status == HTTPStatus.CONFLICT:
        refusals = form.non_field_errors()
        form, context = _asked(request, key)
        for one in refusals:
            form.add_error(None, one)
        form.overtaken(context["round"].edition)
    return desk(
        request, "web/weighing/desk/decide.html", status=status, form=form,
        back=reverse("weighing:desk-round", args=[key]), **context,
    )  # fmt: skip


def _asked(request: Visit, key: str) -> tuple[DecideForm, dict[str, Any]]:
    """The form about the round as it stands, and what stands around it."""
    found = round_called(key)
    if found.is_open:
        raise NotFound(
            _("The outcome of this round is not there yet."),
            why=_("Nobody decides before everybody has scored."),
            mend=_("Close the round first."),
        )
    made = outcome_of(found)
    only = request.GET.get("only", "")
    standing = entries_with_rulings(found)
    over = ended(entry for entry, _ruling in standing)
    rows = [
        (entry, made.of(entry.number), ruling)
        for entry, ruling in standing
        if _is_open(ruling, entry.number in over) and only in ("", str(entry.number))
    ]
    rows.sort(key=lambda row: (row[1].rank or len(made.entries) + 1, row[0].number))
    shown = rows[:AT_ONCE]
    ranked = sum(one.rank is not None for one in made.entries)
    form = form_for(
        request, DecideForm, rows=shown, number_ranked=ranked, over=over,
        initial={"edition": found.edition},
    )  # fmt: skip
    return form, {"round": found, "made": made, "left": len(rows) - len(shown)}


def _is_open(ruling: Ruling | None, has_ended: bool) -> bool:
    """Whether something can be decided; of what has ended, a go of which nobody was told."""
    if ruling is None or ruling.what == What.MORE:
        return True
    is_told = ruling.letters.filter(went_on__isnull=False).exists()
    return has_ended and ruling.what == What.GO and not is_told


def _recorded(request: Visit, key: str, form: DecideForm) -> HTTPStatus:
    """Record it, and the status to answer with."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    given = form.cleaned_data
    try:
        decide_round(
            by=actor(request), round=key, edition=given["edition"], rulings=form.rulings,
            taken_on=given["taken_on"], body=given["body"] or None, is_choice=given["is_choice"],
        )  # fmt: skip
    except NotAllowed:
        raise
    except Outdated as error:
        form.refuse(error)
        return HTTPStatus.CONFLICT
    except MoreThanFit as error:
        form.ask_choice(error)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    except HcatError as error:
        form.refuse(error)
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return HTTPStatus.FOUND
