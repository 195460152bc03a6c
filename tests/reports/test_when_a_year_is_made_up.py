# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a year of reports is made up: the same from the same seed, and never beside real ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from hcat.agenda.api import items, revise
from hcat.evidence.api import evaluate
from hcat.foundation import demo
from hcat.reports.api import Document, Report, document_of

from .making import BY, draft

pytestmark = pytest.mark.usefixtures("polder", "printed_fast", "no_later_demo")


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    """A clock that runs: what is recorded after a report was frozen is later than that."""
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=True):
        evaluate(by=BY)
        yield


def _reads(language: str = "en") -> list[Document]:
    return [document_of(one, language) for one in Report.objects.order_by("pk")]


def test_the_same_seed_gives_the_same_reports() -> None:
    demo.load(by=BY, seed=3)
    first = [(one.lead, one.sections[:-1]) for one in _reads("nl")]
    demo.clear(by=BY)
    demo.load(by=BY, seed=3)
    assert [(one.lead, one.sections[:-1]) for one in _reads("nl")] == first


def test_where_somebody_began_a_report_nothing_is_made_up() -> None:
    draft()
    assert "reports" not in demo.load(by=BY)
    assert Report.objects.count() == 1


def test_where_the_agenda_asks_for_no_report_there_is_none() -> None:
    for body in items("body"):
        if body.sheet.rhythms:
            revise(
                by=BY, kind="body", key=body.key, fields={"rhythms": []}, on=date(2026, 3, 2),
                reason="No more reports",
            )  # fmt: skip
    assert "reports" not in demo.load(by=BY)
