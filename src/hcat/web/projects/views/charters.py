# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The charter: six questions on one page, prefilled from the sheet; and accepting it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import NotFound
from hcat.projects.api import (
    STEERING,
    Charter,
    Steering,
    accept_charter,
    lead_of,
    write_charter,
)
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.desk.register.pages import Visit, actor, desk_page, form_for
from hcat.web.projects.forms import CharterForm
from hcat.web.projects.pages import Work, carried_out, form_page, overtaken, work_of


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def write(request: Visit, kind: str, key: str) -> HttpResponse:
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    form = form_for(request, CharterForm, initial=_initial(work), item=work.item)
    status, other = 200, None
    if request.method == "POST":
        done, status = carried_out(
            form,
            lambda: write_charter(
                by=actor(request), subject=subject, answers=form.answers,
                based_on=form.cleaned_data["based_on"],
            ),
        )  # fmt: skip
        if done:
            messages.success(
                request,
                _("The charter is kept. It counts once the programme manager accepts it."),
            )
            return redirect(work.url)
        if status == 409:
            work = work_of(request, subject)
            other = _beside(form, work.method.charters[0])
            overtaken(form, "based_on", work.method.edition)
    return form_page(
        request, work, form, status=status, template="web/projects/charter.html", other=other,
        title=_("The charter of %(title)s") % {"title": work.title},
        button=_("Save the charter"),
    )  # fmt: skip


def _initial(work: Work) -> dict[str, Any]:
    """The newest edition or, where there is none, what the sheet tells already."""
    method = work.method
    if method.charters:
        return {**CharterForm.initial_of(method.charters[0]), "based_on": method.edition}
    sheet = work.item.sheet
    found: dict[str, Any] = {"based_on": 0, "report_every": 3, "lead": lead_of(work.item)}
    if work.item.kind == "initiative":
        found |= {"yields": sheet.yields or "", "for_whom": sheet.target_group or ""}
    elif sheet.steering in Steering.values:
        found["steering"] = sheet.steering
    return {name: str(value) if name in ("yields", "for_whom") else value
            for name, value in found.items()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer: as it stands (or was), and as it was typed (or becomes)."""

    label: str
    stands: str
    becomes: str


def _beside(form: CharterForm, stands: Charter) -> list[Difference]:
    """What the other wrote and what was typed here, where they differ."""
    typed = form.answers
    return [
        Difference(str(form.fields[name].label), _said(getattr(stands, name), name), said)
        for name in CharterForm.base_fields
        if name != "based_on"
        and (said := _said(getattr(typed, name), name)) != _said(getattr(stands, name), name)
    ]


def differences(before: Charter, after: Charter) -> list[Difference]:
    """What a new edition says otherwise."""
    return [
        Difference(str(field.label), _said(old, name), _said(new, name))
        for name, field in CharterForm.base_fields.items()
        if name != "based_on" and (old := getattr(before, name)) != (new := getattr(after, name))
    ]


def _said(value: Any, name: str) -> str:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, (list, tuple)):
        return "; ".join(value)
    if name == "steering":
        return str(STEERING[value])
    return str(value)


class _AcceptForm(DeskForm):
    """Nothing to fill in: reading is what is asked."""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.decide", somewhere=True)
def accept(request: Visit, kind: str, key: str) -> HttpResponse:
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.decide")
    waiting = work.method.waiting
    if waiting is None:
        raise NotFound(
            _("No charter waits to be accepted here."),
            mend=_("The page of the project shows the one that counts."),
        )
    form = _AcceptForm(request.POST) if request.method == "POST" else _AcceptForm()
    status = 200
    if request.method == "POST":
        try:
            edition = int(request.POST.get("edition", "0"))
        except ValueError:
            edition = 0
        done, status = carried_out(
            form, lambda: accept_charter(by=actor(request), subject=subject, edition=edition)
        )
        if done:
            messages.success(request, _("The charter counts from today."))
            return redirect(work.url)
    before = work.method.charter
    return form_page(
        request, work, form, status=status, template="web/projects/accept.html", charter=waiting,
        before=before, changed=differences(before, waiting) if before else [],
        steering=STEERING[waiting.steering],
        title=_("Accept the charter of %(title)s") % {"title": work.title},
        button=_("Accept edition %(edition)s") % {"edition": waiting.edition},
    )  # fmt: skip
