# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tables a report's workbook holds, in order; none of them empty."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.reports.composing.basis import Basis
from hcat.reports.counted import counted, from_json
from hcat.reports.document import Column, Document, Table, Words
from hcat.reports.models import Report

from . import programme, results


def tables_of(report: Report, document: Document) -> list[Table]:
    """Of a frozen report what it was frozen on, of a draft what there is now; in the language of
    the document. `Table.name` is that of its sheet; one that the document holds as well stands in
    the place of that one.
    """
    with override(document.language):
        if report.is_fixed:
            frozen = report.frozen
            basis = Basis(report, frozen.as_of, frozen.known_on, frozen.snapshot)
            counts = from_json(frozen.counts)
        else:
            basis = Basis.live(report)
            counts = counted(basis)
        changes = basis.changes
        found = [
            results.standings(basis),
            *([results.turned(changes), results.came_in(basis, changes)] if changes else []),
            programme.asked_table(basis),
            _words(document),
            programme.initiatives(basis),
            programme.pledges(basis, counts),
            programme.short(counts),
            programme.forecast(counts),
            programme.counts_table(counts),
            results.figures(basis),
        ]
    return [one for one in found if one.rows]


def _words(document: Document) -> Table:
    """What the programme manager says, a row for each paragraph."""
    rows = tuple(
        (section.title, number, paragraph, block.language or document.language)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Words)
        for number, paragraph in enumerate(block.paragraphs, 1)
    )
    columns = (
        Column(_("Section")), Column(_("Paragraph"), is_number=True), Column(_("Words")),
        Column(_("Language")),
    )  # fmt: skip
    return Table(_("In the words of the programme manager"), columns, rows, name=_("Own words"))
