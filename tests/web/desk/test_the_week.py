# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of a week: what has a date first, a few of what waits, and an end to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hcat.foundation.api import Actor, today
from hcat.parties.api import export_person, invite
from hcat.parties.models import Person
from hcat.web.desk.models import Planned
from hcat.web.desk.navigation import Aside, Attention, Matter, ToDo, lately
from hcat.web.desk.week import WAITING_A_WEEK, Week, week_of

from .conftest import BY, Visitor, text_of

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.fixture
def person(db: None) -> Person:
    return invite(name="Kim", mail="kim@voorbeeld.example", role="programme_manager", by=BY)


def matter(key: str, due: date | None = None) -> Matter:
    return Matter(key=key, title=key, url=f"/{key}", action="Do it", due=due)


def to_do(**sorts: list[Matter]) -> ToDo:
    return ToDo([Attention(key, key, f"why {key}", found) for key, found in sorts.items()], [])


def week(person: Person, found: ToDo, on: date = MONDAY) -> Week:
    assert person.user_id is not None
    return week_of(person.user_id, found, on=on)


def keys(found: Week) -> list[str]:
    return [one.matter.key for one in found.tasks]


def test_what_has_a_date_comes_first_and_the_oldest_date_first(person: Person) -> None:
    found = week(
        person,
        to_do(
            figures=[
                matter("waits"),
                matter("sunday", SUNDAY),
                matter("late", MONDAY - timedelta(days=3)),
            ],
            reports=[matter("friday", FRIDAY), matter("next-week", SUNDAY + timedelta(days=1))],
        ),
    )
    assert keys(found) == ["late", "friday", "sunday", "waits", "next-week"]
    assert [one.due for one in found.tasks[-2:]] == [None, None]
    assert found.tasks[1].sort.why == "why reports"


def test_what_is_overdue_longest_stands_on_top_however_late_it_is(person: Person) -> None:
    late = [matter(f"late-{days:04}", MONDAY - timedelta(days=days)) for days in (3, 31, 400)]
    found = week(person, to_do(milestones=[*late, matter("now", FRIDAY)]))
    assert keys(found) == ["late-0400", "late-0031", "late-0003", "now"]
    assert found.later == []


@pytest.mark.parametrize(("days", "is_dated"), [(-5, True), (30, True), (31, False), (4000, False)])
def test_what_an_old_agenda_brings_along_has_a_date_only_lately(days: int, is_dated: bool) -> None:
    day = today() - timedelta(days=days)
    assert lately(day) == (day if is_dated else None)
    assert lately(None) is None


def test_a_long_sort_does_not_keep_out_a_short_one(person: Person) -> None:
    found = week(
        person, to_do(sheets=[matter(f"sheet-{n}") for n in range(64)], calls=[matter("call")])
    )
    assert "call" in keys(found)
    assert keys(found)[:-1] == [f"sheet-{n}" for n in range(WAITING_A_WEEK - 1)]


def test_each_sort_has_its_turn_where_there_are_more_sorts_than_places(person: Person) -> None:
    sorts = {f"sort{n:02}": [matter(f"{n:02}-{one}") for one in range(9)] for n in range(14)}
    first = keys(week(person, to_do(**sorts)))
    assert first == [f"{n:02}-0" for n in range(WAITING_A_WEEK)]
    left = {key: [one for one in found if one.key not in first] for key, found in sorts.items()}
    second = keys(week(person, to_do(**left), on=MONDAY + timedelta(days=7)))
    assert {"10-0", "11-0", "12-0", "13-0"} <= set(second)
    assert len(second) == WAITING_A_WEEK


def test_no_others_join_once_the_few_are_done_and_the_list_is_empty(person: Person) -> None:
    waiting = [matter(f"waits-{n}") for n in range(40)]
    first = week(person, to_do(figures=waiting))
    left = [one for one in waiting if one.key not in set(keys(first))]
    friday = week(person, to_do(figures=left), on=FRIDAY)
    assert friday.tasks == []
    assert (friday.planned, friday.off) == (WAITING_A_WEEK, WAITING_A_WEEK)
    assert len(friday.later[0].matters) == 40 - WAITING_A_WEEK
    monday = week(person, to_do(figures=left), on=MONDAY + timedelta(days=7))
    assert len(monday.tasks) == WAITING_A_WEEK


def test_what_gets_a_date_in_the_middle_of_a_week_joins(person: Person) -> None:
    week(person, to_do(figures=[matter("one", FRIDAY)]))
    found = week(person, to_do(figures=[matter("one", FRIDAY), matter("two", FRIDAY)]), on=FRIDAY)
    assert (keys(found), found.planned) == (["one", "two"], 2)


def test_what_was_dated_and_is_put_off_does_not_leave_the_week(person: Person) -> None:
    """Its date moved; it stays where it was seen, and takes no place of what waits."""
    week(person, to_do(figures=[matter("one", FRIDAY)]))
    moved = [matter("one", date(2027, 6, 1)), *[matter(f"w{n}") for n in range(20)]]
    found = week(person, to_do(figures=moved))
    assert "one" in keys(found)
    assert len(found.tasks) == 1 + WAITING_A_WEEK


def test_what_is_set_aside_is_not_done(person: Person) -> None:
    found = to_do(figures=[matter("one", FRIDAY), matter("two", FRIDAY), matter("three", FRIDAY)])
    assert (week(person, found).planned, week(person, found).aside) == (3, 0)
    left = [one for one in found.sorts[0].matters if one.key != "one"]
    aside = [Aside(found.sorts[0].matters[0], None, "No time"), Aside(matter("other"), None, "x")]
    after = week(person, ToDo([Attention("figures", "f", "why", left)], aside))
    assert (after.planned, after.off, after.aside) == (2, 0, 1)
    done = week(person, ToDo([Attention("figures", "f", "why", left[1:])], aside))
    assert (done.planned, done.off, done.aside) == (2, 1, 1)


def test_a_week_is_of_one_person_and_looked_up_again_the_same(person: Person) -> None:
    other = invite(name="Jo", mail="jo@voorbeeld.example", role="programme_manager", by=BY)
    found = to_do(figures=[matter(f"waits-{n}") for n in range(30)])
    assert keys(week(person, found)) == keys(week(person, found))
    assert Planned.objects.count() == WAITING_A_WEEK
    week(other, found)
    assert Planned.objects.count() == 2 * WAITING_A_WEEK


def test_a_person_is_told_what_is_kept_of_their_weeks(person: Person) -> None:
    week(person, to_do(figures=[matter("one", FRIDAY)]))
    told = export_person(person=person, by=Actor.system("test"))
    assert {"matter": "one", "week": MONDAY.isoformat()} in told["desk"]["planned"]


def test_a_very_long_week_shows_its_first_and_counts_the_others(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = to_do(milestones=[matter(f"m-{n:03}", today()) for n in range(131)])
    monkeypatch.setattr("hcat.web.desk.views.home.to_do", lambda *_: many)
    page = text_of(manager.open("/desk"))
    assert "131 things need you this week" in page
    assert "101 more things need you this week" in page
    assert ("m-029" in page, "m-030" in page) == (True, False)
    whole = text_of(manager.open("/desk/week"))
    assert ("m-000" in whole, "m-049" in whole, "m-050" in whole) == (True, True, False)
    assert "m-130" in text_of(manager.open("/desk/week?page=3"))


def test_a_week_without_anything_says_so_on_its_own_page_too(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.web.desk.views.home.to_do", lambda *_: to_do())
    assert "Nothing needs you this week" in text_of(manager.open("/desk/week"))


def test_the_desk_is_found_with_a_stroke_behind_it_too(manager: Visitor) -> None:
    answer = manager.open("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/desk")


def test_the_desk_opens_with_the_week_and_says_how_far_it_is(manager: Visitor) -> None:
    text = text_of(manager.open("/desk"))
    number = Planned.objects.count()
    assert f"{number} things need you this week" in text
    assert "no longer needed this week" not in text
    one = Planned.objects.first()
    assert one is not None
    Planned.objects.create(user_id=one.user_id, week=one.week, matter="done/it", only_waited=False)
    assert f"no longer needed this week: 1 of {number + 1}." in text_of(manager.open("/desk"))
