# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table or an IATI file that comes in at the desk: upload, see what it would do, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.exchange.api import TOPICS, ImportPlan, Outcome, import_iati, import_table
from hcat.foundation.api import HcatError, NotAllowed, NotFound, today
from hcat.web.desk.pages import actor, desk, desk_page, let_in_somewhere, powers_of
from hcat.web.desk.register import uploads
from hcat.web.desk.register.pages import form_for
from hcat.web.desk.register.uploads import Upload
from hcat.web.exchange.forms import BringForm, IatiForm

ACTIONS = ("evidence.record", "agenda.update_initiative")
"""Who may do one of these somewhere may bring a table; each row asks for its own right."""
IATI_ACTIONS = ("agenda.change",)
"""Who may bring an IATI file: another programme's indicators become series of the agenda."""
KIND = "exchange"
IATI_KINDS = {
    f"iati/{topic}{'/older' if older else ''}": (topic, older)
    for topic in TOPICS
    for older in (False, True)
}
"""By kind of an upload the subject of the series that it brings, and whether it may be older than
what stands."""
SHOWN = 100
"""Rows of each outcome that a page shows."""
MOST_ROWS = 20_000
"""What a page can wait for; more goes by the command."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def bring(request: HttpRequest) -> HttpResponse:
    let_in_somewhere(request, *ACTIONS)
    form = form_for(request, BringForm)
    return _look(request, form, KIND) or _ask(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def bring_iati(request: HttpRequest) -> HttpResponse:
    let_in_somewhere(request, *IATI_ACTIONS)
    form = form_for(request, IatiForm)
    said = form.cleaned_data if form.is_valid() else {}
    kind = next((kind for kind, answer in IATI_KINDS.items() if answer == _answer(said)), "")
    return _look(request, form, kind) or _ask(request, form)


def _answer(said: dict[str, Any]) -> tuple[str, bool]:
    return said.get("topic", ""), said.get("older", False)


def _look(request: HttpRequest, form: BringForm | IatiForm, kind: str) -> HttpResponse | None:
    """To the preview of the file; None where the form has to be asked again."""
    if not form.is_valid():
        return None
    try:
        made = uploads.keep(
            form.cleaned_data["file"], user_id=_who(request), kind=kind, valid_from=today()
        )
    except HcatError as error:
        form.refuse(error)
        return None
    return redirect(_with_batch(reverse("exchange:preview", args=[made.token]), request))


def _ask(request: HttpRequest, form: BringForm | IatiForm) -> HttpResponse:
    is_iati = isinstance(form, IatiForm)
    return desk(
        request,
        "web/exchange/bring_iati.html" if is_iati else "web/exchange/bring.html",
        status=422 if form.errors else 200,
        form=form,
        mends=_mends(request),
        may_bring_iati=any(powers_of(request).may_somewhere(one) for one in IATI_ACTIONS),
    )


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
    let_in_somewhere(request, *ACTIONS, *IATI_ACTIONS)
    kept = uploads.kept(token, user_id=_who(request))
    if kept.kind != KIND and kept.kind not in IATI_KINDS:
        raise NotFound(
            _("This file was not brought here."),
            mend=_("Look at it where you uploaded it, or upload it again."),
        )
    return kept


def _origin(kept: Upload) -> str:
    """The page where the file was brought."""
    return "exchange:bring-iati" if kept.kind in IATI_KINDS else "exchange:bring"


def _plan(request: HttpRequest, kept: Upload, *, dry_run: bool) -> ImportPlan:
    if kept.kind in IATI_KINDS:
        topic, older = IATI_KINDS[kept.kind]
        return import_iati(
            kept.path, by=actor(request), dry_run=dry_run, topic=topic, older=older,
            most=MOST_ROWS,
        )  # fmt: skip
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
    said = IATI_KINDS.get(kept.kind)
    form = BringForm({}) if said is None else IatiForm({"topic": said[0], "older": said[1]})
    form.errors.pop("file", None)
    form.refuse(error)
    return _ask(request, form)


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
        is_iati=kept.kind in IATI_KINDS,
        origin=_with_batch(reverse(_origin(kept)), request),
        **_called(kept),
        refused=plan.of(Outcome.REFUSED)[:SHOWN],
        corrected=plan.of(Outcome.CORRECTED)[:SHOWN],
        new=plan.of(Outcome.NEW)[:SHOWN],
        left=plan.left[:SHOWN],
        numbers={one.value: number for one, number in plan.counts.items()},
        shown=SHOWN,
        write_to=_with_batch(reverse("exchange:write", args=[kept.token]), request),
    )


def _called(kept: Upload) -> dict[str, str]:
    """What the page calls the places of a file: rows and columns, or lines and elements."""
    if kept.kind in IATI_KINDS:
        return {"place": _("Line of the file"), "part": _("Element"), "changed": _("Period")}
    return {"place": _("Row"), "part": _("Column"), "changed": _("Column")}


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
        return _preview(request, kept, plan, _("Nothing was written: something is refused."))
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
    return redirect(_origin(kept))


@desk_page
def drop(request: HttpRequest, token: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    kept = _kept(request, token)
    uploads.drop(kept)
    messages.success(request, _("The file is removed; nothing was written."))
    return redirect(_origin(kept))
