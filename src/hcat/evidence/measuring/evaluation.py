# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measuring: every published series and registered measure, stored where something changed.

Each measure has a transaction of its own. Killed halfway, the database holds whole measures, and
the next run does the rest: a figure that is already there with the same fingerprint is left alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db import transaction

from hcat.agenda.api import Item, Result, Series, Source, is_empty, items, the_agenda
from hcat.evidence.models import Observation
from hcat.foundation.api import Actor, Refused, record, release, today
from hcat.numerics.api import Estimate, NumericsError, Period
from hcat.parties.api import require

from . import registry, storing
from .bindings import intervals, series_used
from .published import WITHDRAWN, estimate_of, measure_of
from .registry import Measure, Scope, Takes, WrongMeasure
from .windows import due_windows, is_due

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A measure that could not be taken, and why. The others are taken all the same."""

    measure: str
    what: str


@dataclass(frozen=True, slots=True)
class Step:
    """How far an evaluation is: `done` of `total` measures, `measure` the last one done."""

    done: int
    total: int
    measure: str


@dataclass(slots=True)
class EvaluationReport:
    """What an evaluation did."""

    as_of: date
    measures: int = 0
    stored: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def evaluate(
    *,
    by: Actor,
    as_of: date | None = None,
    dry_run: bool = False,
    on_progress: Callable[[Step], None] | None = None,
) -> EvaluationReport:
    """Take every measure that is due and store what changed. A second run stores nothing.

    Published figures are taken as their series give them now; measures over the system's own data
    are taken as of the day. With `dry_run` nothing is stored and the report says what would be.
    Refused when there is no agenda, or for a day that has not come; NotAllowed for a person
    without the right.
    """
    require(by, "evidence.evaluate")
    day = as_of or today()
    if is_empty():
        raise Refused(
            "There is no agenda to measure.",
            why="The database holds no results yet.",
            mend="Load one first: hcat agenda load agendas/<region>",
        )
    if day > today():
        raise Refused(
            f"{day} has not come yet.", why="Nobody can measure it.", mend="Give today or earlier."
        )
    jobs = list(_jobs(day))
    report = EvaluationReport(as_of=day)
    for done, (name, job) in enumerate(jobs, start=1):
        _take(name, job, report, by=by, dry_run=dry_run)
        if on_progress is not None:
            on_progress(Step(done, len(jobs), name))
    return report


_Changes = list[tuple[storing.Draft, Observation | None]]


@dataclass(slots=True)
class _Outcome:
    """What one measure came to."""

    changes: _Changes = field(default_factory=list)
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


_Work = Callable[[], _Outcome]


def _take(name: str, work: _Work, report: EvaluationReport, *, by: Actor, dry_run: bool) -> None:
    report.measures += 1
    try:
        with transaction.atomic():
            outcome = work()
            if not dry_run:
                for draft, over in outcome.changes:
                    storing.add(draft, by=by, over=over)
                if outcome.changes:
                    record(
                        by=by,
                        action="evidence.measured",
                        subject=f"measure:{name}",
                        stored=len(outcome.changes),
                        as_of=report.as_of.isoformat(),
                    )
    except Exception as error:  # a mistake in one room's measure must not stop the others
        log.exception("measure %s failed", name)
        report.problems.append(Problem(name, f"{type(error).__name__}: {error}"))
        return
    report.stored += len(outcome.changes)
    report.unchanged += outcome.unchanged
    report.problems += [Problem(name, what) for what in outcome.problems]


def _jobs(day: date) -> Iterator[tuple[str, _Work]]:
    agenda = the_agenda()
    language = agenda.sheet.languages[0] if agenda else "nl"
    results: list[Item[Result]] = items("result")
    sources: dict[str, Item[Source]] = {one.key: one for one in items("source")}
    used = series_used(results)
    series: list[Item[Series]] = items("series")
    for item in series:
        if item.key in used:
            yield measure_of(item.key), partial(_published, item, sources, language)
    months = intervals(results, series)
    for name, measure in registry.measures().items():
        yield name, partial(_registered, measure, months.get(name, 12), day)


def _published(item: Item[Series], sources: dict[str, Item[Source]], language: str) -> _Outcome:
    name = measure_of(item.key)
    standing = storing.by_slot(storing.heads(name))
    outcome = _Outcome()
    for figure in item.sheet.figures:
        slot = (figure.group, figure.start, figure.end)
        try:
            estimate = estimate_of(item.sheet, figure, sources.get(figure.source), language)
        except NumericsError as error:
            standing.pop(slot, None)
            outcome.problems.append(f"{figure.start}/{figure.end} {figure.group}: {error}".strip())
            continue
        draft = storing.Draft(
            measure=name, estimate=estimate, group=figure.group, source_key=figure.source,
            note=figure.note, inputs={"series": item.key}, code_version=release(),
        )  # fmt: skip
        _compare(draft, standing.pop(slot, None), outcome)
    for row in standing.values():
        _compare(_withdrawal(row), row, outcome)
    by = registry.measures().get(item.sheet.measured_by or "")
    if by is not None and by.unit != item.sheet.unit:
        outcome.problems.append(
            f"the series is in {item.sheet.unit}, its measure {by.name} in {by.unit}: "
            "give the series the unit of the measure"
        )
    return outcome


def _withdrawal(row: Observation) -> storing.Draft:
    gone = Estimate.missing(
        WITHDRAWN, unit=row.unit, period=Period(row.start, row.end), source=row.source
    )
    return storing.Draft(
        measure=row.measure, estimate=gone, group=row.group, source_key=row.source_key,
        inputs=row.inputs, code_version=release(),
    )  # fmt: skip


def _registered(measure: Measure, months: int, day: date) -> _Outcome:
    outcome = _Outcome()
    rows = [row for row in storing.heads(measure.name) if row.end <= day]
    if measure.takes is Takes.MOMENT:
        draft = _draft(measure, Period.day(day))
        last = max(rows, key=lambda row: row.end, default=None)
        if last is not None and last.end < day:
            same = last.inputs_fingerprint == draft.fingerprint
            if same and not is_due(last.end, months, day):
                outcome.unchanged += 1
                return outcome
        same_day = last if last is not None and last.end == day else None
        _compare(draft, same_day, outcome)
        return outcome
    standing = storing.by_slot(rows)
    since = max((row.end for row in rows), default=None)
    if measure.kept_since is not None:
        since = min(filter(None, (since, measure.kept_since())), default=None)
    for window in due_windows(months, day, since=since):
        draft = _draft(measure, window)
        _compare(draft, standing.get(draft.slot), outcome)
    return outcome


def _draft(measure: Measure, period: Period) -> storing.Draft:
    scope = Scope()
    estimate = measure(period, scope)
    if estimate.period != period:
        raise WrongMeasure(
            f"measure {measure.name} was asked about {period} and answered about "
            f"{estimate.period}: give the period that was asked"
        )
    return storing.Draft(
        measure=measure.name, estimate=estimate, inputs=scope.used,
        code_version=measure.code_version, moment=measure.takes is Takes.MOMENT,
    )  # fmt: skip


def _compare(draft: storing.Draft, over: Observation | None, outcome: _Outcome) -> None:
    if over is not None and over.inputs_fingerprint == draft.fingerprint:
        outcome.unchanged += 1
    else:
        outcome.changes.append((draft, over))
