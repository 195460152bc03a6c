# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""When bodies meet: the list, and planning, changing, holding and cancelling one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.agenda.api import (
    Meeting,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    meeting,
    meetings,
    plan_meeting,
)
from hcat.web.desk.meeting_forms import CancelForm, ChangeForm, HoldForm, MeetingForm
from hcat.web.desk.pages import actor, desk, desk_page, let_in, let_in_somewhere, powers_of
from hcat.web.desk.register.pages import done, form_for
from hcat.web.elements import Names
from hcat.web.lists import Pages

MAY = "agenda.decide"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page
def meeting_list(request: HttpRequest) -> HttpResponse:
    let_in_somewhere(request, MAY, "agenda.revise", "agenda.change")
    pages: Pages[Meeting] = Pages(request, meetings())
    names, powers = Names(), powers_of(request)
    return desk(
        request,
        "web/desk/meetings.html",
        pages=pages,
        rows=[
            (one, names.find("body", one.body.key).title, powers.may(MAY, f"body:{one.body.key}"))
            for one in pages.items
        ],
        may_plan=powers.may_somewhere(MAY),
        now=timezone.now(),
    )


@form_page
@desk_page
def new_meeting(request: HttpRequest) -> HttpResponse:
    let_in_somewhere(request, MAY)
    form = form_for(request, MeetingForm, initial={"body": request.GET.get("body", "")})

    def plan() -> Any:
        said = form.cleaned_data
        return plan_meeting(
            by=actor(request), body=said["body"], when=form.when, place=said["place"],
            about=said["about"],
        )  # fmt: skip

    return _answer(
        request, form, plan, title=_("Plan a meeting"), button=_("Plan this meeting"),
        told=_("The meeting is planned."),
    )  # fmt: skip


@form_page
@desk_page
def edit_meeting(request: HttpRequest, number: int) -> HttpResponse:
    one = _mine(request, number)
    form = form_for(request, ChangeForm, initial=ChangeForm.as_it_is(one))

    def change() -> Any:
        said = form.cleaned_data
        return change_meeting(
            by=actor(request), meeting=number, when=form.when, place=said["place"],
            about=said["about"],
        )  # fmt: skip

    return _answer(
        request, form, change, one, title=_("Change a meeting"), button=_("Change this meeting"),
        told=_("The meeting is changed. Calendars that hold it take that over."),
    )  # fmt: skip


@form_page
@desk_page
def hold(request: HttpRequest, number: int) -> HttpResponse:
    one = _mine(request, number)
    form = form_for(request, HoldForm, initial={"minutes": one.minutes})
    return _answer(
        request, form,
        lambda: hold_meeting(by=actor(request), meeting=number, **form.cleaned_data),
        one, title=_("A meeting was held"), button=_("It was held"),
        told=_("Recorded: the meeting was held."),
    )  # fmt: skip


@form_page
@desk_page
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    one = _mine(request, number)
    form = form_for(request, CancelForm)
    return _answer(
        request, form,
        lambda: cancel_meeting(by=actor(request), meeting=number, **form.cleaned_data),
        one, title=_("Cancel a meeting"), button=_("Cancel this meeting"),
        told=_("The meeting is cancelled. Calendars that hold it take it out."),
    )  # fmt: skip


def _mine(request: HttpRequest, number: int) -> Meeting:
    one = meeting(number)
    let_in(request, MAY, f"body:{one.body.key}")
    return one


def _answer(
    request: HttpRequest, form: Any, do: Callable[[], Any], one: Meeting | None = None, *,
    title: str, button: str, told: str,
) -> HttpResponse:  # fmt: skip
    """The form, or what it does and back to the list."""
    if form.is_valid() and done(form, do):
        messages.success(request, told)
        return redirect("desk:meetings")
    return desk(
        request,
        "web/desk/meeting.html",
        status=422 if form.errors else 200,
        form=form,
        one=one,
        body=Names().find("body", one.body.key).title if one else "",
        title=title,
        button=button,
    )
