# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reports at the desk: which there are, beginning one, what it holds, how it will read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.foundation.api import NotFound, today
from hcat.reports.api import (
    SECTIONS,
    STATES,
    TITLES,
    Report,
    body_title,
    document_of,
    languages,
    missing_reports,
    not_given,
    not_giving,
    open_decisions,
    outcome_words,
    report_called,
    reports,
    role_title,
    start_report,
)
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.lists import Pages
from hcat.web.reports.attention import new_address
from hcat.web.reports.forms import NewForm, NotGivenForm
from hcat.web.reports.shown import shown
from hcat.web.reports.views.public import as_pdf, language, rows_of

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page("reports.read")
def report_list(request: Visit) -> HttpResponse:
    pages = Pages[Report](request, reports())
    return desk(
        request,
        "web/reports/desk/reports.html",
        pages=pages,
        rows=rows_of(pages.items),
        waiting=[(one, body_title(one.of), one.due, _last(one)) for one in open_decisions()],
        passed=[
            (one, TITLES[one.kind], new_address(one.kind, one.on))
            for one in reversed(missing_reports(until=today() - timedelta(days=1)))
        ],
        closed=[(one, TITLES[one.kind]) for one in not_given()],
        may_write=request.powers.may("reports.write"),
    )


def _last(asked: Any) -> str:
    rows = list(asked.outcomes.all())
    return outcome_words(rows[-1]) if rows else ""


@form_page
@desk_page("reports.write")
def new(request: Visit) -> HttpResponse:
    form = form_for(request, NewForm, initial={"which": request.GET.get("which", "")})
    if form.is_valid():
        made: list[Report] = []
        kind, due_on = form.cleaned_data["which"]
        if done(
            form,
            lambda: made.append(start_report(by=actor(request), kind=kind, due_on=due_on)),
        ):
            messages.success(request, _("The report is begun. Its figures fill themselves in."))
            _tell_taken_over(request, made[0])
            return redirect("reports:desk-report", made[0].key)
    return desk(request, "web/reports/desk/new.html", status=422 if form.errors else 200, form=form)


def _tell_taken_over(request: Visit, made: Report) -> None:
    words, asked = made.words.count(), made.asked.count()
    if words or asked:
        messages.info(
            request,
            _(
                "It takes over what the report that was withdrawn said: sections with words: "
                "%(words)s, decisions asked: %(asked)s. Change or take out what no longer holds."
            )
            % {"words": words, "asked": asked},
        )


@form_page
@desk_page("reports.write")
def close(request: Visit, kind: str, day: str) -> HttpResponse:
    """Says why no report was given on a date that passed."""
    if kind not in TITLES or (on := parse_date(day)) is None:
        raise NotFound(
            _("There is no such date of a report."), mend=_("Choose one from the list of reports.")
        )
    form = form_for(request, NotGivenForm)
    if form.is_valid() and done(
        form,
        lambda: not_giving(
            by=actor(request), kind=kind, on=on, reason=form.cleaned_data["reason"],
            and_earlier=form.cleaned_data["which"] == "earlier",
        ),
    ):  # fmt: skip
        messages.success(request, _("The reason is recorded. It stands with the reports."))
        return redirect("reports:desk")
    return desk(
        request, "web/reports/desk/close.html", status=422 if form.errors else 200, form=form,
        title=TITLES[kind], on=on,
    )  # fmt: skip


@require_safe
@desk_page("reports.read")
def report(request: Visit, key: str) -> HttpResponse:
    found = report_called(key)
    written = {one.section: one for one in found.words.all()}
    is_draft = found.state == "draft"
    return desk(
        request,
        "web/reports/desk/report.html",
        report=found,
        title=TITLES[found.kind],
        state=STATES[found.state],
        to=body_title(found.to),
        sections=[
            (section, title, row)
            for section, title in SECTIONS[found.kind].items()
            if (row := written.get(section)) or is_draft
        ],
        asked=[(one, body_title(one.of), _last(one), one.stands_in) for one in found.asked.all()],
        role=role_title(found.signed_as) if found.signed_as else "",
        files=found.files.defer("content").order_by("pk"),
        languages=languages(),
        may_write=is_draft and request.powers.may("reports.write"),
        may_freeze=is_draft and request.powers.may("reports.freeze"),
        may_sign=found.state == "frozen" and request.powers.may_somewhere("reports.sign"),
        may_withdraw=found.state != "withdrawn" and request.powers.may("reports.withdraw"),
        may_settle=found.is_fixed and request.powers.may("reports.write"),
    )


@require_safe
@desk_page("reports.read")
def preview(request: Visit, key: str) -> HttpResponse:
    found = report_called(key)
    document = document_of(found, language())
    return desk(
        request,
        "web/reports/desk/preview.html",
        report=found,
        document=document,
        sections=shown(document),
    )


@require_safe
@desk_page("reports.read")
def pdf(request: Visit, key: str, language: str) -> HttpResponse:
    """The file before everybody may read it."""
    return as_pdf(report_called(key), language)
