# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beginning a report, and withdrawing one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import require
from hcat.reports.kinds import TITLES
from hcat.reports.missed import missing_reports, next_to_begin
from hcat.reports.models import DecisionAsked, Kind, NotGiven, Report, State, Words
from hcat.reports.rhythm import ReportRhythm, rhythm_of

from .rules import locked

RHYTHMIC = (Kind.BOARD.value, Kind.EVALUATION.value)
"""Those of which a rhythm of the agenda says the dates."""


@transaction.atomic
def start_report(
    *, by: Actor, kind: str, due_on: date | None = None, is_demo: bool = False
) -> Report:
    """A draft for a date of the rhythm; without one for the first date that has no report yet.

    Where the report of that date was withdrawn, the draft begins with its words and with the
    decisions that it asked and that wait still. The steering group's page takes any day. Refused
    where the agenda has no rhythm for it, for a day that is no date of the rhythm, and while
    another draft of the kind is open.
    """
    require(by, "reports.write")
    if kind not in Kind.values:
        raise NotFound(
            _("There is no report of the kind %(kind)s.") % {"kind": kind},
            mend=_("Choose from: %(kinds)s.") % {"kinds": ", ".join(Kind.values)},
        )
    open_one = Report.objects.filter(kind=kind, state=State.DRAFT).first()
    if open_one is not None:
        raise Refused(
            _("A draft is open already: %(key)s.") % {"key": open_one.key},
            why=_("Two drafts of one report would each tell half of it."),
            mend=_("Freeze that one, or withdraw it."),
        )
    sort = Kind(kind)
    rhythm = _rhythm(Kind.BOARD if sort is Kind.STEERING else sort)
    if sort is Kind.STEERING:
        on, to = due_on or today(), rhythm.accounts
    else:
        on, to = _date_for(rhythm, due_on), rhythm.to
    try:
        with transaction.atomic():
            report = Report.objects.create(
                key=_free_key(sort, on), kind=sort, due_on=on,
                accounts=rhythm.accounts, to=to, is_demo=is_demo,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            _("There is a report for this date already."),
            mend=_("Choose another date, or withdraw that report."),
        ) from error
    record(by=by, action="reports.started", subject=f"report:{report.key}", **_anew(by, report))
    return report


@transaction.atomic
def not_giving(*, by: Actor, kind: str, on: date, reason: str, and_earlier: bool = False) -> int:
    """Says why no report was given on a date that passed; returns how many dates that closes.

    `and_earlier`: the same reason holds for every date before it that was missed. Said once more of
    a date, the later reason stands. A report can still be begun for it; then that stands instead.
    Refused for a date to come, for one that is not of the rhythm, and where there is a report.
    """
    require(by, "reports.write")
    said = reason.strip()
    if not said:
        raise Refused(_("There is no reason."), mend=_("Say in a sentence why."))
    if kind not in RHYTHMIC:
        raise NotFound(
            _("There is no report of the kind %(kind)s.") % {"kind": kind},
            mend=_("Choose from: %(kinds)s.") % {"kinds": ", ".join(RHYTHMIC)},
        )
    if on > today():
        raise Refused(
            _("That date has not come yet."),
            why=_("Until then the report can be given."),
            mend=_("Choose a date that has passed."),
        )
    _date_for(_rhythm(Kind(kind)), on)
    missed = [one.on for one in missing_reports(until=on) if one.kind == kind and one.on < on]
    dates = [*(missed if and_earlier else []), on]
    for one in dates:
        NotGiven.objects.update_or_create(
            kind=kind, due_on=one, defaults={"reason": said, "recorded_at": now()}
        )
    record(
        by=by, action="reports.not_given", subject=f"reports:{kind}", reason=said,
        dates=[one.isoformat() for one in dates],
    )  # fmt: skip
    return len(dates)


@transaction.atomic
def withdraw_report(*, by: Actor, report: str, on: date, reason: str) -> Report:
    """Takes a report back, with the reason. What it said stays readable where it was signed, and
    the decisions that it asked stay open.
    """
    require(by, "reports.withdraw")
    found = locked(report)
    if found.state == State.WITHDRAWN:
        raise Refused(_("This report was withdrawn."), why=found.withdrawn_reason)
    if not reason.strip():
        raise Refused(
            _("The withdrawal has no reason."),
            why=_("Whoever read the report wants to know why it no longer holds."),
            mend=_("Say in a sentence why it is withdrawn."),
        )
    if on > today():
        raise Refused(_("That day has not come yet."), mend=_("Give today or earlier."))
    found.state, found.withdrawn_on = State.WITHDRAWN, on
    found.withdrawn_reason = reason.strip()
    found.save(update_fields=["state", "withdrawn_on", "withdrawn_reason"])
    record(by=by, action="reports.withdrawn", subject=f"report:{found.key}", reason=reason.strip())
    return found


def _rhythm(kind: Kind) -> ReportRhythm:
    found = rhythm_of(kind)
    if found is None:
        raise Refused(
            _("The agenda does not say when this report is due: %(title)s.")
            % {"title": TITLES[kind]},
            why=_("Its dates, who accounts and to whom stand at a rhythm of a body."),
            mend=_("Give a body a rhythm with that report, in governance.yaml or at the desk."),
        )
    return found


def _date_for(rhythm: ReportRhythm, asked: date | None) -> date:
    taken = set(
        Report.objects.filter(kind=rhythm.kind)
        .exclude(state=State.WITHDRAWN)
        .values_list("due_on", flat=True)
    )
    if asked is None:
        return next_to_begin(rhythm)
    if asked not in rhythm.until(asked):
        near = [*rhythm.until(asked)[-1:], *rhythm.after(asked)]
        raise Refused(
            _("No report is due on %(day)s.") % {"day": date_format(asked, "DATE_FORMAT")},
            why=_("The dates follow from the rhythm in the agenda."),
            mend=_("Choose one of its dates, such as: %(days)s.")
            % {"days": ", ".join(date_format(one, "DATE_FORMAT") for one in near)},
        )
    if asked in taken:
        raise Refused(
            _("There is a report for this date already."),
            mend=_("Choose another date, or withdraw that report."),
        )
    return asked


def _anew(by: Actor, report: Report) -> dict[str, Any]:
    """Takes over what was written for the same date in the report withdrawn last; what it was."""
    old = Report.objects.filter(
        kind=report.kind, due_on=report.due_on, is_demo=report.is_demo, state=State.WITHDRAWN
    ).order_by("-pk").first()  # fmt: skip
    if old is None:
        return {}
    words = [
        Words(
            report=report, section=one.section, texts=one.texts, edition=1, written_at=now(),
            written_by_user=one.written_by_user,
        )
        for one in old.words.all()
        if one.texts
    ]  # fmt: skip
    asked = [
        DecisionAsked(report=report, text=one.text, of=one.of, by_when=one.due, takes_over=one)
        for one in old.asked.prefetch_related("outcomes")
        if not one.is_settled
    ]
    Words.objects.bulk_create(words)
    DecisionAsked.objects.bulk_create(asked)
    return {"after": old.key, "words": len(words), "asked": len(asked)}


def _free_key(kind: Kind, on: date) -> str:
    """``board-2013-04-30``; with a number where a withdrawn one had that name."""
    name = f"{kind.value}-{on.isoformat()}"
    taken = set(Report.objects.filter(key__startswith=name).values_list("key", flat=True))
    number, key = 1, name
    while key in taken:
        number += 1
        key = f"{name}-{number}"
    return key
