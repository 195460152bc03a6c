# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the reports asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

BEFORE = timedelta(days=42)
"""A report of which the date is so near is begun: six weeks, for the words and the meeting."""


def reports_due(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Reports to begin and to sign, and decisions of which nobody said what became of them."""
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.reports.api import TITLES, State, missing_reports, open_decisions, reports

    if powers.may("reports.write"):
        yield Attention(
            key="reports",
            title=_("Reports that are due"),
            why=_("Their date is near or past, and they have not been begun."),
            matters=[
                Matter(
                    key=f"report/{one.kind}/{one.on}",
                    title=TITLES[one.kind],
                    url=f"{reverse('reports:new')}?kind={one.kind}",
                    action=_("Begin the report"),
                    note=_("for %(day)s") % {"day": date_format(one.on, "DATE_FORMAT")},
                )
                for one in missing_reports(until=today() + BEFORE)
            ],
        )
        yield Attention(
            key="asked",
            title=_("Decisions that were asked"),
            why=_("Their date is past; say what became of them."),
            matters=[
                Matter(
                    key=f"asked/{one.pk}",
                    title=str(one.words),
                    url=reverse("reports:settle", args=[one.pk]),
                    action=_("Say what became of it"),
                    since=one.by_when,
                    state=str(len(one.outcomes.all())),
                )
                for one in open_decisions()
                if one.by_when < today()
            ],
        )
    if powers.may_somewhere("reports.sign"):
        yield Attention(
            key="to-sign",
            title=_("Reports to sign"),
            why=_("They are frozen; nobody reads them before they are signed."),
            matters=[
                Matter(
                    key=f"sign/{one.key}",
                    title=f"{TITLES[one.kind]}, {date_format(one.due_on, 'DATE_FORMAT')}",
                    url=reverse("reports:sign", args=[one.key]),
                    action=_("Read and sign"),
                )
                for one in reports(state=State.FROZEN)
            ],
        )
