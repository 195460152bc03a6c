# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is known about the results on a day, fetched in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Q

from hcat.agenda.api import Body, Item, Result, Series, Source, Target, items, the_agenda
from hcat.evidence.expected_parts import part_named, place_names
from hcat.evidence.measuring.bindings import computed, named, targets
from hcat.evidence.measuring.published import series_of
from hcat.evidence.measuring.registry import measures
from hcat.evidence.models import ENTERED, AssessorFinding, Observation
from hcat.foundation.api import Translated
from hcat.numerics.api import AssessorJudgement

from .one_series import Placed, in_one_series
from .specs import criteria_by_text, criterion_id, in_unit
from .standing import RecordedFigure, Role, Text
from .strands import strands

_Row = TypeVar("_Row", Observation, AssessorFinding)
Place = tuple[str, str, str]
"""Result, target and condition of an entered figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is known on `as_of`: sheets by key, observations by measure or by place."""

    as_of: date
    results: list[Item[Result]]
    series: dict[str, Item[Series]]
    sources: dict[str, Item[Source]]
    bodies: dict[str, Item[Body]]
    places: dict[str, str]
    """Names of the municipalities by their code."""
    measured: dict[str, list[Observation]]
    entered: dict[Place, list[Observation]]
    findings: dict[tuple[str, str], list[AssessorFinding]]

    @classmethod
    def on(
        cls, as_of: date, *, results: list[Item[Result]], known_on: datetime | None = None
    ) -> Gathered:
        """`known_on`: leave out what was recorded later, as an old report must."""
        names = {name for _, target in targets(results) for name in named(target)}
        names |= {proxy.measure for _, target in targets(results) for proxy in target.proxies}
        keys = [one.key for one in results]
        series: dict[str, Item[Series]] = {
            one.key: one for one in items("series", as_of=as_of, known_on=known_on)
        }
        names |= {by for bound, by in computed(series.values()).items() if bound in names}
        rows = (
            Observation.objects.filter(Q(measure__in=names) | Q(measure=ENTERED, result__in=keys))
            .about(as_of)
            .standing(known_on)
            .defer("inputs", "recorded_by")
            .order_by("measure", "group", "start", "end", "id")
        )
        found = AssessorFinding.objects.filter(judged_on__lte=as_of, result__in=keys)
        if known_on is not None:
            found = found.filter(recorded_at__lte=known_on)
        judged = list(found.defer("recorded_by"))
        later = {one.supersedes_id for one in judged}
        measured: dict[str, list[Observation]] = defaultdict(list)
        entered: dict[Place, list[Observation]] = defaultdict(list)
        for row in rows:
            if row.measure == ENTERED:
                entered[row.result, row.target, row.condition].append(row)
            else:
                measured[row.measure].append(row)
        findings: dict[tuple[str, str], list[AssessorFinding]] = defaultdict(list)
        for one in judged:
            if one.pk not in later:
                findings[one.result, one.target].append(one)
        agenda = the_agenda(as_of, known_on=known_on)
        return cls(
            as_of=as_of,
            results=results,
            series=series,
            sources={one.key: one for one in items("source", as_of=as_of, known_on=known_on)},
            bodies={one.key: one for one in items("body", as_of=as_of, known_on=known_on)},
            places=place_names(agenda.sheet if agenda else None),
            measured=measured,
            entered=entered,
            findings=findings,
        )

    def direct(
        self, item: Item[Result], target: Target, condition: str = ""
    ) -> list[RecordedFigure]:
        """Figures that speak of a target (or of one of its conditions), in order of time.

        From what it names, and entered by people for it or for another step of the
        same strand: they share their indicator. Figures in another unit cannot be compared and are
        left out, except that an assessor may look at any. Demonstration data count only where
        there is nothing real.
        """
        name = target.measured_by
        if condition:
            name = next((c.measured_by for c in target.conditions if c.key == condition), None)
        # A part of the whole is no figure of the whole: a target about a part has its own series.
        placed = [one for one in self._placed(name or "") if not one.figure.group]
        placed += [Placed(row) for row in self._entered(item, target, condition) if not row.group]
        real = {row.pk for row in real_first(one.figure for one in placed)}
        figures = [
            self._figure(
                one,
                named=name or one.figure.measure,
                title=target.indicator,
                role=Role.DIRECT,
                condition=condition,
                unit=target.unit,
            )
            for one in placed
            if one.figure.pk in real
        ]
        fitting = [
            one for one in figures if target.kind == "judged" or one.estimate.unit == target.unit
        ]
        return sorted(fitting, key=lambda one: (one.estimate.period.end, one.id))

    def parts(self, item: Item[Result], target: Target) -> list[RecordedFigure]:
        """Figures of what the target speaks of, each about one part of the whole, in order of time:
        from what it names, and entered by people as for :meth:`direct`."""
        placed = [(name, one, "") for name in named(target) for one in self._placed(name)]
        for condition in ("", *(one.key for one in target.conditions)):
            rows = self._entered(item, target, condition)
            placed += [(row.measure, Placed(row), condition) for row in rows]
        placed = [found for found in placed if found[1].figure.group]
        real = {row.pk for row in real_first(one.figure for _, one, _ in placed)}
        figures = [
            self._figure(
                one, named=name, title=target.indicator, role=Role.DIRECT, unit=target.unit,
                condition=condition,
            )
            for name, one, condition in placed
            if one.figure.pk in real
        ]  # fmt: skip
        fitting = [one for one in figures if one.estimate.unit == target.unit]
        return sorted(fitting, key=lambda one: (one.estimate.period.end, one.id))

    def _entered(self, item: Item[Result], target: Target, condition: str) -> Iterator[Observation]:
        """What people entered for a target, or for another step of its strand in the same unit."""
        strand = next(one for one in strands(item.sheet.targets) if target in one)
        for step in strand:
            if step.unit == target.unit:
                yield from self.entered.get((item.key, step.key, condition), ())

    def proxies(self, target: Target) -> list[RecordedFigure]:
        """Figures that come near, in the agenda's order, those of each in order of time."""
        return [
            self._figure(
                one,
                named=proxy.measure,
                title=self._title(proxy.measure),
                role=Role.PROXY,
                leaves_out=proxy.leaves_out,
                unit=target.unit,
            )
            for proxy in target.proxies
            for one in sorted(
                self._placed(proxy.measure),
                key=lambda one: (one.figure.group, one.figure.end, one.figure.start),
            )
        ]

    def _placed(self, name: str) -> list[Placed[Observation]]:
        """The figures under a name: of a series also those that its measure computed."""
        rows = list(self.measured.get(name, ()))
        item = self.series.get(series_of(name) or "")
        if item is None or item.sheet.measured_by is None:
            return [Placed(row) for row in real_first(rows)]
        by_measure = self.measured.get(item.sheet.measured_by, ())
        rows += [row for row in by_measure if row.unit == item.sheet.unit]
        real = real_first(rows)
        return in_one_series(
            [row for row in real if row.measure == name],
            [row for row in real if row.measure != name],
            speaks=lambda row: (row.group, row.estimate),
        )

    def judged(self, item: Item[Result], target: Target) -> list[AssessorJudgement]:
        """What assessors found, on criteria that the target still has."""
        rows = self.findings.get((item.key, target.key), ())
        known = criteria_by_text(target.criteria)
        return [
            AssessorJudgement(
                criterion=criterion_id(known[found["criterion"]]),
                met=found["met"],
                assessor=row.assessor,
                on=row.judged_on,
                note=found["note"],
            )
            for row in sorted(real_first(rows), key=lambda row: (row.judged_on, row.pk))
            for found in row.findings
            if found["criterion"] in known
        ]

    def _title(self, measure: str) -> Text:
        item = self.series.get(series_of(measure) or "")
        if item:
            return item.sheet.title
        registered = measures().get(measure)
        return registered.title if registered else measure

    def _figure(
        self,
        placed: Placed[Observation],
        *,
        named: str,
        title: Text,
        role: Role,
        unit: str,
        condition: str = "",
        leaves_out: Translated | None = None,
    ) -> RecordedFigure:
        row = placed.figure
        series = self.series.get(series_of(named) or "")
        if row.measure == ENTERED:
            series = None
        published = None
        if placed.published is not None:
            published = self._figure(
                Placed(placed.published), named=named, title=title, role=role, unit=unit,
                condition=condition, leaves_out=leaves_out,
            )  # fmt: skip
        return RecordedFigure(
            id=row.pk,
            estimate=in_unit(row.estimate, unit),
            measure=row.measure,
            named=named,
            published=published,
            title=title if series is None else series.sheet.title,
            role=role,
            condition=condition,
            group=row.group,
            part=part_title(row.group, series, self.places),
            leaves_out=leaves_out,
            method=series.sheet.method if series and series_of(row.measure) else row.method,
            source=self.sources.get(row.source_key),
            note=row.note,
            is_demo=row.is_demo,
            recorded_at=row.recorded_at,
            code_version=row.code_version,
            supersedes=row.supersedes_id,
        )


def part_title(group: str, series: Item[Series] | None, places: Mapping[str, str]) -> Text:
    """What a part of the whole is called; empty for the whole."""
    if not group:
        return ""
    return (series and series.sheet.group_title(group)) or part_named(group, places)


def real_first(rows: Iterable[_Row]) -> list[_Row]:
    """The rows that are not demonstration data; those only where there is nothing else."""
    known = list(rows)
    return [row for row in known if not row.is_demo] or known
