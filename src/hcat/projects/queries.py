# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How projects are run, read as they stand today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import F, Q

from hcat.agenda.api import InitiativeStatus, Item, items
from hcat.foundation.api import today

from .dates import add_months
from .models import HIGH, Charter, Milestone, Phase, ProgressReport, Risk, Yield
from .subjects import subject_of, subjects_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Method:
    """How one project or initiative is run."""

    item: Item[Any]
    charters: list[Charter] = field(default_factory=list)
    """Newest edition first."""
    phases: list[Phase] = field(default_factory=list)
    """In order of time; the moves of their gates are fetched along."""
    milestones: list[Milestone] = field(default_factory=list)
    """By their day; their moves are fetched along."""
    risks: list[Risk] = field(default_factory=list)
    """Open ones with the heaviest first, then what was closed."""
    reports: list[ProgressReport] = field(default_factory=list)
    """By the day for which they were given, then by edition."""
    yields: list[Yield] = field(default_factory=list)
    """Newest edition first."""

    @property
    def subject(self) -> str:
        return self.item.name

    @property
    def charter(self) -> Charter | None:
        """The edition that counts."""
        return next((one for one in self.charters if one.accepted_on is not None), None)

    @property
    def waiting(self) -> Charter | None:
        """A newer edition that nobody has accepted yet."""
        newest = self.charters[0] if self.charters else None
        return newest if newest is not None and newest.accepted_on is None else None

    @property
    def edition(self) -> int:
        return self.charters[0].edition if self.charters else 0

    @property
    def phase(self) -> Phase | None:
        return next((one for one in self.phases if not one.outcome), None)

    @property
    def last_gate(self) -> Phase | None:
        return next((one for one in reversed(self.phases) if one.outcome), None)

    @property
    def next_milestone(self) -> Milestone | None:
        return next((one for one in self.milestones if one.is_open), None)

    @property
    def open_risks(self) -> list[Risk]:
        return [one for one in self.risks if one.closed_on is None]

    @property
    def yielded(self) -> Yield | None:
        """What came of the edition that counts; None until it was said."""
        newest, charter = (self.yields[0] if self.yields else None), self.charter
        said = newest is not None and charter is not None and newest.charter_id == charter.pk
        return newest if said else None

    @property
    def is_empty(self) -> bool:
        return not (self.charters or self.phases or self.milestones or self.risks)

    @property
    def is_to_stop(self) -> bool:
        """It was decided that it stops, and the agenda does not say so yet."""
        gate = self.last_gate
        if self.item.ended_as or self.phase is not None or gate is None:
            return False
        over = (InitiativeStatus.STOPPED, InitiativeStatus.DONE)
        return (
            gate.outcome == Phase.Outcome.STOP
            and getattr(self.item.sheet, "status", "") not in over
        )


def method_of(subject: str) -> Method:
    """How this project or initiative is run; NotFound where the agenda does not know it."""
    found = subject_of(subject)
    return _Rows.of(subject=subject).method(found)


def public_methods(found: Iterable[Item[Any]]) -> list[Method]:
    """What everybody may read of how these are run: no risks, no reports, and no moves of
    milestones. Those of which nothing is known are left out. Four queries."""
    by_name = {one.name: one for one in found}
    wanted = {"subject__in": list(by_name)}
    charters = by_subject(Charter.objects.filter(accepted_on__isnull=False, **wanted))
    phases = by_subject(Phase.objects.filter(**wanted))
    milestones = by_subject(Milestone.objects.filter(**wanted))
    yields = by_subject(Yield.objects.filter(**wanted))
    return [
        Method(
            item,
            charters.get(name, []),
            phases.get(name, []),
            milestones.get(name, []),
            yields=yields.get(name, []),
        )
        for name, item in by_name.items()
        if name in charters or name in phases or name in milestones
    ]


def methods() -> list[Method]:
    """Of all that has anything of the method; a handful of queries, however many there are."""
    rows = _Rows.of()
    return [rows.method(one) for one in subjects_of(rows.subjects).values()]


def watched() -> list[Method]:
    """What somebody has to keep an eye on: all projects, and what has anything of the method;
    without its milestones and risks, since `milestones_near` and `risks_to_look_at` choose those
    that ask."""
    rows = _Rows.without_lists()
    listed = (
        set(model._default_manager.order_by().values_list("subject", flat=True).distinct())
        for model in (Milestone, Risk)
    )
    subjects = rows.subjects.union(*listed)
    return _and_bare([rows.method(one) for one in subjects_of(subjects).values()])


def _and_bare(found: list[Method]) -> list[Method]:
    """With the projects of which nothing of the method is known."""
    known = {one.subject for one in found}
    return [*found, *(Method(one) for one in items("project") if one.name not in known)]


def runnable() -> list[Method]:
    """All projects, what has anything of the method, and the initiatives that are under way without
    it."""
    found = _and_bare(methods())
    known = {one.subject for one in found}
    under_way = [one for one in items("initiative") if _is_under_way(one)]
    return [*found, *(Method(one) for one in under_way if one.name not in known)]


@dataclass(frozen=True, slots=True)
class Asking(Generic[T]):
    """The most urgent of what asks for somebody, and how many there are."""

    first: list[T]
    number: int


def milestones_near(subjects: Iterable[str], *, most: int) -> Asking[Milestone]:
    """Of these projects what `is_near`, the first day first; two queries, however many there are.
    One more than `most`, if there is one: it tells by when the others are due."""
    found = Milestone.objects.filter(
        subject__in=list(subjects), done_on=None, dropped_on=None, due__lte=today() + SOON
    )
    return Asking(list(found[: most + 1]), found.count())


def risks_to_look_at(subjects: Iterable[str], *, most: int) -> Asking[Risk]:
    """Of these projects the open risks of which `look_again_on` has come, those longest ago first;
    as for `milestones_near`."""
    weighed = Risk.objects.annotate(heavy=F("likelihood") * F("effect"))
    found = weighed.filter(
        Q(heavy__gte=HIGH, looked_at_on__lte=_months_ago(EVERY_HIGH))
        | Q(looked_at_on__lte=_months_ago(EVERY_OTHER)),
        subject__in=list(subjects), closed_on=None,
    )  # fmt: skip
    return Asking(list(found.order_by("looked_at_on", "-heavy", "pk")[: most + 1]), found.count())


def _months_ago(months: int) -> date:
    """The last day from which so many months have passed by today; of the longer months several
    days end on one."""
    day = add_months(today(), -months)
    while add_months(day + timedelta(days=1), months) <= today():
        day += timedelta(days=1)
    return day


def _is_under_way(one: Item[Any]) -> bool:
    return one.sheet.status in (InitiativeStatus.RUNNING, InitiativeStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is kept, by subject."""

    charters: dict[str, list[Charter]]
    phases: dict[str, list[Phase]]
    milestones: dict[str, list[Milestone]]
    risks: dict[str, list[Risk]]
    reports: dict[str, list[ProgressReport]]
    yields: dict[str, list[Yield]]

    @classmethod
    def of(cls, **only: str) -> _Rows:
        return cls(
            by_subject(Charter.objects.filter(**only)),
            by_subject(Phase.objects.filter(**only).prefetch_related("moves")),
            by_subject(Milestone.objects.filter(**only).prefetch_related("moves")),
            by_subject(Risk.objects.filter(**only)),
            by_subject(ProgressReport.objects.filter(**only)),
            by_subject(Yield.objects.filter(**only)),
        )

    @classmethod
    def without_lists(cls) -> _Rows:
        """Without milestones and risks, of which there may be thousands."""
        return cls(
            by_subject(Charter.objects.all()),
            by_subject(Phase.objects.all()),
            {},
            {},
            by_subject(ProgressReport.objects.all()),
            by_subject(Yield.objects.all()),
        )

    @property
    def subjects(self) -> set[str]:
        return {*self.charters, *self.phases, *self.milestones, *self.risks}

    def method(self, item: Item[Any]) -> Method:
        risks = self.risks.get(item.name, [])
        return Method(
            item,
            self.charters.get(item.name, []),
            self.phases.get(item.name, []),
            self.milestones.get(item.name, []),
            sorted(risks, key=lambda one: (one.closed_on is not None, -one.weight, one.pk)),
            self.reports.get(item.name, []),
            self.yields.get(item.name, []),
        )


def by_subject(rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows that have a subject, in the order in which they come."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.subject, []).append(row)
    return found


def report_days(charter: Charter) -> list[date]:
    """The days on which it is reported, until what was promised is there: `MOST_REPORTS` at most,
    however far away that is."""
    steps = report_steps(charter.report_first_on, charter.report_every, charter.by_when)
    return [add_months(charter.report_first_on, months) for months in steps[:MOST_REPORTS]]


MOST_REPORTS = 120
"""Ten years of months: a charter that asks for more has a mistyped day."""


def report_steps(first: date, every: int, until: date) -> range:
    """How many months after the first report each of them comes, the first included.

    >>> list(report_steps(date(2026, 1, 31), 3, date(2026, 10, 30)))
    [0, 3, 6]
    """
    apart = (until.year - first.year) * 12 + until.month - first.month
    if add_months(first, apart) > until:
        apart -= 1
    return range(0, max(apart, 0) + 1, every)


def look_again_on(risk: Risk) -> date:
    """By when a risk is looked at again: a high one monthly, others every three months."""
    return add_months(risk.looked_at_on, EVERY_HIGH if risk.is_high else EVERY_OTHER)


EVERY_HIGH, EVERY_OTHER = 1, 3
"""Months after which a risk is looked at again."""


SOON = timedelta(days=14)


def is_near(milestone: Milestone) -> bool:
    """Open, and overdue or due within two weeks."""
    return milestone.is_open and milestone.due <= today() + SOON
