# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from hcat.evidence.api import (
    Observation,
    baselines_to_collect,
    correct,
    evaluate,
    record_figure,
    standing,
    standing_of,
)
from hcat.evidence.queries import summary
from hcat.foundation.api import Actor, NotFound, Refused, now
from hcat.numerics.api import Estimate, Period, Quality, Verdict
from tests.evidence.small_agenda import figure, put_result, put_series, share, target

pytestmark = pytest.mark.django_db
STEPS = [
    target("by-2016", value=30, deadline="2016-12-31"),
    target("by-2020", value=40, deadline="2020-12-31"),
]
PROXY = {"series": "first-years", "leaves_out": "MBO."}
Enter = Callable[..., Observation]


@pytest.fixture
def enter(by: Actor) -> Enter:
    def record(year: int, value: float, key: str = "t", result: str = "choice", **more: Any) -> Any:
        is_demo = more.pop("is_demo", False)
        estimate = Estimate(
            value=value, unit=more.pop("unit", "percent"), period=Period.year(year), method="m",
            source="a register", quality=more.pop("quality", Quality.PUBLISHED), **more,
        )  # fmt: skip
        return record_figure(by=by, result=result, target=key, estimate=estimate, is_demo=is_demo)

    return record


def test_the_first_deadline_to_come_decides_and_the_other_targets_are_steps(
    agenda: None, enter: Enter
) -> None:
    put_result(targets=STEPS)
    enter(2016, 25.0, "by-2016")
    enter(2020, 41.0, "by-2020")
    for day, deciding, verdict in (
        (date(2014, 1, 1), "by-2016", Verdict.NEVER_MEASURED),
        (date(2018, 1, 1), "by-2020", None),
        (date(2026, 1, 1), "by-2020", Verdict.REACHED),
    ):
        found = standing_of("choice", as_of=day)
        assert [one.target.key for one in found.in_force] == [deciding]
        if verdict is not None:
            assert found.verdict is verdict
    assert [(one.target.key, one.verdict) for one in found.steps] == [("by-2016", Verdict.MISSED)]


def test_a_figure_for_one_step_serves_the_other_steps_of_the_same_promise(
    agenda: None, enter: Enter
) -> None:
    put_result(targets=STEPS)
    enter(2016, 25.0, "by-2016")
    found = standing_of("choice", as_of=date(2018, 1, 1))
    assert [len(one.figures) for one in found.targets] == [1, 1]


def test_a_successor_takes_over_when_the_earlier_deadline_has_passed(agenda: None) -> None:
    later = target("by-2030", value=50, deadline="2030-12-31", succeeds="by-2020",
                   indicator="another")  # fmt: skip
    put_result(targets=[STEPS[1], later])
    assert standing_of("choice", as_of=date(2019, 1, 1)).leading.target.key == "by-2020"
    assert standing_of("choice", as_of=date(2026, 1, 1)).leading.target.key == "by-2030"


def test_promises_beside_each_other_give_the_worst_verdict(agenda: None, enter: Enter) -> None:
    put_result(
        targets=[target("one", value=40), target("two", value=40, indicator="something else")]
    )
    enter(2020, 50.0, "one")
    assert standing_of("choice", as_of=date(2021, 2, 1)).verdict is Verdict.CANNOT_TELL
    enter(2020, 30.0, "two")
    found = standing_of("choice", as_of=date(2021, 2, 1))
    assert found.verdict is Verdict.MISSED
    assert found.leading.target.key == "two"


def test_the_targets_of_the_day_are_used_not_those_of_today(agenda: None, enter: Enter) -> None:
    put_result(targets=[target(value=40)])
    put_result(targets=[target(value=60)], on=date(2021, 6, 1))
    enter(2020, 50.0)
    assert standing_of("choice", as_of=date(2021, 5, 31)).verdict is Verdict.REACHED
    assert standing_of("choice", as_of=date(2021, 6, 1)).verdict is Verdict.MISSED


def test_figures_about_later_periods_are_not_known_yet(agenda: None, enter: Enter) -> None:
    put_result()
    enter(2020, 50.0)
    assert standing_of("choice", as_of=date(2020, 12, 30)).verdict is Verdict.NEVER_MEASURED
    assert standing_of("choice", as_of=date(2020, 12, 31)).verdict is Verdict.REACHED


def test_what_was_known_on_a_moment_leaves_out_later_corrections(
    agenda: None, enter: Enter, by: Actor
) -> None:
    put_result()
    with time_machine.travel("2031-02-01T12:00:00Z", tick=False):
        old = enter(2020, 50.0)
        before = now()
    with time_machine.travel("2031-03-01T12:00:00Z", tick=False):
        estimate = Estimate(value=30.0, unit="percent", period=Period.year(2020), method="m",
                            source="a register", quality=Quality.PUBLISHED)  # fmt: skip
        new = correct(by=by, observation=old.pk, estimate=estimate, reason="counted twice")
    day = date(2021, 12, 1)
    assert standing_of("choice", as_of=day).verdict is Verdict.MISSED
    assert standing_of("choice", as_of=day, known_on=before).verdict is Verdict.REACHED
    assert (new.supersedes_id, new.note) == (old.pk, "counted twice")
    assert Observation.objects.filter(pk=old.pk, value=50.0).exists()
    with pytest.raises(Refused, match=r"already| al "):
        correct(by=by, observation=old.pk, estimate=estimate, reason="again")


def test_demonstration_figures_count_only_where_nothing_real_is_known(
    agenda: None, enter: Enter
) -> None:
    put_result()
    enter(2020, 50.0, is_demo=True)
    found = standing_of("choice", as_of=date(2021, 1, 1))
    assert (found.verdict, found.rests_on_demo) == (Verdict.REACHED, True)
    assert summary(as_of=date(2021, 1, 1)).rests_on_demo
    enter(2019, 30.0)
    found = standing_of("choice", as_of=date(2021, 1, 1))
    assert not found.rests_on_demo
    assert [one.is_demo for one in found.leading.figures] == [False]


def test_a_series_bound_directly_is_a_figure_and_as_a_proxy_it_is_not(
    agenda: None, by: Actor
) -> None:
    put_series(figures=[share(2020, 45, 100)])
    put_result("direct", targets=[target(value=40, measured_by="published.first-years")])
    put_result("near", targets=[target(value=40, proxies=[PROXY])], order=2)
    evaluate(by=by)
    direct, near = standing(as_of=date(2021, 1, 1))
    assert (direct.verdict, near.verdict) == (Verdict.REACHED, Verdict.CANNOT_TELL)
    assert [str(one.leaves_out) for one in near.leading.proxies] == ["MBO."]


def test_a_series_in_another_unit_is_not_compared(agenda: None, by: Actor) -> None:
    put_series(unit="count", figures=[figure(2020, 45)])
    put_result(targets=[target(value=40, measured_by="published.first-years")])
    evaluate(by=by)
    assert standing_of("choice", as_of=date(2021, 1, 1)).verdict is Verdict.NEVER_MEASURED


def test_the_proxies_shown_first_are_those_about_the_deadline_and_the_last(
    agenda: None, by: Actor
) -> None:
    put_series(
        figures=[share(year, 40 + year - 2017, 100) for year in range(2017, 2024)]
        + [share(2020, 1, 100, group="part")]
    )
    put_result(targets=[target(value=40, proxies=[PROXY])])
    evaluate(by=by)
    leading = standing_of("choice", as_of=date(2026, 1, 1)).leading
    assert [one.estimate.period for one in leading.best_proxies] == [
        Period.year(2020), Period.year(2023),
    ]  # fmt: skip
    assert len(leading.proxies) == 8


@pytest.mark.parametrize("many", [1, 12])
def test_all_results_together_take_the_same_few_queries(
    agenda: None, enter: Enter, by: Actor, many: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    put_series(figures=[share(2020, 45, 100)])
    for number in range(many):
        put_result(f"r{number}", targets=[target(value=40, proxies=[PROXY])], order=number)
        enter(2020, 50.0, result=f"r{number}")
    evaluate(by=by)
    edition = 1  # the question whether what is remembered still holds
    with django_assert_num_queries(8 + edition):
        found = standing(as_of=date(2021, 1, 1))
        assert all(one.sentence() and one.leading.rows() for one in found)
    with django_assert_num_queries(3 + edition):  # the sheets around it were read just now
        assert standing_of("r0", as_of=date(2021, 1, 1)).sentence()
    with django_assert_num_queries(edition):
        assert standing(as_of=date(2021, 1, 1)) == found


def test_an_unknown_result_is_not_found(agenda: None) -> None:
    with pytest.raises(NotFound):
        standing_of("nothing")


def test_baselines_to_collect_are_listed_once_for_the_steps_that_share_them(agenda: None) -> None:
    missing = {"missing_reason": "nobody asked", "to_collect": "ask"}
    put_result("a", targets=[dict(one, baseline=missing) for one in STEPS])
    put_result("b", targets=[target(kind="significantly_better")], order=2)
    put_result("c", order=3)
    found = baselines_to_collect(standing())
    assert [(one.item.key, len(one.targets), one.is_needed) for one in found] == [
        ("a", 2, False), ("b", 1, True),
    ]  # fmt: skip
    assert str(found[0].baseline.to_collect) == "ask"


def test_the_next_figure_is_due_an_interval_after_the_last_and_never_after_the_end(
    agenda: None, enter: Enter
) -> None:
    put_result()
    assert standing_of("choice", as_of=date(2019, 1, 1)).leading.next_due == date(2019, 1, 1)
    enter(2018, 30.0)
    assert standing_of("choice", as_of=date(2019, 1, 1)).leading.next_due == date(2019, 12, 31)
    enter(2020, 50.0)
    assert standing_of("choice", as_of=date(2021, 1, 1)).leading.next_due is None
