# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A letter on paper, in the style in which reports are printed."""

from __future__ import annotations

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import the_agenda
from hcat.foundation.api import today
from hcat.reports.api import Document, Paragraph, Points, Section, print_document
from hcat.weighing.api import Letter

LONGEST = 90
"""Letters of a greeting; what is longer is text."""


def letter_as_pdf(letter: Letter) -> bytes:
    """An accessible PDF: headed by the greeting, where it begins with one; lines that begin with
    a dash become a list."""
    agenda = the_agenda()
    name = str(agenda.sheet.title) if agenda else "HCAT"
    day = letter.went_on or today()
    heading, _break, rest = letter.body.strip().partition("\n\n")
    if not rest or "\n" in heading or len(heading) > LONGEST:
        heading, rest = str(letter.ruling.entry.title), letter.body
    with translation.override(letter.language):
        document = Document(
            language=letter.language, title=letter.subject or name, subtitle="", lead="",
            region=name, accent=agenda.sheet.accent if agenda else "#0b5394",
            facts=((_("Date"), date_format(day, "DATE_FORMAT")),),
            sections=(Section(id="letter", title=heading, blocks=_blocks(rest)),),
            footer=f"{name} · {letter.subject}", dated=day,
        )  # fmt: skip
    return print_document(document)


def _blocks(body: str) -> tuple[Paragraph | Points, ...]:
    made: list[Paragraph | Points] = []
    for block in body.strip().split("\n\n"):
        points: list[str] = []
        for line in filter(None, map(str.strip, block.split("\n"))):
            if line.startswith("- "):
                points.append(line[2:])
            elif line.startswith("· ") and points:
                points[-1] += f" “{line[2:]}”"
            else:
                made.append(Paragraph(line))
        if points:
            made.append(Points(tuple(points)))
    return tuple(made)
