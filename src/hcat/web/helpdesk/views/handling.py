# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small forms about a question: a note, another hand, another topic, the end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.helpdesk import api
from hcat.helpdesk.api import Overtaken
from hcat.helpdesk.api import question as question_called
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.helpdesk.desk_forms import CloseForm, HandOverForm, NoteForm, RouteForm
from hcat.web.helpdesk.views.desk import ANSWER, form_page


@form_page
@desk_page(ANSWER, somewhere=True)
def note(request: Visit, number: str) -> HttpResponse:
    found = question_called(number, who=request.user)
    form = form_for(request, NoteForm)
    if form.is_valid() and done(
        form, lambda: api.note(number=number, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The note stands with the question."))
        return redirect("helpdesk:question", number)
    return _page(request, "note", found, form)


@form_page
@desk_page(ANSWER, somewhere=True)
def hand_over(request: Visit, number: str) -> HttpResponse:
    found = question_called(number, who=request.user)
    form = form_for(request, HandOverForm, besides=found.handler_id)
    if form.is_valid() and done(
        form, lambda: api.hand_over(number=number, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The question is handed over."))
        return redirect("helpdesk:desk")
    return _page(request, "hand_over", found, form)


@form_page
@desk_page(ANSWER, somewhere=True)
def close(request: Visit, number: str) -> HttpResponse:
    found = question_called(number, who=request.user)
    form = form_for(request, CloseForm)
    if form.is_valid() and done(
        form, lambda: api.close(number=number, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The question is closed."))
        return redirect("helpdesk:desk")
    return _page(request, "close", found, form)


@form_page
@desk_page(ANSWER, somewhere=True)
def route(request: Visit, number: str) -> HttpResponse:
    """What it is about and who asks: its term follows."""
    found = question_called(number, who=request.user)
    form = form_for(
        request, RouteForm,
        initial={
            "topic": found.topic.key if found.topic else "", "kind": found.kind,
            "title": found.title, "is_idea": found.is_idea, "edition": found.edition,
        },
    )  # fmt: skip
    if form.is_valid():
        if done(form, lambda: _routed(request, number, form)):
            messages.success(request, _("What the question is about is saved."))
            return redirect("helpdesk:question", number)
        found = question_called(number, who=request.user)
    return _page(request, "route", found, form)


def _routed(request: Visit, number: str, form: RouteForm) -> None:
    try:
        api.route(number=number, by=actor(request), **form.cleaned_data)
    except Overtaken as error:
        form.based_on(error.standing.edition)
        raise


def _page(request: Visit, name: str, found: Any, form: Any) -> HttpResponse:
    return desk(
        request, f"web/helpdesk/desk/{name}.html", status=422 if form.errors else 200, form=form,
        question=found,
    )  # fmt: skip
