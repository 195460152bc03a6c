# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Noting that it was reported, and saying what came of the promise."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Item
from hcat.foundation.api import Actor, Refused, now, record, refuse_strange_days, today
from hcat.projects.models import Charter, Phase, ProgressReport, Yield
from hcat.projects.reporting import began_on, promised_report_days
from hcat.projects.subjects import allow, living_subject, subject_of

from .charters import Outdated


@transaction.atomic
def note_report(
    *,
    by: Actor,
    subject: str,
    due: date,
    on: date,
    whom: str,
    said: str,
    link: str = "",
    based_on: int = 0,
    is_demo: bool = False,
) -> ProgressReport:
    """It was reported. `due`: the day of the charter for which. `based_on`: the edition that its
    author puts right, 0 where nothing was noted; `Outdated` when another one stands by now."""
    allow(by, "projects.run", living_subject(subject))
    charters = _charters(subject)
    _refuse_overtaken(subject, due, based_on)
    if not based_on:
        _refuse_other_days(subject, charters, due)
    _refuse_early(subject, charters, on)
    if not whom.strip() or not said.strip():
        raise Refused(
            _("It is not said to whom it was reported, or what."),
            why=_("Who reads it later was not there."),
            mend=_("Name the body or the role, and say in a few lines how it stands."),
        )
    noted = ProgressReport.objects.create(
        subject=subject, due=due, edition=based_on + 1, reported_on=on, whom=whom.strip(),
        said=said.strip(), link=_link(link), recorded_at=now(), recorded_by=by.name,
        recorded_by_user=by.user_id, is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="projects.note_report", subject=subject, due=due.isoformat())
    return noted


@transaction.atomic
def note_no_report(
    *, by: Actor, subject: str, due: date, reason: str, is_demo: bool = False
) -> ProgressReport:
    """For this day of the charter, which has passed, no report was given: it is asked no more, and
    counts as not given. `Outdated` when something was noted for it already."""
    allow(by, "projects.run", living_subject(subject))
    charters = _charters(subject)
    _refuse_overtaken(subject, due, 0)
    _refuse_other_days(subject, charters, due)
    if due >= today():
        raise Refused(
            _("The report of %(day)s can still be given.") % {"day": _day(due)},
            mend=_("Say after that day that none was given."),
        )
    if not reason.strip():
        raise Refused(_("It is not said why no report was given."), mend=_("Say it in a sentence."))
    noted = ProgressReport.objects.create(
        subject=subject, due=due, said=reason.strip(), recorded_at=now(), recorded_by=by.name,
        recorded_by_user=by.user_id, is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="projects.note_no_report", subject=subject, due=due.isoformat())
    return noted


def _refuse_overtaken(subject: str, due: date, based_on: int) -> None:
    standing = ProgressReport.objects.filter(subject=subject, due=due).last()
    if (standing.edition if standing is not None else 0) != based_on:
        raise Outdated(
            _("Something else is noted for %(day)s by now.") % {"day": _day(due)},
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands; what is mistyped is put right in a new edition."),
        )


@transaction.atomic
def say_yield(
    *,
    by: Actor,
    subject: str,
    outcome: str,
    on: date,
    words: str,
    based_on: int,
    results: Collection[str] = (),
    link: str = "",
    is_demo: bool = False,
) -> Yield:
    """What came of the charter that counts; also of what has ended in the agenda. `based_on`: the
    edition of the yield that its author was looking at, 0 where there was none."""
    found = subject_of(subject)
    allow(by, "projects.run", found)
    charters = _charters(subject)
    latest = Yield.objects.filter(subject=subject).first()
    if (latest.edition if latest is not None else 0) != based_on:
        raise Outdated(
            _("Somebody else said in the meantime what it yielded."),
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands now, and save again."),
        )
    if outcome not in Yield.Outcome.values:
        raise Refused(_("It is not said what it yielded."), mend=_("Choose one from the list."))
    if not words.strip():
        raise Refused(
            _("It is not said in words what it yielded."),
            mend=_("Say in a few lines what is there now, and what shows it."),
        )
    _refuse_early(subject, charters, on)
    _refuse_giving_up_early(found, charters[0], outcome, on)
    strange = set(results) - set(charters[0].results)
    if strange:
        raise Refused(
            _("The charter did not name the result %(key)s.") % {"key": min(strange)},
            mend=_("Choose from the results that it should move."),
        )
    said = Yield.objects.create(
        subject=subject, edition=based_on + 1, charter=charters[0], outcome=outcome, on=on,
        words=words.strip(), results=list(results), link=_link(link), recorded_at=now(),
        recorded_by=by.name, recorded_by_user=by.user_id, is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="projects.say_yield", subject=subject, outcome=outcome)
    return said


def _charters(subject: str) -> list[Charter]:
    """The accepted editions, newest first. Locked, so that two who tell at once come after each
    other."""
    found = list(
        Charter.objects.select_for_update().filter(subject=subject, accepted_on__isnull=False)
    )
    if not found:
        raise Refused(
            _("There is no accepted charter."),
            why=_("Nothing was promised yet that could be told about."),
            mend=_("Write the charter and have it accepted first."),
        )
    return found


def _refuse_other_days(subject: str, charters: list[Charter], due: date) -> None:
    """A day that the charter does not have, or one after the next."""
    days = promised_report_days(charters, Yield.objects.filter(subject=subject))
    if due not in days:
        raise Refused(
            _("The charter has no report on %(day)s.") % {"day": _day(due)},
            mend=_("Choose a day from the page of the project."),
        )
    coming = [day for day in days if day > today()]
    if coming and due > coming[0]:
        raise Refused(
            _("The report of %(day)s comes first.") % {"day": _day(coming[0])},
            mend=_("Note that one; a later day is noted when its turn has come."),
        )


def _refuse_early(subject: str, charters: list[Charter], on: date) -> None:
    """Nothing is told before it happened, or before the project began."""
    refuse_strange_days(on)
    if on > today():
        raise Refused(_("That day is still to come."), mend=_("Give the day on which it was so."))
    began = began_on(charters, Phase.objects.filter(subject=subject))
    if began is not None and on < began:
        raise Refused(
            _("The project began only on %(day)s.") % {"day": _day(began)},
            mend=_("Choose that day or a later one."),
        )


def _refuse_giving_up_early(found: Item[Any], charter: Charter, outcome: str, on: date) -> None:
    """Before the promised day only what is there can be said, unless it stops."""
    if outcome == Yield.Outcome.DELIVERED or on >= charter.by_when or found.ended_as:
        return
    gate = Phase.objects.filter(subject=charter.subject).exclude(outcome="").last()
    if gate is None or gate.outcome != Phase.Outcome.STOP:
        raise Refused(
            _("It has until %(day)s to yield what was promised.") % {"day": _day(charter.by_when)},
            why=_("Before that day nobody knows that it will not be there."),
            mend=_("Tell how it stands in a report, or decide at a gate that it stops."),
        )


def _link(link: str) -> str:
    if link.strip():
        try:
            URLValidator(schemes=["http", "https"])(link.strip())
        except ValidationError:
            raise Refused(
                _("This is no address of a page."),
                mend=_("An address begins with https://; leave it open where there is none."),
            ) from None
    return link.strip()


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
