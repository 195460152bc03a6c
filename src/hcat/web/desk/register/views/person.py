# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One person: roles, account, and what is kept about them."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.correspondence.api import budget_of, outbox
from hcat.foundation.api import NotFound, today
from hcat.parties.api import (
    ROLE_NAMES,
    close_account,
    end_role,
    erase_person,
    export_person,
    grant_role,
    names_of,
    open_account,
    person_by_key,
)
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.people import (
    APPOINTED,
    CloseAccountForm,
    EndRoleForm,
    EraseForm,
    RoleForm,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, first_page, form_for
from hcat.web.desk.register.scopes import Scopes

MAILS = 10
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page("people.read")
def person(request: Visit, key: str) -> HttpResponse:
    one = person_by_key(key)
    scopes, held = Scopes(), list(one.roles.order_by("-valid_from", "-id"))
    now_held = [holding for holding in held if _is_held(holding)]
    may = request.powers.may
    may_appoint = may("people.appoint")
    return desk(
        request,
        "desk/register/person.html",
        person=one,
        is_erased=one.erased_at is not None,
        organisation=_organisation(one),
        language=one.get_language_display(),
        held=[
            (holding, ROLE_NAMES[holding.role], scopes.name(holding.scope),
             _may_end(holding.role, may("people.invite"), may_appoint))
            for holding in now_held
        ],
        earlier=[
            (holding, ROLE_NAMES[holding.role], scopes.name(holding.scope))
            for holding in held if holding not in now_held
        ],
        consents=list(one.consents.all()),
        mails=_mails(request, one),
        budget=budget_of(one.pk) if may("correspondence.read") else None,
        may_invite=may("people.invite") and one.erased_at is None and one.user is not None,
        may_close=one.user is not None and one.erased_at is None
        and _may_end("administrator" if any(h.role in APPOINTED for h in now_held) else "board",
                     may("people.invite"), may_appoint),
        may_personal_data=may("people.personal_data"),
    )  # fmt: skip


def _is_held(holding: Any) -> bool:
    return bool(holding.valid_until is None or holding.valid_until > today())


def _may_end(role: str, may_invite: bool, may_appoint: bool) -> bool:
    return may_appoint if role in APPOINTED else may_invite


def _organisation(one: Any) -> tuple[str, str] | None:
    if one.organisation is None:
        return None
    return one.organisation.key, names_of([one.organisation_id])[one.organisation_id]


def _mails(request: Visit, one: Any) -> list[Any] | None:
    """The latest mails; None for those who may not see them."""
    if not request.powers.may("correspondence.read"):
        return None
    return [
        (mail, words.MAIL_STATES[mail.state])
        for mail in first_page(outbox(person_id=one.pk), MAILS)
    ]


@form_page
@desk_page("people.invite")
def give_role(request: Visit, key: str) -> HttpResponse:
    one = person_by_key(key)
    form = form_for(
        request,
        RoleForm,
        scopes=Scopes().choices(seats=True),
        may_appoint=request.powers.may("people.appoint"),
    )
    if form.is_valid() and done(
        form, lambda: grant_role(person=one, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("The role is given."))
        return redirect("register:person", key)
    return desk(request, "desk/register/give_role.html", form=form, person=one)


@form_page
@desk_page("people.invite")
def end(request: Visit, key: str, number: int) -> HttpResponse:
    one = person_by_key(key)
    holding = one.roles.filter(pk=number, valid_until__isnull=True).first()
    if holding is None:
        raise NotFound(
            _("%(name)s does not hold this role (any more).") % {"name": one},
            mend=_("Look at the page of this person."),
        )
    form = form_for(
        request,
        EndRoleForm,
    )
    if form.is_valid() and done(
        form, lambda: end_role(holding=holding, on=form.cleaned_data["on"], by=actor(request))
    ):
        messages.success(request, _("The role has an end."))
        return redirect("register:person", key)
    return desk(
        request,
        "desk/register/end_role.html",
        form=form,
        person=one,
        role=ROLE_NAMES[holding.role],
        about=Scopes().name(holding.scope),
    )


@form_page
@desk_page("people.invite")
def close(request: Visit, key: str) -> HttpResponse:
    one = person_by_key(key)
    form = form_for(
        request,
        CloseAccountForm,
    )
    if form.is_valid() and done(
        form, lambda: close_account(person=one, by=actor(request), **form.cleaned_data)
    ):
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": one})
        return redirect("register:person", key)
    return desk(request, "desk/register/close_account.html", form=form, person=one)


@desk_page("people.invite", does=True)
def reopen(request: Visit, key: str) -> HttpResponse:
    one = person_by_key(key)
    open_account(person=one, by=actor(request))
    messages.success(request, _("%(name)s can sign in again.") % {"name": one})
    return redirect("register:person", key)


@desk_page("people.personal_data", does=True)
def export(request: Visit, key: str) -> HttpResponse:
    """A file to hand to the person it is about. A POST, because it leaves a trace."""
    one = person_by_key(key)
    text = json.dumps(export_person(person=one, by=actor(request)), indent=2, ensure_ascii=False)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.key}.json"'
    return answer


@form_page
@desk_page("people.personal_data")
def erase(request: Visit, key: str) -> HttpResponse:
    one = person_by_key(key)
    form = form_for(
        request,
        EraseForm,
    )
    if form.is_valid() and done(
        form,
        lambda: erase_person(person=one, reason=form.cleaned_data["reason"], by=actor(request)),
    ):
        messages.success(request, _("The name and address are erased everywhere."))
        return redirect("register:people")
    return desk(request, "desk/register/erase.html", form=form, person=one)
