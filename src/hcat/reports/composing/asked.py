# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decisions that are asked, and what became of those that were asked before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import decisions
from hcat.reports.document import Block, Paragraph, Points
from hcat.reports.models import DecisionAsked, DecisionOutcome, State

from . import phrases
from .basis import Basis

What = DecisionOutcome.What


def now_asked(basis: Basis) -> list[DecisionAsked]:
    """Those of this report, and earlier ones that wait still."""
    own = [] if basis.report._state.adding else list(basis.report.asked.all())
    waiting = [one for one in _earlier(basis) if not _is_settled(basis, one)]
    return [*own, *waiting]


def of_all_reports(basis: Basis) -> list[DecisionAsked]:
    """Those of this report, then all of earlier ones, settled or not."""
    own = [] if basis.report._state.adding else list(basis.report.asked.all())
    return [*own, *_earlier(basis)]


def asked_sentence(basis: Basis) -> str:
    """How many decisions are asked, for the answer above the report."""
    count = len(now_asked(basis))
    if not count:
        return _("No decision is asked.")
    text = ngettext("One decision is asked.", "%(n)s decisions are asked.", count)
    return phrases.capital(text % {"n": phrases.counted(count)})


def blocks(basis: Basis, *, told: Collection[int] = ()) -> list[Block]:
    """What is asked, then what became of the rest; `told`: numbers of decisions of which another
    section says what became of them.
    """
    asked = now_asked(basis)
    found: list[Block] = []
    if asked:
        lines = [line(basis, one, is_told=one.pk in told) for one in asked]
        found.append(Points(tuple(lines)))
    else:
        found.append(Paragraph(_("No decision is asked.")))
    told = {*told, *(one.pk for one in asked)}
    became = [
        text for one in _earlier(basis) if one.pk not in told and (text := _became(basis, one))
    ]
    if became:
        found += [Paragraph(_("What became of the decisions asked before:")), Points(tuple(became))]
    return found


def standing_asked(report: int | None = None) -> QuerySet[DecisionAsked]:
    """Every decision that was asked in a report that is fixed, withdrawn ones too: who withdraws a
    report answers none of its questions. One that was taken over by a report that is fixed, or by
    the one of that number, stands there and is left out here.
    """
    over = DecisionAsked.objects.filter(takes_over=OuterRef("pk"))
    over = over.filter(Q(report__frozen__isnull=False) | Q(report=report))
    return DecisionAsked.objects.filter(~Exists(over), report__frozen__isnull=False)


def _earlier(basis: Basis) -> list[DecisionAsked]:
    """Asked in reports that were fixed before this one, of every kind."""
    rows = (
        _of_its_kind(basis, standing_asked(basis.report.pk))
        .filter(report__frozen__as_of__lte=basis.as_of)
        .exclude(report=basis.report.pk)
        .select_related("report__frozen")
        .prefetch_related("outcomes")
    )
    return list(rows)


def _of_its_kind(basis: Basis, rows: QuerySet[DecisionAsked]) -> QuerySet[DecisionAsked]:
    """Real ones in a real report, made-up ones in a made-up one; on the page that nobody keeps what
    there is. As `Basis.reports_before`."""
    if basis.report._state.adding:
        return rows
    return rows.filter(report__is_demo=basis.report.is_demo)


def outcomes_of(basis: Basis, one: DecisionAsked) -> list[DecisionOutcome]:
    """What had happened to it by the day, and was recorded by the moment, of the report."""
    return [
        row
        for row in one.outcomes.all()
        if row.on <= basis.as_of and (not basis.known_on or row.recorded_at <= basis.known_on)
    ]


def _is_settled(basis: Basis, one: DecisionAsked) -> bool:
    return any(row.what != What.DEFERRED for row in outcomes_of(basis, one))


def due(one: DecisionAsked, outcomes: Iterable[DecisionOutcome]) -> date:
    """By when it is asked: the day to which it was put off last, or the first one."""
    put_off = [row.until for row in outcomes if row.until is not None]
    return put_off[-1] if put_off else one.by_when


def line(basis: Basis, one: DecisionAsked, *, is_told: bool = False) -> str:
    """What is asked, of whom and by when; of an earlier one also how it stands, unless that is
    told elsewhere.
    """
    outcomes = outcomes_of(basis, one)
    when = due(one, outcomes)
    text = _("%(text)s Asked of: %(body)s, by %(day)s.") % {
        "text": phrases.sentence(str(one.words)),
        "body": basis.body(one.of),
        "day": phrases.day(when),
    }
    if one.report_id != basis.report.pk:
        asked = {"day": phrases.day(one.report.frozen.as_of)}
        if outcomes and not is_told:
            text += " " + _("It was asked on %(day)s.") % asked + " " + outcome(outcomes[-1])
        elif one.report.state == State.WITHDRAWN:
            text += (
                " "
                + _("It was asked on %(day)s, in a report that was withdrawn, and waits still.")
                % asked
            )
        else:
            text += " " + _("It was asked on %(day)s, and waits.") % asked
    if when < basis.as_of:
        text += " " + _("That date has passed.")
    return text


def _became(basis: Basis, one: DecisionAsked) -> str:
    """What happened to it since the report before; empty where nothing did."""
    before = basis.previous.frozen.known_on if basis.previous else None
    rows = [row for row in outcomes_of(basis, one) if before is None or row.recorded_at > before]
    if not rows:
        return ""
    return f"{phrases.sentence(str(one.words))} {outcome(rows[-1])}"


def outcome(row: DecisionOutcome) -> str:
    """One outcome in words."""
    facts = {"day": phrases.day(row.on), "reason": phrases.sentence(row.reason)}
    if row.what == What.TAKEN:
        title = next((one.title for one in decisions() if one.key == row.decision), row.decision)
        text = _("Taken on %(day)s: “%(title)s”.") % {**facts, "title": title}
        return f"{text} {facts['reason']}".strip()
    if row.what == What.DEFERRED and row.until is not None:
        return _("Put off on %(day)s until %(until)s. %(reason)s") % {
            **facts, "until": phrases.day(row.until),
        }  # fmt: skip
    return _("Dropped on %(day)s. %(reason)s") % facts


def asked_within(basis: Basis, since: date, until: date) -> list[DecisionAsked]:
    """What was to be decided after the one day and up to the other."""
    rows = _of_its_kind(basis, standing_asked()).filter(by_when__gt=since, by_when__lte=until)
    return list(rows.prefetch_related("outcomes"))
