# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of who asked, behind a personal link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import HcatError, too_many
from hcat.helpdesk.api import (
    ADDED_PER_DAY,
    SCOPE,
    add_to,
    close_own,
    conversation,
    initiative_of,
    own_question,
    say_whether_it_helped,
    withdraw_own,
)
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.helpdesk.forms import AddForm, HelpedForm, WithdrawForm
from hcat.web.pages import show
from hcat.web.personal import personal_page


@personal_page(SCOPE)
def question(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    """What was said, how far it is, and what the asker can do: add, close, take it back.

    Opening the page changes nothing, not even with an answer to “did this help” in its address:
    programs that look through mail open every link.
    """
    found = own_question(opened)
    asked = request.GET.get("helped", "")
    forms = _forms(request, asked if asked in found.Helped.values else found.helped)
    does = request.POST.get("do", "") if request.method == "POST" else ""
    if does in forms and forms[does].is_valid():
        try:
            told = _do(does, forms[does], opened)
        except HcatError as error:
            forms[does].refuse(error)
        else:
            if does == "withdraw":
                return show(
                    request, "web/helpdesk/withdrawn.html", number=found.number,
                    initiative=initiative_of(found),
                )  # fmt: skip
            messages.success(request, told)
            return redirect(request.path)
    wrong = does in forms and bool(forms[does].errors)
    return show(
        request, "web/helpdesk/own.html", status=422 if wrong else 200, question=found,
        forms=forms, form=forms[does] if wrong else None, does=does,
        asks_whether=asked in found.Helped.values, said=conversation(found, with_notes=False),
        expires_at=opened.expires_at, initiative=initiative_of(found),
    )  # fmt: skip


def _forms(request: HttpRequest, helped: str) -> dict[str, DeskForm]:
    makes: dict[str, tuple[type[DeskForm], dict[str, Any]]] = {
        "add": (AddForm, {}),
        "helped": (HelpedForm, {"helped": helped}),
        "close": (DeskForm, {}),
        "withdraw": (WithdrawForm, {}),
    }
    sent = request.POST.get("do", "")
    return {
        name: make(request.POST, request.FILES or None)
        if name == sent
        else make(initial=initial, auto_id=f"id_{name}_%s")
        for name, (make, initial) in makes.items()
    }


def _do(what: str, form: Any, opened: OpenedLink) -> str:
    """Carry it out; gives what the asker is told."""
    by = opened.actor
    if what == "add":
        if too_many("ask:add", str(opened.link_id), most=ADDED_PER_DAY, within=timedelta(days=1)):
            raise _too_often()
        add_to(opened=opened, text=form.cleaned_data["text"], files=form.files_sent, by=by)
        return _("We have what you added.")
    if what == "helped":
        say_whether_it_helped(opened=opened, by=by, **form.cleaned_data)
        return _("Thank you for telling us.")
    if what == "close":
        close_own(opened=opened, by=by)
        return _("Your question is closed. Add something, and it opens again.")
    withdraw_own(opened=opened, by=by)
    return ""


def _too_often() -> HcatError:
    return HcatError(
        _("Too much was added today."), mend=_("Try again tomorrow, or put it in one message.")
    )
