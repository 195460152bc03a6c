# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report is composed of: the day it speaks of, what stood then, and the report before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.agenda.api import Agenda, Item, item, items, the_agenda
from hcat.evidence.api import (
    Changes,
    ResultStanding,
    Snapshot,
    difference,
    draft_snapshot,
    standing,
)
from hcat.foundation.api import NotFound, Refused, today
from hcat.parties.api import pledge_totals
from hcat.projects.api import gates_waiting
from hcat.reports.models import Kind, Report, State
from hcat.reports.rhythm import rhythm_of

from .phrases import a_year_before, figures_of


@dataclass(frozen=True)
class Basis:
    """Read in the language that is active; make another for another language."""

    report: Report
    as_of: date
    known_on: datetime | None = None
    """Nothing recorded after this moment counts; None for a draft: everything does."""
    taken: Snapshot | None = None
    """What was written down when the report was frozen; None for a draft."""

    @classmethod
    def live(cls, report: Report) -> Basis:
        return cls(report, today())

    @cached_property
    def agenda(self) -> Agenda:
        found = the_agenda(self.as_of, known_on=self.known_on)
        if found is None:
            raise Refused(_("There is no agenda on that day."), mend=_("Give a later day."))
        return found.sheet

    @property
    def results(self) -> list[ResultStanding]:
        return standing(as_of=self.as_of, known_on=self.known_on)

    @property
    def fingerprint(self) -> str:
        """Of what it rests on; empty for a draft."""
        return self.taken.fingerprint if self.taken else ""

    @cached_property
    def snapshot(self) -> Snapshot:
        """What it rests on: as it was taken, or as it would be taken now."""
        return self.taken or draft_snapshot(as_of=self.as_of, known_on=self.known_on)

    @cached_property
    def previous(self) -> Report | None:
        """The report of the same kind before this one, of which it says the differences; of a
        frozen one that with which it was compared then.
        """
        if self.report.is_fixed:
            return self.report.frozen.previous
        return (
            self.reports_before.filter(kind=self.report.kind)
            .order_by("-frozen__as_of", "-pk")
            .first()
        )

    @property
    def reports_before(self) -> QuerySet[Report]:
        """Every report that was fixed up to this day and not withdrawn, of every kind, and what it
        asked and said. A real report rests on no made-up one, which may be cleared away, nor the
        other way round; the page that nobody keeps shows what there is.
        """
        found = Report.objects.filter(
            frozen__as_of__lte=self.as_of, state__in=(State.FROZEN, State.SIGNED)
        ).exclude(pk=self.report.pk)
        if not self.report._state.adding:
            found = found.filter(is_demo=self.report.is_demo)
        return found.select_related("frozen")

    @property
    def since(self) -> date:
        """The first day that the report before did not speak of; the day itself where both speak of
        one day."""
        if self.previous is None:
            adopted = self.agenda.adopted
            if self.report.kind != Kind.EVALUATION:
                return adopted
            return max(adopted, a_year_before(self.as_of) + timedelta(days=1))
        return min(self.previous.frozen.as_of + timedelta(days=1), self.as_of)

    @cached_property
    def changes(self) -> Changes | None:
        """Since the report before; None for the first one."""
        return None if self.previous is None else self.changes_since(self.previous)

    def changes_since(self, other: Report) -> Changes:
        return difference(other.frozen.snapshot, self.snapshot)

    @property
    def rests_on_demo(self) -> bool:
        """Whether anything in it was made up: a verdict, a figure shown, a pledge, a report; on the
        page that nobody keeps also a gate."""
        return (
            self.report.is_demo
            or Report.objects.filter(is_demo=True).exists()
            or any(one.rests_on_demo for one in self.results)
            or any(
                figure.is_demo
                for one in self.results
                for target in one.targets
                for figure in figures_of(target)
            )
            or any(one.demo for one in pledge_totals(on=self.as_of))
            or (self.report._state.adding and bool(gates_waiting(self.as_of, demo=True)))
        )

    @property
    def next_date(self) -> date | None:
        """When the next report of this kind is due, where the agenda says so."""
        rhythm = rhythm_of(self.report.kind, as_of=self.as_of)
        return rhythm.after(max(self.as_of, self.report.due_on))[0] if rhythm else None

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The manager's own words by section and language."""
        if self.report._state.adding:
            return {}
        return {one.section: one.texts for one in self.report.words.all()}

    def body(self, key: str) -> str:
        """What a body is called on that day; one that is gone keeps its key."""
        try:
            return str(item("body", key, as_of=self.as_of).sheet.title)
        except NotFound:
            return key

    def points(self) -> list[Item[Any]]:
        return items("point", as_of=self.as_of, known_on=self.known_on)
