# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reminding assessors, closing a round, and how many fit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import today
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.weighing.forms import CapacityForm, PlainForm
from hcat.web.weighing.views.preparing import address, form_page
from hcat.weighing.api import (
    Reminded,
    change_capacity,
    close_round,
    finish_round,
    progress,
    remind,
    round_called,
)


@form_page
@desk_page("weighing.manage")
def remind_them(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    late = [one for one in progress(found) if not one.is_done]
    form = form_for(request, PlainForm)
    sent: list[Reminded] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: sent.append(remind(by=actor(request), round=key, address=address)))
    ):
        _tell_reminded(request, sent[0])
        return redirect("weighing:desk-round", key)
    return desk(
        request, "web/weighing/desk/remind.html", status=422 if form.errors else 200, form=form,
        round=found, late=late, back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip


def _tell_reminded(request: Visit, reminded: Reminded) -> None:
    leave, wait = reminded.leave, reminded.wait
    if leave:
        text = ngettext(
            "%(number)s mail is on its way.", "%(number)s mails are on their way.", leave
        )
        messages.success(request, text % {"number": leave})
    if wait:
        text = ngettext(
            "%(number)s mail waits until the contact budget has room. Call this person instead.",
            "%(number)s mails wait until the contact budget has room. Call these people instead.",
            wait,
        )
        messages.warning(request, text % {"number": wait})


@form_page
@desk_page("weighing.manage")
def close(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    late = [one for one in progress(found) if not one.is_done]
    form = form_for(request, PlainForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: close_round(by=actor(request), round=key))
    ):
        messages.success(request, _("The round is closed. This is what it came to."))
        return redirect("weighing:desk-round", key)
    return desk(
        request, "web/weighing/desk/close.html", status=422 if form.errors else 200, form=form,
        round=found, late=late, is_late=found.deadline < today(),
        back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def capacity(request: Visit, key: str) -> HttpResponse:
    found = round_called(key)
    form = form_for(request, CapacityForm, initial={"capacity": found.capacity})
    if form.is_valid() and done(
        form,
        lambda: change_capacity(
            by=actor(request), round=key, capacity=form.cleaned_data["capacity"]
        ),
    ):
        messages.success(request, _("The line is drawn anew."))
        return redirect("weighing:desk-round", key)
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("How many can go on"), button=_("Draw the line here"), lead=found.title,
        back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def finish(request: Visit, key: str) -> HttpResponse:
    """The last step where what was not decided has ended meanwhile."""
    found = round_called(key)
    form = form_for(request, PlainForm)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: finish_round(by=actor(request), round=key))
    ):
        messages.success(request, _("The round is finished. Everybody can read it now."))
        return redirect("weighing:desk-round", key)
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("Finish the round"), button=_("Finish the round"), lead=found.title,
        notice=_("What was not decided has ended meanwhile. Everything else is decided and told."),
        back=reverse("weighing:desk-round", args=[key]),
    )  # fmt: skip
