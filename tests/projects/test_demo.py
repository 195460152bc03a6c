# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up projects: a few things wait, and exactly these rows go again."""

from __future__ import annotations

from random import Random

from hcat.agenda.api import adopt, decisions
from hcat.projects import api, demo
from hcat.projects.models import Phase

from .conftest import BY, SUBJECT, TODAY, answers


def five_run() -> None:
    for number in range(101, 105):
        adopt(by=BY, kind="initiative", key=f"extra-{number}", on=TODAY, reason="More.", fields={
            "number": number, "name": f"Extra {number}", "status": "running",
            "placements": ["learn-school"],
        })  # fmt: skip


def test_the_demonstration_leaves_a_few_things_waiting_and_goes_whole() -> None:
    five_run()
    demo.load(Random(1), BY)
    found = api.methods()
    assert demo.count() == len(found) == 5
    assert [one.subject for one in found if one.waiting]
    assert sum(api.is_near(m) for one in found for m in one.milestones) == 1
    assert sum(api.look_again_on(r) <= TODAY for one in found for r in one.risks) == 1
    asked = [api.report_asked(one) for one in found]
    assert (sum(map(bool, asked)), sum(len(one.reports) for one in found)) == (1, 3)
    assert not decisions().filter(taken_on__year=TODAY.year).exists(), "no decision is made up"
    demo.clear(BY)
    assert demo.count() == 0
    assert api.methods() == []


def test_a_decision_at_a_made_up_gate_is_named_to_who_clears() -> None:
    five_run()
    demo.load(Random(1), BY)
    assert not list(demo.stays()), "what was decided before is made up, and no decision"
    phase = Phase.objects.filter(is_demo=True, outcome="").first()
    assert phase is not None
    decided = api.decide_gate(
        by=BY, subject=phase.subject, phase=phase.pk, charter=1, outcome="stop", reason="Enough.",
        on=TODAY,
    )  # fmt: skip
    [line] = demo.stays()
    assert decided.phase.decision in line
    assert phase.subject in line
    demo.clear(BY)
    assert not list(demo.stays())
    assert decisions().filter(key=decided.phase.decision).exists(), "it stays in the agenda"


def test_nothing_is_made_up_beside_what_somebody_wrote() -> None:
    five_run()
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=0)
    demo.load(Random(1), BY)
    assert demo.count() == 0
    demo.clear(BY)
    assert api.method_of(SUBJECT).edition == 1
