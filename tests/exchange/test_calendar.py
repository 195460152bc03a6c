# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days of the agenda as a calendar that others can hold, and that follows what changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import icalendar
import pytest
from django.utils import translation

from hcat.agenda.api import (
    MeetingTime,
    cancel_meeting,
    change_meeting,
    decide,
    plan_meeting,
    revise_target,
    stop,
)
from hcat.exchange import calendar as calendars
from hcat.exchange.api import Event, as_calendar, events, provide_days
from hcat.foundation.api import today
from tests.evidence.small_agenda import BODY, put, put_agenda, put_result, target
from tests.exchange.conftest import BY


@pytest.fixture(autouse=True)
def _promised(db: None) -> None:
    put_agenda()
    put("point", {"key": "education", "order": 1, "title": "E", "short": "E", "summary": "E"})
    put_result(targets=[target(value=40), target("later", value=50, deadline="2024-12-31")])


def read(**which: str) -> dict[str, Any]:
    made = as_calendar(events(**which), name="Overmaas", address=lambda one: "https://x.example/")
    parsed = icalendar.Calendar.from_ical(made)
    assert not parsed.errors
    assert made.replace(b"\r\n", b"").count(b"\n") == 0, "lines end as RFC 5545 says"
    assert max(map(len, made.split(b"\r\n"))) <= 75, "long lines are folded"
    found = {}
    for one in parsed.walk("VEVENT"):
        assert not one.errors
        for needed in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "LAST-MODIFIED", "SUMMARY"):
            assert needed in one, needed
        found[str(one["UID"])] = one
    assert parsed["VERSION"] == "2.0"
    assert parsed["PRODID"]
    return found


UID = "deadline.choice.t@overmaas.hcat"


def test_each_deadline_is_a_whole_day_that_blocks_nothing() -> None:
    one = read()[UID]
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (date(2020, 12, 31), date(2021, 1, 1))
    assert one["TRANSP"] == "TRANSPARENT"
    assert one["SUMMARY"] == "Einddatum: Keuze voor techniek – Minstens 40%"
    with translation.override("de"):
        other = read()[UID]
    assert other["SUMMARY"] == "Frist: Keuze voor techniek – Mindestens 40%"
    assert other["SUMMARY"].params["LANGUAGE"] == "de"


def test_the_same_agenda_gives_the_same_bytes() -> None:
    first, second = (as_calendar(events(), name="x", address=lambda one: "") for _time in range(2))
    assert first == second


def test_a_moved_deadline_keeps_its_name_and_counts_up() -> None:
    before = read()[UID]
    assert before["SEQUENCE"] == 0
    revise_target(
        by=BY, result="choice", target="t", fields={"deadline": "2021-06-30"}, on=today(),
        reason="x",
    )  # fmt: skip
    after = read()[UID]
    assert (after["SEQUENCE"], after.decoded("DTSTART")) == (1, date(2021, 6, 30))
    assert after.decoded("LAST-MODIFIED") >= before.decoded("LAST-MODIFIED")
    untouched = read()["deadline.choice.later@overmaas.hcat"]
    assert untouched["SEQUENCE"] == 0, "a change of another target is none of this one"


def test_what_is_promised_no_more_is_cancelled_and_not_just_gone() -> None:
    stop(by=BY, kind="result", key="choice", on=today(), reason="no longer")
    one = read()[UID]
    assert (one["STATUS"], one["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_decision_stands_on_its_day_and_is_the_bodys() -> None:
    decide(
        by=BY, taken_on=date(2019, 5, 1), title="To go on", text="With all, at once.", body="board"
    )
    decide(by=BY, taken_on=date(2019, 6, 1), title="Something else", text="", body=None)
    own = read(body=BODY["key"])
    titles = {str(one["SUMMARY"]) for one in own.values()}
    assert "Besluit: To go on" in titles
    assert not any("Something else" in one for one in titles)
    assert not any(one.startswith("deadline") for one in own)


def test_a_point_has_its_own_calendar() -> None:
    assert UID in read(point="education")
    assert list(read(point="elsewhere")) == ["adopted.overmaas@overmaas.hcat"]


def plan(day: str, **more: Any) -> Any:
    when = MeetingTime(day=date.fromisoformat(day), start=time(16), end=time(17, 30))
    return plan_meeting(by=BY, body="board", when=when, place="The hall; first floor", **more)


def test_a_meeting_keeps_its_hour_in_summer_and_winter() -> None:
    winter, summer = plan("2030-01-08"), plan("2030-07-09", about="The account, and more.")
    found = read(body="board")
    one = found[f"meeting.{summer.pk}@overmaas.hcat"]
    assert one["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert [found[f"meeting.{each.pk}@overmaas.hcat"].decoded("DTSTART").astimezone(UTC).hour
            for each in (winter, summer)] == [15, 14]  # fmt: skip
    assert (one.decoded("DTEND").hour, one.decoded("DTEND").minute) == (17, 30)
    assert one["SUMMARY"] == "Vergadering: de stuurgroep"
    assert (one["LOCATION"], one["DESCRIPTION"]) == (
        "The hall; first floor", "The account, and more.",
    )  # fmt: skip
    assert (one["STATUS"], one["TRANSP"], one["SEQUENCE"]) == ("CONFIRMED", "OPAQUE", 0)
    made = as_calendar(events(), name="x", address=lambda one: "")
    zone = made.split(b"BEGIN:VTIMEZONE")[1].split(b"END:VTIMEZONE")[0]
    assert b"BEGIN:DAYLIGHT" in zone
    assert b"BEGIN:STANDARD" in zone
    assert made == as_calendar(events(), name="x", address=lambda one: "")
    assert b"VTIMEZONE" not in as_calendar(events(point="elsewhere"), name="x", address=str)


def test_a_moved_meeting_counts_up_and_a_cancelled_one_goes() -> None:
    one = plan("2030-07-09")
    uid = f"meeting.{one.pk}@overmaas.hcat"
    moved = MeetingTime(day=date(2030, 7, 16), start=time(9), end=time(10))
    change_meeting(by=BY, meeting=one.pk, when=moved, place="Online")
    after = read()[uid]
    assert (after["SEQUENCE"], after.decoded("DTSTART").day) == (1, 16)
    cancel_meeting(by=BY, meeting=one.pk, reason="too few")
    gone = read()[uid]
    assert (gone["STATUS"], gone["SEQUENCE"], gone["DESCRIPTION"]) == ("CANCELLED", 2, "too few")
    assert gone.decoded("LAST-MODIFIED") >= after.decoded("LAST-MODIFIED")


@pytest.fixture
def others() -> Iterator[None]:
    yield
    calendars._others.pop("festivals", None)


def test_another_room_tells_its_days(others: None) -> None:
    meeting = Event(
        key="festival/board/3", kind="festival", day=date(2020, 2, 1), title="Festival",
        changed=datetime(2020, 1, 1, tzinfo=UTC), bodies=frozenset(["board"]),
    )  # fmt: skip
    provide_days("festivals", lambda: [meeting])
    assert "festival.board.3@overmaas.hcat" in read(body="board")


def test_only_an_event_that_changed_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calendars are fetched again and again, and thousands of events take seconds to write."""
    plan("2030-01-08")
    moved = plan("2030-07-09")
    written: list[str] = []
    make = icalendar.Event

    class Watched(make):  # type: ignore[misc, valid-type]
        def to_ical(self, sorted: bool = True) -> bytes:
            written.append(str(self["UID"]))
            return bytes(super().to_ical(sorted))

    first = as_calendar(events(), name="x", address=str)
    monkeypatch.setattr(icalendar, "Event", Watched)
    assert as_calendar(events(), name="x", address=str) == first
    assert written == []
    cancel_meeting(by=BY, meeting=moved.pk, reason="Ill")
    assert as_calendar(events(), name="x", address=str) != first
    assert written == [f"meeting.{moved.pk}@overmaas.hcat"]
