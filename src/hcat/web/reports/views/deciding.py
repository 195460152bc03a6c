# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions that are asked, and saying what became of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.reports.api import (
    ask_decision,
    body_title,
    decision_asked,
    outcome_words,
    report_called,
    settle_decision,
    take_back_decision,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.reports.forms import AskForm, PlainForm, SettleForm
from hcat.web.reports.views.desk import form_page


@form_page
@desk_page("reports.write")
def ask(request: Visit, key: str) -> HttpResponse:
    found = report_called(key)
    form = form_for(request, AskForm, initial={"of": found.to})
    if form.is_valid():
        given = form.cleaned_data
        if done(
            form,
            lambda: ask_decision(
                by=actor(request), report=key, text=form.texts, of=given["of"],
                by_when=given["by_when"],
            ),
        ):  # fmt: skip
            messages.success(request, _("The decision stands in the report."))
            return redirect("reports:desk-report", key)
    return desk(
        request, "web/reports/desk/ask.html", status=422 if form.errors else 200, form=form,
        report=found,
    )  # fmt: skip


@form_page
@desk_page("reports.write")
def take_back(request: Visit, number: int) -> HttpResponse:
    one = decision_asked(number)
    form = form_for(request, PlainForm)
    if form.is_valid() and done(form, lambda: take_back_decision(by=actor(request), asked=number)):
        messages.success(request, _("The decision is taken out of the report."))
        return redirect("reports:desk-report", one.report.key)
    return desk(
        request, "web/reports/desk/take_back.html", status=422 if form.errors else 200, form=form,
        asked=one,
    )  # fmt: skip


@form_page
@desk_page("reports.write")
def settle(request: Visit, number: int) -> HttpResponse:
    one = decision_asked(number)
    form = form_for(request, SettleForm)
    if form.is_valid() and done(
        form,
        lambda: settle_decision(by=actor(request), asked=number, **form.cleaned_data),
    ):
        messages.success(request, _("What became of the decision is recorded."))
        return redirect("reports:desk")
    return desk(
        request, "web/reports/desk/settle.html", status=422 if form.errors else 200, form=form,
        asked=one, of=body_title(one.of), earlier=list(map(outcome_words, one.outcomes.all())),
    )  # fmt: skip
