# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading reports: which there are, and how one reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from hcat.agenda.api import item, the_agenda
from hcat.foundation.api import NotFound, today

from . import serial
from .composing import composed
from .composing.asked import standing_asked
from .composing.basis import Basis
from .document import Document
from .models import DecisionAsked, DecisionOutcome, Kind, Report
from .rhythm import rhythm_of


def reports(*, kind: str = "", state: str = "") -> QuerySet[Report]:
    """Every report, the newest date first; two queries for a page of them."""
    found = Report.objects.select_related("frozen")
    if kind:
        found = found.filter(kind=kind)
    return found.filter(state=state) if state else found


def public_reports() -> QuerySet[Report]:
    """What everybody may read: what was signed, also where it was withdrawn afterwards."""
    return Report.objects.select_related("frozen").filter(signed_on__isnull=False)


def report_called(key: str) -> Report:
    """One report by its key. Raises NotFound."""
    found = Report.objects.select_related("frozen").filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no report called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of reports."),
        )
    return found


def languages() -> tuple[str, ...]:
    """The languages of the agenda: every report is made in each of them."""
    agenda = the_agenda()
    return tuple(agenda.sheet.languages) if agenda else ("nl",)


def document_of(report: Report, language: str) -> Document:
    """The report as it reads: as it was frozen, or composed of what there is today.

    A language that it was not made in gives the first one it was made in.
    """
    if not report.is_fixed:
        known = languages()
        return composed(Basis.live(report), language if language in known else known[0])
    rows = {one.language: one for one in report.documents.all()}
    row = rows.get(language) or next(iter(rows.values()))
    return signed(report, serial.from_json(row.content))


def signed(report: Report, document: Document) -> Document:
    """The document with what happened to it since it was frozen: signed, withdrawn."""
    with override(document.language):
        facts = [*document.facts]
        if report.signed_on:
            facts.append(
                (
                    pgettext("report", "Signed"),
                    (
                        _("%(role)s, %(day)s; the role is as the person who signed states it")
                        if report.signed_as_stated
                        else _("%(role)s, %(day)s")
                    )
                    % {
                        "role": role_title(report.signed_as, report.signed_on),
                        "day": date_format(report.signed_on, "DATE_FORMAT"),
                    },
                )
            )
        if report.withdrawn_on:
            facts.append(
                (
                    pgettext("report", "Withdrawn"),
                    _("%(day)s. %(reason)s")
                    % {
                        "day": date_format(report.withdrawn_on, "DATE_FORMAT"),
                        "reason": report.withdrawn_reason,
                    },
                )
            )
        return replace(document, facts=tuple(facts))


def role_title(key: str, day: date | None = None) -> str:
    """What a role of the agenda is called; a role that nobody knows keeps its key."""
    try:
        return str(item("role", key, as_of=day).sheet.title)
    except NotFound:
        return key


def body_title(key: str, day: date | None = None) -> str:
    try:
        return str(item("body", key, as_of=day).sheet.title)
    except NotFound:
        return key


def decision_asked(number: int) -> DecisionAsked:
    """One decision that was asked, with its outcomes. Raises NotFound."""
    found = (
        DecisionAsked.objects.select_related("report")
        .prefetch_related("outcomes")
        .filter(pk=number)
        .first()
    )
    if found is None:
        raise NotFound(
            _("No decision %(number)s was asked.") % {"number": number},
            mend=_("Choose one from the report."),
        )
    return found


def open_decisions(*, on: date | None = None) -> list[DecisionAsked]:
    """Decisions that were asked in a report that is fixed, and are not settled on a day; also those
    of a report that was withdrawn afterwards, until the one made anew is fixed."""
    day = on or today()
    settled = DecisionOutcome.objects.filter(on__lte=day, what__in=("taken", "dropped"))
    return list(
        standing_asked()
        .filter(report__frozen__as_of__lte=day)
        .exclude(pk__in=settled.values("asked"))
        .select_related("report__frozen")
        .prefetch_related(Prefetch("outcomes", DecisionOutcome.objects.filter(on__lte=day)))
    )


def asked_decisions() -> list[DecisionAsked]:
    """Every decision that was asked in a report that is fixed, with what became of it."""
    return list(
        DecisionAsked.objects.filter(report__frozen__isnull=False)
        .select_related("report__frozen")
        .prefetch_related("outcomes")
    )


def live_page(language: str) -> Document:
    """The steering group's page as it stands now; it is kept only once it is frozen."""
    rhythm = rhythm_of(Kind.BOARD)
    body = rhythm.accounts if rhythm else ""
    page = Report(key="steering", kind=Kind.STEERING, due_on=today(), accounts=body, to=body)
    known = languages()
    return composed(Basis.live(page), language if language in known else known[0])
