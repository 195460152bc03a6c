# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a person, with one action each; what is done is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from hcat.agenda.api import items, merge, stop
from hcat.foundation.api import now, today
from hcat.parties.api import powers
from hcat.projects import api
from hcat.web.projects.attention import MOST, projects
from tests.web.desk.conftest import BY, SCOPES, Visitor
from tests.web.projects.conftest import SUBJECT, answers, in_days


def asked(visitor: Visitor) -> dict[str, list[Any]]:
    """The matters of this person by sort."""
    request = RequestFactory().get("/desk")
    request.user = visitor.client.get("/en/desk").wsgi_request.user
    return {one.key: one.matters for one in projects(request, powers(request.user)) if one.matters}


def test_a_gate_that_is_near_asks_who_decides_and_nobody_else(
    signed_in: Callable[[str], Visitor], pilot: api.Phase
) -> None:
    [gate] = asked(signed_in("programme_manager"))["gates"]
    assert (gate.url, gate.due) == ("/en/desk/projects/initiative/lab-east/gate", pilot.gate_on)
    assert "gates" not in asked(signed_in("project_leader"))
    api.decide_gate(by=BY, subject=SUBJECT, phase=pilot.pk, charter=1, outcome="go_on",
                    reason="Good", on=today(), next_gate_on=in_days(90))  # fmt: skip


def test_a_body_is_asked_for_gates_and_not_for_charters(
    signed_in: Callable[[str], Visitor], pilot: api.Phase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It decides whatever it is about; what is promised is accepted by who stands over it."""
    body = items("body")[0].key
    monkeypatch.setitem(SCOPES, "steering_group", f"body:{body}")
    member = signed_in("steering_group")
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(lead="Other"), based_on=1)
    found = asked(member)
    assert [one.url for one in found["gates"]] == ["/en/desk/projects/initiative/lab-east/gate"]
    assert "charters" not in found
    assert member.open("/desk/projects/initiative/lab-east/gate").status_code == 200


def test_a_decision_to_stop_asks_until_the_agenda_says_so(
    manager: Visitor, pilot: api.Phase
) -> None:
    done = api.decide_gate(by=BY, subject=SUBJECT, phase=pilot.pk, charter=1, outcome="stop",
                           reason="No", on=today())  # fmt: skip
    [matter] = asked(manager)["gates"]
    assert matter.url.startswith("/en/desk/agenda/initiative/lab-east/stop?when.reason=No")
    stop(by=BY, kind="initiative", key="lab-east", on=today(), reason="No",
         decision=done.phase.decision)  # fmt: skip
    assert "gates" not in asked(manager)


def test_a_charter_waits_until_it_is_accepted(manager: Visitor) -> None:
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=0)
    [matter] = asked(manager)["charters"]
    assert matter.due == today() + timedelta(days=7)
    api.accept_charter(by=BY, subject=SUBJECT, edition=1)
    assert "charters" not in asked(manager)


@pytest.mark.parametrize(("days", "asks"), [(-3, True), (14, True), (15, False)])
def test_a_milestone_asks_when_it_is_near_or_overdue(
    signed_in: Callable[[str], Visitor], agreed: api.Charter, days: int, asks: bool
) -> None:
    made = api.plan_milestone(by=BY, subject=SUBJECT, title="First", due=in_days(days))
    owner = signed_in("initiative_owner")
    assert ("milestones" in asked(owner)) is asks
    if asks:
        api.reach_milestone(by=BY, milestone=made.pk, on=today(), evidence="List", edition=1)
        assert "milestones" not in asked(owner)


def test_a_milestone_that_is_long_overdue_stays_on_top_of_the_week(
    manager: Visitor, agreed: api.Charter
) -> None:
    for days in (-3, -31, -200):
        api.plan_milestone(by=BY, subject=SUBJECT, title=f"Day {days}", due=in_days(days))
    tasks = manager.open("/desk").context["week"].tasks
    assert [one.matter.title for one in tasks[:3]] == ["Day -200", "Day -31", "Day -3"]


@pytest.mark.parametrize(("effect", "days", "asks"), [(3, 32, True), (1, 32, False), (1, 93, True)])
def test_a_risk_asks_after_its_term(
    manager: Visitor, agreed: api.Charter, effect: int, days: int, asks: bool
) -> None:
    risk = api.add_risk(by=BY, subject=SUBJECT, what="Nobody", likelihood=2, effect=effect,
                        measure="Call", owner="School")  # fmt: skip
    api.Risk.objects.filter(pk=risk.pk).update(looked_at_on=in_days(-days))
    assert ("risks" in asked(manager)) is asks


def test_projects_without_a_charter_ask_and_initiatives_do_once_they_began(
    manager: Visitor,
) -> None:
    assert [one.url for one in asked(manager)["without-charter"]] == [
        "/en/desk/projects/project/school/charter"
    ]
    api.plan_milestone(by=BY, subject=SUBJECT, title="First", due=in_days(90))
    assert len(asked(manager)["without-charter"]) == 2


def test_what_ended_asks_for_nothing(manager: Visitor, pilot: api.Phase) -> None:
    api.plan_milestone(by=BY, subject=SUBJECT, title="First", due=in_days(-1))
    merge(by=BY, kind="initiative", sources=["lab-east"], into="lab-west", on=today(),
          reason="One lab.")  # fmt: skip
    assert set(asked(manager)) == {"without-charter"}
    page = manager.open("/desk/projects/initiative/lab-east").content.decode()
    assert "It goes on in:" in page


def test_milestones_and_reports_stand_in_the_calendar(pilot: api.Phase) -> None:
    made = api.plan_milestone(by=BY, subject=SUBJECT, title="First class", due=in_days(9))
    calendar = Client().get("/en/calendar.ics").content.decode().replace("\r\n ", "")
    assert "Milestone: First class – Lab East" in calendar
    assert "/en/initiatives/1" in calendar
    assert "Report due: Lab East" in calendar
    api.drop_milestone(by=BY, milestone=made.pk, reason="No room", edition=1)
    calendar = Client().get("/en/calendar.ics").content.decode()
    assert "STATUS:CANCELLED" in calendar


def test_the_point_of_a_project_shows_its_milestone(polder: None) -> None:
    api.plan_milestone(by=BY, subject="project:school", title="Open the school", due=in_days(9))
    page = Client().get("/en/agenda/learn").content.decode()
    assert "How School is run" in page
    assert "Open the school" in page


def test_of_very_many_the_first_few_ask_and_the_others_are_one_matter(manager: Visitor) -> None:
    def many(number: int) -> None:
        api.Milestone.objects.bulk_create(
            api.Milestone(subject=SUBJECT, title="First", due=in_days(-9), planned_at=now(),
                          changed_at=now())
            for _each in range(number)
        )  # fmt: skip
        api.Risk.objects.bulk_create(
            api.Risk(subject=SUBJECT, what="No room", likelihood=2, effect=3, measure="Rent",
                     owner="School", looked_at_on=in_days(-99))
            for _each in range(number)
        )  # fmt: skip

    many(MOST)
    found = asked(manager)
    assert (len(found["milestones"]), len(found["risks"])) == (MOST, MOST)
    with CaptureQueriesContext(connection) as few:
        asked(manager)
    many(MOST)
    with CaptureQueriesContext(connection) as twice:
        found = asked(manager)
    assert len(twice) <= len(few) + 1, "the week keeps what joined it"
    for sort, word in (("milestones", "milestones"), ("risks", "risks")):
        assert len(found[sort]) == MOST + 1
        others = found[sort][-1]
        assert (others.title, others.state) == (f"{MOST} more {word}", str(MOST))
        page = manager.open(others.url.removeprefix("/en"))
        assert [url for _one, _title, url, _state in page.context["rows"]] == [
            "/en/desk/projects/initiative/lab-east"
        ]
