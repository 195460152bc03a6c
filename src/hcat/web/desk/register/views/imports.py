# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Importing organisations: upload, see what would happen, decide, write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hcat.foundation.api import HcatError, NotAllowed
from hcat.parties.api import ImportPlan, RowPlan, import_organisations, names_of
from hcat.web.desk.register import large_imports, uploads, words
from hcat.web.desk.register.forms.imports import UploadForm
from hcat.web.desk.register.large_imports import Progress
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.desk.register.uploads import Upload
from hcat.web.desk.register.views.organisation import shown
from hcat.web.desk.register.views.organisations import towns_of
from hcat.web.site import Site

SHOWN = 50
"""Of each outcome as many rows are shown, apart from those that ask for a decision or a repair."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("parties.import")
def upload(request: Visit) -> HttpResponse:
    form = form_for(request, UploadForm)
    if form.is_valid():
        given, made = form.cleaned_data, list[Upload]()
        if done(
            form,
            lambda: made.append(
                uploads.keep(
                    given["file"],
                    user_id=_who(request),
                    kind=given["kind"],
                    valid_from=given["valid_from"],
                )
            ),
        ):
            if large_imports.is_large(made[0]):
                large_imports.begin(made[0], "reading")
            return redirect("register:import-preview", made[0].token)
    return _ask(request, form)


def _ask(request: Visit, form: UploadForm, status: int = 200) -> HttpResponse:
    return desk(
        request, "desk/register/import.html", status=status, form=form, headings=_headings()
    )


def _unreadable(request: Visit, kept: Upload, error: HcatError) -> HttpResponse:
    """The file as a whole says nothing to us: it goes, and the question is put again."""
    uploads.drop(kept)
    form = UploadForm({"kind": kept.kind, "valid_from": kept.valid_from})
    form.errors.pop("file", None)
    form.refuse(error)
    return _ask(request, form, 422)


def _who(request: Visit) -> int:
    """Whose upload it is; these pages let nobody in without an account."""
    return int(request.user.pk or 0)


def _headings() -> list[str]:
    return ["naam", "kvk", "brin", "soort", "werknemers", "grootteklasse", "sbi", "gemeente",
            "plaats", "postcode", "website", "niveaus", "opgericht"]  # fmt: skip


def _plan(request: Visit, kept: Upload, answers: Mapping[int, str], *, dry_run: bool) -> ImportPlan:
    return import_organisations(
        path=kept.path,
        kind=kept.kind or None,
        valid_from=kept.day,
        answers=answers,
        dry_run=dry_run,
        leave_out_doubtful=True,
        by=actor(request),
    )


@require_safe
@desk_page("parties.import")
def preview(request: Visit, token: str) -> HttpResponse:
    kept = uploads.kept(token, user_id=_who(request))
    if far := large_imports.progress(kept):
        return _large(request, kept, far)
    try:
        plan = _plan(request, kept, {}, dry_run=True)
    except NotAllowed:
        raise
    except HcatError as error:
        return _unreadable(request, kept, error)
    return _preview(request, kept, plan, {})


def _large(request: Visit, kept: Upload, far: Progress) -> HttpResponse:
    """How far it is, or what came of it; the page is asked for again, nothing reloads by itself."""
    return desk(
        request,
        "desk/register/import_large.html",
        upload=kept,
        far=far,
        counts=[(str(word), far.counts.get(code, 0)) for code, word in words.OUTCOMES.items()],
        numbers=far.counts,
        ready=far.counts.get("new", 0) + far.counts.get("changed", 0),
        shown=large_imports.SHOWN,
    )


def _preview(
    request: Visit, kept: Upload, plan: ImportPlan, answers: Mapping[int, str], problem: str = ""
) -> HttpResponse:
    site = Site(request)
    towns = towns_of(site)
    names = names_of(
        row.draft.part_of_id for row in plan.rows if row.draft and row.draft.part_of_id
    )
    counts = plan.counts
    return desk(
        request,
        "desk/register/import_preview.html",
        status=422 if problem else 200,
        site=site,
        upload=kept,
        plan=plan,
        problem=problem,
        counts=[(code, str(word), counts[code]) for code, word in words.OUTCOMES.items()],  # type: ignore[index]
        total=len(plan.rows),
        ready=counts["new"] + counts["changed"],
        wrong=plan.of("wrong"),
        doubtful=[_doubt(row, answers) for row in plan.of("doubtful")],
        changed=[(row, _difference(row, names, towns)) for row in plan.of("changed")[:SHOWN]],
        new=plan.of("new")[:SHOWN],
        noted=[row for row in plan.rows if row.notes][:SHOWN],
        numbers=counts,
        shown=SHOWN,
    )


def _doubt(row: RowPlan, answers: Mapping[int, str]) -> dict[str, Any]:
    return {
        "row": row,
        "answer": answers.get(row.number, ""),
        "known": [one for one in row.perhaps if one.key],
        "in_file": [one for one in row.perhaps if not one.key],
    }


def _difference(
    row: RowPlan, names: dict[int, str], towns: dict[str, str]
) -> list[tuple[str, str, str]]:
    return [
        (str(words.FIELDS[field]), shown(field, was, names, towns),
         shown(field, now, names, towns))
        for field, (was, now) in row.difference.items()
    ]  # fmt: skip


@desk_page("parties.import", does=True)
def write(request: Visit, token: str) -> HttpResponse:
    """Write with the answers given. A row without an answer is left out; nothing is guessed."""
    kept = uploads.kept(token, user_id=_who(request))
    if far := large_imports.progress(kept):
        if far.step == "ready":
            large_imports.begin(kept, "writing")
        return redirect("register:import-preview", token)
    answers = _answers(request)
    try:
        plan = _plan(request, kept, answers, dry_run=False)
    except NotAllowed:
        raise
    except HcatError as error:
        plan = _plan(request, kept, answers, dry_run=True)
        return _preview(request, kept, plan, answers, str(error))
    if not plan.was_written:
        return _preview(
            request, kept, plan, answers,
            _("Nothing was written: the file has rows that cannot be read."),
        )  # fmt: skip
    uploads.drop(kept)
    messages.success(request, _told(plan))
    return redirect("register:organisations")


def _answers(request: Visit) -> dict[int, str]:
    """``row-12=org-abc`` or ``row-12=new``; a row that is left out has no answer."""
    return {
        int(name[4:]): str(value)
        for name, value in request.POST.items()
        if name.startswith("row-") and name[4:].isdecimal() and value
    }


def _told(plan: ImportPlan) -> str:
    counts = plan.counts
    if not counts["new"] and not counts["changed"]:
        told = _("Nothing changed: everything in the file was known already.")
    else:
        told = _("Written: %(new)d new, %(changed)d changed.") % counts
    if counts["doubtful"]:
        told += " " + ngettext(
            "%(count)d row was left out.", "%(count)d rows were left out.", counts["doubtful"]
        ) % {"count": counts["doubtful"]}
    return told


@desk_page("parties.import", does=True)
def call_off(request: Visit, token: str) -> HttpResponse:
    kept = uploads.kept(token, user_id=_who(request))
    far = large_imports.progress(kept)
    if far and far.step == "writing":
        return redirect("register:import-preview", token)
    uploads.drop(kept)
    messages.success(request, _("The file is removed; nothing was imported."))
    return redirect("register:organisations")
