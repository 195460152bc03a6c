# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=report`: a board's report as PDF and as spreadsheet, beside the bare libraries.

The report has 21 results, 6 charts and 8 tables. Beside the PDF stands what Typst takes alone for a
plain document with as many pages of the same words; beside the spreadsheet a bare loop of
XlsxWriter over the same cells. Each is made in turn in the same rounds, on one machine. A ratio
can be compared between machines, the seconds beside it cannot.
"""

from __future__ import annotations

import io
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from datetime import time as midnight
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

import django

django.setup()

import typst
from django.utils import translation
from rich.console import Console
from rich.table import Table as Shown
from xlsxwriter import Workbook

from hcat.charts.api import Chart, draw
from hcat.reports.document import Document, Picture, Table
from hcat.reports.printing import pdf
from hcat.reports.printing.setting import STANDARD, _fonts, _moment, set_pages
from hcat.reports.printing.values import values
from hcat.reports.workbook import workbook
from tests.reports import samples

ROUNDS = 7
DRAWING = "hcat.reports.printing.values.draw"


@dataclass
class Timed:
    seconds: list[float] = field(default_factory=list)

    def run(self, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        made = work()
        self.seconds.append(time.perf_counter() - began)
        return made

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def plain(paragraphs: int) -> bytes:
    """The same words with nothing around them, by Typst alone, tagged as well."""
    text = samples.PROSE["nl"].replace("%", "\\%").replace("#", "\\#")
    source = '#set document(title: "x")\n#set text(lang: "nl")\n' + f"{text}\n\n" * paragraphs
    made = typst.compile(
        source.encode(), font_paths=_fonts(), ignore_system_fonts=True, pdf_standards=STANDARD
    )
    assert isinstance(made, bytes)
    return made


def pages_of(file: bytes) -> int:
    """As the file says of itself."""
    said = re.search(rb"NPages>(\d+)<", file)
    assert said
    return int(said[1])


def as_many_pages(pages: int) -> int:
    """Paragraphs that fill as many pages."""
    return round(400 / pages_of(plain(400)) * pages)


def bare_loop(tables: list[Table]) -> bytes:
    """The same cells in as many sheets, without looks, widths or words."""
    target = io.BytesIO()
    with Workbook(target, {"constant_memory": True}) as book:
        for table in tables:
            sheet = book.add_worksheet()
            for row, cells in enumerate(table.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, datetime.combine(cell, midnight()))
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
    return target.getvalue()


def tables_of(document: Document) -> list[Table]:
    found = []
    for section in document.sections:
        for block in section.blocks:
            table = block.table if isinstance(block, Picture) else block
            if isinstance(table, Table) and table.name:
                found.append(table)
    return found


def charts_of(document: Document) -> list[Chart]:
    return [
        replace(block.chart, theme="print")
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Picture)
    ]


def main() -> None:
    document = samples.board("nl", is_draft=True)
    timed = {name: Timed() for name in ("pdf", "charts", "own", "typst", "plain", "xlsx", "loop")}
    pages = pages_of(pdf(document))  # the first loads the libraries
    paragraphs = as_many_pages(pages)
    tables, charts = tables_of(document), charts_of(document)
    for round_ in range(ROUNDS):
        # Another title, so that the typesetter cannot show what it remembers of the last round.
        other = replace(document, title=f"{document.title} {round_}")
        timed["pdf"].run(lambda other=other: pdf(other))
        drawn = timed["charts"].run(lambda: [draw(chart) for chart in charts])
        again = replace(other, title=f"{other.title} anders")
        with translation.override("nl"), patch(DRAWING, side_effect=drawn):
            printed = timed["own"].run(lambda again=again: values(again))
        timed["typst"].run(lambda printed=printed: set_pages(printed, _moment(document)))
        timed["plain"].run(lambda more=round_: plain(paragraphs + more))
        timed["xlsx"].run(lambda: workbook(document))
        timed["loop"].run(lambda: bare_loop(tables))
    shown = Shown(title=f"A board's report of {pages} pages; medians of {ROUNDS} rounds")
    for column in ("what", "seconds", "ratio to", "ratio"):
        shown.add_column(column, justify="right" if column in ("seconds", "ratio") else "left")
    median = {name: one.median for name, one in timed.items()}
    told = (
        ("PDF", "pdf", "plain"),
        ("  of which charts, by vl-convert", "charts", "pdf"),
        ("  of which pages, by Typst", "typst", "pdf"),
        ("  of which our own code", "own", "pdf"),
        ("plain document of as many pages, by Typst", "plain", ""),
        ("spreadsheet", "xlsx", "loop"),
        ("bare loop of XlsxWriter over the same cells", "loop", ""),
    )
    against = {"pdf": "the PDF", "plain": "plain", "loop": "bare loop", "": ""}
    for name, key, other in told:
        ratio = f"{median[key] / median[other]:.2f}" if other else ""
        shown.add_row(name, f"{median[key]:.3f}", against[other], ratio)
    Console().print(shown)


if __name__ == "__main__":
    main()
