# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every figure ever stored as a list: what each serves, and filters that go together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.evidence.api import Use, correct, observations, record_figure, uses
from hcat.foundation.api import Actor, now
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.conftest import take_what_is_published
from tests.evidence.small_agenda import put_result, put_series, share, target

DAY = date(2023, 1, 1)
PROXY = {"series": "near", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}
KNOWS = {"key": "knows", "title": "Knows", "measured_by": "surveys.knows"}
ACTS = {"key": "acts", "title": "Acts"}


def _entered(by: Actor, year: int, result: str, key: str, value: float = 30.0) -> Any:
    return record_figure(
        by=by, result=result, target=key,
        estimate=Estimate(
            value=value, unit="percent", period=Period.year(year), method="m", source="s",
            quality=Quality.MEASURED,
        ),
    )  # fmt: skip


@pytest.fixture
def measured(agenda: None, by: Actor) -> None:
    put_series("direct", figures=[share(2020, 1, 2), share(2021, 1, 2)])
    put_series("near", figures=[share(2020, 1, 4)])
    put_series("idle", figures=[share(2020, 1, 8)])
    put_result(
        "choice",
        targets=[
            target("low", value=30, measured_by="published.direct", proxies=[PROXY]),
            target("high", value=40, deadline="2024-12-31"),
        ],
    )
    put_result("other", order=2, targets=[target(value=50, conditions=[KNOWS, ACTS])])
    take_what_is_published(by)
    _entered(by, 2021, "choice", "high")
    _entered(by, 2021, "other", "t")


def _found(**filters: Any) -> list[tuple[str, int]]:
    rows = observations(uses(as_of=DAY), as_of=filters.pop("as_of", DAY), **filters)
    return [(row.measure, row.start.year) for row in rows if not row.measure.startswith("agenda.")]


def test_what_a_measure_serves_is_said_by_the_agenda(measured: None) -> None:
    served = uses(as_of=DAY)
    assert served["published.direct"] == [Use(result="choice", target="low")]
    [near] = served["published.near"]
    assert (near.is_proxy, str(near.leaves_out and near.leaves_out.in_("en"))) == (
        True, "Leaves out MBO.",
    )  # fmt: skip
    assert served["surveys.knows"] == [Use(result="other", target="t", condition="knows")]
    assert "published.idle" not in served


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"result": "choice"}, {"published.direct", "published.near", "entered"}),
        ({"result": "choice", "target": "low"}, {"published.direct", "published.near"}),
        ({"result": "choice", "target": "high"}, {"entered"}),
        ({"result": "choice", "proxy": True}, {"published.near"}),
        ({"result": "choice", "proxy": False}, {"published.direct", "entered"}),
        ({"proxy": True}, {"published.near"}),
        ({"result": "other"}, {"entered"}),
        ({"result": "nothing"}, set()),
    ],
)
def test_filters_go_together(measured: None, filters: dict[str, Any], expected: set[str]) -> None:
    assert {measure for measure, _year in _found(**filters)} == expected


def test_a_figure_of_another_result_stays_out(measured: None) -> None:
    rows = observations(uses(as_of=DAY), as_of=DAY, result="other")
    assert [(row.result, row.target) for row in rows] == [("other", "t")]


def test_only_whole_periods_that_had_ended_by_the_day_are_listed(measured: None) -> None:
    assert _found(result="choice", as_of=date(2021, 6, 1)) == [
        ("published.direct", 2020), ("published.near", 2020),
    ]  # fmt: skip
    assert _found(result="choice", within=Period.year(2021)) == [
        ("entered", 2021), ("published.direct", 2021),
    ]  # fmt: skip
    half = Period(date(2021, 1, 1), date(2021, 6, 30))
    assert _found(result="choice", within=half) == []


def test_a_corrected_figure_is_listed_only_when_asked_for(measured: None, by: Actor) -> None:
    old = observations({}, as_of=DAY).get(result="other")
    before = now()
    new = correct(
        by=by, observation=old.pk, reason="A slip.",
        estimate=Estimate(
            value=31.0, unit="percent", period=Period.year(2021), method="m", source="s",
            quality=Quality.MEASURED,
        ),
    )  # fmt: skip
    served = uses(as_of=DAY)
    assert [row.pk for row in observations(served, as_of=DAY, result="other")] == [new.pk]
    both = observations(served, as_of=DAY, result="other", superseded=True)
    assert [row.pk for row in both] == [old.pk, new.pk]
    since = observations(served, as_of=DAY, result="other", superseded=True, since=before)
    assert [row.pk for row in since] == [new.pk]
    later = observations(served, as_of=DAY, since=now() + timedelta(days=1))
    assert not later.exists()


def test_a_list_is_one_question_and_brings_no_name_of_a_person_along(measured: None) -> None:
    served = uses(as_of=DAY)
    with CaptureQueriesContext(connection) as asked:
        rows = list(observations(served, as_of=DAY, result="choice"))
    assert len(asked) == 1
    assert all("recorded_by" in row.get_deferred_fields() for row in rows)
