# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became otherwise since the report before: verdicts, targets, results, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Item, Result, Target, history, items
from hcat.evidence.api import RecordedFigure, ResultStanding, amount, verdict_word
from hcat.numerics.api import Verdict
from hcat.reports.document import Block, Finding, Paragraph, Points
from hcat.reports.said import Difference, figures_of

from . import phrases
from .basis import Basis

MOST_FIGURES = 12
"""More than this is for the page of figures, not for a report."""


def blocks(basis: Basis) -> list[Block]:
    """Everything that changed, or that nothing did."""
    changed = basis.difference
    if changed is None:
        first = _("This is the first report: there is none yet to compare it with.")
        return [Paragraph(first), *_revised(basis)]
    found: list[Block] = [*turned(basis, changed), *_revised(basis), *_results(basis, changed)]
    found += _figures(basis, changed)
    return found or [Paragraph(nothing(basis))]


def nothing(basis: Basis) -> str:
    return _("Since %(day)s no verdict turned, no target was revised and no figure came in.") % {
        "day": phrases.day(basis.since)
    }


def turned(basis: Basis, changed: Difference) -> list[Block]:
    standing = {one.key: one for one in basis.results}
    return [
        Finding(
            verdict=one.after,
            title=str(one.title),
            sentence=standing[one.key].sentence(),
            turned_from=one.before,
            anchor=one.key,
        )
        for one in changed.turned
        if one.key in standing
    ]


def turned_sentence(basis: Basis) -> str:
    """How many verdicts turned, for the answer above the report."""
    changed = basis.difference
    if changed is None or basis.previous is None:
        return ""
    since = phrases.day(basis.previous.frozen.as_of)
    if not changed.turned:
        return _("No verdict turned since the report of %(day)s.") % {"day": since}
    return ngettext(
        "%(n)s verdict turned since the report of %(day)s.",
        "%(n)s verdicts turned since the report of %(day)s.",
        len(changed.turned),
    ) % {"n": len(changed.turned), "day": since}


@dataclass(frozen=True, slots=True)
class Revised:
    """A target that reads otherwise than before, with why."""

    result: str
    before: Target
    after: Target
    on: date
    reason: str
    decision: str


def revised_targets(since: date, until: date) -> Iterator[Revised]:
    """Targets that were revised or followed by another within these days."""
    results: list[Item[Result]] = items("result", as_of=until)
    for one in results:
        entries = history("result", one.key)
        for new, old in pairwise(entries):
            if not since <= new.effective_on <= until:
                continue
            before = {target.key: target for target in old.item.sheet.targets}
            for target in new.item.sheet.targets:
                same = before.get(target.key) or before.get(target.succeeds or "")
                if same is not None and _promise(same) != _promise(target):
                    yield Revised(
                        str(one.sheet.title), same, target, new.effective_on, new.reason,
                        str(new.decision or ""),
                    )  # fmt: skip


def _promise(target: Target) -> tuple[object, ...]:
    return (target.kind, target.value, target.deadline, target.unit)


def _revised(basis: Basis) -> list[Block]:
    if basis.previous is None:
        return []
    lines = [revision(one) for one in revised_targets(basis.since, basis.as_of)]
    return [Points(tuple(lines))] if lines else []


def revision(one: Revised) -> str:
    text = _("Target revised on %(day)s: %(result)s; from %(before)s to %(after)s.") % {
        "day": phrases.day(one.on), "result": one.result,
        "before": _said(one.before), "after": _said(one.after),
    }  # fmt: skip
    text += " " + _("Reason: %(reason)s") % {"reason": phrases.sentence(one.reason)}
    if one.decision:
        text += " " + _("Decision: %(decision)s") % {"decision": phrases.sentence(one.decision)}
    return text


def _said(target: Target) -> str:
    if target.value is None:
        text = f"“{target.title}”"
    elif target.kind == "relative":
        text = amount(target.value, "percent")
    else:
        text = amount(target.value, target.unit)
    if target.deadline is None:
        return text
    return _("%(what)s by %(day)s") % {"what": text, "day": phrases.day(target.deadline)}


def _results(basis: Basis, changed: Difference) -> list[Block]:
    standing = {one.key: one for one in basis.results}
    lines = [
        _("New in the agenda: %(title)s.") % {"title": str(standing[key].item.sheet.title)}
        for key in changed.new
        if key in standing
    ]
    lines += [
        _("No longer in the agenda: %(title)s; the last verdict was: %(verdict)s.")
        % {"title": str(one.title), "verdict": verdict_word(Verdict(one.before))}
        for one in changed.ended
    ]
    return [Points(tuple(lines))] if lines else []


def _figures(basis: Basis, changed: Difference) -> list[Block]:
    found = figures_by_number(basis.results)
    lines = [
        _("New figure: %(figure)s") % {"figure": phrases.figure(found[number])}
        for number in changed.figures_new
        if number in found
    ]
    lines += [
        _("Corrected figure: %(figure)s") % {"figure": phrases.figure(found[number])}
        for number in changed.figures_corrected
        if number in found
    ]
    if len(lines) > MOST_FIGURES:
        left = len(lines) - MOST_FIGURES
        lines = lines[:MOST_FIGURES]
        lines.append(
            ngettext(
                "%(n)s more figure; all of them stand on the page of figures.",
                "%(n)s more figures; all of them stand on the page of figures.",
                left,
            )
            % {"n": left}
        )
    return [Points(tuple(lines))] if lines else []


def figures_by_number(results: list[ResultStanding]) -> dict[int, RecordedFigure]:
    return {
        figure.id: figure
        for one in results
        for target in one.targets
        for figure in figures_of(target)
    }
