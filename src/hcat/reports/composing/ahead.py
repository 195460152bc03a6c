# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is missing, and what will be due before the next report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import CellState, Item, white_spots
from hcat.evidence.api import ResultStanding, TargetStanding, baselines_to_collect
from hcat.reports.document import Block, Paragraph, Points

from . import phrases
from .basis import Basis

NAMED = 3
"""Baselines that a report names; the others stand on their own page."""


def blocks(basis: Basis) -> list[Block]:
    found: list[Block] = [*_white_spots(basis), *_baselines(basis)]
    return found + _due(basis)


def ways(basis: Basis) -> tuple[list[Item[Any]], list[Item[Any]]]:
    """The ways of the menu, and those of them that nobody is known to use."""
    matrix = white_spots(as_of=basis.as_of, columns="line", known_on=basis.known_on)
    unused = [
        row
        for row in matrix.rows
        if all(matrix.cell(row.key, one.key).state is CellState.NOBODY for one in matrix.columns)
    ]
    return list(matrix.rows), unused


def _white_spots(basis: Basis) -> list[Block]:
    every, unused = ways(basis)
    if not every:
        return []
    return [
        Paragraph(
            ngettext(
                "Nobody is known to use %(white)s of the %(ways)s way of the menu.",
                "Nobody is known to use %(white)s of the %(ways)s ways of the menu.",
                len(every),
            )
            % {"white": len(unused), "ways": len(every)}
        )
    ]


def _baselines(basis: Basis) -> list[Block]:
    missing = baselines_to_collect(basis.results)
    if not missing:
        return []
    needed = [one for one in missing if one.is_needed]
    count = ngettext("%(n)s baseline is missing.", "%(n)s baselines are missing.", len(missing)) % {
        "n": len(missing)
    }
    if len(needed) > NAMED:
        text = _("Without %(n)s of them no verdict can be given, such as:")
        count += " " + text % {"n": len(needed)}
    elif needed:
        count += " " + ngettext(
            "Without %(n)s of them no verdict can be given:",
            "Without %(n)s of them no verdict can be given:",
            len(needed),
        ) % {"n": len(needed)}
    lines = [
        _("%(title)s: %(how)s")
        % {
            "title": str(one.item.sheet.title),
            "how": phrases.sentence(str(one.baseline.to_collect or one.baseline.missing_reason)),
        }
        for one in needed[:NAMED]
    ]
    return [Paragraph(count), Points(tuple(lines))] if lines else [Paragraph(count)]


def _due(basis: Basis) -> list[Block]:
    until = basis.next_date
    if until is None:
        return []
    coming = [
        (when, one, target)
        for when, one, target in due(basis.results)
        if basis.as_of < when <= until
    ]
    late = {one.key for _when, one, _target in overdue(basis.results, basis.as_of)}
    found: list[Block] = []
    if late:
        found.append(
            Paragraph(
                ngettext(
                    "The figure of %(n)s result is late.",
                    "The figures of %(n)s results are late.",
                    len(late),
                )
                % {"n": len(late)}
            )
        )
    text = {"day": phrases.day(until)}
    if not coming:
        found.append(Paragraph(_("Before the next report, of %(day)s, no figure is due.") % text))
        return found
    found.append(Paragraph(_("Due before the next report, of %(day)s:") % text))
    # Several targets of one result may wait for the same figure.
    lines = dict.fromkeys(_line(when, one) for when, one, _target in coming)
    found.append(Points(tuple(lines)))
    return found


def _line(when: date, one: ResultStanding) -> str:
    return _("%(day)s: a figure of “%(title)s”.") % {
        "day": phrases.day(when), "title": str(one.item.sheet.title),
    }  # fmt: skip


def due(results: list[ResultStanding]) -> list[tuple[date, ResultStanding, TargetStanding]]:
    """When the next figure of each result is due, the earliest first."""
    found = [
        (target.next_due, one, target)
        for one in results
        for target in one.in_force
        if target.next_due is not None
    ]
    return sorted(found, key=lambda row: (row[0], row[1].key))


def overdue(
    results: list[ResultStanding], day: date
) -> list[tuple[date, ResultStanding, TargetStanding]]:
    return [row for row in due(results) if row[0] <= day]
