# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure outside the scale of its target, in half persons or over days that count twice is
refused, by whatever way it comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hcat.agenda.schema import Target
from hcat.evidence.api import (
    Entry,
    FigureRefused,
    Observation,
    correct,
    enter_correction,
    enter_figure,
    record_figure,
    refusals,
)
from hcat.evidence.fitting import fits
from hcat.evidence.overlapping import are_at_odds
from hcat.foundation.api import Actor, Refused
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import put_result, record_together, target

WAYS = {
    "mark": (1, 10),
    "percent": (0, 100),
    "share": (0, 1),
    "count": (0, None),
    "rank": (1, None),
}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def estimate(value: float | None, unit: str, year: int = 2015, **fields: Any) -> Estimate:
    return Estimate(
        **{
            "value": value, "unit": unit, "period": Period.year(year), "method": "counted",
            "quality": Quality.PUBLISHED, "source": "a count", **fields,
        }
    )  # fmt: skip


def promised(unit: str, **fields: Any) -> None:
    put_result(targets=[target(value=5 if unit != "share" else 0.5, unit=unit, **fields)])


def sheet(unit: str, **fields: Any) -> Target:
    return Target.model_validate(target(value=None, kind="rising", unit=unit, **fields))


@given(
    unit=st.sampled_from(sorted(WAYS)),
    value=st.floats(-1e6, 1e6) | st.sampled_from([-1.0, 0.0, 0.5, 1.0, 10.0, 10.5, 72.0, 100.0]),
)
def test_what_fits_is_just_what_its_unit_allows(unit: str, value: float) -> None:
    low, high = WAYS[unit]
    is_whole = unit not in ("count", "rank") or value == int(value)
    slack = 1e-9 * max(1.0, abs(value))
    is_inside = value >= low - slack and (high is None or value <= high + slack)
    assert fits(sheet(unit), estimate(value, unit)) == (is_inside and is_whole)


@given(value=st.floats(-500, 500), low=st.integers(-100, 0), high=st.integers(1, 300))
def test_the_scale_of_a_target_goes_before_that_of_its_unit(
    value: float, low: int, high: int
) -> None:
    about = sheet("percent", scale={"low": low, "high": high})
    assert fits(about, estimate(value, "percent")) == (
        low - 1e-9 * max(1, abs(value)) <= value <= high + 1e-9 * max(1, abs(value))
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unit", "wrong", "field"),
    [
        ("mark", estimate(72, "mark"), "value"),
        ("mark", estimate(-3, "mark"), "value"),
        ("mark", estimate(9.9, "mark", low=9.5, high=10.4), "high"),
        ("percent", estimate(150, "percent"), "value"),
        ("count", estimate(-20, "count"), "value"),
        ("persons", estimate(12.5, "persons"), "value"),
        ("percent", estimate(25, "percent", numerator=12.5, denominator=50), "numerator"),
    ],
)
def test_no_way_in_takes_what_cannot_be(
    agenda: None, by: Actor, unit: str, wrong: Estimate, field: str
) -> None:
    promised(unit)
    right = estimate(5, unit)
    if unit == "percent":
        right = estimate(40, unit, numerator=20, denominator=50)
    known = record_figure(by=by, result="choice", target="t", estimate=right)
    later = estimate(
        **{name: getattr(wrong, name) for name in ("value", "unit", "low", "high", "numerator",
                                                   "denominator")}, year=2016,
    )  # fmt: skip
    about = {"by": by, "result": "choice", "target": "t"}
    reason = "" if wrong.numerator or unit != "percent" else "only printed so"
    ways: list[Callable[[], Any]] = [
        lambda: record_figure(**about, estimate=later),
        lambda: enter_figure(**about, estimate=later, counts_missing_reason=reason),
        lambda: record_together(
            by=by, entries=[Entry(estimate=later, result="choice", target="t")]
        ),
        lambda: correct(by=by, observation=known.pk, estimate=wrong, reason="x"),
        lambda: enter_correction(
            by=by, observation=known.pk, estimate=wrong, reason="x", counts_missing_reason=reason
        ),
        lambda: record_together(
            by=by, entries=[Entry(estimate=wrong, corrects=known.pk, reason="x")]
        ),
    ]
    for way in ways:
        with pytest.raises(FigureRefused) as refused:
            way()
        assert refused.value.field == field
        assert refused.value.what
        assert refused.value.why
        assert refused.value.mend
    assert Observation.objects.count() == 1


@pytest.mark.django_db
def test_a_missing_figure_is_outside_no_scale(agenda: None, by: Actor) -> None:
    promised("mark")
    missing = Estimate.missing("nobody asked", unit="mark", period=Period.year(2015), source="a")
    assert record_figure(by=by, result="choice", target="t", estimate=missing).pk


def days(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.django_db
def test_days_that_another_figure_counts_are_refused(agenda: None, by: Actor) -> None:
    promised("count")
    about = {"by": by, "result": "choice", "target": "t"}
    record_figure(**about, estimate=estimate(5, "count", 2016))
    across = estimate(6, "count", period=days("2016-06-01", "2017-05-31"))
    for refuse in (record_figure, enter_figure):
        with pytest.raises(FigureRefused, match="about 2016") as refused:
            refuse(**about, estimate=across)
        assert refused.value.field == "start"
    entry = Entry(estimate=across, result="choice", target="t")
    assert "count twice" in str(refusals(by=by, entries=[entry])[0])
    beside = estimate(6, "count", period=days("2017-01-01", "2017-05-31"))
    assert record_figure(**about, estimate=beside).pk


@pytest.mark.django_db
def test_days_that_count_twice_in_one_file_are_refused(agenda: None, by: Actor) -> None:
    promised("count")
    entries = [
        Entry(estimate=estimate(5, "count", period=period), result="choice", target="t")
        for period in (Period.year(2016), Period.year(2017), days("2017-12-31", "2018-01-31"))
    ]
    assert list(refusals(by=by, entries=entries)) == [2]


@pytest.mark.django_db
def test_two_drafts_that_wait_do_not_count_the_same_days(agenda: None, by: Actor) -> None:
    promised("count")
    about = {"by": by, "result": "choice", "target": "t"}
    first = enter_figure(**about, estimate=estimate(5, "count", 2016))
    across = estimate(6, "count", period=days("2016-06-01", "2017-05-31"))
    with pytest.raises(Refused, match="waiting already"):
        enter_figure(**about, estimate=across)
    assert enter_figure(**about, estimate=across, instead_of=first.pk).pk


@pytest.mark.django_db
def test_a_quarter_lies_beside_its_year_where_every_quarter_is_asked(
    agenda: None, by: Actor
) -> None:
    promised("count", interval_months=3)
    about = {"by": by, "result": "choice", "target": "t"}
    record_figure(**about, estimate=estimate(5, "count", 2016))
    quarter = estimate(1, "count", period=days("2016-04-01", "2016-06-30"))
    assert record_figure(**about, estimate=quarter).pk
    with pytest.raises(FigureRefused, match="overlaps"):
        record_figure(
            **about, estimate=estimate(1, "count", period=days("2016-05-01", "2016-05-31"))
        )


@pytest.mark.django_db
def test_a_missing_figure_stands_in_nobodys_way_and_no_correction_gets_round(
    agenda: None, by: Actor
) -> None:
    promised("count")
    about = {"by": by, "result": "choice", "target": "t"}
    missing = Estimate.missing("not asked", unit="count", period=Period.year(2016), source="a")
    old = record_figure(**about, estimate=missing)
    record_figure(**about, estimate=estimate(6, "count", period=days("2016-06-01", "2017-05-31")))
    found = estimate(5, "count", 2016)
    with pytest.raises(FigureRefused, match="overlaps"):
        correct(by=by, observation=old.pk, estimate=found, reason="found")
    entry = Entry(estimate=found, corrects=old.pk, reason="found")
    assert list(refusals(by=by, entries=[entry])) == [0]


_DAY = st.dates(date(2010, 1, 1), date(2020, 12, 31))


@given(one=st.tuples(_DAY, _DAY), other=st.tuples(_DAY, _DAY), every=st.sampled_from([1, 3, 12]))
def test_periods_are_at_odds_either_way_round_and_never_when_apart(
    one: tuple[date, date], other: tuple[date, date], every: int
) -> None:
    first, second = Period(min(one), max(one)), Period(min(other), max(other))
    found = are_at_odds(first, second, every=every)
    assert found == are_at_odds(second, first, every=every)
    if first.end < second.start or second.end < first.start:
        assert not found
    if first.start < second.start <= first.end < second.end:
        assert found, "neither lies inside the other"
