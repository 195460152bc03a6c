# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report as it reads: one document in one language, for a page, a PDF and a spreadsheet.

What a report says is decided once, when it is composed; the three forms only show it. All texts
are in the document's language already. A figure that is missing stands as "–" with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hcat.charts.api import Chart

Cell = str | int | float | date | None
"""None is an empty cell; a figure that is missing says so in words."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text, one paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the programme manager says in his or her own words: paragraphs, marked as such."""

    paragraphs: tuple[str, ...]
    by: str = ""
    language: str = ""
    """Of the words, where they were not written in the language of the document."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one result stands: the verdict (a `Verdict` value), its title, the sentence with why."""

    verdict: str
    title: str
    sentence: str
    turned_from: str = ""
    """The verdict that it had in the report before, where it turned."""
    details: tuple[str, ...] = ()
    """The figures behind it, each with unit, date, source and how sure."""
    anchor: str = ""
    """Key of the result, to link to."""


@dataclass(frozen=True, slots=True)
class Column:
    """`is_number`: set to the right, with tabular figures, and a number in the spreadsheet."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; what a reader needs to read it stands in the notes."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()
    name: str = ""
    """Of its sheet in a spreadsheet: short, unique within the document; empty gives none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what is said around it; its table follows it in print as on the page."""

    chart: Chart
    source: str
    table: Table | None = None


Block = Paragraph | Words | Points | Finding | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part. `level` 2 stands under the title of the document, 3 under a section of 2."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a reader of the report sees, in order."""

    language: str
    title: str
    subtitle: str
    lead: str
    """The answer first: what the reader should know when reading nothing else."""
    region: str
    accent: str
    """The region's colour, ``#rrggbb``."""
    facts: tuple[tuple[str, str], ...]
    """What stands on the first page: for whom, about which time, frozen on, signed by."""
    sections: tuple[Section, ...]
    footer: str
    """Stands on every page: name, date, fingerprint."""
    is_draft: bool = False
    rests_on_demo: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)
    """For the spreadsheet's sheet about itself: identifiers, versions, fingerprints."""
    dated: date | None = None
    """The day that files made of it bear as the day of their making; none: they bear none."""
    author: str = ""
    """Who accounts in it, as files made of it name their author; empty: the region."""
