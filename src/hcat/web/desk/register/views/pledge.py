# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One pledge: what was promised, what came of it, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.parties.api import (
    Powers,
    pledge_by_number,
    record_delivery,
    require,
    withdraw_pledge,
)
from hcat.web.desk.register.forms.pledges import DeliveryForm, WithdrawForm
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.scopes import Scopes
from hcat.web.desk.register.views.pledges import amount, rows_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page("pledges.read")
def pledge(request: Visit, number: int) -> HttpResponse:
    one = pledge_by_number(number)
    return desk(
        request,
        "desk/register/pledge.html",
        row=rows_of([one], Scopes())[0],
        may_read_organisations=request.powers.may("parties.read"),
        deliveries=[(delivery, amount(delivery.amount)) for delivery in one.deliveries.all()],
        may_edit=_may_edit(request.powers, one) and one.withdrawn_on is None,
    )


def _may_edit(powers: Powers, one: Any) -> bool:
    return powers.may("pledges.edit", one.purpose or None)


@form_page
@desk_page("pledges.edit", somewhere=True)
def deliver(request: Visit, number: int) -> HttpResponse:
    one = pledge_by_number(number)
    require(request.user, "pledges.edit", one.purpose or None)
    form = form_for(
        request,
        DeliveryForm,
    )
    if form.is_valid() and done(
        form, lambda: record_delivery(pledge=one, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The delivery is recorded."))
        return redirect("register:pledge", number)
    return desk(request, "desk/register/deliver.html", form=form, row=rows_of([one], Scopes())[0])


@form_page
@desk_page("pledges.edit", somewhere=True)
def withdraw(request: Visit, number: int) -> HttpResponse:
    one = pledge_by_number(number)
    require(request.user, "pledges.edit", one.purpose or None)
    form = form_for(
        request,
        WithdrawForm,
    )
    if form.is_valid() and done(
        form, lambda: withdraw_pledge(pledge=one, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The pledge is withdrawn."))
        return redirect("register:pledge", number)
    return desk(request, "desk/register/withdraw.html", form=form, row=rows_of([one], Scopes())[0])
