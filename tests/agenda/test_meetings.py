# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings of a body: planned, changed, held, cancelled, and what of it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils.translation import override

from hcat.agenda import demo
from hcat.agenda.api import (
    Meeting,
    MeetingsOfABody,
    MeetingTime,
    NotFound,
    cancel_meeting,
    change_meeting,
    decide,
    hold_meeting,
    items,
    meetings,
    meetings_of,
    plan_meeting,
)
from hcat.foundation.api import Actor, NotAllowed, Refused, audit_events
from hcat.parties.api import invite
from tests.evidence.small_agenda import BODY, put, put_agenda

BY = Actor.system("test")
RHYTHM = {"what": "Meets", "times_per_year": 10.4}


@pytest.fixture(autouse=True)
def _agenda(db: None) -> Iterator[None]:
    put_agenda()
    put("body", BODY | {"rhythms": [RHYTHM]})
    with time_machine.travel(datetime(2024, 3, 1, 12, tzinfo=UTC), tick=False), override("en"):
        yield


def at(day: str, start: str = "16:00", end: str = "17:30") -> MeetingTime:
    return MeetingTime(
        day=date.fromisoformat(day), start=time.fromisoformat(start), end=time.fromisoformat(end)
    )


def planned(day: str = "2024-05-07", **more: Any) -> Meeting:
    fields = {"place": "The hall", "about": "The account.", **more}
    return plan_meeting(by=BY, body="board", when=at(day), **fields)


def seen() -> MeetingsOfABody:
    return meetings_of(items("body"))["board"]


def test_a_planned_meeting_is_at_the_time_of_the_regions_clock() -> None:
    winter, summer = planned("2024-01-09"), planned("2024-05-07")
    assert winter.starts_at == datetime(2024, 1, 9, 15, tzinfo=UTC)
    assert summer.starts_at == datetime(2024, 5, 7, 14, tzinfo=UTC)
    assert (summer.state, summer.sequence, summer.day) == ("planned", 0, date(2024, 5, 7))
    [event, _first] = audit_events(action="agenda.meeting_planned")
    assert event.subject == f"meeting:{summer.pk}"


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (at("2024-05-07", "17:00", "16:00"), "ends before it begins"),
        (at("2024-05-07", "17:00", "17:00"), "ends before it begins"),
        (at("2024-03-31", "02:30", "04:00"), "no 02:30 on 31 March 2024"),
    ],
)
def test_a_time_that_cannot_be_is_refused(when: MeetingTime, why: str) -> None:
    with pytest.raises(Refused, match=why):
        plan_meeting(by=BY, body="board", when=when, place="The hall")
    assert not meetings().exists()


@pytest.mark.parametrize("place", ["", "   ", "x" * 201])
def test_a_meeting_has_a_place(place: str) -> None:
    with pytest.raises(Refused, match="has a place"):
        planned(place=place)


def test_a_body_meets_once_at_a_time_unless_the_other_was_cancelled() -> None:
    first = planned()
    with pytest.raises(Refused, match="at that moment already"):
        planned()
    other = planned("2024-05-08")
    with pytest.raises(Refused, match="at that moment already"):
        change_meeting(by=BY, meeting=other.pk, when=at("2024-05-07"), place="The hall")
    cancel_meeting(by=BY, meeting=first.pk, reason="nobody can come")
    assert planned().pk != first.pk


def test_a_body_that_is_not_there_does_not_meet() -> None:
    with pytest.raises(NotFound):
        plan_meeting(by=BY, body="nobody", when=at("2024-05-07"), place="The hall")


def test_each_change_counts_up_and_none_where_nothing_changes() -> None:
    one = planned()
    same = change_meeting(
        by=BY, meeting=one.pk, when=at("2024-05-07"), place=" The  hall ", about="The account."
    )
    assert same.sequence == 0
    moved = change_meeting(by=BY, meeting=one.pk, when=at("2024-05-14"), place="The attic")
    assert (moved.sequence, moved.day, moved.place) == (1, date(2024, 5, 14), "The attic")
    assert moved.changed_at > one.changed_at
    [event] = audit_events(action="agenda.meeting_changed")
    assert event.details["changed"] == ["about", "ends_at", "place", "starts_at"]


def test_a_meeting_is_held_once_it_began_and_its_minutes_may_come_later() -> None:
    to_come = planned()
    with pytest.raises(Refused, match="not begun yet"):
        hold_meeting(by=BY, meeting=to_come.pk)
    one = planned("2024-02-06")
    assert hold_meeting(by=BY, meeting=one.pk).state == "held"
    with pytest.raises(Refused, match="not the address"):
        hold_meeting(by=BY, meeting=one.pk, minutes="in the cupboard")
    held = hold_meeting(by=BY, meeting=one.pk, minutes="https://minutes.example/1")
    assert (held.minutes, held.sequence) == ("https://minutes.example/1", 2)
    for change in (
        lambda: change_meeting(by=BY, meeting=one.pk, when=at("2024-02-07"), place="x"),
        lambda: cancel_meeting(by=BY, meeting=one.pk, reason="x"),
    ):
        with pytest.raises(Refused, match="was held"):
            change()


def test_a_cancelled_meeting_stays_with_its_reason() -> None:
    one = planned()
    with pytest.raises(Refused, match="needs a reason"):
        cancel_meeting(by=BY, meeting=one.pk, reason="  ")
    gone = cancel_meeting(by=BY, meeting=one.pk, reason="too few")
    assert (gone.state, gone.reason, gone.sequence) == ("cancelled", "too few", 1)
    for change in (
        lambda: cancel_meeting(by=BY, meeting=one.pk, reason="x"),
        lambda: hold_meeting(by=BY, meeting=one.pk),
    ):
        with pytest.raises(Refused, match="was cancelled"):
            change()
    with pytest.raises(NotFound):
        cancel_meeting(by=BY, meeting=987_654, reason="x")


def test_who_may_not_decide_plans_and_cancels_nothing() -> None:
    found = invite(name="P", mail="p@voorbeeld.example", role="board", scope="", by=BY)
    by, one = Actor.of(found.user), planned()
    with pytest.raises(NotAllowed):
        plan_meeting(by=by, body="board", when=at("2024-06-04"), place="x")
    for change in (
        lambda: cancel_meeting(by=by, meeting=one.pk, reason="x"),
        lambda: change_meeting(by=by, meeting=one.pk, when=at("2024-06-04"), place="x"),
        lambda: hold_meeting(by=by, meeting=one.pk),
    ):
        with pytest.raises(NotAllowed):
            change()


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"state": "cancelled"},
        {"minutes": "https://minutes.example/1"},
        {"state": "forgotten"},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(fields: dict[str, Any]) -> None:
    one = planned()
    with pytest.raises(DatabaseError), transaction.atomic():
        Meeting.objects.filter(pk=one.pk).update(**fields)


def test_a_page_sees_what_is_to_come_what_was_held_and_what_was_decided_there() -> None:
    assert not seen(), "a rhythm alone has no day"
    held = planned("2024-02-06")
    hold_meeting(by=BY, meeting=held.pk)
    decide(by=BY, taken_on=date(2024, 2, 6), title="Ask twice a year", body="board")
    decide(by=BY, taken_on=date(2024, 2, 6), title="Of nobody")
    found = seen()
    assert found.expected == date(2024, 3, 12), "35 days later, by the rhythm"
    assert [(m.meeting.pk, [d.title for d in m.decisions]) for m in found.held] == [
        (held.pk, ["Ask twice a year"])
    ]
    later, sooner = planned("2024-06-04"), planned("2024-05-07")
    found = seen()
    assert (found.planned, found.expected) == ((sooner, later), None)


def test_the_expected_day_lies_never_behind() -> None:
    hold_meeting(by=BY, meeting=planned("2022-02-01").pk)
    expected = seen().expected
    assert expected is not None
    assert date(2024, 3, 1) <= expected < date(2024, 3, 1) + timedelta(days=36)


def test_the_demonstration_plans_and_takes_back_exactly_its_own() -> None:
    demo.load(Random(1), BY)
    assert demo.count() == 5
    states = sorted(meetings().values_list("state", flat=True))
    assert states == ["cancelled", "held", "held", "planned", "planned"]
    own = planned("2024-05-07")
    demo.clear(BY)
    assert [one.pk for one in meetings()] == [own.pk]
    demo.load(Random(1), BY)
    assert demo.count() == 0, "nothing is made up beside what is real"
