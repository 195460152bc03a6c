# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is expected of a result apart, beside what is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from hcat.agenda.models import Version
from hcat.evidence.api import DimensionStanding, evaluate, missing_reason, parts_of, standing_of
from hcat.foundation.api import Actor
from tests.evidence.small_agenda import AGENDA, figure, put, put_result, put_series, target

pytestmark = pytest.mark.django_db
NEAR = {"series": "near", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}
PLACES = [{"code": f"GM000{n}", "name": f"Stad {n}"} for n in (3, 1, 2)]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def asks(*dimensions: str, levels: tuple[str, ...] = (), **promise: Any) -> None:
    put_result(targets=[target(value=40, measured_by="published.parts", proxies=[NEAR], **promise)])
    version = Version.objects.get(element__kind="result", valid_until=None)
    version.data |= {"dimensions": list(dimensions), "levels": list(levels)}
    version.save()


def known(by: Actor, direct: list[dict[str, Any]], near: list[dict[str, Any]]) -> None:
    put_series("parts", figures=direct)
    put_series("near", figures=near)
    evaluate(by=by)


def told(dimension: DimensionStanding) -> dict[str, tuple[float | None, float | None]]:
    return {
        one.key: (
            one.figure.estimate.value if one.figure else None,
            one.near.estimate.value if one.near else None,
        )
        for one in dimension.parts
    }


def test_a_result_that_expects_nothing_apart_has_no_parts(agenda: None, by: Actor) -> None:
    asks()
    known(by, [figure(2020, 30.0)], [])
    assert parts_of(standing_of("choice")) == ()


def test_every_municipality_of_the_agenda_stands_there_known_or_not(
    agenda: None, by: Actor
) -> None:
    put("agenda", {**AGENDA, "places": PLACES})
    asks("place")
    known(
        by,
        [figure(2019, 1.0, group="GM0001"), figure(2020, 2.0, group="GM0001"), figure(2020, 9.0)],
        [figure(2020, 3.0, group="GM0001"), figure(2020, 4.0, group="GM0002"),
         figure(2020, 5.0, group="GM0999")],
    )  # fmt: skip
    [dimension] = parts_of(standing_of("choice"))
    assert told(dimension) == {"GM0003": (None, None), "GM0001": (2.0, 3.0), "GM0002": (None, 4.0)}
    assert [str(one.title) for one in dimension.parts] == ["Stad 3", "Stad 1", "Stad 2"]
    assert (dimension.known, dimension.only_near, len(dimension.gaps)) == (1, 1, 2)
    assert dimension.sentence() == "1 of 3 have a figure; of 1 more there is one that comes near."


@pytest.mark.parametrize(
    ("levels", "expected"), [(("wo", "mbo-4"), ["wo", "mbo-4"]), ((), ["hbo"])]
)
def test_the_levels_are_those_of_the_result_or_else_of_the_agenda(
    agenda: None, by: Actor, levels: tuple[str, ...], expected: list[str]
) -> None:
    asks("level", levels=levels)
    known(by, [], [])
    [dimension] = parts_of(standing_of("choice"))
    assert [one.key for one in dimension.parts] == expected
    assert dimension.sentence() == f"0 of {len(expected)} have a figure."


def test_sizes_are_the_classes_of_the_register(agenda: None, by: Actor) -> None:
    asks("size")
    known(by, [figure(2020, 7.0, group="250+")], [])
    [dimension] = parts_of(standing_of("choice"))
    assert [one.key for one in dimension.gaps] == ["1-9", "10-49", "50-249"]


def test_of_fields_of_study_nothing_lists_which_there_are(agenda: None, by: Actor) -> None:
    asks("discipline")
    known(by, [figure(2020, 7.0, group="engineering")], [])
    [dimension] = parts_of(standing_of("choice"))
    assert not dimension.is_listed
    assert "nobody can tell what is missing" in dimension.sentence()


def test_a_part_of_which_the_figure_is_missing_is_not_known_and_gives_the_reason(
    agenda: None, by: Actor
) -> None:
    asks("level")
    known(by, [figure(2020, None, group="hbo", missing_reason="too few answers")], [])
    [dimension] = parts_of(standing_of("choice"))
    [part] = dimension.parts
    assert (dimension.known, part.is_known, missing_reason(part)) == (0, False, "too few answers")


def test_a_figure_about_a_part_says_nothing_about_the_whole(agenda: None, by: Actor) -> None:
    asks("level")
    known(by, [figure(2020, 90.0, group="hbo")], [])
    found = standing_of("choice")
    assert found.targets[0].figures == ()
    assert found.verdict.value == "never_measured"


def test_parts_are_those_of_the_day(agenda: None, by: Actor) -> None:
    asks("place")
    put("agenda", {**AGENDA, "places": PLACES}, on=date(2020, 1, 1))
    known(by, [], [])
    before = parts_of(standing_of("choice", as_of=date(2019, 12, 31)))
    after = parts_of(standing_of("choice", as_of=date(2020, 1, 1)))
    assert [len(one[0].parts) for one in (before, after)] == [1, 3]
