# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A success rests on a figure of evidence, and says when that was corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hcat.evidence.api import correct
from hcat.foundation.api import NotFound, Refused, today
from hcat.sharing.api import (
    Success,
    SuccessFacts,
    SuccessText,
    corrected_since,
    publish_success,
    successes,
    write_success,
)
from tests.reports.making import figure

from .making import BY

pytestmark = pytest.mark.usefixtures("polder")
TEXT = SuccessText(title="Het lukte", story="Meer dan vorig jaar.")


def tell(**facts: object) -> Success:
    given = {"on": date(2024, 3, 1), "initiative": "lab-east", **facts}
    return write_success(by=BY, language="nl", text=TEXT, facts=SuccessFacts(**given))  # type: ignore[arg-type]


def test_a_story_is_read_once_it_is_published_and_until_it_is_withdrawn() -> None:
    made = tell()
    assert not successes().exists()
    publish_success(by=BY, success=made.key)
    assert successes(initiative="lab-east").get() == made
    publish_success(by=BY, success=made.key, is_public=False)
    assert not successes().exists()


def test_its_figure_is_one_of_its_result_and_a_correction_is_seen() -> None:
    recorded = figure(36.0, year=2020)
    with pytest.raises(Refused):
        tell(figure=recorded.pk)
    made = tell(result=recorded.result, figure=recorded.pk)
    assert corrected_since(made) is None
    correct(
        by=BY, observation=recorded.pk, reason="miscounted",
        estimate=replace(recorded.estimate, value=30.0, low=29.0, high=31.0),
    )  # fmt: skip
    fresh = Success.objects.select_related("figure").get(pk=made.pk)
    found = corrected_since(fresh)
    assert found is not None
    assert found.estimate.value == 30.0


@pytest.mark.parametrize(
    "wrong",
    [
        {"initiative": ""},
        {"on": today() + timedelta(days=1)},
        {"initiative": "none"},
        {"result": "none"},
        {"figure": 1},
    ],
)
def test_a_story_of_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((Refused, NotFound)):
        tell(**wrong)
    assert not Success.objects.exists()


def test_the_second_of_two_writers_is_told() -> None:
    made = tell()
    facts = SuccessFacts(on=date(2024, 3, 1), initiative="lab-east")
    write_success(by=BY, success=made.key, based_on=1, language="nl", text=TEXT, facts=facts)
    with pytest.raises(Refused):
        write_success(by=BY, success=made.key, based_on=1, language="nl", text=TEXT, facts=facts)
