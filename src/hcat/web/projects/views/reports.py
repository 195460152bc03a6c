# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Noting that it was reported, and saying what it yielded."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.agenda.api import standing_in
from hcat.foundation.api import NotFound, today
from hcat.projects.api import (
    Method,
    ProgressReport,
    ReportDay,
    Yield,
    days_of,
    method_of,
    note_no_report,
    note_report,
    say_yield,
)
from hcat.web.desk.pages import let_in
from hcat.web.desk.register.pages import Visit, actor, desk_page, form_for
from hcat.web.elements import Names
from hcat.web.projects.forms import CorrectedForm, NoReportForm, ReportForm, YieldForm
from hcat.web.projects.pages import carried_out, form_page, overtaken, work_of

from .charters import Difference


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def note(request: Visit, kind: str, key: str, due: str) -> HttpResponse:
    """For one report day of the charter; once it is noted, what stands is shown."""
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    day = _day(work.method, due)
    charter = work.method.charter
    form = form_for(
        request, ReportForm, initial={"on": today(), "whom": charter.report_to if charter else ""}
    )
    status: int = 200
    other: list[Difference] = []
    if request.method == "POST":
        done, status = carried_out(
            form,
            lambda: note_report(
                by=actor(request), subject=subject, due=day.day, **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("It is noted that it was reported."))
            return redirect(work.url)
        if status == 409:
            work = work_of(request, subject)
            day = _day(work.method, due)
            other = _beside(form, day.report) if day.report is not None else []
    return form_page(
        request, work, form, status=status, template="web/projects/report.html", report=day.report,
        other=other, day=day, button=_("Note that it was reported"),
        title=_("The report of %(title)s for %(day)s")
        % {"title": work.title, "day": date_format(day.day, "DATE_FORMAT")},
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def correct(request: Visit, kind: str, key: str, due: str) -> HttpResponse:
    """A new edition of what was noted for a day; the earlier one stays to be read."""
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    day = _day(work.method, due)
    stands = day.report
    if stands is None:
        raise NotFound(
            _("Nothing was noted for that day yet."),
            mend=_("Choose a day from the page of the project."),
        )
    form = form_for(request, CorrectedForm, initial=_noted(work.method, stands))
    status: int = 200
    other: list[Difference] = []
    if request.method == "POST":
        done, status = carried_out(
            form,
            lambda: note_report(
                by=actor(request), subject=subject, due=day.day, **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("The new edition is kept beside the earlier one."))
            return redirect(work.url)
        if status == 409:
            stands = _day(method_of(subject), due).report or stands
            other = _beside(form, stands)
            overtaken(form, "based_on", stands.edition)
    return form_page(
        request, work, form, status=status, template="web/projects/correct.html", report=stands,
        other=other, button=_("Keep the new edition"),
        title=_("The report of %(title)s for %(day)s, put right")
        % {"title": work.title, "day": date_format(day.day, "DATE_FORMAT")},
    )  # fmt: skip


def _noted(method: Method, stands: ProgressReport) -> dict[str, Any]:
    """As it stands; of what was not given only to whom it would be."""
    if stands.was_given:
        return {
            "on": stands.reported_on, "whom": stands.whom, "said": stands.said,
            "link": stands.link, "based_on": stands.edition,
        }  # fmt: skip
    charter = method.charter
    return {"whom": charter.report_to if charter else "", "based_on": stands.edition}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def none(request: Visit, kind: str, key: str, due: str) -> HttpResponse:
    """No report was given for a day that passed."""
    subject = f"{kind}:{key}"
    work = work_of(request, subject, to="projects.run")
    day = _day(work.method, due)
    form = form_for(request, NoReportForm)
    status: int = 200
    if request.method == "POST":
        done, status = carried_out(
            form,
            lambda: note_no_report(
                by=actor(request), subject=subject, due=day.day, **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("It is noted that no report was given."))
            return redirect(work.url)
        if status == 409:
            day = _day(method_of(subject), due)
    return form_page(
        request, work, form, status=status, template="web/projects/no_report.html",
        report=day.report, button=_("Note that no report was given"),
        title=_("No report of %(title)s for %(day)s")
        % {"title": work.title, "day": date_format(day.day, "DATE_FORMAT")},
    )  # fmt: skip


def _day(method: Method, due: str) -> ReportDay:
    found = next((one for one in days_of(method) if one.day.isoformat() == due), None)
    if found is None:
        raise NotFound(
            _("The charter has no report on that day."),
            mend=_("Choose a day from the page of the project."),
        )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("projects.run", somewhere=True)
def say(request: Visit, kind: str, key: str) -> HttpResponse:
    """What came of the charter that counts, or a new edition of that."""
    subject = f"{kind}:{key}"
    work = work_of(request, subject)
    let_in(request, "projects.run", standing_in(work.item.sheet))
    charter = work.method.charter
    if charter is None:
        raise NotFound(
            _("No charter counts here yet, so nothing was promised."),
            mend=_("Write the charter and have it accepted first."),
        )
    names = Names()
    named = [(one, names.find("result", one).title) for one in charter.results]
    form = form_for(request, YieldForm, initial=_initial(work.method), results=named)
    status: int = 200
    other: list[Difference] = []
    if request.method == "POST":
        done, status = carried_out(
            form,
            lambda: say_yield(by=actor(request), subject=subject, **form.cleaned_data),
        )
        if done:
            messages.success(request, _("It is kept what it yielded."))
            return redirect(work.url)
        if status == 409:
            work = work_of(request, subject)
            other = _beside(form, work.method.yields[0])
            overtaken(form, "based_on", work.method.yields[0].edition)
    return form_page(
        request, work, form, status=status, template="web/projects/yield.html", charter=charter,
        other=other, title=_("What %(title)s yielded") % {"title": work.title},
        button=_("Say what it yielded"),
    )  # fmt: skip


def _initial(method: Method) -> dict[str, Any]:
    """What was said before of this charter, if anything was."""
    said, newest = method.yielded, method.yields[0] if method.yields else None
    found: dict[str, Any] = {"on": today(), "based_on": newest.edition if newest else 0}
    if said is not None:
        for name in ("outcome", "words", "results", "link"):
            found[name] = getattr(said, name)
    return found


def _beside(form: ReportForm | YieldForm, stands: Any) -> list[Difference]:
    """What the other wrote and what was typed here, where they differ."""
    found = []
    for name, typed in form.cleaned_data.items():
        field = form.fields[name]
        words = {key: str(word) for key, word in getattr(field, "choices", ())}
        here, there = _said(typed, words), _said(_standing(stands, name), words)
        if name != "based_on" and here != there:
            found.append(Difference(str(field.label), there, here))
    return found


def _standing(stands: ProgressReport | Yield, name: str) -> Any:
    if name == "on" and isinstance(stands, ProgressReport):
        return stands.reported_on
    return getattr(stands, name, None)


def _said(value: Any, words: dict[str, str]) -> str:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list):
        return "; ".join(words.get(str(one), str(one)) for one in value)
    return words.get(str(value), str(value))
