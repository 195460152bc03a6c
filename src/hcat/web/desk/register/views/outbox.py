# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The outbox: what waits, what left, what failed, and what nobody knows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.correspondence.api import (
    budget_of,
    cancel,
    has_mail_server,
    outbox,
    outbox_counts,
    settle,
    waits_for_budget,
)
from hcat.foundation.api import NotFound, Refused
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.correspondence import CancelForm, SettleForm
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page("correspondence.read")
def mails(request: Visit) -> HttpResponse:
    state = chosen(request, "state", words.MAIL_STATES)
    counts = outbox_counts()
    deferred = outbox().filter(waits_for_budget()).count()
    counts = {**counts, "queued": counts["queued"] - deferred, "deferred": deferred}
    pages: Pages[Any] = Pages(request, _in_state(state))
    return desk(
        request,
        "desk/register/outbox.html",
        pages=pages,
        rows=[(mail, state_of(mail)) for mail in pages.items],
        counts=counts,
        total=sum(counts.values()),
        filters=[
            Filter("state", _("State"), state,
                   [Choice(code, str(word), counts[code])
                    for code, word in words.MAIL_STATES.items()])
        ],
        is_filtered=bool(state),
        has_server=has_mail_server(),
        may_settle=request.powers.may("correspondence.settle"),
    )  # fmt: skip


def _in_state(state: str) -> Any:
    if state == "deferred":
        return outbox().filter(waits_for_budget())
    if state == "queued":
        return outbox(state="queued").exclude(waits_for_budget())
    return outbox(state=state or None)


def state_of(mail: Any) -> tuple[str, str]:
    """Its code and word; waiting for the contact budget is a state of its own here."""
    code = "deferred" if mail.waits_for_budget else mail.state
    return code, str(words.MAIL_STATES[code])


@require_safe
@desk_page("correspondence.read")
def mail(request: Visit, number: int) -> HttpResponse:
    """Without its text: that may hold a personal link, which is for its reader only."""
    one = _mail(number)
    may = request.powers.may
    return desk(
        request,
        "desk/register/mail.html",
        mail=one,
        state=state_of(one),
        budget=budget_of(one.person_id),
        may_settle=may("correspondence.settle") and one.state in ("uncertain", "failed"),
        may_cancel=may("correspondence.send") and one.state == "queued",
    )


def _mail(number: int) -> Any:
    found = outbox().filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no mail %(number)s.") % {"number": number},
            mend=_("Look it up in the outbox."),
        )
    return found


@form_page
@desk_page("correspondence.settle")
def settle_mail(request: Visit, number: int) -> HttpResponse:
    one = _mail(number)
    form = form_for(
        request,
        SettleForm,
    )
    if form.is_valid():
        has_left = form.cleaned_data["became"] == "left"
        if done(
            form,
            lambda: settle(
                message_id=number,
                has_left=has_left,
                reason=form.cleaned_data["reason"],
                by=actor(request),
            ),
        ):
            told = _("The mail counts as sent.") if has_left else _("The mail waits to be sent.")
            messages.success(request, told)
            return redirect("register:mail", number)
    return desk(request, "desk/register/settle.html", form=form, mail=one, state=state_of(one))


@form_page
@desk_page("correspondence.send")
def cancel_mail(request: Visit, number: int) -> HttpResponse:
    one = _mail(number)
    form = form_for(
        request,
        CancelForm,
    )
    if form.is_valid() and done(form, lambda: _cancel(request, number, form)):
        messages.success(request, _("The mail is cancelled."))
        return redirect("register:mail", number)
    return desk(request, "desk/register/cancel.html", form=form, mail=one, state=state_of(one))


def _cancel(request: Visit, number: int, form: CancelForm) -> None:
    if not cancel(message_id=number, reason=form.cleaned_data["reason"], by=actor(request)):
        raise Refused(
            _("It is too late to cancel this mail."), mend=_("Look at its state in the outbox.")
        )
