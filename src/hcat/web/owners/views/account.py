# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same sheet from the desk, for an owner with an account."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from hcat.agenda.api import initiative_by_number
from hcat.owners.api import owner_by_account
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.owners import filling
from hcat.web.owners.filling import Way
from hcat.web.owners.views.link import form_page

_owner_page = desk_page("agenda.update_initiative", somewhere=True)


def _way(request: Visit, number: int) -> Way:
    return Way(
        owner=owner_by_account(request.user, initiative_by_number(number).key),
        frame="web/owners/desk/base.html",
        show=desk,
        start=reverse("owners:sheet", args=[number]),
        look=reverse("owners:sheet-look", args=[number]),
        sent=reverse("owners:sheet-sent", args=[number]),
        step=lambda name: reverse("owners:sheet-step", args=[number, name]),
    )


@form_page
@_owner_page
def start(request: Visit, number: int) -> HttpResponse:
    return filling.start(request, _way(request, number))


@form_page
@_owner_page
def step(request: Visit, number: int, step: str) -> HttpResponse:
    return filling.step(request, _way(request, number), step)


@form_page
@_owner_page
def look(request: Visit, number: int) -> HttpResponse:
    return filling.look(request, _way(request, number))


@require_safe
@_owner_page
def sent(request: Visit, number: int) -> HttpResponse:
    return filling.sent(request, _way(request, number))
