# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a frozen report again: figure by figure, verdict by verdict, count by count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hcat.evidence.api import (
    Outcome,
    Reproduction,
    SnapshotReproduction,
    VerdictAgain,
    part_words,
    period_words,
    reproduce_snapshot,
)
from hcat.foundation.api import Refused, Translated
from hcat.numerics.api import Period

from .counted import GROUPS, CountAgain, counted_again, fingerprint
from .models import Report
from .outcomes import OUTCOMES


@dataclass(frozen=True, slots=True)
class FigureAgain:
    """One figure of a report, made again; `title` says what it counts."""

    title: Translated
    part: str
    """The level, profile or municipality that it speaks of; empty for the whole."""
    period: tuple[str, str]
    """First and last day, ISO."""
    made: Reproduction

    @property
    def what(self) -> str:
        """What it counts and of which part, in the reader's language."""
        return f"{self.title}, {self.part}" if self.part else str(self.title)

    @property
    def days(self) -> str:
        """Its period, as a reader writes it."""
        return period_words(Period(*map(date.fromisoformat, self.period)))

    @property
    def outcome(self) -> str:
        """What came of it, in the reader's language."""
        return str(OUTCOMES[self.made.outcome])


@dataclass(frozen=True, slots=True)
class CountsAgain:
    """The counts of one sort, such as those of the initiatives."""

    title: str
    """In the reader's language."""
    counts: tuple[CountAgain, ...]


@dataclass(frozen=True, slots=True)
class ReportAgain:
    """A report made again, in the reader's language."""

    of: SnapshotReproduction
    figures: tuple[FigureAgain, ...]
    verdicts: tuple[tuple[Translated, VerdictAgain], ...]
    """Those of results as a whole, with the title of the result."""
    counts: tuple[CountsAgain, ...]
    """What the report counts itself; empty of one that was frozen before that was kept."""
    are_counts_as_kept: bool
    """Whether what was kept of them still fits its fingerprint."""

    @property
    def comes_out(self) -> bool:
        """Whether all of it comes out, or rests on what a known rule erased."""
        return (
            self.of.comes_out
            and self.are_counts_as_kept
            and all(one.outcome is Outcome.SAME for group in self.counts for one in group.counts)
        )

    @property
    def is_as_kept(self) -> bool:
        """Whether all that was kept still fits its fingerprints."""
        return self.of.is_as_taken and self.are_counts_as_kept


def reproduced(report: Report) -> ReportAgain:
    """Every figure, verdict and count of a frozen report, made again. Changes nothing. Refused for
    a draft.

    What people wrote (their own words, decisions, reasons, names) is kept as it read then, and is
    no figure to make again.
    """
    if not report.is_fixed:
        raise Refused(
            _("A draft is made anew each time."),
            why=_("Only a frozen report stays as it was."),
            mend=_("Freeze it first."),
        )
    frozen = report.frozen
    snapshot = frozen.snapshot
    found = reproduce_snapshot(snapshot.pk)
    figures = snapshot.content["figures"]
    titles = {one["key"]: Translated(one["title"]) for one in snapshot.content["results"]}
    return ReportAgain(
        of=found,
        figures=tuple(_figure(figures[str(one.observation)], one) for one in found.figures),
        verdicts=tuple((titles[one.result], one) for one in found.verdicts if not one.target),
        counts=tuple(_counts(report)),
        are_counts_as_kept=_are_as_kept(report),
    )


def _are_as_kept(report: Report) -> bool:
    frozen = report.frozen
    return not frozen.counts_fingerprint or fingerprint(frozen.counts) == frozen.counts_fingerprint


def _counts(report: Report) -> Iterator[CountsAgain]:
    found = counted_again(report)
    for group, title in GROUPS.items():
        own = tuple(one for one in found if one.stored.group is group)
        if own:
            yield CountsAgain(str(title), own)


def _figure(stored: dict[str, Any], made: Reproduction) -> FigureAgain:
    period = stored["estimate"]["period"]
    title, days = Translated(stored["title"]), (period["start"], period["end"])
    return FigureAgain(title, part_words(stored), days, made)
