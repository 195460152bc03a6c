# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The criteria at the desk: their versions, and other weights as a next one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.foundation.api import NotFound
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.weighing.forms import WeightsForm
from hcat.web.weighing.views.preparing import form_page
from hcat.weighing.api import Criteria, latest, reweigh, sheet_of, versions


@require_safe
@desk_page("weighing.read")
def versions_page(request: Visit) -> HttpResponse:
    pages = Pages[Criteria](request, versions(), per_page=10)
    return desk(
        request, "web/weighing/desk/criteria.html", pages=pages,
        rows=[(one, sheet_of(one.content)) for one in pages.items],
        may_manage=request.powers.may("weighing.manage"),
    )  # fmt: skip


@form_page
@desk_page("weighing.manage")
def change(request: Visit) -> HttpResponse:
    newest = latest()
    if newest is None:
        raise NotFound(
            _("There are no criteria yet."), mend=_("Load them with hcat weighing load first.")
        )
    sheet = sheet_of(newest.content)
    form = form_for(request, WeightsForm, sheet=sheet, initial={"version": newest.version})
    if form.is_valid() and done(
        form,
        lambda: reweigh(
            by=actor(request), based_on=form.cleaned_data["version"], weights=form.weights,
            at_least=form.thresholds, reason=form.cleaned_data["reason"],
            adopted=form.cleaned_data.get("adopted", False),
        ),
    ):  # fmt: skip
        messages.success(request, _("The criteria have a new version."))
        return redirect("weighing:desk-criteria")
    return desk(
        request, "web/weighing/desk/form.html", status=422 if form.errors else 200, form=form,
        title=_("Change weights and thresholds"), button=_("Keep as a new version"),
        lead=_("Rounds of which scoring has begun keep theirs."),
        back=reverse("weighing:desk-criteria"),
    )  # fmt: skip
