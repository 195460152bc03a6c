# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A document as plain values for the template: texts, numbers, drawings, and no markup at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from hcat.charts.api import (
    COLOURS,
    PAPER,
    Chart,
    draw,
    drawn_shape,
    readable,
)
from hcat.evidence.api import verdict_word
from hcat.foundation.api import Refused
from hcat.numerics.api import Verdict
from hcat.reports.cells import printed_rows
from hcat.reports.document import (
    Block,
    Document,
    Finding,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Words,
)

from .letters import LACKING, Letters
from .widths import Part, fit

CONTENTS_FROM = 4
"""Sections from which a reader is helped by a list of them."""
HEADER = 90
"""Letters of the title that fit in the head of a page."""


def values(document: Document) -> dict[str, Any]:
    """Everything that is printed, in the language in force; the keys are those of `report.typ`."""
    letters = Letters()
    if not letters.text(document.title):
        raise Refused(
            _("The report has no title."),
            why=_("A PDF that everybody can read must say what it is called."),
            mend=_("Give the report a title."),
        )
    if len(document.accent) != 7:
        raise ValueError(f"{document.accent!r}: a colour is #rrggbb")
    printed: dict[str, Any] = letters.everything(_front(document) | _parts(document))
    printed["lacking"] = letters.text(_lacking()) if letters.lacked else ""
    return printed


def _front(document: Document) -> dict[str, Any]:
    dated = document.dated
    return {
        "language": document.language,
        "title": document.title,
        "title_above": _shortened(document.title),
        "subtitle": document.subtitle,
        "lead": document.lead,
        "author": document.author or document.region,
        "region": document.region,
        "accent": readable(document.accent, PAPER),
        "dated": [dated.year, dated.month, dated.day] if dated else None,
        "facts": document.facts,
        "footer": document.footer,
        "draft": _("Draft") if document.is_draft else "",
        "draft_means": _("This report is not adopted yet and may still change."),
        "demo": _("Demonstration data: people, companies and figures are invented.")
        if document.rests_on_demo
        else "",
        # The template puts the numbers in, page by page.
        "page_of_pages": _("%(page)s of %(pages)s") % {"page": "#1", "pages": "#2"},
    }


def _parts(document: Document) -> dict[str, Any]:
    sections: list[dict[str, Any]] = []
    level = 0
    for section in document.sections:
        # A heading never skips a level, also where a part stands without the one above it.
        if section.title.strip():
            level = max(1, min(section.level - 1, level + 1))
        sections.append(_section(section, level))
    has_contents = sum(one["level"] == 1 for one in sections) >= CONTENTS_FROM
    return {
        "sections": sections,
        "contents": _("Contents") if has_contents else "",
        "empty": _("There is nothing to report here."),
    }


def _section(section: Section, level: int) -> dict[str, Any]:
    blocks = [_block(block, level) for block in section.blocks]
    return {"title": section.title, "level": level, "anchor": section.id, "blocks": blocks}


def _block(block: Block, level: int) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Words(paragraphs, by, language):
            label = by or _("In the words of the programme manager")
            return {
                "kind": "words", "label": label, "paragraphs": paragraphs, "language": language,
            }  # fmt: skip
        case Points(items):
            return {"kind": "points", "items": items}
        case Finding():
            return _finding(block, level + 1)
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)


def _finding(finding: Finding, level: int) -> dict[str, Any]:
    verdict = Verdict(finding.verdict)
    was = ""
    if finding.turned_from:
        was = _("was: %(verdict)s") % {"verdict": verdict_word(Verdict(finding.turned_from))}
    return {
        "kind": "finding",
        "verdict": {
            "svg": drawn_shape(verdict),
            "colour": COLOURS[verdict],
            "word": verdict_word(verdict),
        },
        "was": was,
        "title": finding.title,
        "level": level,
        "sentence": finding.sentence,
        "details": finding.details,
        "anchor": finding.anchor,
    }


def _table(table: Table) -> dict[str, Any]:
    rows, totals = printed_rows(table)
    heads = [column.title for column in table.columns]
    numbers = [column.is_number for column in table.columns]
    fitting = fit(heads, numbers, [*rows, totals] if totals else rows)

    def part(one: Part) -> dict[str, Any]:
        return {
            "widths": one.widths,
            "heads": [heads[at] for at in one.columns],
            "numbers": [numbers[at] for at in one.columns],
            "rows": [[row[at] for at in one.columns] for row in rows],
            "totals": [totals[at] for at in one.columns] if totals else [],
        }

    return {
        "kind": "table",
        "caption": table.caption,
        "size": fitting.size,
        "on_its_side": fitting.is_on_its_side,
        "parts": [part(one) for one in fitting.parts],
        "none": _("There are no rows."),
        "notes": table.notes,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    chart = picture.chart
    if not chart.alt.strip():
        raise Refused(
            _("The chart “%(title)s” has no description.") % {"title": chart.title},
            why=_("People who do not see it would not know what it shows."),
            mend=_("Say its finding in words where the chart is made."),
        )
    return {
        "kind": "picture",
        "svg": draw(_for_print(chart)),
        "alt": chart.alt,
        "title": chart.title,
        "what": chart.what,
        "source": picture.source,
        "table": _table(picture.table) if picture.table else None,
    }


def _for_print(chart: Chart) -> Chart:
    """On white and without its title, which is text above it."""
    accent = readable(chart.accent, PAPER)
    return replace(chart, theme="print", accent=accent, has_title=False)


def _shortened(title: str) -> str:
    return title if len(title) <= HEADER else f"{title[: HEADER - 1].rsplit(' ', 1)[0]} …"


def _lacking() -> str:
    return _("%(sign)s stands for a character that cannot be printed here.") % {"sign": LACKING}
