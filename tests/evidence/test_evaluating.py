# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcat.evidence.api import FigureStored, Observation, Scope, Step, Takes, evaluate, measure
from hcat.evidence.measuring import storing
from hcat.evidence.measuring.published import WITHDRAWN
from hcat.evidence.measuring.registry import forget
from hcat.foundation.api import Actor, Refused
from hcat.foundation.models import AuditEvent
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import (
    ADOPTED,
    SOURCE,
    put,
    put_initiative,
    put_result,
    put_series,
    share,
    target,
)  # fmt: skip

pytestmark = pytest.mark.django_db

PROXY = {"series": "first-years", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}


@pytest.fixture
def choice(agenda: None) -> None:
    put_series(figures=[share(2020, 1241, 4252), share(2021, 1220, 4205)])
    put_result(targets=[target(value=40, proxies=[PROXY])])


def rows(name: str = "published.first-years") -> list[Observation]:
    return list(Observation.objects.filter(measure=name).order_by("start", "pk"))


def test_published_figures_become_observations_with_counts_and_source(
    choice: None, by: Actor
) -> None:
    report = evaluate(by=by)
    first = rows()[0]
    assert (first.numerator, first.denominator, first.unit) == (1241, 4252, "percent")
    assert first.source == "Bureau Overmaas, Tellingen (2021)"
    assert first.source_key == "counts"
    assert not report.problems
    assert AuditEvent.objects.filter(action="evidence.measured").count() == report.measures


def test_a_second_evaluation_writes_nothing(choice: None, by: Actor) -> None:
    evaluate(by=by)
    before = (Observation.objects.count(), AuditEvent.objects.count())
    report = evaluate(by=by)
    assert report.stored == 0
    assert report.unchanged == before[0]
    assert (Observation.objects.count(), AuditEvent.objects.count()) == before


def test_a_dry_run_writes_nothing_and_says_what_it_would_write(choice: None, by: Actor) -> None:
    report = evaluate(by=by, dry_run=True)
    assert report.stored >= 2
    assert not Observation.objects.exists()
    assert not AuditEvent.objects.filter(action="evidence.measured").exists()


def test_a_corrected_figure_supersedes_and_the_old_one_stays(choice: None, by: Actor) -> None:
    evaluate(by=by)
    put_series(figures=[share(2020, 1300, 4252), share(2021, 1220, 4205)], on=date(2022, 1, 1))
    assert evaluate(by=by).stored == 1
    old, new, _ = rows()
    assert (old.numerator, new.numerator, new.supersedes_id) == (1241, 1300, old.pk)


def test_a_withdrawn_figure_becomes_missing_with_its_reason_and_can_come_back(
    choice: None, by: Actor
) -> None:
    evaluate(by=by)
    put_series(figures=[share(2020, 1241, 4252)], on=date(2022, 1, 1))
    evaluate(by=by)
    gone = rows()[-1]
    assert (gone.value, gone.missing_reason) == (None, WITHDRAWN)
    assert evaluate(by=by).stored == 0
    put_series(figures=[share(2020, 1241, 4252), share(2021, 1220, 4205)], on=date(2022, 2, 1))
    evaluate(by=by)
    assert [row.value is None for row in rows()] == [False, False, True, False]


def test_a_series_that_no_target_uses_is_left_alone(choice: None, by: Actor) -> None:
    put_series("other", figures=[share(2020, 1, 2)])
    evaluate(by=by)
    assert rows("published.other") == []


def test_a_figure_that_contradicts_itself_is_reported_and_the_rest_is_stored(
    choice: None, by: Actor
) -> None:
    wrong = share(2020, 1, 4) | {"value": 60.0}
    put_series(figures=[wrong, share(2021, 1, 4)], on=date(2022, 1, 1))
    report = evaluate(by=by)
    assert [problem.measure for problem in report.problems] == ["published.first-years"]
    assert "25" in report.problems[0].what
    assert [row.start.year for row in rows()] == [2021]


def test_an_empty_database_is_refused_with_what_to_do(db: None, by: Actor) -> None:
    with pytest.raises(Refused, match="agenda load"):
        evaluate(by=by)


def test_a_day_to_come_is_refused(choice: None, by: Actor) -> None:
    with override("en"), pytest.raises(Refused, match="not come"):
        evaluate(by=by, as_of=date(2999, 1, 1))


def test_progress_is_told_for_every_measure(choice: None, by: Actor) -> None:
    steps: list[Step] = []
    report = evaluate(by=by, on_progress=steps.append)
    assert [step.done for step in steps] == list(range(1, report.measures + 1))
    assert {step.total for step in steps} == {report.measures}


# Measures of the rooms


Register = Callable[..., None]


@pytest.fixture
def register() -> Iterator[Register]:
    def add(give: Callable[[Period, Scope], Estimate], takes: Takes) -> None:
        def one(period: Period, scope: Scope) -> Estimate:
            return give(period, scope)

        measure("testing.one", title="One", unit="count", takes=takes)(one)

    yield add
    forget("testing.one")


def count(period: Period, value: float = 3.0) -> Estimate:
    return Estimate(
        value=value, unit="count", period=period, method="m", source="s", quality=Quality.MEASURED
    )


def test_a_moment_is_stored_again_only_when_it_changed_or_is_due(
    choice: None, by: Actor, register: Register
) -> None:
    value = [3.0]
    register(lambda period, scope: count(period, value[0]), Takes.MOMENT)
    for day, stored in (
        (date(2020, 1, 1), 1),  # first
        (date(2020, 1, 1), 1),  # the same day
        (date(2020, 6, 1), 1),  # the same count
        (date(2021, 1, 1), 2),  # a year on: due
    ):
        evaluate(by=by, as_of=day)
        assert len(rows("testing.one")) == stored, day
    value[0] = 4.0
    evaluate(by=by, as_of=date(2021, 2, 1))
    assert [row.value for row in rows("testing.one")] == [3.0, 3.0, 4.0]
    value[0] = 5.0
    evaluate(by=by, as_of=date(2021, 2, 1))
    assert rows("testing.one")[-1].supersedes_id == rows("testing.one")[-2].pk


def test_a_period_is_taken_whole_and_the_gap_is_filled(
    choice: None, by: Actor, register: Register
) -> None:
    put_result(
        "other",
        targets=[target(value=1, unit="count", measured_by="testing.one", interval_months=3)],
    )
    register(lambda period, scope: count(period), Takes.PERIOD)
    evaluate(by=by, as_of=date(2020, 5, 1))
    assert [(row.start, row.end) for row in rows("testing.one")] == [
        (date(2020, 1, 1), date(2020, 3, 31))
    ]
    evaluate(by=by, as_of=date(2020, 12, 31))
    assert [row.end for row in rows("testing.one")] == [
        date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30), date(2020, 12, 31),
    ]  # fmt: skip


def test_windows_that_are_kept_for_ever_are_all_taken_and_taken_again(
    choice: None, by: Actor
) -> None:
    known = {2018: 1.0, 2019: 2.0}

    def counted(period: Period, scope: Scope) -> Estimate:
        return count(period, known.get(period.end.year, 0.0))

    measure(
        "testing.kept", title="x", unit="count", takes=Takes.PERIOD,
        kept_since=lambda: date(2018, 12, 31),
    )(counted)  # fmt: skip
    try:
        evaluate(by=by, as_of=date(2021, 2, 1))
        assert [row.value for row in rows("testing.kept")] == [1.0, 2.0, 0.0]
        known[2018] = 9.0
        assert evaluate(by=by, as_of=date(2021, 3, 1)).stored == 1
        standing = Observation.objects.filter(measure="testing.kept").standing()
        assert [row.value for row in standing.order_by("start")] == [9.0, 2.0, 0.0]
    finally:
        forget("testing.kept")


def test_since_a_day_every_interval_and_window_is_taken_and_a_second_time_nothing(
    choice: None, by: Actor, register: Register
) -> None:
    put_initiative(1)
    put_initiative(2, on=date(2020, 6, 1))
    put_result(
        "other",
        targets=[target(value=1, unit="count", measured_by="testing.one", interval_months=6)],
    )
    register(lambda period, scope: count(period), Takes.PERIOD)
    how: dict[str, Any] = {"by": by, "as_of": date(2021, 2, 1), "since": date(2019, 2, 1)}
    report = evaluate(**how)
    assert [row.end for row in rows("testing.one")] == [
        date(2019, 12, 31), date(2020, 6, 30), date(2020, 12, 31),
    ]  # fmt: skip
    assert [(row.end, row.value) for row in rows("agenda.initiatives_running")] == [
        (date(2019, 12, 31), 1.0), (date(2020, 12, 31), 2.0), (date(2021, 2, 1), 2.0),
    ]  # fmt: skip
    assert report.stored
    assert evaluate(**how).stored == 0


def test_since_a_day_nothing_is_asked_of_which_a_rule_erased_the_inputs(
    choice: None, by: Actor
) -> None:
    def counted(period: Period, scope: Scope) -> Estimate:
        return count(period)

    for takes in Takes:
        measure(
            f"testing.{takes.value}", title="x", unit="count", takes=takes, erased_by="roles"
        )(counted)  # fmt: skip
    try:
        evaluate(by=by, as_of=date(2021, 2, 1), since=date(2012, 5, 1))
        starts = [row.start for row in rows("testing.period")]
        assert starts == [date(2020, 1, 1)]
        assert [row.end for row in rows("testing.moment")] == [
            date(2019, 12, 31), date(2020, 12, 31), date(2021, 2, 1),
        ]  # fmt: skip
    finally:
        forget("testing.period")
        forget("testing.moment")


def test_a_correction_says_what_changed(choice: None, by: Actor, register: Register) -> None:
    counted = [3.0]

    def give(period: Period, scope: Scope) -> Estimate:
        scope.note(companies=counted[0])
        return count(period, counted[0])

    register(give, Takes.PERIOD)
    told: list[FigureStored] = []
    evaluate(by=by, on_figure=told.append)
    counted[0] = 4.0
    del told[:]
    evaluate(by=by, on_figure=told.append)
    [one] = told
    assert (one.measure, one.before and one.before.value, one.after.value) == (
        "testing.one", 3.0, 4.0,
    )  # fmt: skip
    assert "companies" in one.why


def test_the_run_asks_as_many_questions_for_a_long_series_as_for_a_short_one(
    choice: None, by: Actor
) -> None:
    def asked(years: int) -> int:
        put_series(figures=[share(1900 + year, 1, years + 2) for year in range(years)])
        with CaptureQueriesContext(connection) as asking:
            evaluate(by=by)
        return len(asking)

    asked(5)
    assert asked(100) <= asked(10) + 5  # SQLite takes some forty rows at a time


def test_a_measure_that_fails_is_reported_and_the_others_are_taken(
    choice: None, by: Actor, register: Register
) -> None:
    def fail(period: Period, scope: Scope) -> Estimate:
        raise ZeroDivisionError("no companies")

    register(fail, Takes.MOMENT)
    report = evaluate(by=by)
    assert [(one.measure, one.what) for one in report.problems] == [
        ("testing.one", "ZeroDivisionError: no companies")
    ]
    assert len(rows()) == 2
    assert rows("agenda.initiatives_running")


def test_a_measure_that_answers_about_another_period_is_reported(
    choice: None, by: Actor, register: Register
) -> None:
    register(lambda period, scope: count(Period.year(1999)), Takes.MOMENT)
    assert "another" not in (report := evaluate(by=by)).problems[0].what
    assert "answered about 1999" in report.problems[0].what


def test_what_a_measure_used_is_kept_beside_the_figure(choice: None, by: Actor) -> None:
    put_initiative(1)
    put_initiative(2, status="idea")
    evaluate(by=by)
    (row,) = rows("agenda.initiatives_running")
    assert row.value == 1.0
    assert row.inputs == {"initiatives": 2, "running": [1]}


@pytest.mark.parametrize("moment", range(6))
def test_an_evaluation_killed_while_it_writes_leaves_whole_measures_and_the_next_does_the_rest(
    transactional_db: None, by: Actor, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    put("source", SOURCE)
    for key in "ab":
        put_series(key, figures=[share(2020, 1, 2), share(2021, 1, 2), share(2022, 1, 2)])
    near = [{"series": key, "leaves_out": "x"} for key in "ab"]
    put_result(targets=[target(value=40, proxies=near)])
    written: list[storing.Draft] = []

    def killed_at_the_moment(drafts: Any, *, by: Actor) -> None:
        for draft, over in drafts:
            if len(written) == moment:
                raise KeyboardInterrupt
            written.append(draft)
            storing.add(draft, by=by, over=over)

    with monkeypatch.context() as patched:
        patched.setattr(storing, "add_all", killed_at_the_moment)
        with pytest.raises(KeyboardInterrupt):
            evaluate(by=by)
    whole = moment // 3
    told = AuditEvent.objects.filter(action="evidence.measured")
    assert [len(rows(f"published.{key}")) for key in "ab"] == [3 * (whole > 0), 0]
    assert [event.subject for event in told] == ["measure:published.a"][:whole]
    evaluate(by=by)
    assert [len(rows(f"published.{key}")) for key in "ab"] == [3, 3]
    assert evaluate(by=by).stored == 0


YEARS = st.dictionaries(
    st.integers(2015, 2022), st.tuples(st.integers(0, 50), st.integers(50, 99)), max_size=6
)


@given(editions=st.lists(YEARS, min_size=1, max_size=5))
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_whatever_editions_follow_the_last_one_stands_and_nothing_is_lost(
    agenda: None,
    by: Actor,
    monkeypatch: pytest.MonkeyPatch,
    editions: list[dict[int, tuple[int, int]]],
) -> None:
    from django.db import transaction

    # What the rooms measure beside it says nothing of editions, and takes nine tenths of the time.
    monkeypatch.setattr("hcat.evidence.measuring.registry.measures", dict)

    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():
        put_result(targets=[target(value=40, proxies=[PROXY])])
        seen = 0
        for number, edition in enumerate(editions):
            with time_machine.travel(date(2023, 1, 1 + number), tick=False):
                put_series(
                    figures=[share(year, *counts) for year, counts in edition.items()],
                    on=date(2023, 1, 1 + number) if number else ADOPTED,
                )
                evaluate(by=by)
                assert evaluate(by=by).stored == 0
            assert len(rows()) >= seen
            seen = len(rows())
            standing = Observation.objects.filter(measure="published.first-years").standing()
            shown = {
                r.start.year: (r.numerator, r.denominator) for r in standing if r.value is not None
            }
            assert shown == edition
        raise Undo
