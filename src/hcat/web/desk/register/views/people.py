# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of the programme as a list, and inviting someone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.correspondence.api import has_mail_server
from hcat.parties.api import ROLE_NAMES, people
from hcat.web.desk.register.forms.people import InviteForm
from hcat.web.desk.register.inviting import invite_by_mail
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.scopes import Scopes
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages


@require_safe
@desk_page("people.read")
def people_list(request: Visit) -> HttpResponse:
    role = chosen(request, "role", {str(role) for role in ROLE_NAMES})
    text = request.GET.get("text", "").strip()[:200]
    pages: Pages[Any] = Pages(request, people(text=text, role=role or None))
    scopes = Scopes()
    return desk(
        request,
        "desk/register/people.html",
        pages=pages,
        rows=[(one, roles_of(one.roles_held, scopes)) for one in pages.items],
        text=text,
        filters=[
            Filter("role", _("Role"), role,
                   [Choice(str(code), str(name)) for code, name in ROLE_NAMES.items()])
        ],
        is_filtered=bool(text or role),
        may_invite=request.powers.may("people.invite"),
    )  # fmt: skip


def roles_of(holdings: Any, scopes: Scopes) -> list[tuple[str, str]]:
    """Each role with the part it is about; the whole agenda goes without saying."""
    return [
        (str(ROLE_NAMES[held.role]), scopes.name(held.scope) if held.scope else "")
        for held in holdings
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("people.invite")
def invite(request: Visit) -> HttpResponse:
    form = form_for(
        request,
        InviteForm,
        scopes=Scopes().choices(seats=True),
        may_appoint=request.powers.may("people.appoint"),
    )
    if form.is_valid():
        keys: list[str] = []
        given = form.cleaned_data
        if done(form, lambda: keys.append(invite_by_mail(by=actor(request), **given))):
            messages.success(request, _told() % {"name": given["name"]})
            return redirect("register:person", keys[0])
    return desk(request, "desk/register/invite.html", form=form)


def _told() -> str:
    if has_mail_server():
        return _("%(name)s is invited; the mail is on its way.")
    return _(
        "%(name)s is invited. There is no mail server yet: the mail waits in the outbox, so tell "
        "this person yourself, and ask the administrator for a link to sign in once."
    )
