# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios that an analyst can read: a target and its figures give a verdict and a sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from ruamel.yaml import YAML

from hcat.evidence.api import Finding, evaluate, record_figure, record_judgement, standing_of
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import put_result, put_series, share, target

FOLDER = Path(__file__).parents[1] / "scenarios" / "verdicts"
SCENARIOS = [
    scenario
    for file in sorted(FOLDER.glob("*.yaml"))
    for scenario in YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
]
KNOWN = {
    "name", "target", "figures", "proxies", "judged", "as_of", "verdict", "reason", "needed",
    "en", "nl", "de", "settle_en", "settle_nl", "settle_de",
}  # fmt: skip
PROXY = {
    "series": "first-years",
    "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO.", "de": "Ohne MBO."},
}


def estimate(row: dict[str, Any], unit: str) -> Estimate:
    given = {k: v for k, v in row.items() if k not in {"year", "condition"}}
    if "numerator" in given:
        given.setdefault("value", 100 * given["numerator"] / given["denominator"])
    return Estimate(
        **{"value": None, **given}, unit=unit, period=Period.year(row["year"]),
        method="counted", source="a register", quality=Quality.PUBLISHED,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one["name"].replace(" ", "-"))
def test_scenario(scenario: dict[str, Any], agenda: None, by: Actor) -> None:
    assert set(scenario) <= KNOWN
    sheet = target(**scenario["target"])
    sheet["deadline"] = str(sheet["deadline"])
    if "proxies" in scenario:
        sheet["proxies"] = [PROXY]
        put_series(
            figures=[
                share(p["year"], p["numerator"], p["denominator"]) for p in scenario["proxies"]
            ]
        )
    put_result(targets=[sheet])
    for row in scenario.get("figures", ()):
        record_figure(
            by=by, result="choice", target="t", condition=row.get("condition", ""),
            estimate=estimate(row, sheet["unit"]),
        )  # fmt: skip
    if "judged" in scenario:
        judged = scenario["judged"]
        record_judgement(
            by=by, result="choice", target="t", judged_on=judged["on"], source="minutes",
            findings=[Finding(name, met=True) for name in judged["met"]],
        )  # fmt: skip
    evaluate(by=by)

    as_of: date = scenario["as_of"]
    found = standing_of("choice", as_of=as_of).targets[0]
    assert found.verdict.value == scenario["verdict"], found.sentence()
    if "reason" in scenario:
        assert found.judgement.reason.value == scenario["reason"]
    if "needed" in scenario:
        assert [need.kind.value for need in found.needed] == [scenario["needed"]]
    for language in ("en", "nl", "de"):
        with translation.override(language):
            if language in scenario:
                assert found.sentence() == scenario[language]
            if f"settle_{language}" in scenario:
                assert found.to_settle() == scenario[f"settle_{language}"]
            assert all("%(" not in row.value for row in found.rows())
