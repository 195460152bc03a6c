# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A promise that nobody could judge is refused when it is written down."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from hcat.numerics.api import Direction, NumericsError, TargetKind, TargetSpec

END = date(2014, 12, 31)


def knows(id: str = "knows", value: float = 50.0, unit: str = "percent") -> TargetSpec:
    return TargetSpec.at_least(id, value, unit=unit, deadline=END)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"id": ""}, "without an id"),
        ({"kind": "better"}, "no such one"),
        ({"value": None}, "give value"),
        ({"value": float("nan")}, "finite"),
        ({"value": 130.0}, "between 0 and 100"),
        ({"unit": ""}, "no unit"),
        ({"deadline": "2014-12-31"}, "not a day"),
        ({"kind": "relative", "value": -1.0}, "-0.5"),
        ({"kind": "relative", "value": -50.0}, "-0.5"),
        ({"kind": "rising"}, "leave value out"),
        ({"conditions": (knows("a"), knows("b"))}, "only all_of"),
        ({"criteria": ("a",)}, "only judged"),
        ({"kind": "judged", "value": None}, "who decides"),
        (
            {"kind": "judged", "value": None, "criteria": ("a", "a"), "assessor": "board"},
            "name each once",
        ),
        ({"kind": "all_of", "value": None, "conditions": (knows(),)}, "fewer than two"),
        ({"kind": "all_of", "value": None, "conditions": (knows(), knows())}, "one id"),
    ],
)
def test_a_promise_that_nobody_could_judge_is_refused(fields: dict[str, Any], told: str) -> None:
    good = {"id": "P2-R1", "kind": "at_least", "value": 50.0, "unit": "percent", "deadline": END}
    with pytest.raises(NumericsError, match=told):
        TargetSpec(**good | fields)


def test_joined_conditions_are_shares_with_one_value_for_the_whole() -> None:
    both = TargetSpec.all_of(
        "both", [knows("knows"), knows("acts")], deadline=END, joined_per_unit=True
    )
    assert (both.value, both.unit) == (50.0, "percent")
    with pytest.raises(NumericsError, match="cannot be guessed"):
        TargetSpec.all_of(
            "both", [knows("knows"), knows("acts", 60)], deadline=END, joined_per_unit=True
        )
    with pytest.raises(NumericsError, match="shares of one population"):
        TargetSpec.all_of(
            "both", [knows(), knows("mark", 7, "mark")], deadline=END, joined_per_unit=True
        )


def test_direction_follows_from_the_kind_and_the_sign() -> None:
    at_most = TargetSpec.at_most("a", 5, unit="count", deadline=END)
    assert at_most.direction is Direction.DOWN
    half = TargetSpec.relative("b", -0.5, unit="count", deadline=END)
    assert half.direction is Direction.DOWN
    assert half.factor == 0.5
    with pytest.raises(NumericsError, match="only a relative target"):
        _ = at_most.factor


@pytest.mark.parametrize(
    "spec",
    [
        knows(),
        TargetSpec.at_most("a", 5, unit="count", deadline=None),
        TargetSpec.relative("b", 0.1, unit="count", deadline=END),
        TargetSpec.significantly_better("c", unit="mark", deadline=END),
        TargetSpec.rising("d", unit="mark", deadline=END, significantly=True),
        TargetSpec.all_of("e", [knows("x"), knows("y")], deadline=END, joined_per_unit=True),
        TargetSpec.judged("f", ["x", "y"], assessor="Strategy Board", deadline=END),
    ],
    ids=lambda spec: spec.kind.value,
)
def test_every_kind_survives_json(spec: TargetSpec) -> None:
    assert TargetSpec.from_dict(json.loads(json.dumps(spec.to_dict()))) == spec
    assert spec.kind in TargetKind
    with pytest.raises(NumericsError, match="no such field"):
        TargetSpec.from_dict(spec.to_dict() | {"goal": 1})
