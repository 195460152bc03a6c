# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became otherwise since the report before: verdicts, targets, results, figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Target
from hcat.evidence.api import (
    Changes,
    FigureChanged,
    FigureStep,
    RecordedFigure,
    ResultChanged,
    TargetRevised,
    amount,
)
from hcat.reports.document import Block, Finding, Paragraph, Points

from . import phrases
from .basis import Basis

MOST_FIGURES = 12
"""More than this is for the page of figures, not for a report."""
PROMISE = ("kind", "value", "unit", "deadline")
"""What of a target a board wants to know about; other words for the same promise it does not."""


def blocks(basis: Basis) -> list[Block]:
    """Everything that changed, or that nothing did."""
    changes = basis.changes
    if changes is None:
        return [Paragraph(_("This is the first report: there is none yet to compare it with."))]
    lines = (targets(changes), list(_results(changes)), _figures(basis, changes))
    found = [*turned(changes), *(Points(tuple(one)) for one in lines if one)]
    return found or [Paragraph(nothing(basis))]


def nothing(basis: Basis) -> str:
    return _("Since %(day)s no verdict turned, no target was revised and no figure came in.") % {
        "day": phrases.day(basis.since)
    }


def turned(changes: Changes) -> list[Block]:
    return [
        Finding(
            verdict=one.after.value,
            title=str(one.title),
            sentence=one.why,
            turned_from=one.before.value,
            anchor=one.result,
        )
        for one in changes.verdicts
    ]


def turned_sentence(basis: Basis) -> str:
    """How many verdicts turned, for the answer above the report."""
    changes = basis.changes
    if changes is None or basis.previous is None:
        return ""
    since = phrases.day(basis.previous.frozen.as_of)
    if not changes.verdicts:
        return _("No verdict turned since the report of %(day)s.") % {"day": since}
    return ngettext(
        "%(n)s verdict turned since the report of %(day)s.",
        "%(n)s verdicts turned since the report of %(day)s.",
        len(changes.verdicts),
    ) % {"n": len(changes.verdicts), "day": since}


# --- Targets ------------------------------------------------------------------------------------


def targets(changes: Changes) -> list[str]:
    """Promises that read otherwise, each with the reason and the decision behind it."""
    return [_target(one) for one in changes.targets if _promise(one.before) != _promise(one.after)]


def _promise(sheet: dict[str, Any] | None) -> tuple[Any, ...] | None:
    return None if sheet is None else tuple(sheet.get(name) for name in PROMISE)


def _target(one: TargetRevised) -> str:
    facts = {"title": str(one.title), "before": _said(one.before), "after": _said(one.after)}
    if one.before is None:
        text = _("New target: %(title)s, %(after)s.") % facts
    elif one.after is None:
        text = _("Target taken away: %(title)s, %(before)s.") % facts
    else:
        text = _("Target revised: %(title)s, from %(before)s to %(after)s.") % facts
    if one.reason:
        text += " " + _("Reason: %(reason)s") % {"reason": phrases.sentence(one.reason)}
    if one.decision:
        text += " " + _("Decision: %(decision)s") % {"decision": phrases.sentence(one.decision)}
    return text


def _said(sheet: dict[str, Any] | None) -> str:
    if sheet is None:
        return phrases.MISSING
    target = Target.model_validate(sheet)
    if target.value is None:
        text = f"“{target.title}”"
    else:
        text = amount(target.value, "percent" if target.kind == "relative" else target.unit)
    if target.deadline is None:
        return text
    return _("%(what)s by %(day)s") % {"what": text, "day": phrases.day(target.deadline)}


# --- Results and figures ------------------------------------------------------------------------


def _results(changes: Changes) -> Iterator[str]:
    for one in changes.begun:
        yield _why(_("New in the agenda: %(title)s.") % {"title": str(one.title)}, one)
    for one in changes.ended:
        yield _why(_("No longer in the agenda: %(title)s.") % {"title": str(one.title)}, one)


def _why(text: str, one: ResultChanged) -> str:
    return f"{text} {phrases.sentence(one.reason)}".strip()


def _figures(basis: Basis, changes: Changes) -> list[str]:
    known = figures_by_number(basis)
    lines = [
        _figure(one, known.get(one.observation))
        for one in changes.figures
        if one.step is not FigureStep.LEFT_OUT
    ]
    left = len(lines) - MOST_FIGURES
    if left > 0:
        more = ngettext(
            "%(n)s more figure; all of them stand on the page of figures.",
            "%(n)s more figures; all of them stand on the page of figures.",
            left,
        ) % {"n": left}
        lines = [*lines[:MOST_FIGURES], more]
    return lines


def _figure(one: FigureChanged, recorded: RecordedFigure | None) -> str:
    if one.step is FigureStep.NEW and recorded is not None:
        return _("New figure: %(figure)s") % {"figure": phrases.figure(recorded)}
    if one.step is FigureStep.CORRECTED:
        text = _("Corrected figure: %(figure)s") % {"figure": one.sentence}
        return f"{text} {phrases.sentence(one.note)}".strip()
    return one.sentence


def figures_by_number(basis: Basis) -> dict[int, RecordedFigure]:
    """Every figure that some target looks at."""
    return {
        figure.id: figure
        for one in basis.results
        for target in one.targets
        for figure in phrases.figures_of(target)
    }
