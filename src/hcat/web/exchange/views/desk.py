# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table that comes back at the desk: upload, see what it would do, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.exchange.api import ImportPlan, Outcome, import_table
from hcat.foundation.api import HcatError, NotAllowed, NotFound, today
from hcat.web.desk.pages import actor, desk, desk_page, let_in_somewhere
from hcat.web.desk.register import uploads
from hcat.web.desk.register.pages import form_for
from hcat.web.desk.register.uploads import Upload
from hcat.web.exchange.forms import BringForm

ACTIONS = ("evidence.record", "agenda.update_initiative")
"""Who may do one of these somewhere may bring a table; each row asks for its own right."""
KIND = "exchange"
SHOWN = 100
"""Rows of each outcome that a page shows."""
MOST_ROWS = 20_000
"""What a page can wait for; more goes by the command."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def bring(request: HttpRequest) -> HttpResponse:
    let_in_somewhere(request, *ACTIONS)
    form = form_for(request, BringForm)
    if form.is_valid():
        try:
            made = uploads.keep(
                form.cleaned_data["file"], user_id=_who(request), kind=KIND, valid_from=today()
            )
            return redirect(_with_batch(reverse("exchange:preview", args=[made.token]), request))
        except HcatError as error:
            form.refuse(error)
    return _ask(request, form, 422 if form.errors else 200)


def _ask(request: HttpRequest, form: BringForm, status: int = 200) -> HttpResponse:
    return desk(request, "web/exchange/bring.html", status=status, form=form, mends=_mends(request))


_INSTEAD_OF = "instead-of"


def _mends(request: HttpRequest) -> int | None:
    """The number of the batch that the file mends, as the address says it."""
    said = request.GET.get(_INSTEAD_OF, "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _with_batch(url: str, request: HttpRequest) -> str:
    number = _mends(request)
    return url if number is None else f"{url}?{_INSTEAD_OF}={number}"


def _who(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _kept(request: HttpRequest, token: str) -> Upload:
    let_in_somewhere(request, *ACTIONS)
    kept = uploads.kept(token, user_id=_who(request))
    if kept.kind != KIND:
        raise NotFound(
            _("This file was not brought here."),
            mend=_("Look at it where you uploaded it, or upload it again."),
        )
    return kept


def _plan(request: HttpRequest, kept: Upload, *, dry_run: bool) -> ImportPlan:
    return import_table(
        kept.path, by=actor(request), dry_run=dry_run, most=MOST_ROWS, instead_of=_mends(request)
    )


@require_safe
@desk_page
def preview(request: HttpRequest, token: str) -> HttpResponse:
    kept = _kept(request, token)
    try:
        plan = _plan(request, kept, dry_run=True)
    except NotAllowed:
        raise
    except HcatError as error:
        return _unreadable(request, kept, error)
    return _preview(request, kept, plan)


def _unreadable(request: HttpRequest, kept: Upload, error: HcatError) -> HttpResponse:
    """The file as a whole says nothing to us: it goes, and the question is put again."""
    uploads.drop(kept)
    form = BringForm({})
    form.errors.pop("file", None)
    form.refuse(error)
    return _ask(request, form, 422)


def _preview(
    request: HttpRequest, kept: Upload, plan: ImportPlan, problem: str = ""
) -> HttpResponse:
    return desk(
        request,
        "web/exchange/preview.html",
        status=422 if problem else 200,
        upload=kept,
        plan=plan,
        problem=problem,
        total=sum(plan.counts.values()),
        refused=plan.of(Outcome.REFUSED)[:SHOWN],
        corrected=plan.of(Outcome.CORRECTED)[:SHOWN],
        new=plan.of(Outcome.NEW)[:SHOWN],
        numbers={one.value: number for one, number in plan.counts.items()},
        shown=SHOWN,
        bring_to=_with_batch(reverse("exchange:bring"), request),
        write_to=_with_batch(reverse("exchange:write", args=[kept.token]), request),
    )


@desk_page
def write(request: HttpRequest, token: str) -> HttpResponse:
    """What was shown is worked out anew: somebody may have corrected the same in between."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    kept = _kept(request, token)
    try:
        plan = _plan(request, kept, dry_run=False)
    except NotAllowed:
        raise
    except HcatError as error:
        return _unreadable(request, kept, error)
    if not plan.is_right:
        return _preview(request, kept, plan, _("Nothing was written: some rows are refused."))
    uploads.drop(kept)
    if plan.batch is not None:
        if plan.was_written:
            messages.success(
                request,
                _("They count once somebody else has checked and approved them."),
            )
        return redirect("desk:batch", plan.batch)
    if plan.would_write:
        told = _("Written: %(new)d new, %(corrected)d corrected.") % {
            one.value: number for one, number in plan.counts.items()
        }
    else:
        told = _("Nothing changed: everything in the file stood there already.")
    messages.success(request, told)
    return redirect("exchange:bring")


@desk_page
def drop(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    uploads.drop(_kept(request, token))
    messages.success(request, _("The file is removed; nothing was written."))
    return redirect("exchange:bring")
