# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real reports through the real printer: what is composed can be set, whatever its kind."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from hcat.foundation.api import today
from hcat.reports.api import freeze_report, pdf_of, sign_report, workbook_of

from .making import BY, draft, figure, judged, say, signed

pytestmark = pytest.mark.usefixtures("polder")


@pytest.mark.parametrize("kind", ["board", "evaluation", "steering"])
def test_every_kind_of_report_can_be_printed_and_reckoned_with(kind: str) -> None:
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    report = draft(kind)
    say(report, "Words with “quotes”, #hash, $dollar and *stars*.")
    assert pdf_of(report, "en").startswith(b"%PDF-")
    book = openpyxl.load_workbook(BytesIO(workbook_of(report, "nl")))
    assert book.sheetnames


def test_what_is_signed_is_what_the_printer_made() -> None:
    report = draft()
    freeze_report(by=BY, report=report.key)
    sign_report(by=BY, report=report.key)
    files = list(report.files.all())
    assert {one.language for one in files} == {"nl", "en"}
    assert all(bytes(one.content).startswith(b"%PDF-") for one in files)


def test_a_verdict_that_turned_can_be_printed(at: object) -> None:
    signed()
    at.move_to("2026-06-02T09:00+02:00")  # type: ignore[attr-defined]
    judged(True, today())
    assert pdf_of(draft(), "nl").startswith(b"%PDF-")
