# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report counts itself is counted again: it comes out, or it is said why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils.translation import override

from hcat.agenda.api import revise
from hcat.agenda.models import Version
from hcat.evidence.api import Outcome
from hcat.evidence.append_only import guard, unguard
from hcat.foundation.api import today
from hcat.labour_market.api import Forecast, load_inputs, make_forecast
from hcat.parties.api import (
    FactsDraft,
    Pledge,
    record_delivery,
    record_pledge,
    register_organisation,
    withdraw_pledge,
)
from hcat.reports.api import (
    CountAgain,
    Report,
    ask_decision,
    document_of,
    freeze_report,
    reproduced,
)
from hcat.reports.models import DecisionAsked, Frozen
from tests.evidence.small_agenda import SOURCE, put
from tests.labour_market.inputs.folders import SOURCES, write

from .making import BY, draft, frozen, judged, section, signed

pytestmark = pytest.mark.usefixtures("polder", "printed_fast")


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with override("en"):
        yield


def again(report: Report, group: str, name: str) -> CountAgain:
    """One count of the report, counted again."""
    [found] = [
        one
        for part in reproduced(report).counts
        for one in part.counts
        if (one.stored.group.value, one.stored.name) == (group, name)
    ]
    return found


def pledged(amount: int = 40, came: int | None = 10, **options: Any) -> Pledge:
    """A promise of hours by a company, and what came of it."""
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Yard"), valid_from=date(2020, 1, 1),
        source="a visit", by=BY,
    )  # fmt: skip
    pledge = record_pledge(
        organisation=company, kind="people", unit="hours", what="Guest lessons", source="letter",
        amount=Decimal(amount), starts=date(2020, 1, 1), by=BY, **options,
    )  # fmt: skip
    if came is not None:
        record_delivery(
            pledge=pledge, delivered_on=date(2020, 3, 1), amount=Decimal(came), evidence="a list",
            by=BY,
        )  # fmt: skip
    return pledge


def test_all_that_a_report_counts_comes_out() -> None:
    pledged(ends=date(2020, 12, 31))
    report = draft()
    ask_decision(
        by=BY, report=report.key, text={"en": "Go on"}, of="board", by_when=date(2099, 1, 1)
    )
    found = reproduced(freeze_report(by=BY, report=report.key))
    assert found.comes_out
    counts = {
        (one.stored.group.value, one.stored.name): one.stored.value
        for group in found.counts
        for one in group.counts
    }
    assert counts[("initiatives", "running")] == 2
    assert counts[("initiatives", "ideas")] == 1
    assert counts[("menu", "ways")] == 3
    assert counts[("office", "fte")] == 0.5
    assert counts[("decisions", "asked")] == 1
    assert counts[("pledges", "company/people/hours/pledged")] == 40
    assert counts[("pledges", "company/people/hours/delivered")] == 10
    assert {one.outcome for group in found.counts for one in group.counts} == {Outcome.SAME}


def test_what_the_report_prints_is_what_is_kept_of_it() -> None:
    pledged()
    report = frozen()
    kept = {one["name"]: one["value"] for one in report.frozen.counts}
    document = document_of(report, "en")
    assert section(document, "initiatives").startswith(
        f"{kept['running']} initiatives run; {kept['ideas']} is still an idea."
    )
    assert f"{kept['unused']} of the {kept['ways']} ways of the menu" in section(document, "ahead")
    assert "companies | 40.0 | 10.0" in section(document, "pledges")
    made = section(document, "made")
    assert f"hcat report reproduce {report.key}" in made
    assert "is no figure to make again" in made


# --- The agenda ---------------------------------------------------------------------------------


def test_a_change_with_effect_from_before_is_told_and_the_count_of_then_comes_out(at: Any) -> None:
    at.move_to("2024-05-02T12:00+02:00")
    report = frozen()
    at.move_to("2024-06-02T12:00+02:00")
    revise(
        by=BY, kind="initiative", key="club", fields={"status": "running"}, on=date(2024, 4, 1),
        reason="The club had begun in April",
    )  # fmt: skip
    found = again(report, "initiatives", "running")
    assert (found.outcome, found.again, found.is_known_otherwise) == (Outcome.SAME, 2, True)
    assert "By what is known now it is 3." in found.why
    assert "with effect from 1 April 2024: The club had begun in April." in found.why
    assert found.word == "comes out; more is known since"
    unused = again(report, "menu", "unused")
    assert unused.outcome is Outcome.SAME
    assert "The club had begun in April." in unused.why
    assert not again(report, "menu", "ways").is_known_otherwise
    assert reproduced(report).comes_out


def test_a_change_of_a_later_day_is_no_news_about_the_report(at: Any) -> None:
    at.move_to("2024-05-02T12:00+02:00")
    report = frozen()
    at.move_to("2024-06-02T12:00+02:00")
    revise(
        by=BY, kind="initiative", key="club", fields={"status": "running"}, on=date(2024, 6, 1),
        reason="It begins",
    )  # fmt: skip
    assert not again(report, "initiatives", "running").is_known_otherwise


def test_an_agenda_that_was_touched_gives_another_count() -> None:
    report = frozen()
    version = Version.objects.get(element__kind="initiative", element__key="lab-east")
    version.data["status"] = "paused"
    version.save()
    found = again(report, "initiatives", "running")
    assert (found.outcome, found.again) == (Outcome.DIFFERS, 1)
    assert "Now 1 comes out. No longer in it: “Lab East”." in found.why
    assert not reproduced(report).comes_out


def test_the_size_of_the_office_as_it_is_known_since(at: Any) -> None:
    at.move_to("2024-05-02T12:00+02:00")
    report = frozen()
    at.move_to("2024-06-02T12:00+02:00")
    revise(
        by=BY, kind="role", key="leader", fields={"fte": 0.8}, on=date(2024, 2, 1),
        reason="Eight tenths since February",
    )  # fmt: skip
    found = again(report, "office", "fte")
    assert (found.outcome, found.again) == (Outcome.SAME, 0.5)
    assert "By what is known now it is 0.8." in found.why
    assert "Eight tenths since February." in found.why


def test_verdicts_that_turned_are_counted_again(at: Any) -> None:
    at.move_to("2024-05-02T12:00+02:00")
    signed()
    at.move_to("2024-09-02T12:00+02:00")
    judged(True, date(2024, 8, 1))
    report = frozen()
    found = again(report, "turned", "verdicts")
    assert (found.stored.value, found.outcome) == (1, Outcome.SAME)


# --- Pledges ------------------------------------------------------------------------------------


def test_an_erased_pledge_is_gone_with_its_number() -> None:
    pledge = pledged()
    report = frozen()
    number = pledge.pk
    pledge.delete()
    found = again(report, "pledges", "company/people/hours/pledged")
    assert (found.outcome, found.again) == (Outcome.GONE, None)
    assert f"pledge {number}" in found.why
    came = again(report, "pledges", "company/people/hours/delivered")
    assert came.outcome is Outcome.GONE
    assert not reproduced(report).comes_out


def test_a_pledge_of_the_demonstration_that_went_with_it_is_told() -> None:
    pledge = pledged(is_demo=True)
    report = frozen()
    pledge.delete()
    assert (
        "belonged to the demonstration"
        in again(report, "pledges", "company/people/hours/pledged").why
    )


def test_an_amount_that_was_touched_differs() -> None:
    pledge = pledged()
    report = frozen()
    Pledge.objects.filter(pk=pledge.pk).update(amount=Decimal(45))
    found = again(report, "pledges", "company/people/hours/pledged")
    assert (found.outcome, found.again) == (Outcome.DIFFERS, 45)
    assert f"The amount of pledge {pledge.pk} was 40.00 and is 45.00." in found.why
    assert again(report, "pledges", "company/people/hours/delivered").outcome is Outcome.SAME


def test_a_delivery_that_is_gone_is_told() -> None:
    pledge = pledged()
    report = frozen()
    pledge.deliveries.all().delete()
    found = again(report, "pledges", "company/people/hours/delivered")
    assert found.outcome is Outcome.GONE
    assert again(report, "pledges", "company/people/hours/pledged").outcome is Outcome.SAME


def test_what_is_recorded_later_of_days_before_is_told_and_what_stood_then_comes_out() -> None:
    pledge = pledged()
    report = frozen()
    record_delivery(
        pledge=pledge, delivered_on=date(2020, 5, 1), amount=Decimal(5), evidence="a list", by=BY
    )
    found = again(report, "pledges", "company/people/hours/delivered")
    assert (found.outcome, found.again, found.is_known_otherwise) == (Outcome.SAME, 10, True)
    assert "Recorded later, of a day before: delivery" in found.why
    assert "By what is known now it is 15." in found.why
    withdraw_pledge(pledge=pledge, on=today(), reason="The yard closed", by=BY)
    found = again(report, "pledges", "company/people/hours/pledged")
    assert (found.outcome, found.again, found.is_known_otherwise) == (Outcome.SAME, 40, True)
    assert "was withdrawn with effect from" in found.why
    assert "The yard closed." in found.why


def test_an_amount_that_nobody_knows_stays_unknown() -> None:
    pledged(came=None)
    report = frozen()
    found = again(report, "pledges", "company/people/hours/delivered")
    assert (found.stored.value, found.again, found.outcome) == (None, None, Outcome.SAME)
    assert found.stored.number == "–"


def test_what_fell_short_in_the_evaluation_is_counted_from_its_own_rows() -> None:
    pledge = pledged(ends=date(2020, 12, 31))
    report = frozen("evaluation")
    assert "10 of the 40 hours" in section(document_of(report, "en"), "undelivered")
    found = again(report, "short", str(pledge.pk))
    assert (found.stored.title, found.again, found.outcome) == ("Guest lessons", 10, Outcome.SAME)


# --- Decisions, the forecast, and what was kept --------------------------------------------------


def asked() -> tuple[Report, DecisionAsked]:
    report = draft()
    row = ask_decision(
        by=BY, report=report.key, text={"en": "Go on"}, of="board", by_when=date(2099, 1, 1)
    )
    return freeze_report(by=BY, report=report.key), row


def test_a_decision_that_reads_otherwise_differs_and_one_that_is_gone_is_gone() -> None:
    report, row = asked()
    assert again(report, "decisions", "asked").outcome is Outcome.SAME
    DecisionAsked.objects.filter(pk=row.pk).update(text={"en": "Stop"})
    assert again(report, "decisions", "asked").outcome is Outcome.DIFFERS
    DecisionAsked.objects.filter(pk=row.pk).delete()
    assert again(report, "decisions", "asked").outcome is Outcome.GONE


@pytest.fixture
def forecast(tmp_path: Path) -> Forecast:
    """A small forecast of the invented region."""
    for key in SOURCES:
        put("source", {**SOURCE, "key": key})
    inputs = load_inputs(by=BY, folder=write(tmp_path / "labour_market")).inputs
    return make_forecast(by=BY, inputs=inputs, draws=20)


def test_the_forecast_is_read_again_from_its_arrays(forecast: Forecast) -> None:
    report = frozen()
    said = section(document_of(report, "en"), "labour-market")
    found = again(report, "forecast", "chance")
    assert found.outcome is Outcome.SAME
    assert found.stored.rests_on["forecast"] == forecast.key
    assert "in the forecast of" in said
    Forecast.objects.filter(pk=forecast.pk).update(key="renamed")
    found = again(report, "forecast", "chance")
    assert (found.outcome, found.again) == (Outcome.GONE, None)
    assert forecast.key in found.why


def test_arrays_that_were_touched_are_told(forecast: Forecast) -> None:
    report = frozen()
    unlike = bytes(forecast.figures) + b" "
    Forecast.objects.filter(pk=forecast.pk).update(figures=unlike)
    found = again(report, "forecast", "chance")
    assert found.outcome is Outcome.DIFFERS
    assert "no longer fit their fingerprint" in found.why


def test_counts_that_were_touched_no_longer_fit_their_fingerprint() -> None:
    report = frozen()
    unguard(connection)
    Frozen.objects.filter(report=report).update(counts=[])
    guard(connection)
    found = reproduced(Report.objects.get(pk=report.pk))
    assert not found.is_as_kept
    assert not found.comes_out
