# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to measure on a day: a job for each published series and registered measure.

A job reads and works out; it writes nothing. What it comes to is stored by `evaluation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from hcat.agenda.api import Item, Result, Series, Source, items, the_agenda
from hcat.evidence.models import Observation
from hcat.evidence.words import steps as words
from hcat.foundation.api import Translated, release
from hcat.numerics.api import Estimate, NumericsError, Period

from . import registry, storing
from .bindings import intervals, series_used
from .published import WITHDRAWN, estimate_of, measure_of
from .registry import Measure, Scope, Takes, WrongMeasure
from .windows import due_windows, is_due


@dataclass(frozen=True, slots=True)
class Step:
    """A figure that is to be stored, what it takes the place of, and why."""

    draft: storing.Draft
    over: Observation | None
    why: str
    """In the reader's language."""


@dataclass(slots=True)
class Outcome:
    """What one measure came to."""

    steps: list[Step] = field(default_factory=list)
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """One measure or series, and the work of taking it."""

    name: str
    title: Translated | str
    work: Callable[[], Outcome]
    series: Item[Series] | None = None


def jobs(day: date, since: date | None) -> Iterator[Job]:
    """Everything that there is to take on a day: the series that targets use, then the measures.

    `since`: also every window, and the end of every interval, from that day on.
    """
    agenda = the_agenda()
    language = agenda.sheet.languages[0] if agenda else "nl"
    results: list[Item[Result]] = items("result")
    sources: dict[str, Item[Source]] = {one.key: one for one in items("source")}
    used = series_used(results)
    series: list[Item[Series]] = items("series")
    for item in series:
        if item.key in used:
            work = partial(_published, item, sources, language)
            yield Job(measure_of(item.key), item.sheet.title, work, item)
    months = intervals(results, series)
    for name, measure in registry.measures().items():
        if not _has_begun(measure, day):
            continue
        work = partial(_registered, measure, months.get(name, 12), day, since)
        yield Job(name, str(measure.title), work)


# Published series


def _published(item: Item[Series], sources: dict[str, Item[Source]], language: str) -> Outcome:
    name = measure_of(item.key)
    standing = storing.by_slot(storing.heads(name))
    outcome = Outcome()
    for figure in item.sheet.figures:
        slot = (figure.group, figure.start, figure.end)
        source = sources.get(figure.source)
        try:
            estimate = estimate_of(item.sheet, figure, source, language)
        except NumericsError as error:
            standing.pop(slot, None)
            outcome.problems.append(f"{figure.start}/{figure.end} {figure.group}: {error}".strip())
            continue
        draft = storing.Draft(
            measure=name, estimate=estimate, group=figure.group, source_key=figure.source,
            note=figure.note, inputs={"series": item.key}, code_version=release(),
        )  # fmt: skip
        publisher = source.sheet.publisher if source else figure.source
        _compare(draft, standing.pop(slot, None), outcome, partial(words.published, publisher))
    for row in standing.values():
        _compare(_withdrawal(row), row, outcome, words.withdrawn)
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


# Registered measures


def _has_begun(measure: Measure, day: date) -> bool:
    """Whether there is anything to measure; what was stored once is measured on."""
    if measure.has_begun is None or measure.has_begun(day):
        return True
    return bool(storing.heads(measure.name))


def _registered(measure: Measure, months: int, day: date, since: date | None) -> Outcome:
    rows = [row for row in storing.heads(measure.name) if row.end <= day]
    if since is not None:
        since = _answerable(measure, since, day)
    if measure.takes is Takes.MOMENT:
        return _moments(measure, months, day, since, rows)
    return _windows(measure, months, day, since, rows)


def _answerable(measure: Measure, since: date, day: date) -> date | None:
    """From when on the measure can answer: its rule erased what came before."""
    erased = measure.erased_until(day)
    return since if erased is None else max(since, erased + timedelta(days=1))


def _moments(
    measure: Measure, months: int, day: date, since: date | None, rows: list[Observation]
) -> Outcome:
    outcome = Outcome()
    standing = {row.end: row for row in rows}
    for past in _ends(months, day, since):
        draft = _draft(measure, Period.day(past))
        _compare(draft, standing.get(past), outcome, words.measured)
    draft = _draft(measure, Period.day(day))
    last = max(rows, key=lambda row: row.end, default=None)
    if last is not None and last.end < day:
        same = last.inputs_fingerprint == draft.fingerprint
        if same and not is_due(last.end, months, day):
            outcome.unchanged += 1
            return outcome
    _compare(draft, standing.get(day), outcome, words.measured)
    return outcome


def _ends(months: int, day: date, since: date | None) -> Iterator[date]:
    """The last day of each interval from `since` on, and before `day`."""
    if since is not None:
        for window in due_windows(months, day, since=since):
            if since <= window.end < day:
                yield window.end


def _windows(
    measure: Measure, months: int, day: date, since: date | None, rows: list[Observation]
) -> Outcome:
    outcome = Outcome()
    standing = storing.by_slot(rows)
    taken = max((row.end for row in rows), default=None)
    if measure.kept_since is not None:
        taken = min(filter(None, (taken, measure.kept_since())), default=None)
    asked = [
        window
        for begin in (taken, since)
        for window in due_windows(months, day, since=begin)
        if begin is taken or since is None or window.start >= since
    ]
    for window in sorted(set(asked), key=lambda one: one.start):
        draft = _draft(measure, window)
        _compare(draft, standing.get(draft.slot), outcome, words.measured)
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


def _compare(
    draft: storing.Draft,
    over: Observation | None,
    outcome: Outcome,
    why: Callable[[storing.Draft, Observation | None], str],
) -> None:
    if over is not None and over.inputs_fingerprint == draft.fingerprint:
        outcome.unchanged += 1
    else:
        outcome.steps.append(Step(draft, over, why(draft, over)))
