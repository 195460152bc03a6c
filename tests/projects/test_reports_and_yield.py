# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""It is noted that a project reported, and said what it yielded: once, in order, by day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from hcat.agenda.api import stop
from hcat.evidence.api import Scope
from hcat.foundation.api import Refused, now
from hcat.numerics.api import Period
from hcat.projects import api
from hcat.projects.measures import share_monitored_and_evaluated

from .conftest import BY, SUBJECT, TODAY, answers

FIRST, SECOND, LAST = date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 30)


def note(**others: Any) -> api.ProgressReport:
    said: dict[str, Any] = {
        "due": FIRST, "on": date(2026, 7, 1), "whom": "The board", "said": "Eighteen came.",
    }  # fmt: skip
    return api.note_report(by=BY, subject=SUBJECT, **{**said, **others})


def say(**others: Any) -> api.Yield:
    said: dict[str, Any] = {
        "outcome": "delivered", "on": date(2026, 7, 1), "words": "Forty learn there.",
        "based_on": 0,
    }  # fmt: skip
    return api.say_yield(by=BY, subject=SUBJECT, **{**said, **others})


@pytest.fixture
def july(agreed: api.Charter, at: time_machine.Coordinates) -> date:
    """The day after the first report was due."""
    at.move_to("2026-07-01T12:00")
    return date(2026, 7, 1)


def asked() -> date | None:
    return api.report_asked(api.method_of(SUBJECT))


def test_a_report_is_asked_from_a_week_before_until_it_is_noted(
    agreed: api.Charter, at: time_machine.Coordinates
) -> None:
    at.move_to("2026-06-22T12:00")
    assert asked() is None
    at.move_to("2026-06-23T12:00")
    assert asked() == FIRST
    at.move_to("2026-08-01T12:00")
    assert asked() == FIRST
    note()
    assert asked() is None
    at.move_to("2026-09-25T12:00")
    assert asked() == SECOND


def test_an_older_day_asks_for_nothing_once_a_later_report_was_given(
    agreed: api.Charter, at: time_machine.Coordinates
) -> None:
    at.move_to("2026-10-02T12:00")
    assert asked() == SECOND
    note(due=SECOND, on=date(2026, 10, 1))
    assert asked() is None
    days = api.days_of(api.method_of(SUBJECT))
    assert [(one.day, one.report is not None) for one in days] == [
        (FIRST, False), (SECOND, True), (LAST, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ({"due": date(2026, 7, 1)}, "no report on 1 July 2026"),
        ({"due": LAST}, "30 September 2026 comes first"),
        ({"on": date(2026, 7, 2)}, "still to come"),
        ({"on": date(2026, 3, 1)}, "began only on 2 March 2026"),
        ({"on": date(1, 1, 1)}, "1-1-1 is no day"),
        ({"whom": " "}, "to whom"),
        ({"said": ""}, "or what"),
        ({"link": "javascript:alert(1)"}, "no address"),
    ],
)
def test_a_report_that_cannot_be_is_refused(july: date, gap: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        note(**gap)
    assert api.method_of(SUBJECT).reports == []


def test_one_report_for_each_day(july: date) -> None:
    first = note()
    with pytest.raises(api.Outdated, match="Something else is noted"):
        note(said="Other")
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)
    assert [one.said for one in api.method_of(SUBJECT).reports] == ["Eighteen came."]


def test_nothing_is_told_of_what_was_not_agreed() -> None:
    with pytest.raises(Refused, match="no accepted charter"):
        note()
    with pytest.raises(Refused, match="no accepted charter"):
        say()


def test_a_new_edition_changes_the_days_to_come_and_none_that_passed(july: date) -> None:
    later = answers(report_first_on=date(2026, 5, 15), report_every=6)
    api.write_charter(by=BY, subject=SUBJECT, answers=later, based_on=1)
    api.accept_charter(by=BY, subject=SUBJECT, edition=2)
    assert [one.day for one in api.days_of(api.method_of(SUBJECT))] == [FIRST, date(2026, 11, 15)]
    assert asked() == FIRST


def test_what_it_yielded_is_said_in_editions_and_ends_the_reports(
    july: date, at: time_machine.Coordinates
) -> None:
    assert asked() == FIRST
    say()
    assert asked() is None, "it has been told"
    found = api.method_of(SUBJECT)
    assert found.yielded is not None
    assert [one.day for one in api.days_of(found)] == [FIRST]
    with pytest.raises(api.Outdated, match="Somebody else"):
        say(words="Mine")
    say(words="Forty-one learn there.", based_on=1)
    assert [one.words for one in api.method_of(SUBJECT).yields] == [
        "Forty-one learn there.", "Forty learn there.",
    ]  # fmt: skip
    api.write_charter(
        by=BY, subject=SUBJECT, answers=answers(by_when=date(2027, 12, 31)), based_on=1
    )
    api.accept_charter(by=BY, subject=SUBJECT, edition=2)
    assert api.method_of(SUBJECT).yielded is None, "another promise"


def test_what_it_yielded_is_asked_on_the_promised_day(
    agreed: api.Charter, at: time_machine.Coordinates
) -> None:
    at.move_to("2026-12-30T12:00")
    assert not api.is_yield_asked(api.method_of(SUBJECT))
    at.move_to("2026-12-31T12:00")
    assert api.is_yield_asked(api.method_of(SUBJECT))
    say(outcome="not_delivered", on=date(2026, 12, 31))
    assert not api.is_yield_asked(api.method_of(SUBJECT))


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ({"outcome": ""}, "not said what it yielded"),
        ({"words": " "}, "in words"),
        ({"on": date(2026, 7, 2)}, "still to come"),
        ({"on": date(2026, 3, 1)}, "began only"),
        ({"outcome": "partly"}, "until 31 December 2026"),
        ({"outcome": "not_delivered"}, "until 31 December 2026"),
        ({"results": ["nothing-of-the-kind"]}, "nothing-of-the-kind"),
        ({"link": "no page"}, "no address"),
    ],
)
def test_a_yield_that_cannot_be_is_refused(july: date, gap: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        say(**gap)
    assert api.method_of(SUBJECT).yields == []


def test_what_was_stopped_can_say_that_it_yielded_nothing(july: date) -> None:
    stop(by=BY, kind="initiative", key="yard-class", on=july, reason="No money.")
    with pytest.raises(Refused, match="has ended"):
        note()
    assert say(outcome="not_delivered").outcome == "not_delivered"


def counted(day: date, **others: Any) -> int | None:
    return share_monitored_and_evaluated(Period(day, day), Scope(**others)).numerator


def test_a_project_is_followed_when_it_reported_and_evaluated_when_it_said_what_came_of_it(
    july: date, at: time_machine.Coordinates
) -> None:
    one = api.plan_milestone(by=BY, subject=SUBJECT, title="First lesson", due=july)
    api.reach_milestone(by=BY, milestone=one.pk, on=july, evidence="List", edition=1)
    say()
    assert counted(july) == 0, "a milestone is no report"
    before = now()
    at.move_to("2026-07-01T13:00")
    note()
    assert counted(july) == 1
    assert counted(july, known_on=before) == 0
    assert counted(date(2027, 7, 1)) == 0, "a year later nothing of it is new"


def test_a_report_that_was_not_given_leaves_it_unfollowed(
    july: date, at: time_machine.Coordinates
) -> None:
    note()
    phase = api.start_phase(by=BY, subject=SUBJECT, kind="evaluate", on=TODAY, gate_on=july)
    assert counted(july) == 0, "not evaluated"
    api.decide_gate(by=BY, subject=SUBJECT, phase=phase.pk, charter=1, outcome="go_on",
                    reason="Good", on=july, next_gate_on=SECOND)  # fmt: skip
    assert counted(july) == 1
    at.move_to("2026-10-01T12:00")
    assert counted(date(2026, 10, 1)) == 0, "the report of September was not given"


def test_what_was_mistyped_is_put_right_in_an_edition_of_its_own(
    july: date, at: time_machine.Coordinates
) -> None:
    note()
    before = now()
    at.move_to("2026-07-02T12:00")
    with pytest.raises(api.Outdated, match="Something else"):
        note(said="Mine", based_on=2)
    note(said="Eighty came.", on=date(2026, 7, 2), based_on=1)
    [first, *_coming] = api.days_of(api.method_of(SUBJECT))
    assert first.report is not None
    assert (first.report.said, first.report.edition) == ("Eighty came.", 2)
    assert [one.said for one in first.before] == ["Eighteen came."]
    day = date(2026, 7, 1)
    assert [one.given for one in api.reports_due(FIRST, day, known_on=before)] == [True]
    assert [one.given for one in api.reports_due(FIRST, day)] == [False], "a day later, it says now"


def test_that_no_report_was_given_ends_the_asking_and_counts_as_not_given(
    july: date, at: time_machine.Coordinates
) -> None:
    say(outcome="delivered")
    assert counted(july) == 0
    api.Yield.objects.all().delete()
    assert asked() == FIRST
    none = api.note_no_report(by=BY, subject=SUBJECT, due=FIRST, reason="The board did not meet.")
    assert (none.was_given, none.said) == (False, "The board did not meet.")
    assert asked() is None
    assert [one.given for one in api.reports_due(FIRST, july)] == [False]
    with pytest.raises(api.Outdated, match="Something else"):
        api.note_no_report(by=BY, subject=SUBJECT, due=FIRST, reason="Once more")
    note(based_on=1)
    assert [one.given for one in api.reports_due(FIRST, july)] == [True], "it came after all"


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ({"reason": " "}, "why no report"),
        ({"due": SECOND}, "can still be given"),
        ({"due": date(2026, 7, 1)}, "no report on 1 July 2026"),
    ],
)
def test_that_no_report_was_given_is_said_of_a_day_that_passed_with_why(
    july: date, gap: dict[str, Any], word: str
) -> None:
    with pytest.raises(Refused, match=word):
        api.note_no_report(by=BY, subject=SUBJECT, **{"due": FIRST, "reason": "None", **gap})
    assert api.method_of(SUBJECT).reports == []
