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

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import is_empty, the_agenda
from hcat.evidence.expected_parts import place_names
from hcat.evidence.queries import each_standing
from hcat.evidence.showing.listing import uses
from hcat.evidence.verdicts.gathering import part_title
from hcat.evidence.words import phrases
from hcat.evidence.words import steps as words
from hcat.foundation.api import Actor, Refused, record, today
from hcat.numerics.api import Estimate, Verdict
from hcat.parties.api import require

from . import storing
from .jobs import Job, jobs
from .jobs import Step as FigureStep

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureStored:
    """A figure that an evaluation stored, or would store."""

    results: tuple[str, ...]
    """Keys of the results that look at it, directly or as one that comes near."""
    measure: str
    title: str
    """What was counted, with its part, in the reader's language."""
    before: Estimate | None
    after: Estimate
    why: str
    """New, or what made it another, in the reader's language."""

    def lines(self) -> list[str]:
        """One line for each result that it touches."""
        return [
            words.figure(result, self.title, self.before, self.after, self.why)
            for result in self.results or ("",)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMoved:
    """A result of which the verdict turned."""

    result: str
    before: Verdict | None
    after: Verdict
    sentence: str

    def line(self) -> str:
        return words.verdict(self.result, self.before, self.after, self.sentence)


@dataclass(slots=True)
class EvaluationReport:
    """What an evaluation did."""

    as_of: date
    measures: int = 0
    stored: int = 0
    unchanged: int = 0
    turned: list[VerdictMoved] = field(default_factory=list)
    """Results whose verdict turned; a dry run cannot tell."""
    problems: list[Problem] = field(default_factory=list)


OnFigure = Callable[[FigureStored], None]


def evaluate(
    *,
    by: Actor,
    as_of: date | None = None,
    since: date | None = None,
    dry_run: bool = False,
    on_progress: Callable[[Step], None] | None = None,
    on_figure: OnFigure | None = None,
) -> EvaluationReport:
    """Take every measure that is due and store what changed. A second run stores nothing.

    Published figures are taken as their series give them now; measures over the system's own data
    are taken as of the day. `since`: also every window, and for what stands on a day the end of
    every interval, from that day on; what a rule of retention has erased is left out. With
    `dry_run` nothing is stored and the report says what would be. `on_figure` is told of each
    figure when it is stored; they are not kept, since a first run may store very many.
    Refused when there is no agenda, for a day that has not come, and for one before the agenda was
    adopted; NotAllowed for a person without the right.
    """
    require(by, "evidence.evaluate")
    day = as_of or today()
    _check(day, since)
    before = {} if dry_run else {one.key: one.verdict for one in each_standing(as_of=day)}
    todo = list(jobs(day, since))
    report = EvaluationReport(as_of=day)
    tell = _telling(on_figure)
    for done, job in enumerate(todo, start=1):
        _take(job, report, by=by, dry_run=dry_run, tell=tell)
        if on_progress is not None:
            on_progress(Step(done, len(todo), job.name))
    if report.stored and not dry_run:
        report.turned += _turned(before, day)
    return report


def _check(day: date, since: date | None) -> None:
    if is_empty():
        raise Refused(
            _("There is no agenda to measure."),
            why=_("The database holds no results yet."),
            mend=_("Load one first: hcat agenda load agendas/<region>"),
        )
    if day > today():
        raise Refused(
            _("%(day)s has not come yet.") % {"day": phrases.day(day)},
            why=_("Nobody can measure it."),
            mend=_("Give today or earlier."),
        )
    if since is not None and since > day:
        raise Refused(
            _("%(since)s lies after %(day)s.")
            % {"since": phrases.day(since), "day": phrases.day(day)},
            why=_("There is no window between the two."),
            mend=_("Give an earlier day to begin with."),
        )
    _refuse_before_the_agenda(since or day)


def _refuse_before_the_agenda(day: date) -> None:
    """What is stored stands for good: nothing of before anything was promised."""
    agenda = the_agenda()
    if agenda is None or day >= agenda.sheet.adopted:
        return
    adopted = agenda.sheet.adopted
    raise Refused(
        _("%(day)s lies before the agenda.") % {"day": phrases.day(day)},
        why=_("It was adopted on %(adopted)s, and before that nothing was promised.")
        % {"adopted": phrases.day(adopted)},
        mend=_("The first day possible is %(iso)s.") % {"iso": adopted.isoformat()},
    )


_Tell = Callable[[Job, FigureStep], None]


def _telling(on_figure: OnFigure | None) -> _Tell:
    """What a job stored, told with the results that look at it; nothing where nobody listens."""
    if on_figure is None:
        return lambda job, step: None
    serving = uses()
    agenda = the_agenda()
    places = place_names(agenda.sheet if agenda else None)

    def tell(job: Job, step: FigureStep) -> None:
        part = str(part_title(step.draft.group, job.series, places))
        on_figure(
            FigureStored(
                results=tuple(dict.fromkeys(use.result for use in serving.get(job.name, ()))),
                measure=job.name,
                title=", ".join(filter(None, [str(job.title), part])),
                before=step.over.estimate if step.over else None,
                after=step.draft.estimate,
                why=step.why,
            )
        )

    return tell


def _take(job: Job, report: EvaluationReport, *, by: Actor, dry_run: bool, tell: _Tell) -> None:
    report.measures += 1
    try:
        with transaction.atomic():
            outcome = job.work()
            if outcome.steps and not dry_run:
                storing.add_all([(step.draft, step.over) for step in outcome.steps], by=by)
                record(
                    by=by,
                    action="evidence.measured",
                    subject=f"measure:{job.name}",
                    stored=len(outcome.steps),
                    as_of=report.as_of.isoformat(),
                )
    except Exception as error:  # a mistake in one room's measure must not stop the others
        log.exception("measure %s failed", job.name)
        report.problems.append(Problem(job.name, f"{type(error).__name__}: {error}"))
        return
    report.stored += len(outcome.steps)
    report.unchanged += outcome.unchanged
    report.problems += [Problem(job.name, what) for what in outcome.problems]
    for step in outcome.steps:
        tell(job, step)


def _turned(before: dict[str, Verdict], day: date) -> Iterator[VerdictMoved]:
    for one in each_standing(as_of=day):
        if before.get(one.key) is not one.verdict:
            yield VerdictMoved(
                result=one.key,
                before=before.get(one.key),
                after=one.verdict,
                sentence=one.sentence(),
            )
