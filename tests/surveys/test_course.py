# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rising in each wave: yes, no, or it cannot be told."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.foundation.api import Actor, Refused
from hcat.surveys.api import declare_claim
from hcat.surveys.models import Break, ReleasedChange, Survey, Wave
from hcat.surveys.results.course import Course, courses

from .releasing import MEAN, figure, release, survey, talent, wave

pytestmark = pytest.mark.django_db
HIDDEN, ABSENT = None, -1.0


def waves_of(of: Survey, *values: float | None) -> list[Wave]:
    """A released wave of each year from 2020 on, with its mean of one question."""
    made = []
    for year, value in enumerate(values, 2020):
        one = wave(of, str(year))
        out = release(one)
        if value != ABSENT:
            figure(out, "satisfaction", value, statistic=MEAN)
        made.append(one)
    return made


def step(earlier: Wave, later: Wave, p: float) -> None:
    ReleasedChange.objects.create(
        release=later.release, since=earlier.release, concept="satisfaction", statistic=MEAN,  # type: ignore[attr-defined]
        value=0.1, low=0.0, high=0.2, se=0.05, p=p, p_rising=p,
    )  # fmt: skip


def course(of: Survey) -> Course:
    return courses(of.pk, "satisfaction")["", MEAN]


@pytest.mark.parametrize(
    ("values", "is_rising", "since"),
    [
        ((6.0, 6.2, 6.4), True, "2020"),
        ((6.0, 6.2, 6.2), False, None),
        ((6.0, 7.0, 7.0 + 1e-15), False, None),
        ((6.4, 6.2, 6.6), False, "2021"),
        ((6.0,), None, None),
        # A wave between of which nothing is known may have been lower, or higher.
        ((6.0, HIDDEN, 6.4), None, None),
        ((6.0, ABSENT, 6.4), None, None),
        ((6.0, 6.2, HIDDEN), None, None),
        # One fall that is known is enough.
        ((6.0, HIDDEN, 6.4, 6.2), False, None),
        ((6.0, HIDDEN, 6.4, 6.6), None, "2022"),
        # Before it was first asked, and after it was last asked, there is no step.
        ((ABSENT, 6.0, 6.2, ABSENT), True, "2021"),
    ],
)
def test_a_course_rises_only_where_every_step_is_known_to(
    values: tuple[float | None, ...], is_rising: bool | None, since: str | None
) -> None:
    of = survey()
    waves_of(of, *values)
    found = course(of)
    assert found.is_rising is is_rising
    lately = found.lately
    assert (lately.waves[0].key if lately.steps else None) == since


def test_rising_is_significant_when_each_step_is_and_unknown_when_one_was_not_worked_out() -> None:
    of = survey()
    first, second, third = waves_of(of, 6.0, 6.2, 6.4)
    step(first, second, 0.01)
    assert course(of).is_significant is None
    step(second, third, 0.2)
    assert course(of).is_significant is False
    ReleasedChange.objects.filter(p=0.2).update(p_rising=0.03)
    assert course(of).is_significant is True


def test_a_course_begins_after_the_last_break_and_over_a_wave_not_released_it_is_unknown() -> None:
    of = survey()
    waves = waves_of(of, 6.5, 6.2, 6.4)
    Break.objects.create(
        wave=waves[1], concept="satisfaction", reason="andere schaal", was_found=True
    )
    assert [one.key for one in course(of).waves] == ["2021", "2022"]
    assert course(of).is_rising is True
    wave(of, "2021b", state="closed", reference_day="2021-09-01")
    assert course(of).is_rising is None
    assert [(one.key, why) for one, why in course(of).missing] == [("2021b", "not_released")]
    # What breaks a wave that comes later says nothing of these.
    later = wave(of, "2025", state="open")
    Break.objects.create(wave=later, concept="satisfaction", reason="anders", was_found=True)
    assert [one.key for one in course(of).waves] == ["2021", "2021b", "2022"]


def test_rising_is_not_declared_over_a_wave_that_did_not_ask_it() -> None:
    of = survey()
    first, second = (wave(of, year, state="closed") for year in ("2020", "2022"))
    last = wave(of, "2023", state="draft")
    between = wave(of, "2021", state="closed", asks=talent())
    claim: dict[str, Any] = {"wave_id": last.pk, "concept": "satisfaction", "kind": "rising"}
    by = Actor.system("tests")
    with pytest.raises(Refused, match="2021 did not ask"):
        declare_claim(by=by, since_id=first.pk, **claim)
    with pytest.raises(Refused, match="no such earlier wave"):
        declare_claim(by=by, **claim)
    made = declare_claim(by=by, since_id=second.pk, **claim)
    assert (made.since, made.bound) == (second, None)
    made.delete()
    between.delete()
    assert declare_claim(by=by, since_id=first.pk, **claim).since == first
