# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Naming a risk, and looking at it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import NotFound
from hcat.projects.api import Risk, add_risk, close_risk, look_at_risk
from hcat.web.desk.register.pages import Visit, actor, desk_page, form_for
from hcat.web.projects.forms import LookForm, RiskForm
from hcat.web.projects.pages import carried_out, form_page, overtaken, work_of


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def new(request: Visit, kind: str, key: str) -> HttpResponse:
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    form = form_for(request, RiskForm)
    status = 200
    if request.method == "POST":
        done, status = carried_out(
            form, lambda: add_risk(by=actor(request), subject=subject, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("The risk is kept."))
            return redirect(work.url)
    return form_page(
        request, work, form, status=status,
        title=_("Name a risk of %(title)s") % {"title": work.title}, button=_("Keep the risk"),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def look(request: Visit, number: int) -> HttpResponse:
    found = _risk(number)
    work = work_of(request, found.subject, to="projects.run")
    names = ("likelihood", "effect", "measure", "owner", "edition")
    form = form_for(request, LookForm, initial={name: getattr(found, name) for name in names})
    status = 200
    if request.method == "POST":
        done, status = carried_out(form, lambda: _look(request, found, dict(form.cleaned_data)))
        if done:
            messages.success(request, _("The risk was looked at today."))
            return redirect(work.url)
        if status == 409:
            found = _risk(number)
            overtaken(form, "edition", found.edition)
    return form_page(
        request, work, form, status=status, template="web/projects/risk.html", risk=found,
        title=_("Look at a risk again"), button=_("Looked at"),
    )  # fmt: skip


def _risk(number: int) -> Risk:
    found = Risk.objects.filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no such risk."), mend=_("Look it up on the page of its project.")
        )
    return found


def _look(request: Visit, found: Risk, given: dict[str, Any]) -> Any:
    is_over, how = given.pop("is_over"), given.pop("how")
    if is_over:
        return close_risk(by=actor(request), risk=found.pk, how=how, edition=given["edition"])
    return look_at_risk(by=actor(request), risk=found.pk, **given)
