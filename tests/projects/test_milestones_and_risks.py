# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Milestones keep every day they had; risks are looked at again; what is half is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from hcat.evidence.api import Scope
from hcat.foundation.api import Refused
from hcat.numerics.api import Estimate, Period
from hcat.projects import api
from hcat.projects.measures import (
    milestones_met,
    share_monitored_and_evaluated,
    share_with_charter,
)

from .conftest import BY, SUBJECT, TODAY, answers

QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))


def plan(due: date, title: str = "The first lesson") -> api.Milestone:
    return api.plan_milestone(by=BY, subject=SUBJECT, title=title, due=due)


def reach(one: api.Milestone, on: date) -> api.Milestone:
    return api.reach_milestone(
        by=BY, milestone=one.pk, on=on, evidence="The list of pupils", edition=one.edition
    )


def move(one: api.Milestone, to: date) -> api.Milestone:
    return api.move_milestone(
        by=BY, milestone=one.pk, to=to, reason="The hall was flooded.", edition=one.edition
    )


def test_a_moved_milestone_keeps_the_days_it_had() -> None:
    one = move(move(plan(date(2026, 3, 10)), date(2026, 4, 10)), date(2026, 5, 10))
    [found] = api.method_of(SUBJECT).milestones
    assert found.due == one.due == date(2026, 5, 10)
    assert [(m.was, m.became) for m in found.moves.all()] == [
        (date(2026, 3, 10), date(2026, 4, 10)),
        (date(2026, 4, 10), date(2026, 5, 10)),
    ]


def test_a_milestone_needs_something_that_shows_it_and_a_day_that_was() -> None:
    one = plan(date(2026, 3, 10))
    with pytest.raises(Refused, match="Nothing shows"):
        api.reach_milestone(by=BY, milestone=one.pk, on=TODAY, evidence=" ", edition=1)
    with pytest.raises(Refused, match="still to come"):
        reach(one, TODAY + timedelta(days=1))
    reach(one, TODAY)
    with pytest.raises(api.Outdated):
        move(one, date(2026, 5, 1))
    one.refresh_from_db()
    with pytest.raises(Refused, match="already"):
        move(one, date(2026, 5, 1))


def test_moving_and_giving_up_need_a_reason() -> None:
    one = plan(date(2026, 3, 10))
    with pytest.raises(Refused, match="reason"):
        api.move_milestone(by=BY, milestone=one.pk, to=TODAY, reason="", edition=1)
    with pytest.raises(Refused, match="that day already"):
        move(one, one.due)
    with pytest.raises(Refused, match="reason"):
        api.drop_milestone(by=BY, milestone=one.pk, reason="", edition=1)
    dropped = api.drop_milestone(by=BY, milestone=one.pk, reason="No yard.", edition=1)
    assert not dropped.is_open


@pytest.mark.parametrize("day", [date.max, date.min, date(2201, 1, 1), date(1899, 12, 31)])
def test_a_milestone_has_no_day_of_a_mistyped_year(day: date) -> None:
    with pytest.raises(Refused, match="between 1900 and 2200"):
        plan(day)
    one = plan(date(2026, 4, 1))
    with pytest.raises(Refused, match="between 1900 and 2200"):
        move(one, day)
    assert [found.due for found in api.method_of(SUBJECT).milestones] == [date(2026, 4, 1)]


def test_the_same_milestone_is_planned_once() -> None:
    plan(date(2026, 3, 10))
    with pytest.raises(Refused, match="already"):
        plan(date(2026, 3, 10))


def test_a_day_moved_before_it_came_is_no_promise_and_one_moved_after_it_was_missed(
    at: time_machine.Coordinates,
) -> None:
    before, after, met, late = (
        plan(date(2026, 3, 10), name) for name in ("before", "after", "met", "late")
    )
    move(before, date(2026, 6, 1))
    at.move_to("2026-03-10T12:00")
    reach(met, date(2026, 3, 10))
    at.move_to("2026-03-20T12:00")
    move(after, date(2026, 6, 1))
    reach(late, date(2026, 3, 12))
    estimate = milestones_met(QUARTER, Scope())
    assert (estimate.numerator, estimate.denominator) == (1, 3)
    found = api.promised(QUARTER.start, QUARTER.end)
    assert {one.milestone.title: one.met for one in found} == {
        "after": False, "met": True, "late": False,
    }  # fmt: skip


def test_a_time_without_promises_has_no_share_rather_than_none_of_a_hundred() -> None:
    estimate = milestones_met(QUARTER, Scope())
    assert estimate.value is None
    assert estimate.missing_reason


@pytest.mark.parametrize("share", [share_with_charter, share_monitored_and_evaluated])
def test_where_no_charter_was_accepted_yet_the_shares_are_missing_and_not_zero(
    share: Callable[[Period, Scope], Estimate], at: time_machine.Coordinates
) -> None:
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=0)
    today = share(Period(TODAY, TODAY), Scope())
    assert today.value is None
    assert "no charter has been accepted yet" in today.missing_reason
    at.move_to("2026-03-05T12:00")
    later = date(2026, 3, 5)
    api.accept_charter(by=BY, subject=SUBJECT, edition=1)
    assert share(Period(later, later), Scope()).value is not None
    assert share(Period(TODAY, TODAY), Scope()).value is None, "it was accepted after that day"


def test_the_share_with_a_charter_counts_what_runs(agreed: api.Charter) -> None:
    estimate = share_with_charter(Period(TODAY, TODAY), Scope())
    assert estimate.denominator is not None
    assert (estimate.numerator, estimate.value) == (1, 100.0 / estimate.denominator)
    api.write_charter(by=BY, subject="initiative:open-day", answers=answers(), based_on=0)
    assert share_with_charter(Period(TODAY, TODAY), Scope()).numerator == 1, (
        "written is not accepted"
    )


def risk(**others: Any) -> api.Risk:
    said: dict[str, Any] = {
        "what": "The yard stops", "likelihood": 2, "effect": 3,
        "measure": "A second yard is asked", "owner": "Yard One",
    }  # fmt: skip
    return api.add_risk(by=BY, subject=SUBJECT, **{**said, **others})


def test_the_heaviest_risk_stands_first_and_closed_ones_last() -> None:
    light, heavy, closed = risk(likelihood=1, effect=1), risk(likelihood=3), risk(what="Rain")
    api.close_risk(by=BY, risk=closed.pk, how="A roof came.", edition=1)
    assert [one.pk for one in api.method_of(SUBJECT).risks] == [heavy.pk, light.pk, closed.pk]


def test_a_high_risk_is_looked_at_monthly_and_others_each_quarter() -> None:
    assert api.look_again_on(risk(likelihood=2, effect=3)) == date(2026, 4, 2)
    assert api.look_again_on(risk(likelihood=1, effect=3)) == date(2026, 6, 2)


def test_looking_again_counts_from_today(at: time_machine.Coordinates) -> None:
    one = risk()
    at.move_to("2026-05-01T12:00")
    seen = api.look_at_risk(by=BY, risk=one.pk, likelihood=1, effect=1, measure="None: accepted",
                            owner="Yard One", edition=1)  # fmt: skip
    assert seen.looked_at_on == date(2026, 5, 1)
    with pytest.raises(api.Outdated):
        api.close_risk(by=BY, risk=one.pk, how="Over", edition=1)


@pytest.mark.parametrize(
    "gap", [{"what": " "}, {"measure": ""}, {"owner": ""}, {"likelihood": 4}, {"effect": 0}]
)
def test_half_a_risk_is_refused(gap: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        risk(**gap)
    assert api.method_of(SUBJECT).is_empty


def test_a_risk_is_closed_with_how_and_only_once() -> None:
    one = risk()
    with pytest.raises(Refused, match="how this risk ended"):
        api.close_risk(by=BY, risk=one.pk, how="", edition=1)
    api.close_risk(by=BY, risk=one.pk, how="It did not happen.", edition=1)
    with pytest.raises(Refused):
        api.close_risk(by=BY, risk=one.pk, how="Again", edition=2)


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 31), date(2026, 5, 30)])
def test_the_risks_to_look_at_are_those_whose_day_has_come(
    day: date, at: time_machine.Coordinates
) -> None:
    """Of the longer months several days end on one day of a shorter."""
    at.move_to(f"{day.isoformat()}T12:00")
    for effect in (1, 3):
        for ago in range(25, 100):
            risk = api.add_risk(by=BY, subject=SUBJECT, what="No room", likelihood=2,
                                effect=effect, measure="Rent", owner="School")  # fmt: skip
            looked_at_on = day - timedelta(days=ago)
            api.Risk.objects.filter(pk=risk.pk).update(looked_at_on=looked_at_on)
    expected = {one.pk for one in api.Risk.objects.all() if api.look_again_on(one) <= day}
    found = api.risks_to_look_at([SUBJECT], most=1000)
    assert {one.pk for one in found.first} == expected
    assert found.number == len(expected)
    assert api.risks_to_look_at(["initiative:other"], most=1000).number == 0


def test_the_milestones_that_are_near_are_counted_and_the_first_few_read() -> None:
    days = (-3, 14, -1, 15)
    made = [
        api.plan_milestone(by=BY, subject=SUBJECT, title="T", due=TODAY + timedelta(days=days_))
        for days_ in days
    ]
    api.drop_milestone(by=BY, milestone=made[2].pk, reason="No room", edition=1)
    found = api.milestones_near([SUBJECT], most=0)
    assert (found.first, found.number) == ([made[0]], 2)
