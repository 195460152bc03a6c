# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezing, signing and withdrawing a report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.foundation.api import Refused, release
from hcat.reports.api import (
    TITLES,
    document_of,
    freeze_report,
    languages,
    ready_to_sign,
    report_called,
    sign_report,
    signing_roles,
    withdraw_report,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.reports.forms import FreezeForm, SignForm, WithdrawForm
from hcat.web.reports.views.desk import form_page
from hcat.web.reports.views.public import language


@form_page
@desk_page("reports.freeze")
def freeze(request: Visit, key: str) -> HttpResponse:
    """The confirmation says what will be fixed."""
    found = report_called(key)
    form = form_for(request, FreezeForm)
    if form.is_valid() and done(
        form,
        lambda: freeze_report(by=actor(request), report=key, as_of=form.cleaned_data["as_of"]),
    ):
        messages.success(request, _("The report is frozen. Now it waits for its signature."))
        return redirect("reports:desk-report", key)
    return desk(
        request,
        "web/reports/desk/freeze.html",
        status=422 if form.errors else 200,
        form=form,
        report=found,
        title=TITLES[found.kind],
        lead=document_of(found, language()).lead,
        words=found.words.count(),
        asked=found.asked.count(),
        languages=languages(),
        release=release(),
    )


@form_page
@desk_page("reports.sign", somewhere=True)
def sign(request: Visit, key: str) -> HttpResponse:
    found = report_called(key)
    try:
        ready_to_sign(found)
    except Refused as error:
        return desk(
            request, "web/reports/desk/not_ready.html", status=409, report=found,
            title=TITLES[found.kind], error=error,
        )  # fmt: skip
    me = actor(request)
    roles = signing_roles(found, by=me)
    initial = {"role": next((one.key for one in roles), ""), "name": me.name}
    form = form_for(request, SignForm, initial=initial, roles=roles)
    if form.is_valid() and done(
        form,
        lambda: sign_report(
            by=me, report=key, on=form.cleaned_data["on"], role=form.cleaned_data["role"],
            name=form.cleaned_data.get("name", ""),
        ),
    ):  # fmt: skip
        messages.success(request, _("The report is signed. Everybody can read it now."))
        return redirect("reports:report", key)
    return desk(
        request,
        "web/reports/desk/sign.html",
        status=422 if form.errors else 200,
        form=form,
        report=found,
        title=TITLES[found.kind],
        languages=languages(),
        has_role=bool(roles),
    )


@form_page
@desk_page("reports.withdraw")
def withdraw(request: Visit, key: str) -> HttpResponse:
    found = report_called(key)
    form = form_for(request, WithdrawForm)
    if form.is_valid() and done(
        form, lambda: withdraw_report(by=actor(request), report=key, **form.cleaned_data)
    ):
        messages.success(request, _("The report is withdrawn."))
        return redirect("reports:desk")
    return desk(
        request,
        "web/reports/desk/withdraw.html",
        status=422 if form.errors else 200,
        form=form,
        report=found,
        title=TITLES[found.kind],
    )
