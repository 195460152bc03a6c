# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recognised sponsors: the register as it stands, and names that a person looks at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.parties.api import names_of
from hcat.portal import api
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, first_page
from hcat.web.lists import Pages

KEEP = "portal.edit"
LATEST = 50


@desk_page("portal.read")
def overview(request: Visit) -> HttpResponse:
    pages: Pages[Any] = Pages(request, api.sponsors_to_check())
    lines = api.sponsors_named([row.name_key for row in pages.items])
    checks = list(first_page(api.sponsor_checks(), LATEST))
    names = names_of(one.organisation_id for one in checks)
    return desk(
        request,
        "web/portal/desk/sponsors.html",
        register=api.sponsor_list(),
        pages=pages,
        rows=[(row, lines.get(row.name_key, [])) for row in pages.items],
        checks=[(one, names.get(one.organisation_id, "")) for one in checks],
        may_edit=request.powers.may(KEEP),
    )


@desk_page(KEEP, does=True)
def same(request: Visit, key: str) -> HttpResponse:
    return _answer(request, key, is_same=True)


@desk_page(KEEP, does=True)
def another(request: Visit, key: str) -> HttpResponse:
    return _answer(request, key, is_same=False)


def _answer(request: Visit, key: str, *, is_same: bool) -> HttpResponse:
    api.check_sponsor(by=actor(request), organisation=api.sponsor_to_check(key), is_same=is_same)
    messages.success(request, _("The answer is kept."))
    return redirect("portal:sponsors")


@desk_page(KEEP, does=True)
def again(request: Visit, number: int) -> HttpResponse:
    api.forget_sponsor_check(api.sponsor_check_numbered(number), by=actor(request))
    messages.success(request, _("It stands among the names to look at again."))
    return redirect("portal:sponsors")
