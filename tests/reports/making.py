# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps that many tests of reports take: a report of the small region, frozen and signed."""

from __future__ import annotations

from datetime import date
from typing import Any

from hcat.agenda.api import item
from hcat.evidence.api import Finding, criterion_id, record_figure, record_judgement
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period
from hcat.reports.api import (
    Document,
    Report,
    freeze_report,
    sign_report,
    start_report,
    write_words,
)

BY = Actor.system("test")


def draft(kind: str = "board", **options: Any) -> Report:
    return start_report(by=BY, kind=kind, **options)


def frozen(kind: str = "board", **options: Any) -> Report:
    return freeze_report(by=BY, report=draft(kind).key, **options)


def signed(kind: str = "board") -> Report:
    return sign_report(by=BY, report=frozen(kind).key)


def say(report: Report, text: str, section: str = "top", based_on: int = 0) -> Any:
    return write_words(
        by=BY, report=report.key, section=section, texts={"en": text}, based_on=based_on
    )


def figure(value: float, year: int = 2024, **options: Any) -> Any:
    """A figure that somebody enters for the target of the small region."""
    estimate = Estimate(
        value=value, low=value - 1, high=value + 1, unit="percent", method="counted",
        period=Period(date(year, 1, 1), date(year, 12, 31)), quality="measured", source="a count",
    )  # type: ignore[arg-type]  # fmt: skip
    return record_figure(by=BY, result="choice", target="by-2020", estimate=estimate, **options)


def judged(met: bool, on: date, **options: Any) -> None:
    """The board says whether the second result is there."""
    [criterion] = item("result", "known").sheet.targets[0].criteria
    record_judgement(
        by=BY, result="known", target="by-2022", judged_on=on, source="minutes",
        findings=[Finding(criterion_id(criterion), met)], **options,
    )  # fmt: skip


def words_of(document: Document) -> str:
    """Everything that the document says, in order."""
    parts = [document.title, document.lead, *(f"{a}: {b}" for a, b in document.facts)]
    for section in document.sections:
        parts.append(section.title)
        for block in section.blocks:
            parts += _said(block)
    return "\n".join(parts)


def _said(block: Any) -> list[str]:
    found = [getattr(block, name, "") for name in ("text", "title", "sentence", "caption")]
    for name in ("items", "paragraphs", "details", "notes"):
        found += getattr(block, name, ())
    for row in getattr(block, "rows", ()):
        found.append(" | ".join("" if cell is None else str(cell) for cell in row))
    return [str(one) for one in found if one]


def section(document: Document, key: str) -> str:
    """What one section says."""
    found = next(one for one in document.sections if one.id == key)
    return "\n".join(text for block in found.blocks for text in _said(block))
