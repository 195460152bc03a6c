# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An estimate keeps its promises or is refused."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.numerics.api import Estimate, NumericsError, Period, Quality

GOOD: dict[str, Any] = {
    "value": 60.0,
    "low": 52.0,
    "high": 67.0,
    "n": 120,
    "population": 300,
    "numerator": 72,
    "denominator": 120,
    "unit": "percent",
    "period": Period.year(2014),
    "method": "simple random sample",
    "quality": Quality.MEASURED,
    "source": "company panel, wave 3",
}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": " "}, "without a source"),
        ({"unit": ""}, "without a unit"),
        ({"method": ""}, "without a method"),
        ({"value": None}, "lies|missing_reason|missing"),
        ({"value": None, "low": None, "high": None}, "give missing_reason"),
        ({"missing_reason": "lost"}, "either there or missing"),
        ({"low": 61.0}, "outside"),
        ({"high": 59.0}, "outside"),
        ({"numerator": 130}, "exchange them"),
        ({"numerator": -1}, "exchange them"),
        ({"denominator": 0, "numerator": 0}, "nothing out of nothing"),
        ({"denominator": None}, "both or neither"),
        ({"n": 301}, "only 300 units"),
        ({"n": -1}, "whole number"),
        ({"n": 1.5}, "whole number"),
        ({"n": True}, "whole number"),
        ({"value": 61.0}, "that share is 60"),
        ({"value": 0.6, "low": None, "high": None}, "that share is 60"),
        ({"unit": "mark"}, "only a share"),
        ({"confidence": 95}, "write 95% as 0.95"),
        ({"value": float("nan")}, "not a finite number"),
        ({"high": float("inf")}, "not a finite number"),
        ({"value": "60"}, "not a plain number"),
        ({"quality": "guessed"}, "no such quality"),
        ({"period": 2014}, "not a Period"),
    ],
)
def test_what_contradicts_itself_is_refused_with_what_why_and_how(
    change: dict[str, Any], told: str
) -> None:
    with pytest.raises(NumericsError, match=told) as error:
        Estimate(**GOOD | change)
    assert ": " in str(error.value)
    assert "; " in str(error.value)


def test_a_share_may_be_rounded_to_a_tenth_of_a_percent() -> None:
    one = {"value": 29.2, "numerator": 1241, "denominator": 4252, "n": None, "population": None}
    assert Estimate(**GOOD | one | {"low": None, "high": None}).value == 29.2


def test_a_missing_value_is_null_with_a_reason_and_never_zero() -> None:
    one = Estimate.missing(
        "fewer than five answers", unit="percent", period=Period.year(2014), source="panel"
    )
    assert one.value is None
    assert one.is_missing
    assert one.to_dict()["missing_reason"] == "fewer than five answers"
    assert Estimate.from_dict(json.loads(json.dumps(one.to_dict()))) == one


def test_a_missing_value_without_a_reason_is_refused() -> None:
    with pytest.raises(NumericsError, match="missing_reason"):
        Estimate.missing("", unit="percent", period=Period.year(2014), source="panel")


def test_from_dict_refuses_an_unknown_field_and_an_absent_period() -> None:
    data = Estimate(**GOOD).to_dict()
    with pytest.raises(NumericsError, match="no such field"):
        Estimate.from_dict(data | {"certainty": 1})
    del data["period"]
    with pytest.raises(NumericsError, match="without period"):
        Estimate.from_dict(data)


@given(
    value=st.floats(-1e9, 1e9),
    below=st.floats(0, 1e6),
    above=st.floats(0, 1e6),
    n=st.none() | st.integers(0, 50),
    population=st.none() | st.integers(50, 99),
    start=st.dates(),
    days=st.integers(0, 400),
    quality=st.sampled_from(Quality),
)
def test_every_estimate_survives_json(
    value: float,
    below: float,
    above: float,
    n: int | None,
    population: int | None,
    start: date,
    days: int,
    quality: Quality,
) -> None:
    end = date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))
    one = Estimate(
        value=value,
        low=value - below,
        high=value + above,
        n=n,
        population=population,
        unit="mark",
        period=Period(start, end),
        method="m",
        quality=quality,
        source="s",
    )
    assert Estimate.from_dict(json.loads(json.dumps(one.to_dict()))) == one


def test_a_period_ends_no_earlier_than_it_starts() -> None:
    with pytest.raises(NumericsError, match="ends before it starts"):
        Period(date(2014, 2, 1), date(2014, 1, 31))
    with pytest.raises(NumericsError, match="whole days"):
        Period(datetime(2014, 1, 1), datetime(2014, 1, 2))


def test_periods_include_both_ends_and_sort_by_time() -> None:
    year = Period.year(2016)
    assert year.days == 366
    assert year.contains(date(2016, 1, 1))
    assert year.contains(date(2016, 12, 31))
    assert not year.contains(date(2017, 1, 1))
    assert sorted([Period.year(2017), year])[0] is year
    assert Period.day(date(2016, 5, 1)).middle == date(2016, 5, 1)
