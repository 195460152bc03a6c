# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the reports asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter, lately

if TYPE_CHECKING:
    from hcat.reports.api import Due

NAMED = 3
"""Missed dates of a report that are matters of their own; those before them are one together."""


def reports_due(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Reports to begin and to sign, and decisions of which nobody said what became of them."""
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.reports.api import TITLES, State, open_decisions, reports

    if powers.may("reports.write"):
        yield Attention(
            key="reports",
            title=_("Reports that are due"),
            why=_("Their date is near or past, and they have not been begun."),
            matters=list(_to_begin()),
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
                    since=one.due,
                    due=one.due,
                    state=str(len(one.outcomes.all())),
                )
                for one in open_decisions()
                if one.due < today()
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
                    due=one.due_on,
                )
                for one in reports(state=State.FROZEN)
            ],
        )


def _to_begin() -> Iterator[Matter]:
    """What is near, then what passed lately, each date by itself; what passed before is one."""
    from hcat.reports.api import NEAR, TITLES, missing_reports

    each: dict[str, list[Due]] = {}
    for one in missing_reports(until=today() + NEAR):
        each.setdefault(one.kind, []).append(one)
    day = today()
    for one in sorted((one for dates in each.values() for one in dates if one.on >= day), key=_on):
        yield _matter(one, _("for %(day)s"))
    passed = {kind: [one for one in dates if one.on < day] for kind, dates in each.items()}
    lately = [one for dates in passed.values() for one in dates[-NAMED:]]
    for one in sorted(lately, key=_on, reverse=True):
        yield _matter(one, _("it was due on %(day)s"), since=one.on)
    for kind, dates in passed.items():
        if earlier := dates[:-NAMED]:
            text = ngettext(
                "one earlier date passed without it",
                "%(n)s earlier dates passed without it",
                len(earlier),
            )
            yield Matter(
                key=f"report/{kind}/earlier",
                title=TITLES[kind],
                url=f"{reverse('reports:desk')}#passed",
                action=_("Begin them, or say why they were not given"),
                note=text % {"n": len(earlier)},
                since=earlier[0].on,
                state=str(len(earlier)),
            )


def _on(one: Due) -> date:
    return one.on


def _matter(one: Due, note: str, *, since: date | None = None) -> Matter:
    from hcat.reports.api import TITLES

    return Matter(
        key=f"report/{one.kind}/{one.on}",
        title=TITLES[one.kind],
        url=new_address(one.kind, one.on),
        action=_("Begin the report"),
        note=note % {"day": date_format(one.on, "DATE_FORMAT")},
        since=since,
        due=lately(one.on),
    )


def new_address(kind: str, on: date) -> str:
    """Where the report for this date is begun."""
    return f"{reverse('reports:new')}?which={kind}/{on.isoformat()}"
