# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked against what is brought, within who answered both."""

from __future__ import annotations

import numpy as np
import pytest

from hcat.surveys.instrument.questionnaire import Kind, Limits
from hcat.surveys.models import ReleasedFigure
from hcat.surveys.operations.releasing import release_wave
from hcat.surveys.results.apart import apart
from hcat.surveys.results.columns import CODE_OF, Column
from hcat.surveys.results.reasons import Unanswered

from .region import BY, Unit, fill, question, questionnaire, survey, wave

FIVE = Limits(1, 5, whole=True)
NOT_ASKED = CODE_OF[Unanswered.NOT_ASKED]


def marks(concept: str, said: list[int | None], limits: Limits = FIVE) -> Column:
    return Column(
        concept, Kind.SCALE, (), np.array([NOT_ASKED if m is None else 0 for m in said], np.int8),
        np.array([m or 0 for m in said], np.float64), question(concept, Kind.SCALE, limits=limits),
    )  # fmt: skip


def test_a_difference_is_of_the_same_company_and_missing_where_one_of_both_is() -> None:
    asked, brought = marks("asked_it", [5, 4, 3, None]), marks("brought_it", [3, None, 5, 4])
    [found] = apart({one.concept: one for one in (asked, brought)}).values()
    assert found.concept == "apart_it"
    np.testing.assert_array_equal(found.values(), [2, np.nan, -2, np.nan])
    assert found.is_in(Unanswered.NOT_ASKED).tolist() == [False, True, False, True]
    # What those said who answered one of the two only.
    assert [rest.values()[rest.counts].tolist() for rest in found.rests] == [[4.0], [4.0]]


def test_marks_on_different_scales_have_no_difference() -> None:
    both = [marks("asked_it", [5, 4]), marks("brought_it", [8, 9], Limits(1, 10, whole=True))]
    assert apart({one.concept: one for one in both}) == {}


def units(size: str, hired: int, others: int) -> list[Unit]:
    """Those who hired ask 4 or 5 and get one less or two; the others ask 1 to 3."""
    found = []
    for at in range(hired + others):
        said = {"hired": "yes" if at < hired else "no", "asked_it": 4 + at % 2}
        if at < hired:
            said["brought_it"] = 3 - (at % 3 == 0) + at % 2
        else:
            said["asked_it"] = 1 + at % 3
        found.append(Unit(size=size, answers=said))
    return found


@pytest.mark.django_db
def test_a_release_tells_the_gap_within_the_same_and_not_where_few_hired_nobody() -> None:
    five = {"limits": FIVE}
    one = wave(survey(), asked=questionnaire(
        question("hired", Kind.SINGLE, "yes", "no"), question("asked_it", Kind.SCALE, **five),
        question("brought_it", Kind.SCALE, relevant="${hired} = 'yes'", **five),
    ))  # fmt: skip
    everybody = (
        *units("1-9", 12, 3), *units("10-49", 12, 7), *units("50-249", 12, 7), *units("250+", 9, 9),
    )  # fmt: skip
    fill(one, [*everybody, *(Unit() for _silent in range(20))])
    release_wave(by=BY, wave=one.pk)
    rows = {
        (row.concept, row.group): row
        for row in ReleasedFigure.objects.filter(
            dimension__in=["", "size"], statistic="mean", concept__endswith="_it"
        )
    }
    said = [unit.answers for unit in everybody if unit.answers and "brought_it" in unit.answers]
    whole = rows["apart_it", ""]
    assert whole.value == pytest.approx(
        np.mean([one["asked_it"] - one["brought_it"] for one in said]), abs=0.05
    )
    assert (whole.n, whole.low > 0) == (45, True)
    # Of all who answered either it would be told to be far less.
    assert rows["asked_it", ""].value - rows["brought_it", ""].value < whole.low
    # Three of 1–9 hired nobody: asked, brought and the gap together would tell what they ask. So
    # the gap is left out there, and of a neighbour, since else it would follow from the others.
    assert rows["asked_it", "1-9"].value is not None
    assert rows["brought_it", "1-9"].value is not None
    assert rows["apart_it", "1-9"].hidden == "protected"
    assert sum(row.hidden != "" for (name, _), row in rows.items() if name == "apart_it") >= 2
    assert rows["apart_it", "250+"].value is not None
