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
from hcat.reports.composing.basis import Basis
from hcat.reports.composing.projects import blocks
from hcat.reports.models import Kind, Report

from .conftest import BY, SUBJECT


def said(known_on: Any = None) -> str:
    report = Report(kind=Kind.BOARD, due_on=date(2026, 12, 31))
    found = blocks(Basis(report, date(2026, 12, 31), known_on))
    return " ".join(
        line for block in found for line in getattr(block, "items", None) or [block.text]
    )


@pytest.mark.usefixtures("agreed")
def test_missed_milestones_and_gates_stand_in_the_report_as_known_when_it_was_frozen(
    at: time_machine.Coordinates,
) -> None:
    assert (
        blocks(Basis(Report(kind=Kind.BOARD, due_on=date(2026, 12, 31)), date(2026, 12, 31))) == []
    )
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
