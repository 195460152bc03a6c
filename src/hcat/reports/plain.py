# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from django.utils.translation import override

from hcat.evidence.api import verdict_word
from hcat.numerics.api import Verdict

from .cells import printed_rows
from .document import Block, Document, Finding, Paragraph, Picture, Points, Table, Words

WIDTH = 88


def as_text(document: Document) -> str:
    """The whole document, line by line, in its own language; charts as their tables."""
    with override(document.language):
        return "\n".join(_all_lines(document))


def _all_lines(document: Document) -> Iterator[str]:
    yield from (document.title, document.subtitle, "", fill(document.lead, WIDTH), "")
    yield from (f"{name}: {value}" for name, value in document.facts)
    for section in document.sections:
        rule = "=" if section.level == 2 else "-"
        yield from ("", section.title, rule * len(section.title))
        for block in section.blocks:
            yield from _lines(block)
    yield from ("", document.footer)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield fill(block.text, WIDTH)
    elif isinstance(block, Words):
        yield from (fill(one, WIDTH, initial_indent="> ", subsequent_indent="> ")
                    for one in block.paragraphs)  # fmt: skip
    elif isinstance(block, Points):
        yield from (_item(one) for one in block.items)
    elif isinstance(block, Finding):
        yield _item(f"[{verdict_word(Verdict(block.verdict))}] {block.title}")
        for line in (block.sentence, *block.details):
            yield fill(line, WIDTH, initial_indent="  ", subsequent_indent="  ")
    elif isinstance(block, Picture):
        yield fill(block.chart.title, WIDTH)
        yield from _lines(block.table) if block.table else ()
    else:
        yield from _rows(block)


def _item(text: str) -> str:
    return fill(text, WIDTH, initial_indent="- ", subsequent_indent="  ")


def _rows(table: Table) -> Iterator[str]:
    yield table.caption
    yield " | ".join(one.title for one in table.columns)
    rows, totals = printed_rows(table)
    yield from (" | ".join(row) for row in [*rows, *([totals] if totals else [])])
    yield from table.notes
