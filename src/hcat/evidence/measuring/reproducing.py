# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making an old figure again: whether it comes out, and why not where it does not.

A figure is made again from what was known when it was recorded: the series of the agenda as it
stood then, the vintages that had been fetched, the register without changes that were recorded
later. So a figure that was corrected since still comes out, and says what took its place.
"""

from __future__ import annotations

import logging
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Series, Source, changes, items, the_agenda
from hcat.evidence.figure_fields import UNREADABLE
from hcat.evidence.models import ENTERED, Observation
from hcat.evidence.words import reproductions as words
from hcat.foundation.api import NotFound, today
from hcat.numerics.api import Estimate, NumericsError, Period

from . import registry, storing
from .published import WITHDRAWN, estimate_of, series_of
from .registry import Measure, Scope

log = logging.getLogger(__name__)

TOLERANCE = 1e-9
"""Relative: another processor may round the last digit of a sum in another way."""


class Outcome(StrEnum):
    """What came of making a figure again."""

    SAME = "same"
    """The figure comes out, from the same inputs."""

    DIFFERS = "differs"
    """Another figure comes out, or the same from other inputs, or what is stored was touched."""

    INPUTS_ERASED = "inputs_erased"
    """It cannot come out any more: a named retention rule erased what it was counted from."""

    ENTERED = "entered"
    """A person entered it: what is stored is what was entered, with its source and method."""

    UNKNOWN_MEASURE = "unknown_measure"
    """No room has this measure any more."""

    FAILED = "failed"
    """The measure, or the figure of the series, gives an error now."""

    GONE = "gone"
    """It is not there: a figure of the demonstration that was removed with it."""

    @property
    def is_explained(self) -> bool:
        """Whether the figure comes out, was entered, or rests on a known rule."""
        return self in (Outcome.SAME, Outcome.ENTERED, Outcome.INPUTS_ERASED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """A figure made again."""

    observation: int
    """Its id."""
    outcome: Outcome
    why: str
    """In a few sentences, in the reader's language: what came out, and what changed since."""
    again: Estimate | None = None
    """What came out now; None where nothing can be worked out."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What came out, before it is said what took the place of the old figure since."""

    outcome: Outcome
    why: list[str]
    again: Estimate | None = None


def reproduce(observation: int) -> Reproduction:
    """Make one figure again from what was known when it was recorded. NotFound for an unknown id.

    Changes nothing. A demonstration figure was made up; it stands as it was entered.
    """
    [found] = reproduce_all([observation])
    if found.outcome is Outcome.GONE:
        raise NotFound(
            _("There is no figure with the number %(number)s.") % {"number": observation},
            why=_("Real figures are never deleted; those of the demonstration are."),
            mend=_("See the numbers in hcat status --json, under id."),
        )
    return found


def reproduce_all(observations: Iterable[int]) -> Iterator[Reproduction]:
    """The same for many, in their order and a batch at a time; one that is not there is gone."""
    agendas = _Agendas()
    for batch in storing.in_batches(observations):
        rows = Observation.objects.defer("recorded_by").in_bulk(batch)
        later = {row.supersedes_id: row for row in Observation.objects.filter(supersedes__in=batch)}
        for number in batch:
            made = _made(rows[number], agendas) if number in rows else _gone()
            yield Reproduction(
                observation=number,
                outcome=made.outcome,
                why=" ".join([*made.why, *words.corrected_since(later.get(number))]),
                again=made.again,
            )


def _gone() -> _Made:
    return _Made(Outcome.GONE, [words.gone()])


@dataclass(frozen=True, slots=True)
class _Agenda:
    """What published figures are read from: at one moment, or now."""

    language: str
    series: dict[str, Item[Series]]
    sources: dict[str, Item[Source]]


class _Agendas:
    """The agenda at the moments that are asked for, each read once: it changes seldom."""

    def __init__(self) -> None:
        self._changes = sorted(changes().values_list("recorded_at", flat=True))
        self._kept: dict[tuple[int | None, date | None], _Agenda] = {}

    def known(self, on: datetime | None) -> _Agenda:
        at = None if on is None else bisect_right(self._changes, on)
        day = None if on is None else timezone.localdate(on)
        if (at, day) not in self._kept:
            agenda = the_agenda(known_on=on)
            self._kept[at, day] = _Agenda(
                language=agenda.sheet.languages[0] if agenda else "nl",
                series={one.key: one for one in items("series", known_on=on)},
                sources={one.key: one for one in items("source", known_on=on)},
            )
        return self._kept[at, day]


def _made(row: Observation, agendas: _Agendas) -> _Made:
    if not _is_as_stored(row):
        is_unreadable = row.estimate.missing_reason == UNREADABLE
        why = [words.unreadable(row)] if is_unreadable else []
        return _Made(Outcome.DIFFERS, [*why, words.touched()])
    if row.measure == ENTERED:
        return _Made(Outcome.ENTERED, [words.entered(row)], row.estimate)
    series = series_of(row.measure)
    if series is not None:
        return _published(row, series, agendas)
    measure = registry.measures().get(row.measure)
    if measure is None:
        return _Made(Outcome.UNKNOWN_MEASURE, [words.unknown_measure(row.measure)])
    return _registered(row, measure)


def _is_as_stored(row: Observation) -> bool:
    """Whether the row still fits its fingerprint; a figure that contradicts itself does not."""
    drafts = [storing.draft_of(row, moment=moment) for moment in (False, True)]
    return row.inputs_fingerprint in [draft.fingerprint for draft in drafts]


# Figures of published series


def _published(row: Observation, key: str, agendas: _Agendas) -> _Made:
    then = _in_the_series(row, key, agendas.known(row.recorded_at))
    if isinstance(then, NumericsError):
        return _Made(Outcome.FAILED, [words.failed(str(then))])
    withdrawn = row.missing_reason == WITHDRAWN
    if then is None:
        again = row.estimate if withdrawn else None
        outcome = Outcome.SAME if withdrawn else Outcome.DIFFERS
        return _Made(outcome, [words.not_in_the_series(key, withdrawn=withdrawn)], again)
    if withdrawn or not same_figure(then, row.estimate):
        return _Made(Outcome.DIFFERS, [words.differs(row.estimate, then)], then)
    why = [words.same(timezone.localdate(row.recorded_at))]
    why += words.described_anew(row.estimate, then)
    now = _in_the_series(row, key, agendas.known(None))
    if now is None:
        why.append(words.withdrawn_since())
    elif isinstance(now, Estimate) and not same_figure(now, row.estimate):
        why.append(words.published_anew(now))
    return _Made(Outcome.SAME, why, then)


def _in_the_series(row: Observation, key: str, agenda: _Agenda) -> Estimate | NumericsError | None:
    """The figure as the agenda gives it; the error where it contradicts itself."""
    item = agenda.series.get(key)
    if item is None:
        return None
    for figure in item.sheet.figures:
        if (figure.group, figure.start, figure.end) == (row.group, row.start, row.end):
            source = agenda.sources.get(figure.source)
            try:
                found = estimate_of(item.sheet, figure, source, agenda.language)
            except NumericsError as error:
                return error
            return storing.as_kept(found)
    return None


# Figures of registered measures


def _registered(row: Observation, measure: Measure) -> _Made:
    scope = Scope(known_on=row.recorded_at)
    try:
        again = storing.as_kept(measure(Period(row.start, row.end), scope))
    except Exception as error:  # a mistake in one room's measure is told, like when measuring
        log.exception("measure %s failed", row.measure)
        return _Made(Outcome.FAILED, [words.failed(f"{type(error).__name__}: {error}")])
    changed = words.inputs_changed(row.inputs, storing.plain(scope.used))
    code = words.code_changed(row.code_version, measure.code_version)
    same = same_figure(again, row.estimate)
    if same and not changed:
        why = [words.same(timezone.localdate(row.recorded_at))]
        why += words.described_anew(row.estimate, again)
        return _Made(Outcome.SAME, [*why, *code], again)
    until = measure.erased_until(today())
    if until is not None and row.start <= until:
        why = [words.erased(measure.erased_by or "", until)]
        return _Made(Outcome.INPUTS_ERASED, [*why, *code], again)
    why = [words.other_inputs() if same else words.differs(row.estimate, again)]
    return _Made(Outcome.DIFFERS, [*why, *changed, *(code or words.code_unchanged())], again)


def same_figure(one: Estimate, other: Estimate) -> bool:
    """Whether two estimates give the same figure; how it is described is left out."""
    numbers = ("value", "low", "high", "confidence", "numerator", "denominator")
    facts = ("unit", "period", "quality", "n", "population", "missing_reason")
    return all(getattr(one, name) == getattr(other, name) for name in facts) and all(
        _close(getattr(one, name), getattr(other, name)) for name in numbers
    )


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
