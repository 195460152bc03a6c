# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine

from hcat.evidence.api import (
    AssessorFinding,
    Finding,
    Observation,
    correct,
    evaluate,
    record_figure,
    record_judgement,
    standing,
    standing_of,
)
from hcat.evidence.demo import clear, count, load
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused
from hcat.foundation.models import AuditEvent
from hcat.numerics.api import Estimate, Period, Quality, Verdict
from tests.evidence.small_agenda import put_result, put_series, share, target

pytestmark = pytest.mark.django_db
JUDGED = target(kind="judged", unit="judgement", criteria=["small", "quick"], assessor="board")


def estimate(value: float = 50.0, year: int = 2020, **more: Any) -> Estimate:
    return Estimate(
        **{
            "value": value, "unit": "percent", "period": Period.year(year), "method": "asked",
            "source": "a survey", "quality": Quality.MEASURED, **more,
        }
    )  # fmt: skip


def test_a_figure_is_recorded_with_who_and_an_audit_event(agenda: None, by: Actor) -> None:
    put_result()
    row = record_figure(by=by, result="choice", target="t", estimate=estimate(), note="wave 1")
    assert (row.recorded_by, row.measure, row.note) == ("hcat test", "entered", "wave 1")
    event = AuditEvent.objects.get(action="evidence.figure_recorded")
    assert (event.subject, event.details["figure"]) == ("result:choice/t", row.pk)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"result": "nothing"}, NotFound),
        ({"target": "nothing"}, Refused),
        ({"condition": "nothing"}, Refused),
        ({"estimate": estimate(unit="count")}, Refused),
        ({"estimate": estimate(year=2999)}, Refused),
    ],
)
def test_a_figure_that_does_not_fit_is_refused(
    agenda: None, by: Actor, given: dict[str, Any], error: type[Exception]
) -> None:
    put_result()
    with pytest.raises(error):
        record_figure(
            **{"by": by, "result": "choice", "target": "t", "estimate": estimate(), **given}
        )
    assert not Observation.objects.exists()


def test_whoever_has_no_role_may_record_judge_correct_and_measure_nothing(
    agenda: None, by: Actor
) -> None:
    put_result()
    row = record_figure(by=by, result="choice", target="t", estimate=estimate())
    stranger = Actor(name="Somebody")
    for write in (
        lambda: record_figure(
            by=stranger, result="choice", target="t", estimate=estimate(year=2019)
        ),
        lambda: correct(by=stranger, observation=row.pk, estimate=estimate(), reason="because"),
        lambda: record_judgement(
            by=stranger, result="choice", target="t", judged_on=date(2020, 1, 1), source="s",
            findings=[Finding("small", met=True)],
        ),
        lambda: evaluate(by=stranger),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            write()
    assert Observation.objects.count() == 1


def test_a_second_figure_about_the_same_is_refused_and_another_year_is_not(
    agenda: None, by: Actor
) -> None:
    put_result()
    record_figure(by=by, result="choice", target="t", estimate=estimate())
    with pytest.raises(Refused):
        record_figure(by=by, result="choice", target="t", estimate=estimate(60.0))
    record_figure(by=by, result="choice", target="t", estimate=estimate(60.0, year=2019))
    assert Observation.objects.count() == 2


def test_a_correction_needs_a_reason_and_the_same_period(agenda: None, by: Actor) -> None:
    put_result()
    row = record_figure(by=by, result="choice", target="t", estimate=estimate())
    with pytest.raises(Refused):
        correct(by=by, observation=row.pk, estimate=estimate(40.0), reason=" ")
    with pytest.raises(Refused):
        correct(by=by, observation=row.pk, estimate=estimate(40.0, year=2019), reason="wrong")
    with pytest.raises(Refused):
        correct(by=by, observation=0, estimate=estimate(), reason="wrong")
    assert Observation.objects.count() == 1


def test_a_published_figure_is_corrected_at_its_source(agenda: None, by: Actor) -> None:
    put_series(figures=[share(2020, 1, 2)])
    put_result(targets=[target(value=40, measured_by="published.first-years")])
    evaluate(by=by)
    row = Observation.objects.get(measure="published.first-years")
    with pytest.raises(Refused, match=r"published\.first-years"):
        correct(by=by, observation=row.pk, estimate=estimate(), reason="wrong")


def test_a_judged_target_takes_findings_and_no_figures(agenda: None, by: Actor) -> None:
    put_result(targets=[JUDGED])
    with pytest.raises(Refused):
        record_figure(by=by, result="choice", target="t", estimate=estimate())
    record_judgement(
        by=by, result="choice", target="t", judged_on=date(2020, 5, 1), source="minutes of May",
        findings=[Finding("small", met=True), Finding("quick", met=False, note="slow")],
    )  # fmt: skip
    found = standing_of("choice", as_of=date(2021, 1, 1))
    assert found.verdict is Verdict.MISSED
    assert [one.verdict for one in found.leading.conditions] == [Verdict.REACHED, Verdict.MISSED]
    assert standing_of("choice", as_of=date(2020, 4, 1)).verdict is Verdict.NEVER_MEASURED


def test_a_criterion_stays_judged_when_it_is_translated_later(agenda: None, by: Actor) -> None:
    judged = {**JUDGED, "criteria": [{"nl": "klein"}]}
    put_result(targets=[judged])
    record_judgement(
        by=by, result="choice", target="t", judged_on=date(2020, 5, 1), source="minutes",
        findings=[Finding("klein", met=True)],
    )  # fmt: skip
    later = {**judged, "criteria": [{"de": "wenig", "en": "small", "nl": "klein"}]}
    put_result(targets=[later], on=date(2020, 6, 1))
    assert standing_of("choice", as_of=date(2020, 7, 1)).verdict is Verdict.REACHED
    another = {**judged, "criteria": [{"en": "smaller", "nl": "kleiner"}]}
    put_result(targets=[another], on=date(2020, 8, 1))
    assert standing_of("choice", as_of=date(2020, 9, 1)).verdict is Verdict.NEVER_MEASURED


@pytest.mark.parametrize(
    "given",
    [
        {"findings": []},
        {"findings": [Finding("large", met=True)]},
        {"source": ""},
        {"judged_on": date(2999, 1, 1)},
    ],
)
def test_a_judgement_that_does_not_fit_is_refused(
    agenda: None, by: Actor, given: dict[str, Any]
) -> None:
    put_result(targets=[JUDGED])
    whole: dict[str, Any] = {
        "by": by, "result": "choice", "target": "t", "judged_on": date(2020, 5, 1),
        "source": "minutes", "findings": [Finding("small", met=True)],
    }  # fmt: skip
    with pytest.raises(Refused):
        record_judgement(**{**whole, **given})
    assert not AssessorFinding.objects.exists()
    row = record_judgement(**whole)
    with pytest.raises(Refused):
        record_judgement(**whole)
    record_judgement(**{**whole, "findings": [Finding("small", met=False)], "corrects": row.pk})
    assert standing_of("choice", as_of=date(2020, 6, 1)).verdict is Verdict.OFF_COURSE


def test_a_measured_target_takes_no_judgement(agenda: None, by: Actor) -> None:
    put_result()
    with pytest.raises(Refused):
        record_judgement(
            by=by, result="choice", target="t", judged_on=date(2020, 5, 1), source="minutes",
            findings=[Finding("small", met=True)],
        )  # fmt: skip


@time_machine.travel("2018-06-01T12:00:00Z", tick=False)
def test_the_demonstration_shows_every_verdict_the_same_each_time_and_clears_itself_exactly(
    agenda: None, by: Actor
) -> None:
    from random import Random

    for number in range(9):
        put_result(f"r{number}", targets=[target(value=40)], order=number)
    put_result("over", targets=[target(value=40, deadline="2016-12-31")], order=10)
    put_result("over-2", targets=[target(value=40, deadline="2016-12-31")], order=11)
    put_result("over-3", targets=[target(value=40, deadline="2016-12-31")], order=11)
    put_result("real", order=12)
    real = record_figure(by=by, result="real", target="t", estimate=estimate(year=2017))
    load(Random(1), by)
    first = [(one.key, one.verdict) for one in standing()]
    assert {verdict for _, verdict in first} == set(Verdict)
    assert {one.key for one in standing() if one.rests_on_demo}.isdisjoint({"real"})
    made = count()
    assert made
    demo = Observation.objects.filter(is_demo=True).first()
    assert demo is not None
    correct(
        by=by, observation=demo.pk, reason="a test",
        estimate=estimate(41.0, period=Period(demo.start, demo.end)),
    )  # fmt: skip
    clear(by)
    assert count() == 0
    assert list(Observation.objects.all()) == [real]
    load(Random(1), by)
    assert [(one.key, one.verdict) for one in standing()] == first
    assert count() == made
