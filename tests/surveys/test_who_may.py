# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a project leader of one survey may do: calls and answers of that one, and what the manual
says comes along (page 8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hcat.foundation.api import Actor, NotAllowed
from hcat.parties.api import TABLE, invite, may
from hcat.surveys import api

from .answering import BY, FIRST, open_wave, person_asked

pytestmark = pytest.mark.django_db
COMES_ALONG = {
    "desk.enter", "forecast.scenario", "reports.read", "weighing.read", "portal.read",
    "surveys.read", "parties.read", "pledges.read",
}  # fmt: skip


@pytest.fixture
def caller() -> Actor:
    """Who leads the survey ``panel`` and nothing else."""
    mail = "bellen@voorbeeld.example"
    person = invite(name="Bo", mail=mail, role="project_leader", scope="survey:panel", by=BY)
    return Actor.of(person.user)


def allowed(caller: Actor, subject: str | None) -> set[str]:
    return {action for action in TABLE if may(caller, action, subject)}


def test_what_comes_along_is_what_the_manual_tells(caller: Actor) -> None:
    of_surveys = {action for action in allowed(caller, "survey:panel") if "surveys." in action}
    assert of_surveys == {"surveys.enter", "surveys.read"}
    assert allowed(caller, "survey:other") == allowed(caller, None) == COMES_ALONG


def test_calls_and_answers_are_entered_in_that_survey_only(caller: Actor) -> None:
    own, other = open_wave(key="panel"), open_wave(key="other")
    for made, is_own in ((own, True), (other, False)):
        one, two = person_asked(made), person_asked(made, 2)
        note: dict[str, Any] = {"invitation_id": one.pk, "outcome": "bounced", "note": "Gone."}
        sheet: dict[str, Any] = {"invitation_id": two.pk, "channel": "paper", "language": "nl"}
        if is_own:
            assert api.note_outcome(by=caller, **note).outcome == "bounced"
            assert api.enter_for(by=caller, raw=FIRST, **sheet).channel == "paper"
            continue
        with pytest.raises(NotAllowed):
            api.note_outcome(by=caller, **note)
        with pytest.raises(NotAllowed):
            api.enter_for(by=caller, raw=FIRST, **sheet)


RUNS: list[Callable[..., Any]] = [
    lambda by, made, one: api.close_wave(by=by, wave_id=made.pk, reason="tried"),
    lambda by, made, one: api.drop_wave(by=by, wave_id=made.pk, reason="tried"),
    lambda by, made, one: api.release_wave(by=by, wave=made.pk),
    lambda by, made, one: api.draw_sample(by=by, wave_id=made.pk, plan=api.DrawPlan()),
    lambda by, made, one: api.name_contact(by=by, invitation_id=one.pk, name="Bo", mail="b@x.nl"),
    lambda by, made, one: api.use_shipped(by=by, key="company-panel"),
]


@pytest.mark.parametrize("run", RUNS, ids=["close", "drop", "release", "draw", "contact", "add"])
def test_nothing_of_the_own_survey_is_run_or_released(
    caller: Actor, run: Callable[..., Any]
) -> None:
    made = open_wave(key="panel")
    with pytest.raises(NotAllowed):
        run(caller, made, person_asked(made))
