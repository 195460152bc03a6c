# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures that come together are refused and stored as each would be by itself, all or none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.evidence.api import Entry, Observation, correct, record_figure, refusals
from hcat.foundation.api import Actor, HcatError, NotAllowed, Refused
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import put_result, record_together, target


def estimate(year: int, value: float = 30.0, **fields: Any) -> Estimate:
    return Estimate(
        value=value, unit=fields.pop("unit", "percent"), period=Period.year(year),
        method="counted", quality=Quality.MEASURED, source="a count", **fields,
    )  # fmt: skip


def entry(year: int, value: float = 30.0, **fields: Any) -> Entry:
    return Entry(**{"estimate": estimate(year, value), "result": "choice", "target": "t", **fields})


@pytest.fixture(autouse=True)
def _promised(agenda: None) -> None:
    put_result(targets=[target(value=40)])


def test_new_figures_and_corrections_are_stored_as_one_by_one(by: Actor) -> None:
    old = record_figure(by=by, result="choice", target="t", estimate=estimate(2015))
    count = record_together(
        by=by,
        entries=[
            entry(2016, note="as told"),
            Entry(estimate=estimate(2015, 31), corrects=old.pk, reason="counted again"),
        ],
    )
    assert count == 2
    standing = {row.start.year: row for row in Observation.objects.standing()}
    assert standing[2016].note == "as told"
    assert (standing[2015].value, standing[2015].note) == (31, "counted again")
    assert standing[2015].supersedes_id == old.pk

    alone = record_figure(by=by, result="choice", target="t", estimate=estimate(2017))
    together = record_together(by=by, entries=[entry(2018)]) and Observation.objects.latest("pk")
    differ = {"id", "start", "end", "inputs_fingerprint", "recorded_at"}
    for field in Observation._meta.concrete_fields:
        if field.name not in differ:
            assert getattr(alone, field.attname) == getattr(together, field.attname), field.name


REFUSED = {
    "a target that is not there": entry(2016, target="other"),
    "a result that is not there": entry(2016, result="nothing"),
    "an unknown condition": entry(2016, condition="knows"),
    "another unit": entry(2016, estimate=estimate(2016, unit="count")),
    "a period that is not over": entry(date.today().year + 1),
    "a period of which there is a figure": entry(2015),
}


@pytest.mark.parametrize("one", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_alone_is_refused_together(by: Actor, one: Entry) -> None:
    record_figure(by=by, result="choice", target="t", estimate=estimate(2015))
    with pytest.raises(HcatError) as alone:
        record_figure(
            by=by, result=one.result, target=one.target, condition=one.condition,
            estimate=one.estimate,
        )  # fmt: skip
    entries = [entry(2010), one]
    assert {place: str(error) for place, error in refusals(by=by, entries=entries).items()} == {
        1: str(alone.value)
    }
    with pytest.raises(type(alone.value)):
        record_together(by=by, entries=entries)
    assert Observation.objects.count() == 1, "none of them is stored"


def test_a_correction_is_refused_as_it_would_be_alone(by: Actor) -> None:
    old = record_figure(by=by, result="choice", target="t", estimate=estimate(2015))
    for estimated, reason in ((estimate(2015, 31), " "), (estimate(2016), "another year")):
        with pytest.raises(Refused) as alone:
            correct(by=by, observation=old.pk, estimate=estimated, reason=reason)
        found = refusals(by=by, entries=[Entry(estimate=estimated, corrects=old.pk, reason=reason)])
        assert str(found[0]) == str(alone.value)
    unknown = refusals(by=by, entries=[Entry(estimate=estimate(2015), corrects=9999, reason="x")])
    assert "not known" in str(unknown[0]) or "niet bekend" in str(unknown[0])
    correct(by=by, observation=old.pk, estimate=estimate(2015, 32), reason="first")
    late = Entry(estimate=estimate(2015, 33), corrects=old.pk, reason="second")
    assert list(refusals(by=by, entries=[late])) == [0]


def test_two_about_the_same_in_one_go_are_refused(by: Actor) -> None:
    old = record_figure(by=by, result="choice", target="t", estimate=estimate(2015))
    again = Entry(estimate=estimate(2015, 31), corrects=old.pk, reason="x")
    assert list(refusals(by=by, entries=[entry(2016), entry(2016), again, again])) == [1, 3]


def test_who_may_not_is_told_for_each_figure() -> None:
    stranger = Actor(name="A stranger", user_id=99)
    found = refusals(by=stranger, entries=[entry(2015), entry(2016)])
    assert [type(error) for error in found.values()] == [NotAllowed, NotAllowed]


def test_many_figures_ask_the_database_little_more_than_ten(by: Actor) -> None:
    def entries(count: int, first: int) -> list[Entry]:
        return [entry(first + place) for place in range(count)]

    with CaptureQueriesContext(connection) as few:
        record_together(by=by, entries=entries(10, 1000))
    with CaptureQueriesContext(connection) as many:
        record_together(by=by, entries=entries(900, 1100))
    # SQLite takes some thirty rows in a statement.
    assert len(many) <= len(few) + 900 // 25
