# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter on paper, in the style in which reports are printed."""

from __future__ import annotations

from django.utils import translation

from hcat.agenda.api import the_agenda
from hcat.foundation.api import today
from hcat.reports.api import Document, Paragraph, Points, Section, print_document
from hcat.weighing.api import Letter


def letter_as_pdf(letter: Letter) -> bytes:
    """An accessible PDF: what stands in lines that begin with a dash becomes a list."""
    agenda = the_agenda()
    name = str(agenda.sheet.title) if agenda else "HCAT"
    with translation.override(letter.language):
        document = Document(
            language=letter.language, title=letter.subject or name, subtitle=name, lead="",
            region=name, accent=agenda.sheet.accent if agenda else "#0b5394", facts=(),
            sections=(Section(id="letter", title="", blocks=_blocks(letter.body)),),
            footer=f"{name} · {letter.subject}", dated=letter.went_on or today(),
        )  # fmt: skip
    return print_document(document)


def _blocks(body: str) -> tuple[Paragraph | Points, ...]:
    made: list[Paragraph | Points] = []
    for block in body.strip().split("\n\n"):
        points: list[str] = []
        for line in (one.strip() for one in block.split("\n")):
            if line.startswith("- "):
                points.append(line[2:])
            elif line.startswith("· ") and points:
                points[-1] += f" “{line[2:]}”"
            else:
                made.append(Paragraph(line))
        if points:
            made.append(Points(tuple(points)))
    return tuple(made)
