# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the reports say: the answer first, and what is missing never as zero."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hcat.agenda.api import revise_target, stop
from hcat.agenda.models import Version
from hcat.evidence.api import correct, record_figure
from hcat.foundation.api import today
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import FactsDraft, record_delivery, record_pledge, register_organisation
from hcat.reports import serial
from hcat.reports.api import (
    Finding,
    Picture,
    Report,
    document_of,
    freeze_report,
    live_page,
    missing_reports,
    sign_report,
)

from .making import BY, draft, figure, judged, section, words_of

pytestmark = pytest.mark.usefixtures("polder", "printed_fast")


def reported(at: Any, day: str, kind: str = "board") -> Report:
    """A signed report of that day."""
    at.move_to(f"{day}T12:00+01:00")
    report = draft(kind)
    freeze_report(by=BY, report=report.key)
    return sign_report(by=BY, report=report.key)


def test_the_first_report_says_that_there_is_nothing_to_compare_with() -> None:
    document = document_of(draft(), "en")
    assert document.lead.startswith("None of the 2 results is on course")
    assert "the first report" in section(document, "changed")


def test_a_second_report_of_one_day_is_held_against_the_first(at: Any) -> None:
    reported(at, "2024-04-30")
    at.move_to("2024-04-30T15:00+01:00")
    again = document_of(draft(due_on=date(2024, 8, 31)), "en")
    assert "the first report" not in section(again, "changed")
    assert "30 April 2024" in dict(again.facts)["About"]
    assert "2012" not in dict(again.facts)["About"]


def test_the_order_is_that_of_a_reader_with_five_minutes() -> None:
    found = [one.id for one in document_of(draft(), "en").sections if one.level == 2]
    assert found == [
        "changed", "decisions", "results", "initiatives", "pledges", "ahead", "made",
    ]  # fmt: skip


def test_what_was_never_measured_stands_in_one_line() -> None:
    assert section(document_of(draft(), "en"), "point-stay") == "Never measured: Companies know it."


def test_a_verdict_that_turned_says_from_what_to_what(at: Any) -> None:
    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    judged(True, date(2024, 8, 1))
    document = document_of(draft(), "en")
    assert "Companies know it | never measured | reached" in section(document, "changed")
    found = next(one for one in document.sections if one.id == "point-stay").blocks
    [turned] = [one for one in found if isinstance(one, Finding)]
    assert (turned.verdict, turned.turned_from) == ("reached", "never_measured")
    assert "One verdict turned since the report of 2 May 2024." in document.lead


def test_where_nothing_happened_it_says_so(at: Any) -> None:
    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    document = document_of(draft(), "en")
    assert "no verdict turned, no target was revised" in section(document, "changed")
    assert "No verdict turned since the report of 2 May 2024." in document.lead


def test_a_new_figure_stands_with_what_when_whose_and_how_sure(at: Any) -> None:
    reported(at, "2024-05-02")
    at.move_to("2025-02-02T12:00+01:00")
    figure(45, year=2024)
    said = section(document_of(draft(), "en"), "changed")
    assert "New figure: 45%" in said
    assert "2024, a count; 44% to 46% is possible." in said


def test_a_row_of_new_figures_stands_in_one_line(at: Any) -> None:
    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    lines = section(document_of(draft(), "en"), "changed").splitlines()
    [line] = [one for one in lines if one.startswith("New figures: ")]
    assert "31% (2018), 33% (2019) and 36%" in line


def test_new_figures_of_parts_stand_in_one_line_and_are_frozen_with_the_report(at: Any) -> None:
    version = Version.objects.get(element__kind="result", element__key="choice", valid_until=None)
    version.data["dimensions"] = ["place", "level"]
    version.save()
    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    rows = [figure(31.0, year=2020, group="GM0001"), figure(33.0, year=2020, group="GM0002")]
    figure(35.0, year=2021, group="hbo")
    lines = section(document_of(draft(), "en"), "changed").splitlines()
    assert [one for one in lines if "figure" in one] == [
        "New figures of parts: Share that chooses technology, 2020: Oost: 31%; West: 33%, a count.",
        "New figure: 35%, share that chooses technology, HBO, 2021, a count; "
        "34% to 36% is possible.",
    ]
    report = freeze_report(by=BY, report=Report.objects.latest("pk").key)
    kept = report.frozen.snapshot.content
    assert {str(one.pk) for one in rows} <= set(kept["figures"])
    [target] = next(one for one in kept["results"] if one["key"] == "choice")["targets"]
    assert len(target["parts"]) == 3
    assert not set(target["parts"]) & set(target["figures"])


def test_a_corrected_figure_says_what_it_was_and_why(at: Any) -> None:
    at.move_to("2024-05-01T12:00+02:00")
    wrong = figure(36.0, year=2020)
    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    better = replace(wrong.estimate, value=35.0, low=34.0, high=36.0)
    correct(by=BY, observation=wrong.pk, estimate=better, reason="A school counted twice")
    said = section(document_of(draft(), "en"), "changed")
    assert "36% became 35%" in said
    assert "A school counted twice." in said


def test_without_a_course_there_is_no_chart() -> None:
    document = document_of(draft(), "en")
    assert all(one.id != "trends" for one in document.sections)


def test_a_revised_target_stands_with_reason_and_decision(at: Any) -> None:
    from hcat.agenda.api import decide

    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    decision = decide(by=BY, taken_on=date(2024, 7, 1), title="Lower the bar", body="board")
    revise_target(
        by=BY, result="choice", target="by-2020", fields={"value": 35}, on=date(2024, 7, 1),
        reason="Forty was out of reach", decision=decision.key,
    )  # fmt: skip
    said = section(document_of(draft(), "en"), "changed")
    assert "Target of “40% choose technology” revised: from 40% to 35% by 31 December 2020" in said
    assert "Reason: Forty was out of reach." in said
    assert "Lower the bar" in said


def test_an_initiative_that_stopped_stands_with_the_reason(at: Any) -> None:
    reported(at, "2024-05-02")
    at.move_to("2024-09-02T12:00+02:00")
    stop(by=BY, kind="initiative", key="lab-east", on=date(2024, 7, 1), reason="No teachers")
    said = section(document_of(draft(), "en"), "initiatives")
    assert "Stopped: 1. Lab East. No teachers." in said


def test_pledges_stand_by_kind_and_by_whom_and_what_is_missing_is_no_zero() -> None:
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Yard"), valid_from=date(2020, 1, 1),
        source="a visit", by=BY,
    )  # fmt: skip
    school = register_organisation(
        kind="education", facts=FactsDraft(name="School"), valid_from=date(2020, 1, 1),
        source="a visit", by=BY,
    )  # fmt: skip
    told: dict[str, Any] = {"starts": date(2020, 1, 1), "source": "letter", "by": BY}
    paid = record_pledge(
        organisation=company, kind="money", unit="eur", what="A gift", amount=Decimal(5000), **told
    )
    record_delivery(
        pledge=paid, delivered_on=date(2020, 2, 1), evidence="invoice", amount=Decimal(2000), by=BY
    )
    record_pledge(
        organisation=school, kind="people", unit="hours", what="A teacher",
        amount_missing="not said", **told,
    )  # fmt: skip
    said = section(document_of(draft(), "en"), "pledges")
    assert "money, in euros | companies | 5000.0 | 2000.0 | " in said
    assert "people, in hours | education | – | – | No pledge of this kind states an amount" in said


def test_a_result_with_a_course_is_drawn_with_its_table_and_source() -> None:
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    document = document_of(draft(), "en")
    [picture] = next(one for one in document.sections if one.id == "trends").blocks
    assert isinstance(picture, Picture)
    assert picture.table is not None
    assert len(picture.table.rows) == 3
    assert picture.chart.title == "Up from 31% (2018) to 36% (2020)"
    assert picture.chart.alt.startswith("Up from 31% (2018) to 36% (2020). ")
    assert picture.chart.targets[0].text == "Target: at least 40%, end of 2020"
    assert picture.source == "a count"


def test_figures_that_stand_together_have_as_many_decimals_and_none_that_is_missing() -> None:
    for year, value in ((2018, 60.0), (2019, 63.3), (2020, 61.0)):
        figure(value, year=year)
    missing = Estimate(
        value=None, unit="percent", method="counted", period=Period.year(2021), source="a count",
        quality=Quality.MEASURED, missing_reason="nobody counted",
    )  # fmt: skip
    record_figure(by=BY, result="choice", target="by-2020", estimate=missing)
    document = document_of(draft(), "en")
    [picture] = next(one for one in document.sections if one.id == "trends").blocks
    assert isinstance(picture, Picture)
    assert picture.table is not None
    assert [row[1] for row in picture.table.rows] == ["60.0%", "63.3%", "61.0%"]
    [row] = picture.chart.rows
    assert [dot.text for dot in row.dots] == ["60.0%", "63.3%", "61.0%"]
    assert "from 60.0% (2018) to 61.0% (2020)" in picture.chart.title


def test_a_document_reads_back_as_it_was_written() -> None:
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    for kind in ("board", "evaluation", "steering"):
        document = document_of(draft(kind), "nl")
        assert serial.from_json(json.loads(json.dumps(serial.as_json(document)))) == document


def test_a_report_that_rests_on_the_demonstration_says_so() -> None:
    assert not document_of(draft(), "en").rests_on_demo
    judged(True, today(), is_demo=True)
    assert document_of(Report.objects.get(), "en").rests_on_demo


# --- The yearly evaluation ----------------------------------------------------------------------


def test_the_evaluation_answers_whether_it_worked(at: Any) -> None:
    at.move_to("2024-12-31T12:00+01:00")
    judged(True, date(2024, 8, 1))
    document = document_of(draft("evaluation"), "en")
    assert document.lead.startswith("It works for 1 of the 2 results; of 1 nobody can tell yet.")
    assert [one.id for one in document.sections] == [
        "worked", "works", "organisation", "year", "kept", "undelivered", "change", "made",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "works", "unmeasured"),
    [
        ("en", "It works for one result", "One result was never measured"),
        ("nl", "Bij één resultaat werkt het", "Eén resultaat is nooit gemeten"),
    ],
)
def test_headings_of_the_evaluation_are_sentences(
    at: Any, language: str, works: str, unmeasured: str
) -> None:
    at.move_to("2024-12-31T12:00+01:00")
    report = draft("evaluation")
    assert unmeasured in [one.title for one in document_of(report, language).sections]
    judged(True, date(2024, 8, 1))
    assert works in [one.title for one in document_of(report, language).sections]


def test_the_evaluation_puts_the_reports_of_the_year_side_by_side(at: Any) -> None:
    reported(at, "2024-05-02")
    at.move_to("2024-07-02T12:00+02:00")
    judged(False, date(2024, 7, 1))
    reported(at, "2024-09-02")
    at.move_to("2024-12-31T12:00+01:00")
    judged(True, date(2024, 12, 1))
    document = document_of(draft("evaluation"), "en")
    said = section(document, "year")
    assert "Companies know it | never measured | missed | reached" in said
    assert "The verdict on one result moved in the year." in said
    assert "signed on 2 May 2024" in section(document, "kept")


def test_the_evaluation_names_what_was_promised_and_did_not_come() -> None:
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Yard"), valid_from=date(2020, 1, 1),
        source="a visit", by=BY,
    )  # fmt: skip
    record_pledge(
        organisation=company, kind="money", unit="eur", what="A gift", amount=Decimal(5000),
        starts=date(2020, 1, 1), ends=date(2020, 12, 31), source="letter", by=BY,
    )  # fmt: skip
    said = section(document_of(draft("evaluation"), "en"), "undelivered")
    assert said == "“A gift”: 5,000 euros promised, and no delivery recorded."


# --- The steering group's page ------------------------------------------------------------------


def test_the_page_of_the_steering_group_says_what_waits_turned_and_is_late() -> None:
    document = live_page("en")
    assert "waits for the judgement of Board" in section(document, "needed")
    late = section(document, "late")
    assert "Report to the board: it was due on" in late
    assert "there should be a figure, and there is none yet:" in late
    assert late.count("none yet") == 1, "said once, with the results under it"
    assert document.lead.endswith("things are late.")


def test_it_can_be_frozen_for_a_meeting() -> None:
    report = draft("steering")
    freeze_report(by=BY, report=report.key)
    assert words_of(document_of(Report.objects.get(), "en")).startswith("For the steering group")


def test_a_report_that_nobody_began_is_missed_until_it_is_begun(at: Any) -> None:
    at.move_to("2024-05-02T12:00+02:00")
    found = [(one.kind, one.on) for one in missing_reports(until=date(2024, 5, 2))]
    assert ("board", date(2024, 4, 30)) in found
    draft()
    found = [(one.kind, one.on) for one in missing_reports(until=date(2024, 5, 2))]
    assert ("board", date(2024, 4, 30)) not in found
