# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Phases with a decision at each gate: on criteria said beforehand, by a decision of the agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from hcat.agenda.api import decisions, stop
from hcat.foundation.api import Refused, now
from hcat.projects import api

from .conftest import BY, SUBJECT, TODAY, answers

GATE = date(2026, 6, 1)
NEXT = date(2026, 9, 1)


@pytest.fixture
def pilot(agreed: api.Charter) -> api.Phase:
    return api.start_phase(by=BY, subject=SUBJECT, kind="pilot", on=date(2026, 2, 1), gate_on=GATE)


def decide(phase: api.Phase, outcome: str, **others: Any) -> Any:
    said: dict[str, Any] = {
        "charter": 1, "reason": "Twenty-two pupils came.", "on": TODAY, "next_gate_on": NEXT,
    }  # fmt: skip
    return api.decide_gate(
        by=BY, subject=SUBJECT, phase=phase.pk, outcome=outcome, **{**said, **others}
    )


def test_no_phase_without_an_accepted_charter() -> None:
    with pytest.raises(Refused, match="no accepted charter"):
        api.start_phase(by=BY, subject=SUBJECT, kind="pilot", on=TODAY, gate_on=GATE)


def test_one_phase_at_a_time(pilot: api.Phase) -> None:
    with pytest.raises(Refused, match="pilot"):
        api.start_phase(by=BY, subject=SUBJECT, kind="widen", on=TODAY, gate_on=GATE)
    pilot.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        pilot.save(force_insert=True)


def test_what_was_never_tried_out_is_not_widened(agreed: api.Charter) -> None:
    with pytest.raises(Refused, match="tried out"):
        api.start_phase(by=BY, subject=SUBJECT, kind="widen", on=TODAY, gate_on=GATE)
    assert api.method_of(SUBJECT).phase is None


def test_a_gate_keeps_what_was_decided_on_what_and_why(pilot: api.Phase) -> None:
    outcome = decide(pilot, "go_on", met=[0])
    assert outcome.phase.criteria == [["Twenty pupils came", True],
                                      ["The yard wants to go on", False]]  # fmt: skip
    assert outcome.phase.charter.edition == 1
    [decision] = [one for one in decisions() if one.key == outcome.phase.decision]
    assert "pilot" in decision.title
    assert decision.text == "Twenty-two pupils came."
    assert (outcome.next.kind, outcome.next.started_on, outcome.next.gate_on) == (
        "evaluate", TODAY, NEXT,
    )  # fmt: skip


def test_from_pilot_to_the_end(pilot: api.Phase) -> None:
    phase, seen = pilot, []
    while phase is not None:
        seen.append(phase.kind)
        phase = decide(phase, "go_on").next
    assert seen == ["pilot", "evaluate", "adjust", "widen"]
    assert api.method_of(SUBJECT).phase is None


def test_a_phase_can_be_done_again(pilot: api.Phase) -> None:
    assert decide(pilot, "repeat").next.kind == "pilot"


def test_a_stop_waits_until_the_agenda_says_so(pilot: api.Phase) -> None:
    outcome = decide(pilot, "stop", next_gate_on=None)
    assert outcome.next is None
    assert api.method_of(SUBJECT).is_to_stop
    stop(by=BY, kind="initiative", key="yard-class", on=TODAY, reason="As decided.",
         decision=outcome.phase.decision)  # fmt: skip
    assert not api.method_of(SUBJECT).is_to_stop


@pytest.mark.parametrize(
    ("outcome", "gap", "word"),
    [
        ("", {}, "not said"),
        ("go_on", {"reason": " "}, "reason"),
        ("with_changes", {}, "with which"),
        ("go_on", {"next_gate_on": None}, "until when"),
        ("go_on", {"next_gate_on": TODAY}, "before the phase"),
        ("go_on", {"on": date(2026, 3, 3)}, "before it was taken"),
        ("go_on", {"on": date(2026, 1, 1)}, "began only"),
    ],
)
def test_half_a_decision_is_refused_and_leaves_nothing(
    pilot: api.Phase, outcome: str, gap: dict[str, Any], word: str
) -> None:
    before = decisions().count()
    with pytest.raises(Refused, match=word):
        decide(pilot, outcome, **gap)
    assert decisions().count() == before
    assert api.method_of(SUBJECT).phase == pilot


def test_a_gate_is_decided_on_the_charter_that_its_author_saw(pilot: api.Phase) -> None:
    """A tick is a place in a list: of another edition it is another criterion."""
    turned = answers(criteria=("The yard wants to go on", "Twenty pupils came"))
    api.write_charter(by=BY, subject=SUBJECT, answers=turned, based_on=1)
    api.accept_charter(by=BY, subject=SUBJECT, edition=2)
    before = len(decisions())
    with pytest.raises(api.Outdated, match="Edition 2"):
        decide(pilot, "go_on", met=[0], charter=1)
    pilot.refresh_from_db()
    assert (pilot.outcome, len(decisions())) == ("", before)
    decided = decide(pilot, "go_on", met=[0], charter=2).phase
    assert decided.criteria[0] == ["The yard wants to go on", True]


def test_a_gate_is_decided_once(pilot: api.Phase) -> None:
    decide(pilot, "go_on")
    with pytest.raises(Refused, match="already"):
        decide(pilot, "stop")


def test_a_phase_begins_when_it_began_and_not_in_a_future(agreed: api.Charter) -> None:
    mistyped = date(2126, 3, 2)
    with pytest.raises(Refused, match="still to come"):
        api.start_phase(by=BY, subject=SUBJECT, kind="pilot", on=mistyped, gate_on=date(2126, 6, 1))
    assert api.method_of(SUBJECT).phase is None


def move(phase: api.Phase, **others: Any) -> api.Phase:
    said: dict[str, Any] = {"was": GATE, "to": NEXT, "reason": "The school starts later."}
    return api.move_gate(by=BY, subject=SUBJECT, phase=phase.pk, **{**said, **others})


def test_a_gate_that_moves_keeps_the_day_it_had(
    pilot: api.Phase, at: time_machine.Coordinates
) -> None:
    before = now()
    at.move_to("2026-03-03T12:00")
    move(pilot)
    [kept] = api.method_of(SUBJECT).phase.moves.all()
    assert (kept.was, kept.became, kept.reason) == (GATE, NEXT, "The school starts later.")
    assert api.gates_waiting(GATE) == []
    assert [one.gate_on for one in api.gates_waiting(GATE, known_on=before)] == [GATE]
    assert decide(pilot, "go_on").phase.outcome == "go_on"


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ({"reason": " "}, "with a reason"),
        ({"to": GATE}, "stands on that day"),
        ({"to": date(2026, 2, 1)}, "before the phase"),
        ({"to": date(26, 2, 1)}, "no day"),
        ({"was": NEXT, "to": date(2026, 10, 1)}, "in the meantime"),
    ],
)
def test_a_gate_that_cannot_move_stays(pilot: api.Phase, gap: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        move(pilot, **gap)
    assert api.method_of(SUBJECT).phase.gate_on == GATE
    assert not api.method_of(SUBJECT).phase.moves.exists()


def test_a_decided_gate_does_not_move(pilot: api.Phase) -> None:
    decide(pilot, "go_on")
    with pytest.raises(Refused, match="already"):
        move(pilot)
