# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A promise that nobody could judge is refused where it is written, both sides of every rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from hcat.agenda import api
from hcat.agenda.models import Version
from hcat.agenda.schema import Baseline, Figure, Series, Target, misfits_within
from hcat.agenda.schema.base import WITHOUT_RULES
from tests.agenda.region_folder import BY, DAY, RegionFolder, all_rows

WORDS = {"title": "T", "indicator": "I", "deadline": "2024-12-31"}
SHARE = {"key": "t", "kind": "at_least", "unit": "percent", "value": 40, **WORDS}
CHANGE = {"key": "t", "kind": "relative", "unit": "count", "value": -50, **WORDS}
JUDGED = {
    "key": "t", "kind": "judged", "unit": "", "criteria": ["A", "B"], "assessor": "board", **WORDS,
}  # fmt: skip
TWO = [{"key": "knows", "title": "Knows"}, {"key": "acts", "title": "Acts"}]


def _wrong(part: Any, values: dict[str, Any]) -> list[str]:
    sheet = part.model_validate(values, context=WITHOUT_RULES)
    return [misfit.path[0] for misfit in misfits_within(sheet)]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (SHARE, []),
        (SHARE | {"value": 0}, []),
        (SHARE | {"value": 100}, []),
        (SHARE | {"value": 120}, ["value"]),
        (SHARE | {"value": -1}, ["value"]),
        (SHARE | {"unit": "share", "value": 1}, []),
        (SHARE | {"unit": "share", "value": 40}, ["value"]),
        (SHARE | {"unit": "count", "value": 120}, []),
        (SHARE | {"unit": ""}, ["unit"]),
        (CHANGE, []),
        (CHANGE | {"value": 150}, []),
        (CHANGE | {"value": -99}, []),
        (CHANGE | {"value": -100}, ["value"]),
        (CHANGE | {"value": 0}, ["value"]),
        (CHANGE | {"conditions": TWO}, ["conditions"]),
        (SHARE | {"conditions": TWO}, []),
        (SHARE | {"conditions": TWO[:1]}, ["conditions"]),
        (SHARE | {"criteria": ["A"]}, ["criteria"]),
        (SHARE | {"assessor": "board"}, ["assessor"]),
        (JUDGED, []),
        (JUDGED | {"criteria": ["A", "A"]}, ["criteria"]),
        (JUDGED | {"conditions": TWO}, ["conditions"]),
        (JUDGED | {"value": 3}, ["value"]),
        (SHARE | {"baseline": {"value": 25, "year": 2012, "source": "s"}}, []),
        (SHARE | {"baseline": {"value": 125, "year": 2012, "source": "s"}}, ["baseline"]),
    ],
)
def test_a_target_holds_to_what_can_be_judged(values: dict[str, Any], wrong: list[str]) -> None:
    assert _wrong(Target, values) == wrong


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"value": 25, "low": 20, "high": 30}, []),
        ({"value": 25, "low": 30, "high": 20}, ["low"]),
        ({"value": 25, "low": 26}, ["low"]),
        ({"value": 25, "high": 24}, ["high"]),
        ({"missing_reason": "Nobody asked.", "high": 24}, ["high"]),
    ],
)
def test_a_baseline_lies_within_its_own_interval(values: dict[str, Any], wrong: list[str]) -> None:
    stated = {"year": 2012, "source": "s"} if "value" in values else {}
    assert _wrong(Baseline, values | stated) == wrong


FIGURE = {"start": "2019-01-01", "end": "2019-12-31", "source": "s", "quality": "published"}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"value": 5, "n": 0}, []),
        ({"value": 5, "n": -1}, ["n"]),
        ({"value": 0, "numerator": 0, "denominator": 8}, []),
        ({"value": 0, "numerator": 0, "denominator": 0}, ["denominator"]),
        ({"value": 0, "numerator": -1, "denominator": 8}, ["denominator"]),
        ({"value": 5, "high": 4}, ["high"]),
    ],
)
def test_a_figure_counts_what_exists(values: dict[str, Any], wrong: list[str]) -> None:
    assert _wrong(Figure, FIGURE | values) == wrong


@pytest.mark.parametrize(
    ("unit", "value", "wrong"),
    [
        ("percent", 29.2, []),
        ("percent", 29.186, []),
        ("percent", 29.4, ["figures"]),
        ("share", 0.292, []),
        ("share", 29.2, ["figures"]),
        ("persons", 1241, []),
    ],
)
def test_a_share_agrees_with_its_own_counts(unit: str, value: float, wrong: list[str]) -> None:
    figure = FIGURE | {"value": value, "numerator": 1241, "denominator": 4252}
    series = {
        "key": "s", "title": "S", "unit": unit, "area": "A", "method": "M", "topic": "education",
        "figures": [figure],
    }  # fmt: skip
    assert _wrong(Series, series) == wrong


def test_more_than_everything_is_told_with_its_file_and_line(region: RegionFolder) -> None:
    line = region.edit("results.yaml", "        value: 20\n", "        value: 120\n")
    [problem] = [one for one in api.check_folder(region.path) if one.is_error]
    assert (problem.file, problem.line) == ("results.yaml", line)
    assert "120 percent is not a part of a whole: give 0 to 100" in problem.what


def test_a_target_that_cannot_be_judged_is_not_written(waterkant: RegionFolder) -> None:
    before = all_rows()
    with pytest.raises(api.SheetRefused) as refused:
        api.revise_target(
            by=BY, result="welders", target="start", fields={"value": 120}, on=DAY, reason="More."
        )
    assert list(refused.value.fields) == ["targets"]
    assert all_rows() == before


def test_a_sheet_from_before_a_rule_was_made_can_still_be_read_and_mended(
    waterkant: RegionFolder,
) -> None:
    version = Version.objects.get(element__key="welders")
    version.data["targets"][0]["value"] = 120
    version.save()
    assert api.item("result", "welders").sheet.targets[0].value == 120
    assert version.sheet == api.item("result", "welders").sheet
    mended = api.revise_target(
        by=BY, result="welders", target="start", fields={"value": 20}, on=DAY, reason="A slip."
    )
    assert mended.sheet.targets[0].value == 20


def test_a_target_measured_by_a_series_of_parts_is_warned_of(region: RegionFolder) -> None:
    path = region.path / "figures.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    half = [row.replace(",40,,plan", ",40,girls,plan") for row in rows]
    path.write_text("\n".join(half), encoding="utf-8")
    assert "only-parts" not in {one.code for one in api.check_folder(region.path)}
    whole = [row.replace(",,,,,plan", ",,,,girls,plan") for row in half]
    path.write_text("\n".join(whole), encoding="utf-8")
    [problem] = [one for one in api.check_folder(region.path) if one.code == "only-parts"]
    assert not problem.is_error
    assert "welding-diplomas" in problem.what


@pytest.mark.parametrize(("language", "words"), [("nl", "manier"), ("de", "Weg"), ("en", "way")])
def test_a_refusal_names_kinds_in_the_language_of_the_reader(
    waterkant: RegionFolder, language: str, words: str
) -> None:
    with (
        translation.override(language),
        pytest.raises(api.NotFound, match=words),
    ):
        api.item("way", "nowhere")
    with (
        translation.override(language),
        pytest.raises(api.NotFound, match=words),
    ):
        api.stop(by=BY, kind="way", key="nowhere", on=DAY, reason="x")
