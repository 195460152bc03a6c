# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs the verdict scenarios that stand in scenarios/*.yaml, for an analyst to read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from hcat.numerics.api import (
    AssessorJudgement,
    Contrast,
    Direction,
    Estimate,
    Period,
    Quality,
    Reason,
    TargetSpec,
    Verdict,
    judge,
    share_estimate,
)

FOLDER = Path(__file__).parent / "scenarios"


def scenarios() -> list[Any]:
    return [
        pytest.param(one, id=f"{path.stem}: {one['name']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        for one in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    ]


def period(given: Any) -> Period:
    return Period.year(given) if isinstance(given, int) else Period(*given)


def estimate(given: Mapping[str, Any], unit: str) -> Estimate:
    fields = {key: value for key, value in given.items() if key not in ("for", "period")}
    fields["period"] = period(given["period"])
    fields.setdefault("source", "scenario")
    if "yes" in fields:
        return share_estimate(fields.pop("yes"), fields.pop("of"), unit=unit, **fields)
    fields.setdefault("unit", unit)
    if "missing" in fields:
        return Estimate.missing(fields.pop("missing"), **fields)
    fields.setdefault("quality", Quality.MEASURED)
    return Estimate(method="scenario", **fields)


def target(given: Mapping[str, Any], id: str = "target") -> TargetSpec:
    fields = {"id": id, **given}
    fields["conditions"] = tuple(target(one) for one in given.get("conditions", ()))
    fields["direction"] = Direction(given.get("direction", "up"))
    if given.get("joined_per_unit"):
        first = fields["conditions"][0]
        fields |= {"value": first.value, "unit": first.unit}
    return TargetSpec(**fields)


@pytest.mark.parametrize("scenario", scenarios())
def test_scenario(scenario: Mapping[str, Any]) -> None:
    spec = target(scenario["target"])
    units = {spec.id: spec.unit, **{one.id: one.unit for one in spec.conditions}}

    def sorted_out(name: str) -> dict[str, list[Estimate]]:
        found: dict[str, list[Estimate]] = defaultdict(list)
        for one in scenario.get(name, ()):
            home = one.get("for", spec.id)
            found[home].append(estimate(one, units[home]))
        return dict(found)

    contrasts = [
        Contrast(
            one["earlier"],
            one["later"],
            estimate({k: v for k, v in one.items() if k not in ("earlier", "later")}, spec.unit),
        )
        for one in scenario.get("contrasts", ())
    ]
    judgement = judge(
        spec,
        sorted_out("estimates"),
        as_of=scenario["as_of"],
        baseline={home: one[0] for home, one in sorted_out("baseline").items()},
        proxies=sorted_out("proxies"),
        judgements={spec.id: [AssessorJudgement(**one) for one in scenario.get("judgements", ())]},
        contrasts={spec.id: contrasts},
    )
    expect = scenario["expect"]
    assert (judgement.verdict, judgement.reason) == (
        Verdict(expect["verdict"]),
        Reason(expect["reason"]),
    ), judgement.to_dict()
    if "probability" in expect:
        assert judgement.probability == pytest.approx(
            expect["probability"], abs=expect.get("margin", 1e-9)
        )
    if "needs" in expect:
        assert expect["needs"] in [need.kind.value for need in judgement.needed]
    if "count" in expect:
        assert expect["count"] in [need.count for need in judgement.needed]
    if judgement.verdict.is_settled:
        assert judgement.needed == ()
    if judgement.verdict is Verdict.CANNOT_TELL:
        assert judgement.needed
    assert isinstance(judgement.facts["as_of"], date)


def test_there_are_scenarios_for_every_verdict_and_every_reason() -> None:
    expected = [one.values[0]["expect"] for one in scenarios()]
    assert len(expected) >= 25
    assert {one["verdict"] for one in expected} == set(Verdict)
    # A target that `judge` refuses never comes out of it: whoever asked says so (tests/evidence).
    assert set(Reason) - {Reason.CANNOT_BE_JUDGED} == {one["reason"] for one in expected}
