# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions that are asked come back until they are settled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from hcat.agenda.api import decide
from hcat.foundation.api import NotFound, Refused, today
from hcat.reports.api import (
    DecisionAsked,
    Report,
    ask_decision,
    document_of,
    freeze_report,
    open_decisions,
    settle_decision,
    sign_report,
    take_back_decision,
    withdraw_report,
)

from .making import BY, draft, section

pytestmark = pytest.mark.usefixtures("polder", "printed_fast")


def ask(report: Report, text: str = "Hire a second supporter", **options: Any) -> DecisionAsked:
    given: dict[str, Any] = {"of": "board", "by_when": today() + timedelta(days=300), **options}
    return ask_decision(by=BY, report=report.key, text={"en": text}, **given)


def put_forward(report: Report) -> None:
    freeze_report(by=BY, report=report.key)
    sign_report(by=BY, report=report.key)


def asked_before(at: time_machine.Coordinates) -> DecisionAsked:
    """Asked in a signed report of some months ago."""
    at.move_to("2024-05-02T09:00+02:00")
    report = draft()
    row = ask(report, by_when=date(2024, 8, 1))
    put_forward(report)
    at.move_to("2024-09-02T09:00+02:00")
    return row


def now_says() -> str:
    """What the next report says about decisions."""
    report = Report.objects.filter(state="draft").first() or draft()
    return section(document_of(report, "en"), "decisions")


def test_what_is_asked_stands_in_the_report_with_of_whom_and_by_when() -> None:
    report = draft()
    ask(report, by_when=date(2099, 5, 1))
    said = section(document_of(report, "en"), "decisions")
    assert said == "Hire a second supporter. Asked of: Board, by 1 May 2099."
    assert "One decision is asked." in document_of(report, "en").lead


def test_a_report_that_asks_nothing_says_so() -> None:
    assert now_says() == "No decision is asked."


def test_it_comes_back_while_it_waits(at: Any) -> None:
    asked_before(at)
    said = now_says()
    assert "asked on 2 May 2024, and waits" in said
    assert "That date has passed." in said
    assert "One decision is asked." in document_of(Report.objects.get(state="draft"), "en").lead


def test_what_was_taken_names_the_decision_once_and_is_gone(at: Any) -> None:
    row = asked_before(at)
    taken = decide(by=BY, taken_on=date(2024, 6, 1), title="A supporter comes", body="board")
    settle_decision(by=BY, asked=row.pk, what="taken", on=date(2024, 6, 1), decision=taken.key)
    said = now_says()
    assert "Taken on 1 June 2024: “A supporter comes”." in said
    assert "and waits" not in said
    assert not open_decisions()
    put_forward(Report.objects.get(state="draft"))
    at.move_to("2025-01-02T09:00+01:00")
    assert now_says() == "No decision is asked."


def test_what_was_put_off_comes_back_with_its_new_day(at: Any) -> None:
    row = asked_before(at)
    settle_decision(
        by=BY, asked=row.pk, what="deferred", on=date(2024, 6, 1), until=date(2024, 12, 1),
        reason="No money this year",
    )  # fmt: skip
    said = now_says()
    assert "by 1 December 2024" in said
    assert "Put off on 1 June 2024 until 1 December 2024. No money this year." in said
    assert open_decisions() == [row]


def test_what_was_dropped_says_why(at: Any) -> None:
    row = asked_before(at)
    settle_decision(by=BY, asked=row.pk, what="dropped", on=date(2024, 6, 1), reason="Not needed")
    assert "Dropped on 1 June 2024. Not needed." in now_says()
    assert not open_decisions()


def test_what_was_written_down_late_is_told_in_the_next_report(at: Any) -> None:
    row = asked_before(at)
    put_forward(draft())
    at.move_to("2024-10-01T09:00+02:00")
    settle_decision(by=BY, asked=row.pk, what="dropped", on=date(2024, 6, 1), reason="Not needed")
    at.move_to("2025-01-02T09:00+01:00")
    assert "Dropped on 1 June 2024. Not needed." in now_says()


def test_an_old_report_does_not_know_what_came_later(at: Any) -> None:
    row = asked_before(at)
    settle_decision(by=BY, asked=row.pk, what="dropped", on=date(2024, 6, 1), reason="Not needed")
    assert open_decisions(on=date(2024, 5, 20)) == [row]


def test_a_decision_in_a_draft_can_be_taken_out_again_and_in_a_frozen_report_not() -> None:
    report = draft()
    row = ask(report)
    take_back_decision(by=BY, asked=row.pk)
    row = ask(report)
    freeze_report(by=BY, report=report.key)
    with pytest.raises(Refused, match="vastgelegd"):
        take_back_decision(by=BY, asked=row.pk)
    with pytest.raises(Refused, match="vastgelegd"):
        ask(report)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"text": " "}, "geen tekst"),
        ({"of": "nobody"}, "nobody"),
        ({"by_when": date(2000, 1, 1)}, "voor de datum van het rapport"),
    ],
)
def test_a_question_that_nobody_can_answer_is_refused(options: dict[str, Any], why: str) -> None:
    with pytest.raises((Refused, NotFound), match=why):
        ask(draft(), **options)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"what": "forgotten"}, "niet forgotten worden"),
        ({"what": "taken", "decision": "2000-01-01-1"}, "geen besluit"),
        ({"what": "deferred", "until": date(2025, 1, 1)}, "geen reden"),
        ({"what": "deferred", "reason": "Later"}, "latere dag"),
        ({"what": "dropped"}, "geen reden"),
        ({"what": "dropped", "reason": "No", "until": date(2025, 1, 1)}, "latere dag"),
        ({"what": "dropped", "reason": "No", "on": date(2000, 1, 1)}, "past niet"),
        ({"what": "dropped", "reason": "No", "on": date(2100, 1, 1)}, "past niet"),
    ],
)
def test_an_outcome_that_does_not_say_enough_is_refused(
    at: Any, options: dict[str, Any], why: str
) -> None:
    row = asked_before(at)
    with pytest.raises(Refused, match=why):
        settle_decision(by=BY, asked=row.pk, **{"on": date(2024, 6, 1), **options})
    assert not row.outcomes.exists()


def test_what_is_settled_stays_settled(at: Any) -> None:
    row = asked_before(at)
    settle_decision(by=BY, asked=row.pk, what="dropped", on=date(2024, 6, 1), reason="Not needed")
    with pytest.raises(Refused, match="al afgehandeld"):
        settle_decision(by=BY, asked=row.pk, what="dropped", on=date(2024, 6, 2), reason="Again")


def test_nobody_answers_a_question_that_was_not_put_yet() -> None:
    row = ask(draft())
    with pytest.raises(Refused, match="nog een concept"):
        settle_decision(by=BY, asked=row.pk, what="dropped", on=today(), reason="No")


def test_a_real_report_and_a_made_up_one_leave_each_others_decisions_alone(
    at: time_machine.Coordinates,
) -> None:
    at.move_to("2024-05-02T09:00+02:00")
    made_up = draft(is_demo=True)
    ask(made_up, "Made up", by_when=date(2024, 8, 1))
    put_forward(made_up)
    at.move_to("2024-09-02T09:00+02:00")
    real = draft()
    document = document_of(real, "en")
    assert "This is the first report" in section(document, "changed")
    assert section(document, "decisions") == "No decision is asked."
    ask(real, "Real")
    put_forward(real)
    at.move_to("2025-01-02T09:00+01:00")
    assert "Made up" not in now_says()
    assert "Real. Asked of" in now_says()


def test_a_withdrawn_report_leaves_its_decisions_open(at: Any) -> None:
    row = asked_before(at)
    withdraw_report(by=BY, report=row.report.key, on=today(), reason="A table was wrong.")
    assert open_decisions() == [row]
    said = section(document_of(draft(due_on=date(2024, 8, 31)), "en"), "decisions")
    assert "asked on 2 May 2024, in a report that was withdrawn, and waits still." in said
    settle_decision(by=BY, asked=row.pk, what="dropped", on=today(), reason="No money")
    assert open_decisions() == []


def test_a_decision_taken_over_is_asked_once_and_settled_where_it_stands(at: Any) -> None:
    row = asked_before(at)
    withdraw_report(by=BY, report=row.report.key, on=today(), reason="A table was wrong.")
    anew = draft(due_on=row.report.due_on)
    [copy] = anew.asked.all()
    said = section(document_of(anew, "en"), "decisions")
    assert said.count("Hire a second supporter") == 1
    assert open_decisions() == [row]
    with pytest.raises(Refused, match=anew.key):
        settle_decision(by=BY, asked=row.pk, what="dropped", on=today(), reason="No money")
    freeze_report(by=BY, report=anew.key)
    assert open_decisions() == [copy]
    settle_decision(by=BY, asked=copy.pk, what="dropped", on=today(), reason="No money")
    assert open_decisions() == []


def test_a_decision_taken_out_of_the_new_report_waits_as_it_was_asked(at: Any) -> None:
    row = asked_before(at)
    withdraw_report(by=BY, report=row.report.key, on=today(), reason="A table was wrong.")
    [copy] = draft(due_on=row.report.due_on).asked.all()
    take_back_decision(by=BY, asked=copy.pk)
    assert open_decisions() == [row]
    assert "in a report that was withdrawn" in now_says()
