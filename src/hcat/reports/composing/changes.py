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
    period_words,
    verdict_word,
)
from hcat.reports.document import Block, Column, Paragraph, Points, Table

from . import phrases
from .basis import Basis

MOST_LINES = 6
"""More figures than this are for their own page, not for a report."""
PROMISE = ("kind", "value", "unit", "deadline")
"""What of a target a board wants to know about; other words for the same promise it does not."""


def blocks(basis: Basis) -> list[Block]:
    """Everything that changed, or that nothing did."""
    changes = basis.changes
    if changes is None:
        return [Paragraph(_("This is the first report: there is none yet to compare it with."))]
    lines = (targets(basis, changes), list(_results(changes)), _figures(basis, changes))
    found = [*turned(changes), *(Points(tuple(one)) for one in lines if one)]
    return found or [Paragraph(nothing(basis))]


def nothing(basis: Basis) -> str:
    return _("Since %(day)s no verdict turned, no target was revised and no figure came in.") % {
        "day": phrases.day(basis.since)
    }


def turned(changes: Changes) -> list[Block]:
    """What turned in a few words each: why stands with the result itself."""
    if not changes.verdicts:
        return []
    rows = tuple(
        (str(one.title), verdict_word(one.before), verdict_word(one.after))
        for one in changes.verdicts
    )
    columns = (Column(_("Result")), Column(_("Was")), Column(_("Is now")))
    return [Table(_("Verdicts that turned"), columns, rows, name=_("turned"))]


def turned_sentence(basis: Basis) -> str:
    """How many verdicts turned, for the answer above the report."""
    changes = basis.changes
    if changes is None or basis.previous is None:
        return ""
    since = phrases.day(basis.previous.frozen.as_of)
    if not changes.verdicts:
        return _("No verdict turned since the report of %(day)s.") % {"day": since}
    text = ngettext(
        "One verdict turned since the report of %(day)s.",
        "%(n)s verdicts turned since the report of %(day)s.",
        len(changes.verdicts),
    )
    return phrases.capital(text % {"n": phrases.counted(len(changes.verdicts)), "day": since})


# --- Targets ------------------------------------------------------------------------------------


def targets(basis: Basis, changes: Changes) -> list[str]:
    """Promises that read otherwise, each with the reason and the decision behind it."""
    titles = {one.key: str(one.item.sheet.title) for one in basis.results}
    return [
        _target(one, titles.get(one.result, str(one.title)))
        for one in changes.targets
        if _promise(one.before) != _promise(one.after)
    ]


def _promise(sheet: dict[str, Any] | None) -> tuple[Any, ...] | None:
    return None if sheet is None else tuple(sheet.get(name) for name in PROMISE)


def _target(one: TargetRevised, title: str) -> str:
    """`title`: that of the result; a target alone says how much and when, and not of what."""
    facts = {"title": title, "before": _said(one.before), "after": _said(one.after)}
    if one.before is None:
        text = _("New target of “%(title)s”: %(after)s.") % facts
    elif one.after is None:
        text = _("Target of “%(title)s” taken away: %(before)s.") % facts
    else:
        if one.before["deadline"] == one.after["deadline"] and one.before["value"] is not None:
            facts["before"] = _said(one.before, says_when=False)
        text = _("Target of “%(title)s” revised: from %(before)s to %(after)s.") % facts
    if one.reason:
        text += " " + _("Reason: %(reason)s") % {"reason": phrases.sentence(one.reason)}
    if one.decision:
        text += " " + _("Decision: %(decision)s") % {"decision": phrases.sentence(one.decision)}
    return text


def _said(sheet: dict[str, Any] | None, *, says_when: bool = True) -> str:
    if sheet is None:
        return phrases.MISSING
    target = Target.model_validate(sheet)
    if target.value is None:
        text = f"“{target.title}”"
    else:
        text = amount(target.value, "percent" if target.kind == "relative" else target.unit)
    if target.deadline is None or not says_when:
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
    fresh: dict[tuple[str, str, str], list[RecordedFigure]] = {}
    parts: dict[tuple[str, str, str], list[RecordedFigure]] = {}
    others = []
    for one in changes.figures:
        target, figure = known.get(one.observation, ("", None))
        if one.step is FigureStep.NEW and figure is not None and not figure.estimate.is_missing:
            name = str(figure.title)
            if one.part_of:
                at = (target, name, period_words(figure.estimate.period))
                parts.setdefault(at, []).append(figure)
                continue
            fresh.setdefault((target, name, str(figure.part or figure.group)), []).append(figure)
        elif one.step in (FigureStep.CORRECTED, FigureStep.WITHDRAWN):
            others.append(_other(one))
    told = [*others, *map(_new, fresh.values()), *map(_new_parts, parts.values())]
    lines = list(dict.fromkeys(told))
    left = len(lines) - MOST_LINES
    if left > 0:
        more = ngettext(
            "%(n)s more line of figures; all of them stand on the page of figures.",
            "%(n)s more lines of figures; all of them stand on the page of figures.",
            left,
        ) % {"n": left}
        lines = [*lines[:MOST_LINES], more]
    return lines


def _new(figures: list[RecordedFigure]) -> str:
    """One figure in full; of a row in time what it counts, then the values."""
    if len(figures) == 1:
        return _("New figure: %(figure)s") % {"figure": phrases.figure(figures[0])}
    row = sorted(figures, key=lambda one: one.estimate.period.end)
    values = [
        f"{amount(one.estimate.value, one.estimate.unit)} ({period_words(one.estimate.period)})"
        for one in row
    ]
    text = _("New figures: %(what)s: %(earlier)s and %(last)s, %(source)s") % {
        "what": phrases.about(row[-1]), "earlier": ", ".join(values[:-1]), "last": values[-1],
        "source": phrases.source(row[-1]),
    }  # fmt: skip
    return phrases.sentence(f"{text}{phrases.possible(row[-1])}")


def _new_parts(figures: list[RecordedFigure]) -> str:
    """One figure in full; of several parts at one time what is counted, then part by part."""
    if len(figures) == 1:
        return _new(figures)
    first = figures[0]
    values = [f"{one.part}: {amount(one.estimate.value, one.estimate.unit)}" for one in figures]
    sources = dict.fromkeys(map(phrases.source, figures))
    return phrases.sentence(
        _("New figures of parts: %(what)s, %(period)s: %(parts)s, %(source)s")
        % {
            "what": first.title,
            "period": period_words(first.estimate.period),
            "parts": "; ".join(values),
            "source": "; ".join(sources),
        }
    )


def _other(one: FigureChanged) -> str:
    if one.step is FigureStep.CORRECTED:
        text = _("Corrected figure: %(figure)s") % {"figure": one.sentence}
        return f"{text} {phrases.sentence(one.note)}".strip()
    return one.sentence


def figures_by_number(basis: Basis) -> dict[int, tuple[str, RecordedFigure]]:
    """Every figure that some target looks at, with the key of that result and target."""
    return {
        figure.id: (f"{one.key}/{target.target.key}", figure)
        for one in basis.results
        for target in one.targets
        for figure in phrases.figures_of(target)
    }
