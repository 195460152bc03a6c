# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From values to pages. Typst is loaded only where a report is printed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils import translation

from hcat.reports.document import Document

from .values import values

if TYPE_CHECKING:
    import typst

TEMPLATE: Final = Path(__file__).parent / "report.typ"
FEW_LINES: Final = 110
"""Millimetres from the top: a last page that ends above this is spared where less white does it."""
STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): Typst refuses to write a file that does not keep its rules."""


def pages(document: Document) -> bytes:
    """As `hcat.reports.printing.pdf` says."""
    with translation.override(document.language):
        printed = values(document)
    return set_pages(printed, _moment(document))


def set_pages(printed: dict[str, Any], moment: datetime) -> bytes:
    """Values as `values` gives them, set as pages; `moment` stands in the file as its creation."""
    # All that comes from people travels as data, so that no sign in it can be taken for markup.
    data = json.dumps(printed, ensure_ascii=False)
    wide = _typesetter({"report": data})
    page, down = _end(wide)
    chosen = wide
    if page > 1 and down < FEW_LINES:
        tight = _typesetter({"report": data, "tight": "yes"})
        if _end(tight)[0] < page:
            chosen = tight
    made = chosen.compile(pdf_standards=STANDARD, timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError(f"one file was asked for, not {type(made)}")
    return made


def _typesetter(inputs: dict[str, str]) -> typst.Compiler:
    import typst

    return typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _end(typesetter: typst.Compiler) -> tuple[int, float]:
    """The page on which the text ends, and how many millimetres down it."""
    found = json.loads(typesetter.query("<end>", field="value", one=True))
    return found["page"], found["down"]


@cache
def _fonts() -> typst.Fonts:
    """Those that Typst brings along, and no other: a report looks alike on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _moment(document: Document) -> datetime:
    """The day that the document bears; without one the beginning of the count, on every machine."""
    if document.dated is None:
        return datetime.fromtimestamp(0, UTC)
    return datetime.combine(document.dated, time(), UTC)
