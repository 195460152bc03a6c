# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything of a report is in its workbook, as a draft and once it is frozen, in each language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hcat.evidence.api import record_figure
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import FactsDraft, record_delivery, record_pledge, register_organisation
from hcat.reports.api import Report, ask_decision, freeze_report, sign_report, workbook_of

from .making import BY, draft, figure, judged, say

pytestmark = pytest.mark.usefixtures("polder")
HEAD = 4


@pytest.fixture(autouse=True)
def _not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF has tests of its own."""
    monkeypatch.setattr("hcat.reports.printing.pdf", lambda document: b"%PDF-")


def opened(report: Report, language: str = "en") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_of(report, language)))


def rows(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Each row below the head, by the title of the column."""
    head, *found = list(sheet.iter_rows(min_row=HEAD, values_only=True))
    for row in found:
        yield dict(zip(map(str, head), row, strict=True))


def row(sheet: Worksheet, **wanted: Any) -> dict[str, Any]:
    [found] = [one for one in rows(sheet) if wanted.items() <= one.items()]
    return found


def counted_share(part: int, of: int, year: int) -> None:
    estimate = Estimate(
        value=100 * part / of, numerator=part, denominator=of, n=of, unit="percent",
        method="counted", period=Period.year(year), quality=Quality.MEASURED, source="a count",
    )  # fmt: skip
    record_figure(by=BY, result="choice", target="by-2020", estimate=estimate)


def second_report(at: Any) -> Report:
    """A draft after a signed report, with something in every part."""
    at.move_to("2024-05-02T12:00+02:00")
    first = draft()
    ask_decision(
        by=BY, report=first.key, text={"en": "Go on"}, of="board", by_when=date(2024, 8, 1)
    )
    freeze_report(by=BY, report=first.key)
    sign_report(by=BY, report=first.key)
    at.move_to("2024-09-02T12:00+02:00")
    yard = register_organisation(
        kind="company", facts=FactsDraft(name="Yard"), valid_from=date(2020, 1, 1),
        source="a visit", by=BY,
    )  # fmt: skip
    told: dict[str, Any] = {
        "organisation": yard, "kind": "people", "unit": "hours", "source": "letter", "by": BY,
        "starts": date(2020, 1, 1),
    }  # fmt: skip
    lessons = record_pledge(
        what="Guest lessons", amount=Decimal(40), ends=date(2020, 12, 31), **told
    )
    record_delivery(
        pledge=lessons, delivered_on=date(2020, 3, 1), amount=Decimal("10.5"), evidence="x", by=BY
    )
    record_pledge(what="A mentor", amount_missing="not said", **told)
    figure(31.0, year=2018)
    figure(33.0, year=2019)
    counted_share(36, 100, 2020)
    judged(True, date(2024, 8, 1))
    report = draft()
    say(report, "First paragraph.\n\nSecond paragraph.")
    ask_decision(
        by=BY, report=report.key, text={"en": "Stop"}, of="board", by_when=date(2099, 1, 1)
    )
    return report


def values(book: openpyxl.Workbook) -> dict[str, list[Any]]:
    return {sheet.title: list(sheet.iter_rows(min_row=HEAD, values_only=True)) for sheet in book}


def test_the_sheets_hold_every_part_of_the_report(at: Any) -> None:
    book = opened(second_report(at))
    assert book.sheetnames == [
        "Report", "Results and targets", "turned", "Figures that came in", "Decisions",
        "Own words", "Initiatives", "pledges", "not delivered", "Counts", "All figures",
        "Share that chooses technology", "About this file",
    ]  # fmt: skip
    links = [cell.hyperlink.location for line in book["Report"] for cell in line if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_a_target_stands_with_figure_counts_interval_and_why(at: Any) -> None:
    sheet = opened(second_report(at))["Results and targets"]
    one = row(sheet, Key="choice/by-2020")
    assert one["Result"] == "40% choose technology"
    assert (one["Promised value"], one["Unit of the promise"]) == (40, "percent")
    assert one["Deadline"] == datetime(2020, 12, 31)
    assert (one["Figure"], one["Counted"], one["Counted among"]) == (36, 36, 100)
    assert one["At least"] is None
    assert 25 < one["The verdict reckons from"] < 36 < one["The verdict reckons to"] < 50
    assert (one["First day"], one["Last day"]) == (datetime(2020, 1, 1), datetime(2020, 12, 31))
    assert (one["Quality"], one["Source"], one["Method"]) == ("measured", "a count", "counted")
    assert isinstance(one["Probability of reaching it (0 to 1)"], float)
    assert one["Why"]
    known = row(sheet, Key="known/by-2022")
    assert (known["Verdict on the result"], known["Was"]) == ("reached", "never measured")
    assert known["Figure"] == "–"


def test_what_changed_is_there_as_tables(at: Any) -> None:
    book = opened(second_report(at))
    turned = row(book["turned"], Key="known")
    assert (turned["Was"], turned["Is now"]) == ("never measured", "reached")
    came = [one for one in rows(book["Figures that came in"]) if one["Source"] == "a count"]
    assert [(one["What became of it"], one["Figure"]) for one in came] == [
        ("new", 31), ("new", 33), ("new", 36),
    ]  # fmt: skip


def test_decisions_words_initiatives_and_pledges_are_there(at: Any) -> None:
    book = opened(second_report(at))
    asked = {one["Decision"]: one for one in rows(book["Decisions"])}
    assert set(asked) == {"Stop", "Go on"}
    assert asked["Go on"]["Asked by the day"] == datetime(2024, 8, 1)
    assert asked["Go on"]["Asked on"] == datetime(2024, 5, 2)
    words = [(one["Paragraph"], one["Words"]) for one in rows(book["Own words"])]
    assert words == [(1, "First paragraph."), (2, "Second paragraph.")]
    lab = row(book["Initiatives"], Key="lab-east")
    assert (lab["No."], lab["State"], lab["Ways of the menu"]) == (1, "running", "Labs")
    [people] = rows(book["pledges"])
    assert (people["Pledged"], people["Delivered"]) == (40, 10.5)
    assert (people["Number of pledges"], people["Of which without an amount"]) == (2, 1)
    [short] = rows(book["not delivered"])
    assert (short["What"], short["Pledged"], short["Delivered"]) == ("Guest lessons", 40, 10.5)


def test_a_chart_is_a_sheet_of_figures_with_days_and_its_target(at: Any) -> None:
    found = list(rows(opened(second_report(at))["Share that chooses technology"]))
    assert [(one["Figure"], one["First day"]) for one in found[:3]] == [
        (31, datetime(2018, 1, 1)), (33, datetime(2019, 1, 1)), (36, datetime(2020, 1, 1)),
    ]  # fmt: skip
    assert (found[0]["At least"], found[0]["At most"], found[0]["Unit"]) == (30, 32, "percent")
    assert (found[-1]["Figure"], found[-1]["Last day"]) == (40, datetime(2020, 12, 31))


def test_no_sheet_is_empty_no_cell_is_merged_and_a_column_has_a_head(at: Any) -> None:
    report = second_report(at)
    for kind in ("board", "evaluation", "steering"):
        book = opened(report if kind == "board" else draft(kind))
        for sheet in book.worksheets[1:-1]:
            assert not sheet.merged_cells.ranges, sheet.title
            head = [cell.value for cell in sheet[HEAD]]
            assert all(isinstance(one, str) and one for one in head), sheet.title
            assert len(set(head)) == len(head), sheet.title
            assert sheet.max_row > HEAD, sheet.title


def test_a_frozen_report_holds_what_its_draft_held_whatever_comes_later(at: Any) -> None:
    report = second_report(at)
    before = values(opened(report))
    frozen = freeze_report(by=BY, report=report.key)
    after = values(opened(frozen))
    told = {name for name in before if name not in ("Report", "About this file")}
    assert {name: after[name] for name in told} == {name: before[name] for name in told}
    at.move_to("2025-02-02T12:00+01:00")
    figure(50, year=2023)
    judged(False, date(2025, 1, 1))
    assert values(opened(Report.objects.get(pk=report.pk))) == after


@pytest.mark.parametrize(
    ("language", "name"), [("nl", "Resultaten en doelen"), ("en", "Results and targets")]
)
def test_it_speaks_the_language_of_the_document(at: Any, language: str, name: str) -> None:
    assert opened(second_report(at), language).sheetnames[1] == name


def test_a_first_report_without_anything_has_no_empty_sheets() -> None:
    names = opened(draft()).sheetnames
    assert "turned" not in names
    assert "pledges" not in names
    assert "Results and targets" in names
