# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report to the board says what projects promised, what came of it, and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from hcat.foundation.api import now
from hcat.projects import api
from hcat.reports.api import live_page
from hcat.reports.composing.basis import Basis
from hcat.reports.composing.projects import blocks, gates_that_wait
from hcat.reports.models import Kind, Report

from .conftest import BY, SUBJECT


def text_of(found: list[Any]) -> str:
    return " ".join(
        line for block in found for line in getattr(block, "items", None) or [block.text]
    )


def said(known_on: Any = None) -> str:
    report = Report(kind=Kind.BOARD, due_on=date(2026, 6, 1))
    return text_of(blocks(Basis(report, date(2026, 6, 1), known_on)))


@pytest.mark.usefixtures("agreed")
def test_missed_milestones_and_gates_stand_in_the_report_as_known_when_it_was_frozen(
    at: time_machine.Coordinates,
) -> None:
    assert blocks(Basis(Report(kind=Kind.BOARD, due_on=date(2026, 6, 1)), date(2026, 6, 1))) == []
    phase = api.start_phase(by=BY, subject=SUBJECT, kind="pilot", on=date(2026, 2, 1),
                            gate_on=date(2026, 4, 1))  # fmt: skip
    made = [api.plan_milestone(by=BY, subject=SUBJECT, title=title, due=date(2026, 3, 10))
            for title in ("First class", "Second class")]  # fmt: skip
    at.move_to("2026-03-10T12:00")
    api.reach_milestone(
        by=BY, milestone=made[0].pk, on=date(2026, 3, 9), evidence="List", edition=1
    )
    at.move_to("2026-03-12T12:00")
    frozen = now()
    at.move_to("2026-03-15T12:00")
    api.move_milestone(by=BY, milestone=made[1].pk, to=date(2027, 1, 1), reason="Ill", edition=1)
    api.decide_gate(by=BY, subject=SUBJECT, phase=phase.pk, charter=1, outcome="repeat",
                    reason="Too few",
                    on=date(2026, 3, 15), next_gate_on=date(2026, 9, 1))  # fmt: skip
    after = said()
    assert "1 of 2 promised milestones were there on their day." in after
    assert "Missed: Second class (Yard class), promised for 10 March 2026." in after
    assert "Yard class, after pilot: the phase is done again" in after
    before = said(frozen)
    assert "Missed: Second class" in before
    assert "done again" not in before


@pytest.mark.usefixtures("agreed")
def test_the_report_says_which_reports_were_given_and_what_came_of_a_promise(
    at: time_machine.Coordinates,
) -> None:
    at.move_to("2026-10-02T12:00")
    api.note_report(by=BY, subject=SUBJECT, due=date(2026, 6, 30), on=date(2026, 7, 1),
                    whom="The board", said="It grows.")  # fmt: skip
    frozen = now()
    at.move_to("2026-10-03T12:00")
    api.say_yield(by=BY, subject=SUBJECT, outcome="delivered", on=date(2026, 10, 2),
                  words="Forty learn there.", based_on=0)  # fmt: skip
    day = date(2026, 10, 3)
    report = Report(kind=Kind.BOARD, due_on=day)
    after = text_of(blocks(Basis(report, day)))
    assert "1 of 2 promised reports of projects were given." in after
    assert "Not reported: Yard class, promised for 30 September 2026." in after
    assert "Yard class: it yielded what was promised (2 October 2026). Forty learn there." in after
    assert "Forty learn there." not in text_of(blocks(Basis(report, day, frozen)))


@pytest.mark.usefixtures("agreed")
def test_the_steering_group_reads_which_gates_wait(at: time_machine.Coordinates) -> None:
    phase = api.start_phase(by=BY, subject=SUBJECT, kind="pilot", on=date(2026, 2, 1),
                            gate_on=date(2026, 4, 10))  # fmt: skip

    def waits(day: date, known_on: Any = None) -> list[str]:
        return gates_that_wait(Basis(Report(kind=Kind.STEERING, due_on=day), day, known_on))

    assert waits(date(2026, 4, 2)) == []
    assert waits(date(2026, 4, 3)) == [
        "Yard class, after pilot: a decision at the gate is planned on 10 April 2026."
    ]
    at.move_to("2026-04-20T12:00")
    frozen = now()
    day = date(2026, 4, 20)
    assert "was planned on 10 April 2026, and waits" in waits(day)[0]
    at.move_to("2026-04-20T13:00")
    api.decide_gate(by=BY, subject=SUBJECT, phase=phase.pk, charter=1, outcome="stop",
                    reason="Too few", on=day)  # fmt: skip
    assert waits(day) == []
    assert len(waits(day, frozen)) == 1, "as it was known then"


@pytest.mark.usefixtures("agreed")
def test_the_page_that_nobody_keeps_shows_a_made_up_gate_and_says_so() -> None:
    api.start_phase(by=BY, subject=SUBJECT, kind="pilot", on=date(2026, 2, 1),
                    gate_on=date(2026, 3, 5), is_demo=True)  # fmt: skip
    page = live_page("en")
    [needed] = [one for one in page.sections if one.id == "needed"]
    assert "Yard class, after pilot" in text_of(list(needed.blocks))
    assert page.rests_on_demo
