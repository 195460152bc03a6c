# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing what a project promises, and accepting it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, items, revise, standing_in
from hcat.foundation.api import Actor, Refused, now, record, refuse_strange_days, today
from hcat.parties.api import may
from hcat.projects.models import Charter, Steering
from hcat.projects.queries import MOST_REPORTS, report_steps
from hcat.projects.subjects import allow, living_subject


class Outdated(Refused):
    """Somebody else changed it meanwhile: what stands now is to be looked at first."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a charter says; the fields of :class:`Charter`."""

    yields: str
    for_whom: str
    by_when: date
    report_first_on: date
    report_every: int
    report_to: str
    lead: str
    steering: str
    steering_means: str
    means: str = ""
    results: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


@transaction.atomic
def write_charter(
    *, by: Actor, subject: str, answers: Answers, based_on: int, is_demo: bool = False
) -> Charter:
    """A new edition. `based_on`: the edition that its author was looking at, 0 where there was
    none; `Outdated` when another came after it."""
    found = living_subject(subject)
    allow(by, "projects.run", found)
    _refuse_gaps(answers)
    latest = Charter.objects.select_for_update().filter(subject=subject).first()
    stands = latest.edition if latest is not None else 0
    if stands != based_on:
        raise Outdated(
            _("Somebody else wrote edition %(edition)s of this charter in the meantime.")
            % {"edition": stands},
            why=_("What you saw is no longer what stands."),
            mend=_("Look at what stands now, beside what you typed, and save again."),
        )
    if latest is not None and all(
        list(value) == list(getattr(latest, name))
        if isinstance(value, tuple)
        else value == getattr(latest, name)
        for name, value in asdict(answers).items()
    ):
        raise Refused(
            _("The charter reads like this already."),
            mend=_("Change an answer, or leave it as it is."),
        )
    written = Charter.objects.create(
        subject=subject,
        edition=stands + 1,
        written_at=now(),
        written_by=by.name,
        written_by_user=by.user_id,
        is_demo=is_demo,
        **{
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(answers).items()
        },
    )
    record(by=by, action="projects.write_charter", subject=subject, edition=written.edition)
    return written


def _refuse_gaps(answers: Answers) -> None:
    for text, what in (
        (answers.yields, _("what it yields")),
        (answers.for_whom, _("for whom it is")),
        (answers.report_to, _("to whom it is reported")),
        (answers.lead, _("who leads it")),
        (answers.steering_means, _("what the steering means here")),
    ):
        if not text.strip():
            raise Refused(
                _("The charter does not say %(what)s.") % {"what": what},
                mend=_("A sentence is enough."),
            )
    if answers.steering not in Steering.values:
        raise Refused(
            _("The charter does not say how firmly it is steered."),
            mend=_("Choose hierarchical or directing."),
        )
    if not 1 <= answers.report_every <= 12:
        raise Refused(
            _("A project reports at least once a year."),
            mend=_("Choose a number of months from 1 to 12."),
        )
    refuse_strange_days(answers.by_when, answers.report_first_on)
    steps = report_steps(answers.report_first_on, answers.report_every, answers.by_when)
    if len(steps) > MOST_REPORTS:
        raise Refused(
            _("That would be more than %(n)s reports.") % {"n": MOST_REPORTS},
            mend=_("Let it report less often, or look at the year in which it is there."),
        )
    if not any(one.strip() for one in answers.criteria):
        raise Refused(
            _("The charter does not say what must be so before it may go on."),
            why=_("A gate is decided on what was agreed beforehand."),
            mend=_("Write one criterion or more, each on its own line."),
        )
    strange = set(answers.results) - {one.key for one in items("result", ended=True)}
    if strange:
        raise Refused(
            _("The agenda has no result called %(key)s.") % {"key": min(strange)},
            mend=_("Choose from the results of the agenda."),
        )


@transaction.atomic
def accept_charter(*, by: Actor, subject: str, edition: int, on: date | None = None) -> Charter:
    """The promise counts from now on. The agenda takes over how a project is steered."""
    found = living_subject(subject)
    allow(by, "projects.decide", found)
    latest = Charter.objects.select_for_update().filter(subject=subject).first()
    if latest is None or latest.edition != edition:
        raise Outdated(
            _("There is another edition of this charter than the one you read."),
            mend=_("Read the newest edition, and accept that."),
        )
    if latest.accepted_on is not None:
        raise Refused(_("This edition has been accepted already."))
    refuse_strange_days(on)
    latest.accepted_on = on or today()
    latest.accepted_by = by.name
    latest.accepted_by_user = by.user_id
    latest.save(update_fields=["accepted_on", "accepted_by", "accepted_by_user"])
    if found.kind == "project" and not latest.is_demo and found.sheet.steering != latest.steering:
        revise(
            by=_who_revises(by, found), kind="project", key=found.key,
            fields={"steering": latest.steering},
            on=latest.accepted_on,
            reason=_("Agreed in edition %(edition)s of its charter.") % {"edition": edition},
        )  # fmt: skip
    record(by=by, action="projects.accept_charter", subject=subject, edition=edition)
    return latest


def _who_revises(by: Actor, found: Item[Any]) -> Actor:
    """Accepting has the change of the agenda as its consequence, also for a body that may decide
    on projects and not revise the agenda by itself."""
    if by.user_id is None or may(by, "agenda.revise", standing_in(found.sheet)):
        return by
    return Actor.system("projects")
