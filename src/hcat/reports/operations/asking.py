# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions that a report asks for, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import decisions, item
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import require
from hcat.reports.models import DecisionAsked, DecisionOutcome

from .rules import draft

What = DecisionOutcome.What


@transaction.atomic
def ask_decision(
    *, by: Actor, report: str, text: Mapping[str, str], of: str, by_when: date
) -> DecisionAsked:
    """Puts a decision into a draft. `of`: the key of the body of which it is asked."""
    require(by, "reports.write")
    found = draft(report)
    said = {language: words.strip() for language, words in text.items() if words.strip()}
    if not said:
        raise Refused(
            _("The decision has no text."),
            mend=_("Say in one sentence what is to be decided, so that yes or no is an answer."),
        )
    item("body", of)
    if by_when < found.due_on:
        raise Refused(
            _("The decision is asked by a day before the report is due."),
            why=_("The body has not read the report by then."),
            mend=_("Give a later day."),
        )
    row = DecisionAsked.objects.create(report=found, text=said, of=of, by_when=by_when)
    record(by=by, action="reports.asked", subject=f"report:{found.key}", asked=row.pk, of=of)
    return row


@transaction.atomic
def take_back_decision(*, by: Actor, asked: int) -> None:
    """Takes a decision out of a draft again. Refused once the report is frozen."""
    require(by, "reports.write")
    row = _asked(asked)
    found = draft(row.report.key)
    row.delete()
    record(by=by, action="reports.asked_no_more", subject=f"report:{found.key}", asked=asked)


@transaction.atomic
def settle_decision(
    *,
    by: Actor,
    asked: int,
    what: str,
    on: date,
    reason: str = "",
    decision: str = "",
    until: date | None = None,
) -> DecisionOutcome:
    """What became of it: `taken` (with the key of the agenda's decision), `deferred` (until a day,
    with the reason) or `dropped` (with the reason). Once taken or dropped it is settled.
    """
    require(by, "reports.write")
    row = _asked(asked)
    if not row.report.is_fixed:
        raise Refused(
            _("The report that asks this decision is a draft still."),
            why=_("Nobody was asked yet."),
            mend=_("Freeze the report first, or take the decision out of it."),
        )
    if row.outcomes.exclude(what=What.DEFERRED).exists():
        raise Refused(
            _("This decision is settled already."),
            mend=_("Ask for a new decision in the next report."),
        )
    _refuse_elsewhere(row)
    _check(row, what, on, reason, decision, until)
    outcome = DecisionOutcome.objects.create(
        asked=row, what=what, on=on, reason=reason.strip(), decision=decision, until=until,
        recorded_at=now(),
    )  # fmt: skip
    record(
        by=by, action=f"reports.decision_{what}", subject=f"report:{row.report.key}", asked=row.pk,
        decision=decision,
    )  # fmt: skip
    return outcome


def _refuse_elsewhere(row: DecisionAsked) -> None:
    anew = row.stands_in
    if anew is None:
        return
    raise Refused(
        _("This decision stands in the report %(key)s now.") % {"key": anew.report.key},
        why=_("The report that asked it first was withdrawn."),
        mend=_("Say it there, once that report is frozen; or take the decision out of it."),
    )


def _check(
    row: DecisionAsked, what: str, on: date, reason: str, decision: str, until: date | None
) -> None:
    if what not in What.values:
        raise Refused(
            _("A decision cannot become %(what)s.") % {"what": what},
            mend=_("Choose from: %(choices)s.") % {"choices": ", ".join(What.values)},
        )
    if not row.report.frozen.as_of <= on <= today():
        raise Refused(
            _("That day does not fit."),
            why=_("It lies before the report, or has not come yet."),
            mend=_("Give the day on which the body spoke."),
        )
    if what == What.TAKEN:
        if decision not in {one.key for one in decisions()}:
            raise Refused(
                _("The agenda knows no decision called “%(key)s”.") % {"key": decision},
                mend=_("Record the decision at the desk first, then choose it here."),
            )
        return
    if not reason.strip():
        raise Refused(_("There is no reason."), mend=_("Say in a sentence why."))
    if (what == What.DEFERRED) != (until is not None and until > on):
        raise Refused(
            _("What is put off is put off until a later day; what is dropped has none."),
            mend=_("Give the day until which it is put off, or leave it open."),
        )


def _asked(number: int) -> DecisionAsked:
    row = (
        DecisionAsked.objects.select_for_update(of=("self",))
        .select_related("report__frozen")
        .filter(pk=number)
        .first()
    )
    if row is None:
        raise NotFound(
            _("No decision %(number)s was asked.") % {"number": number},
            mend=_("Choose one from the report."),
        )
    return row
