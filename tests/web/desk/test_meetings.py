# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings at the desk and on the pages that everybody reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client

from hcat.agenda.api import Meeting, MeetingTime, hold_meeting, meetings, plan_meeting
from hcat.foundation.api import today
from tests.web.desk.conftest import BY, Visitor, text_of

pytestmark = pytest.mark.usefixtures("polder")
DAY = date(today().year + 1, 7, 9)
SAID = {"body": "board", "day": f"9-7-{DAY.year}", "start": "16.00", "end": "17:30",
        "place": "The hall", "about": "The account"}  # fmt: skip


def post(visitor: Visitor, path: str, **said: str) -> Any:
    return visitor.client.post(f"/en/desk/meetings{path}", said, follow=True)


def planned(day: date = DAY) -> Meeting:
    when = MeetingTime(day=day, start=time(16), end=time(17, 30))
    return plan_meeting(by=BY, body="board", when=when, place="The hall")


def test_a_meeting_is_planned_moved_and_cancelled_at_the_desk(manager: Visitor) -> None:
    assert "No meeting is recorded yet." in text_of(manager.open("/desk/meetings"))
    page = post(manager, "/new", **SAID)
    assert "The meeting is planned." in text_of(page)
    assert "Planned. 16:00 – 17:30. The hall" in text_of(page)
    assert "It was held" not in text_of(page), "it is still to come"
    one = meetings().get()
    form = manager.open(f"/desk/meetings/{one.pk}/edit").content.decode()
    assert 'value="16:00"' in form
    assert f'value="{SAID["day"]}"' in form
    moved = {**SAID, "start": "9:30", "end": "11"}
    assert "The meeting is changed." in text_of(post(manager, f"/{one.pk}/edit", **moved))
    one.refresh_from_db()
    assert one.sequence == 1
    page = post(manager, f"/{one.pk}/cancel", reason="Too few can come")
    assert "Cancelled. 09:30 – 11:00. The hall" in text_of(page)
    assert "Too few can come" in text_of(page)
    assert f"/desk/meetings/{one.pk}/edit" not in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"start": "noon"}, "This is not a time."),
        ({"day": "31-2-2030"}, "This is not a date."),
        ({"end": "15:00"}, "The meeting ends before it begins."),
        ({"place": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    manager: Visitor, wrong: dict[str, str], said: str
) -> None:
    page = post(manager, "/new", **(SAID | wrong))
    assert page.status_code == 422
    assert said in text_of(page)
    assert "The account" in page.content.decode()
    assert not meetings().exists()


def test_a_meeting_that_was_held_leads_to_its_minutes(manager: Visitor) -> None:
    one = planned(today() - timedelta(days=7))
    page = post(manager, f"/{one.pk}/held", minutes="https://minutes.example/7")
    assert "Held." in text_of(page)
    assert 'href="https://minutes.example/7"' in page.content.decode()
    assert "Other minutes" in text_of(page)
    to_come = planned()
    refused = post(manager, f"/{to_come.pk}/held", minutes="")
    assert refused.status_code == 422
    assert "has not begun yet" in text_of(refused)
    assert post(manager, "/987654/cancel", reason="x").status_code == 404


def test_who_decides_nothing_plans_nothing(signed_in: Callable[[str], Visitor]) -> None:
    one = planned()
    owner = signed_in("initiative_owner")
    for path in ("", "/new", f"/{one.pk}/edit", f"/{one.pk}/held", f"/{one.pk}/cancel"):
        assert owner.open(f"/desk/meetings{path}").status_code == 403
    leader = signed_in("project_leader")
    page = leader.open("/desk/meetings").content.decode()
    assert f"/desk/meetings/{one.pk}/edit" not in page, "to be read only"
    assert "/desk/meetings/new" not in page


def test_everybody_reads_when_a_body_meets(client: Client) -> None:
    assert "Meetings" not in text_of(client.get("/en/governance"))
    held = planned(today() - timedelta(days=7))
    hold_meeting(by=BY, meeting=held.pk, minutes="https://minutes.example/7")
    planned()
    for path in ("/en/governance", "/en/steering-group"):
        page = client.get(path)
        assert "Planned. 16:00 – 17:30. The hall" in text_of(page), path
        assert 'href="https://minutes.example/7"' in page.content.decode(), path
    assert "Gepland. 16:00 – 17:30. The hall" in text_of(client.get("/governance"))
    assert "Geplant. 16:00 – 17:30. The hall" in text_of(client.get("/de/governance"))


def test_the_calendar_leads_to_the_body_that_meets(client: Client) -> None:
    one = planned()
    parsed = icalendar.Calendar.from_ical(client.get("/en/calendar.ics?body=board").content)
    [event] = [e for e in parsed.walk("VEVENT") if str(e["UID"]).startswith(f"meeting.{one.pk}@")]
    assert str(event["URL"]) == "http://testserver/en/governance#body-board"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
