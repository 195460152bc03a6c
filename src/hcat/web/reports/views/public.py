# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads: the reports that were signed, and the steering group's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.agenda.api import MeetingsOfABody, items, meetings_of
from hcat.evidence.api import Outcome
from hcat.foundation.api import NotFound
from hcat.reports.api import (
    STATES,
    TITLES,
    FigureAgain,
    Kind,
    Report,
    State,
    body_title,
    coming,
    document_of,
    languages,
    live_page,
    not_given,
    pdf_of,
    public_reports,
    report_called,
    reproduced,
    rhythms,
    role_title,
    workbook_of,
)
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, page, show
from hcat.web.reports.shown import shown
from hcat.web.site import Site

PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMING = 5


def language() -> str:
    return (get_language() or "nl")[:2]


def _public(key: str) -> Report:
    """NotFound for a report that is not signed, as for one that is not there."""
    found = report_called(key)
    if found.signed_on is None:
        raise NotFound(
            _("There is no report called %(key)s.") % {"key": key},
            why=_("A report can be read once it is signed."),
            mend=_("Choose one from the list of reports."),
        )
    return found


def rows_of(found: list[Report]) -> list[tuple[Report, Any, str, Any]]:
    """For a list: the report, what it is called, to whom it goes, and how far it is."""
    return [(one, TITLES[one.kind], body_title(one.to), STATES[one.state]) for one in found]


@agenda_page
def report_list(request: HttpRequest, site: Site) -> HttpResponse:
    pages = Pages[Report](request, public_reports())
    return show(
        request,
        "web/reports/reports.html",
        site=site,
        pages=pages,
        rows=rows_of(pages.items),
        coming=[
            (one, TITLES[one.kind], body_title(one.to))
            for one in coming(many=COMING, states=[State.SIGNED])
        ],
        closed=[(one, TITLES[one.kind]) for one in not_given()],
    )


@agenda_page
def report(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    found = _public(key)
    document = document_of(found, language())
    previous = found.frozen.previous
    return show(
        request,
        "web/reports/report.html",
        site=site,
        report=found,
        document=document,
        sections=shown(document),
        previous=previous if previous and previous.signed_on else None,
        role=role_title(found.signed_as, found.signed_on),
        files=found.files.defer("content").order_by("pk"),
        language=language(),
    )


@agenda_page
def again(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    """Figure by figure and count by count: does it still come out?"""
    found = _public(key)
    made = reproduced(found)
    pages = Pages[FigureAgain](request, made.figures)
    explained = sum(one.made.outcome.is_explained for one in made.figures)
    return show(
        request,
        "web/reports/again.html",
        site=site,
        report=found,
        title=TITLES[found.kind],
        made=made,
        pages=pages,
        rows=pages.items,
        explained=explained,
        total=len(made.figures),
        counts=[one for group in made.counts for one in group.counts],
        counts_same=sum(
            one.outcome is Outcome.SAME for group in made.counts for one in group.counts
        ),
    )


@agenda_page
def steering_group(request: HttpRequest, site: Site) -> HttpResponse:
    document = live_page(language())
    return show(
        request,
        "web/reports/steering.html",
        site=site,
        document=document,
        sections=shown(document),
        frozen=public_reports().filter(kind="steering")[:COMING],
        met=_meetings(),
    )


def _meetings() -> MeetingsOfABody | None:
    """When the body meets that this page is for; None where the agenda has none."""
    accounts = next((one.accounts for one in rhythms() if one.kind is Kind.BOARD), "")
    found = meetings_of(one for one in items("body") if one.key == accounts)
    return found.get(accounts)


@page
def pdf(request: HttpRequest, key: str, language: str) -> HttpResponse:
    return as_pdf(_public(key), language)


@page
def xlsx(request: HttpRequest, key: str, language: str) -> HttpResponse:
    found = _public(key)
    response = HttpResponse(workbook_of(found, known(language)), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{found.key}.{language}.xlsx"'
    return response


def as_pdf(found: Report, language: str) -> HttpResponse:
    response = HttpResponse(pdf_of(found, known(language)), content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="{found.key}.{language}.pdf"'
    return response


def known(language: str) -> str:
    """NotFound for a language in which no report is made."""
    if language not in languages():
        raise NotFound(
            _("There is no report in the language %(language)s.") % {"language": language},
            mend=_("Choose from: %(languages)s.") % {"languages": ", ".join(languages())},
        )
    return language
