# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds of every verdict, whatever the figures."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.numerics.api import (
    OFF_COURSE_BELOW,
    ON_COURSE_FROM,
    AssessorJudgement,
    Contrast,
    Estimate,
    Judgement,
    NumericsError,
    Period,
    Quality,
    Reason,
    TargetSpec,
    Verdict,
    judge,
    read,
    share_estimate,
)

END = date(2014, 12, 31)
AFTER = date(2015, 3, 1)
HALF = TargetSpec.at_least("P2-R1", 50, unit="percent", deadline=END)
RANK = {
    Verdict.MISSED: 0,
    Verdict.OFF_COURSE: 1,
    Verdict.CANNOT_TELL: 2,
    Verdict.AT_RISK: 2,
    Verdict.ON_COURSE: 3,
    Verdict.REACHED: 4,
}


def wave(yes: int, n: int, population: int | None, year: int = 2014) -> Estimate:
    return share_estimate(yes, n, population=population, period=Period.year(year), source="panel")


def figure(value: float, year: int, *, unit: str = "mark", half: float = 0.2) -> Estimate:
    return Estimate(
        value=value,
        low=value - half,
        high=value + half,
        n=100,
        unit=unit,
        period=Period.year(year),
        method="survey",
        quality=Quality.MEASURED,
        source="panel",
    )


@given(
    n=st.integers(1, 60),
    rest=st.none() | st.integers(0, 100),
    share=st.integers(0, 100),
    as_of=st.sampled_from([AFTER, date(2014, 6, 1)]),
)
def test_a_verdict_never_gets_worse_by_one_more_yes(
    n: int, rest: int | None, share: int, as_of: date
) -> None:
    spec = TargetSpec.at_least("a", share, unit="percent", deadline=END)
    year = 2014 if as_of is AFTER else 2013
    population = None if rest is None else n + rest
    ranks = [
        RANK[judge(spec, [wave(yes, n, population, year)], as_of=as_of).verdict]
        for yes in range(0, n + 1, max(1, n // 12))
    ]
    assert ranks == sorted(ranks)


@given(
    n=st.integers(1, 25),
    rest=st.integers(0, 25),
    share=st.integers(1, 100),
    data=st.data(),
)
def test_at_least_so_many_yes_is_at_most_so_many_no(
    n: int, rest: int, share: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(0, n))
    up = TargetSpec.at_least("a", share, unit="percent", deadline=END)
    down = TargetSpec.at_most("a", 100 - share, unit="percent", deadline=END)
    first = judge(up, [wave(yes, n, n + rest)], as_of=AFTER)
    second = judge(down, [wave(n - yes, n, n + rest)], as_of=AFTER)
    assert first.verdict == second.verdict
    assert first.needed == second.needed


@given(
    n=st.integers(1, 40),
    rest=st.integers(0, 60),
    share=st.integers(0, 100),
    day=st.dates(date(2010, 1, 1), date(2020, 1, 1)),
    data=st.data(),
)
def test_every_verdict_has_a_reason_survives_json_and_asks_when_unsettled(
    n: int, rest: int, share: int, day: date, data: st.DataObject
) -> None:
    spec = TargetSpec.at_least("a", share, unit="percent", deadline=END)
    years = data.draw(st.sets(st.integers(2009, 2018), max_size=4))
    waves = [wave(data.draw(st.integers(0, n)), n, n + rest, year) for year in years]
    told = judge(spec, waves, as_of=day)
    assert json.loads(json.dumps(told.to_dict()))["verdict"] == told.verdict.value
    assert told.reason in Reason
    assert bool(told.needed) != told.verdict.is_settled
    assert all(one.period.end <= day for one in told.used)
    assert all(one.source for one in told.used)
    if not any(one.period.end <= day for one in waves):
        assert told.verdict is Verdict.NEVER_MEASURED
    if told.verdict in (Verdict.ON_COURSE, Verdict.AT_RISK, Verdict.OFF_COURSE):
        assert day < END
        assert told.probability is not None
    if told.verdict is Verdict.MISSED:
        assert day >= END


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60),
    st.integers(1, 100),
)
def test_separate_shares_never_contradict_the_joint_count(
    units: list[tuple[bool, bool]], share: int
) -> None:
    n = len(units)
    parts = [
        TargetSpec.at_least(name, share, unit="percent", deadline=END) for name in ("knows", "acts")
    ]
    both = TargetSpec.all_of("both", parts, deadline=END, joined_per_unit=True)
    apart = {
        "knows": [wave(sum(one[0] for one in units), n, n)],
        "acts": [wave(sum(one[1] for one in units), n, n)],
    }
    joint = wave(sum(all(one) for one in units), n, n)
    separate = judge(both, apart, as_of=AFTER)
    truth = judge(both, {**apart, "both": [joint]}, as_of=AFTER)
    assert separate.verdict in (truth.verdict, Verdict.CANNOT_TELL)
    assert len(truth.conditions) == 2


def test_there_is_no_verdict_on_a_figure_without_a_source() -> None:
    with pytest.raises(NumericsError, match="without a source"):
        share_estimate(68, 120, population=300, period=Period.year(2014), source="")


def test_order_and_revision_do_not_matter_but_quality_does() -> None:
    weak = Estimate(
        value=20.0,
        unit="percent",
        period=Period.year(2014),
        method="model",
        quality=Quality.ESTIMATED,
        source="model",
    )
    strong = wave(90, 100, 300)
    for waves in ([weak, strong], [strong, weak]):
        assert judge(HALF, waves, as_of=AFTER).verdict is Verdict.REACHED
    corrected = wave(10, 100, 300)
    assert judge(HALF, [strong, corrected], as_of=AFTER).used == (corrected,)


def test_the_shortest_period_with_the_deadline_inside_speaks_for_it() -> None:
    long = share_estimate(
        10, 100, population=300, source="panel", period=Period(date(2010, 1, 1), END)
    )
    assert judge(HALF, [long, wave(90, 100, 300)], as_of=AFTER).verdict is Verdict.REACHED


def test_a_wider_tolerance_lets_an_older_figure_speak() -> None:
    old = [wave(90, 100, 300, 2012)]
    assert judge(HALF, old, as_of=AFTER).reason is Reason.MEASURED_TOO_EARLY
    told = judge(HALF, old, as_of=AFTER, tolerance=timedelta(days=800))
    assert told.verdict is Verdict.REACHED


def test_the_thresholds_are_where_they_say() -> None:
    told = judge(HALF, [wave(60, 120, 300, 2013)], as_of=date(2014, 6, 1))
    assert told.probability == pytest.approx(0.5)
    assert told.verdict is Verdict.AT_RISK
    assert pytest.approx(ON_COURSE_FROM - 0.5) == 0.5 - OFF_COURSE_BELOW


def test_a_relative_change_in_a_panel_uses_the_covariance() -> None:
    spec = TargetSpec.relative("R", -0.2, unit="mark", deadline=END)
    before, after = figure(6.0, 2012, half=0.6), figure(4.5, 2014, half=0.5)
    alone = judge(spec, [after], as_of=AFTER, baseline=before)
    change = Estimate.from_dict(after.to_dict() | {"value": -1.5, "low": -1.7, "high": -1.3})
    contrast = Contrast(date(2012, 6, 1), date(2014, 6, 1), change)
    paired = judge(spec, [after], as_of=AFTER, baseline=before, contrasts=[contrast])
    assert alone.verdict is Verdict.CANNOT_TELL
    assert paired.verdict is Verdict.REACHED


def test_one_sided_intervals_prove_one_side_only() -> None:
    one = Estimate(
        value=7.4,
        low=7.1,
        unit="mark",
        period=Period.year(2014),
        method="one-sided",
        quality=Quality.MEASURED,
        source="panel",
        n=50,
    )
    seven = TargetSpec.at_least("a", 7, unit="mark", deadline=END)
    assert judge(seven, [one], as_of=AFTER).verdict is Verdict.REACHED
    under = TargetSpec.at_most("a", 9, unit="mark", deadline=END)
    assert judge(under, [one], as_of=AFTER).verdict is Verdict.CANNOT_TELL
    assert read(one).lower == 7.1


def test_a_demand_for_more_answers_says_when_no_number_would_do() -> None:
    spec = TargetSpec.significantly_better("a", unit="mark", deadline=END)
    told = judge(spec, [figure(6.05, 2014)], as_of=AFTER, baseline=figure(6.0, 2012, half=0.6))
    assert [need.kind.value for need in told.needed] == ["even_a_census_would_not"]


def test_a_judgement_cannot_be_changed_but_can_be_copied() -> None:
    told = judge(HALF, [wave(68, 120, 300)], as_of=AFTER)
    with pytest.raises(TypeError):
        told.facts["value"] = 1.0  # type: ignore[index]
    with pytest.raises(AttributeError):
        told.verdict = Verdict.MISSED  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(told)) == told
    assert copy.deepcopy(told) == told


def test_the_same_question_gets_the_same_answer() -> None:
    waves = [wave(30 + 5 * step, 100, 400, 2010 + step) for step in range(4)]
    first = judge(HALF, waves, as_of=date(2014, 2, 1))
    assert first == judge(HALF, waves[::-1], as_of=date(2014, 2, 1))


BOTH = TargetSpec.all_of(
    "both", [HALF, TargetSpec.rising("rise", unit="mark", deadline=END)], deadline=END
)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: judge(HALF, [figure(7, 2014)], as_of=AFTER), "cannot be compared"),
        (lambda: judge(HALF, {"P9": []}, as_of=AFTER), "no such part"),
        (lambda: judge(HALF, [], as_of=AFTER, baseline={"P9": None}), "no such part"),
        (lambda: judge(BOTH, [wave(1, 2, 3)], as_of=AFTER), "which condition"),
        (lambda: judge(BOTH, {}, as_of=AFTER, baseline=wave(1, 2, 3)), "which condition"),
        (lambda: judge(HALF, [], as_of=AFTER, tolerance=timedelta(days=-1)), "0 days or more"),
        (lambda: judge(HALF, [], as_of=AFTER, alpha=5), "write 5% as 0.05"),
        (lambda: Contrast(AFTER, END, wave(1, 2, 3)), "not later"),
        (lambda: AssessorJudgement("", met=True, assessor="x", on=END), "fill in both"),
        (
            lambda: judge(
                TargetSpec.judged("j", ["a"], assessor="x", deadline=END),
                [],
                as_of=AFTER,
                judgements=[AssessorJudgement("b", met=True, assessor="x", on=END)],
            ),
            "no such criterion",
        ),
        (
            lambda: Judgement(
                target="a", verdict=Verdict.REACHED, reason=Reason.JUDGED_MET, probability=2.0
            ),
            "from 0 to 1",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(call, told: str) -> None:
    with pytest.raises(NumericsError, match=told):
        call()


def _published(year: int, value: float, unit: str, **counts: Any) -> Estimate:
    return Estimate(
        value=value, unit=unit, period=Period.year(year), method="published", source="a report",
        quality=Quality.PUBLISHED, **counts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "first", "second", "told"),
    [
        ("mark", {}, {}, Reason.NO_INTERVAL),
        ("percent", {}, {}, Reason.NO_INTERVAL),
        ("percent", {"numerator": 250, "denominator": 1000},
         {"numerator": 400, "denominator": 1000}, Reason.CHANGE_PROVEN),
        ("mark", {"n": 80, "population": 80}, {"n": 90, "population": 90}, Reason.CHANGE_PROVEN),
        ("count", {}, {}, Reason.CHANGE_NOT_PROVEN),
    ],
)  # fmt: skip
def test_a_figure_that_does_not_say_how_sure_it_is_proves_nothing_significant(
    unit: str, first: dict[str, int], second: dict[str, int], told: Reason
) -> None:
    values = (25.0, 40.0) if unit == "percent" else (6.2, 6.3)
    deadline = date(2016, 12, 31)
    better = TargetSpec.significantly_better("t", unit=unit, deadline=deadline)
    baseline = _published(2015, values[0], unit, **first)
    figure = _published(2016, values[1], unit, **second)
    assert judge(better, [figure], as_of=date(2017, 6, 1), baseline=baseline).reason is told
    rising = TargetSpec.rising("t", unit=unit, deadline=deadline, significantly=True)
    verdict = judge(rising, [baseline, figure], as_of=date(2017, 6, 1)).verdict
    assert (verdict is Verdict.REACHED) == (told is Reason.CHANGE_PROVEN)
