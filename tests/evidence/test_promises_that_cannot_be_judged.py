# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the agenda accepts can be judged; what slipped through does not stop the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hcat.agenda.api import Target
from hcat.evidence.api import (
    baselines_to_collect,
    evaluate,
    standing,
    standing_of,
)
from hcat.evidence.verdicts.specs import spec_of, stated_baseline
from hcat.foundation.api import Actor
from hcat.numerics.api import Reason, TargetKind, Verdict, judge
from tests.evidence.small_agenda import put_result, put_series, share, target

BROKEN = target(value=120, measured_by="published.first-years")

_number = st.one_of(
    st.sampled_from([-100.0, -50.0, -1.0, 0.0, 0.4, 1.0, 40.0, 100.0, 120.0]),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
_maybe = st.one_of(st.none(), _number)
_targets = st.fixed_dictionaries(
    {
        "key": st.just("t"),
        "title": st.just("T"),
        "indicator": st.just("I"),
        "kind": st.sampled_from([one.value for one in TargetKind if one != TargetKind.ALL_OF]),
        "value": _maybe,
        "unit": st.sampled_from(["percent", "share", "count", "mark", ""]),
        "deadline": st.just("2020-12-31"),
        "direction": st.sampled_from(["up", "down"]),
        "conditions": st.lists(
            st.builds(lambda key: {"key": key, "title": key}, st.sampled_from("ab")), max_size=3
        ),
        "criteria": st.lists(st.sampled_from(["A", "B"]), max_size=2),
        "assessor": st.sampled_from([None, "board"]),
        "interval_months": st.sampled_from([-1, 0, 1, 12]),
    }
)  # fmt: skip


_baselines = st.fixed_dictionaries(
    {
        "value": _number,
        "low": _maybe,
        "high": _maybe,
        "source": st.just("s"),
        "year": st.sampled_from([0, 1, 999, 2012, 9999, 99999]),
    }
)


def _accepted(fields: dict[str, Any]) -> Target | None:
    try:
        return Target.model_validate(fields)
    except ValidationError:
        return None


@settings(max_examples=400, deadline=None)
@given(fields=_targets)
def test_whatever_the_agenda_accepts_can_be_judged(fields: dict[str, Any]) -> None:
    accepted = _accepted(fields)
    if accepted is not None:
        told = judge(spec_of("r", accepted), {}, as_of=date(2021, 1, 1))
        assert told.verdict is Verdict.NEVER_MEASURED


@settings(max_examples=300, deadline=None)
@given(baseline=_baselines, unit=st.sampled_from(["percent", "count"]))
def test_whatever_baseline_the_agenda_accepts_is_an_estimate(
    baseline: dict[str, Any], unit: str
) -> None:
    promise = {"kind": "significantly_better", "unit": unit, "deadline": "9999-12-31"}
    accepted = _accepted(target(**promise, baseline=baseline))
    if accepted is not None:
        estimate = stated_baseline(accepted, {})
        assert estimate is not None
        assert (estimate.value, estimate.period.start.year) == (
            baseline["value"], baseline["year"],
        )  # fmt: skip


@pytest.mark.django_db
def test_one_target_that_cannot_be_judged_leaves_the_others_their_verdicts(
    agenda: None, by: Actor
) -> None:
    put_series(figures=[share(2020, 1241, 4252)])
    put_result("broken", targets=[BROKEN], order=1)
    put_result("sound", targets=[target(value=20, measured_by="published.first-years")], order=2)
    evaluate(by=by)
    broken, sound = standing(as_of=date(2021, 6, 1))
    assert (broken.verdict, sound.verdict) == (Verdict.CANNOT_TELL, Verdict.REACHED)
    one = broken.leading
    assert one.judgement.reason is Reason.CANNOT_BE_JUDGED
    assert [figure.estimate.numerator for figure in one.figures] == [1241]
    assert one.rows()
    assert baselines_to_collect(standing(as_of=date(2021, 6, 1))) == []
    with translation.override("nl"):
        assert "valt zij niet te beoordelen" in broken.sentence()


@pytest.mark.django_db
def test_a_baseline_that_contradicts_itself_does_not_stop_the_page(agenda: None) -> None:
    baseline = {"value": 25, "low": 30, "high": 40, "year": 2012, "source": "counts"}
    put_result(targets=[target(value=40, baseline=baseline)])
    found = standing_of("choice", as_of=date(2021, 6, 1)).leading
    assert (found.judgement.reason, found.baseline.estimate) == (Reason.CANNOT_BE_JUDGED, None)


@pytest.mark.django_db
def test_a_figure_of_a_part_does_not_speak_for_the_whole(agenda: None, by: Actor) -> None:
    rows = [share(2020, 60, 100, group="girls"), share(2020, 20, 100)]
    put_series(figures=rows)
    put_result(targets=[target(value=40, measured_by="published.first-years")])
    evaluate(by=by)
    found = standing_of("choice", as_of=date(2021, 6, 1)).leading
    assert (found.verdict, [one.estimate.numerator for one in found.figures]) == (
        Verdict.MISSED, [20],
    )  # fmt: skip
