# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a frozen report again: figure by figure and verdict by verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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

from .models import Report

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.SAME: gettext_lazy("comes out"),
    Outcome.ENTERED: gettext_lazy("was entered by a person, and stands as it was"),
    Outcome.INPUTS_ERASED: gettext_lazy("its inputs were erased, under a rule"),
    Outcome.DIFFERS: gettext_lazy("comes out otherwise"),
    Outcome.UNKNOWN_MEASURE: gettext_lazy("nothing measures it any more"),
    Outcome.FAILED: gettext_lazy("cannot be made"),
    Outcome.GONE: gettext_lazy("is not there any more"),
}
"""What came of a figure or verdict, for pages and the terminal alike."""


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
class ReportAgain:
    """A report made again, in the reader's language."""

    of: SnapshotReproduction
    figures: tuple[FigureAgain, ...]
    verdicts: tuple[tuple[Translated, VerdictAgain], ...]
    """Those of results as a whole, with the title of the result."""

    @property
    def comes_out(self) -> bool:
        """Whether all of it comes out, or rests on what a known rule erased."""
        return self.of.comes_out


def reproduced(report: Report) -> ReportAgain:
    """Every figure and verdict of a frozen report, made again. Changes nothing. Refused for a
    draft.
    """
    if not report.is_fixed:
        raise Refused(
            _("A draft is made anew each time."),
            why=_("Only a frozen report stays as it was."),
            mend=_("Freeze it first."),
        )
    snapshot = report.frozen.snapshot
    found = reproduce_snapshot(snapshot.pk)
    figures = snapshot.content["figures"]
    titles = {one["key"]: Translated(one["title"]) for one in snapshot.content["results"]}
    return ReportAgain(
        of=found,
        figures=tuple(_figure(figures[str(one.observation)], one) for one in found.figures),
        verdicts=tuple((titles[one.result], one) for one in found.verdicts if not one.target),
    )


def _figure(stored: dict[str, Any], made: Reproduction) -> FigureAgain:
    period = stored["estimate"]["period"]
    title, days = Translated(stored["title"]), (period["start"], period["end"])
    return FigureAgain(title, part_words(stored), days, made)
