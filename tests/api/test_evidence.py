# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results with verdicts, and the figures behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hcat.agenda.api import item, revise
from hcat.evidence.api import record_figure
from hcat.evidence.measuring.storing import Draft, add
from hcat.foundation.api import today
from hcat.numerics.api import Estimate, Period, Quality

from .conftest import BY, Ask

pytestmark = pytest.mark.usefixtures("polder")


def test_a_result_tells_verdict_reason_and_sentence(ask: Ask) -> None:
    choice = ask("/results/choice").json()
    assert choice["verdict"] == "cannot_tell"
    assert choice["probability"] is None
    assert choice["reason"] == choice["targets"][0]["reason"]
    assert choice["leadingTarget"] == "by-2020"
    assert choice["sentence"]
    target = choice["targets"][0]
    assert (target["value"], target["unit"], target["deadline"]) == (40, "percent", "2020-12-31")
    assert target["proxies"] == [
        {
            "series": "near",
            "measuredBy": None,
            "leavesOut": {"nl": "Alleen hbo.", "en": "Only HBO.", "de": None},
        }
    ]
    assert target["baseline"]["value"] is None
    assert target["baseline"]["missingReason"]["en"] == "Never measured."
    assert target["inForce"] is True


def test_a_reason_never_contradicts_the_verdict_beside_it(ask: Ask) -> None:
    """One target is reached and another was never measured, which is why the whole is untold."""
    [first] = item("result", "choice").sheet.model_dump(mode="json")["targets"]
    plain = first | {"measured_by": None, "proxies": [], "baseline": None}
    proven = plain | {"unit": "count", "value": 40}
    never = plain | {
        "key": "opinion", "unit": "mark", "value": 3, "scale": {"low": 1, "high": 5},
        "deadline": "2030-12-31",
    }  # fmt: skip
    revise(by=BY, kind="result", key="choice", fields={"targets": [proven, never]}, on=today(),
           reason="for a test")  # fmt: skip
    record_figure(
        by=BY, result="choice", target=first["key"],
        estimate=Estimate(value=50, unit="count", period=Period.year(2020), method="counted",
                          quality=Quality.MEASURED, source="a count"),
    )  # fmt: skip
    choice = ask("/results/choice").json()
    reached, untold = choice["targets"]
    assert (reached["verdict"], untold["verdict"]) == ("reached", "never_measured")
    assert (choice["verdict"], choice["leadingTarget"]) == ("cannot_tell", "opinion")
    assert choice["reason"] == untold["reason"] != reached["reason"]
    assert choice["probability"] is None
    assert (reached["scale"], untold["scale"]) == (None, {"low": 1, "high": 5})


def test_the_sentence_comes_in_the_language_asked_for(ask: Ask) -> None:
    spoken = {
        language: ask(f"/results/choice?language={language}").json()["sentence"]
        for language in ("nl", "en", "de")
    }
    assert len(set(spoken.values())) == 3
    by_header = ask("/results/choice", **{"accept-language": "de-AT,en;q=0.5"})
    assert by_header.json()["sentence"] == spoken["de"]
    assert by_header["Content-Language"] == "de"


def test_a_parameter_goes_before_the_header_and_dutch_is_the_rest(ask: Ask) -> None:
    assert ask("/points?language=nl")["Content-Language"] == "nl"
    assert ask("/points", **{"accept-language": "fr"})["Content-Language"] == "nl"


def test_results_are_filtered_by_point_and_verdict(ask: Ask) -> None:
    def keys(query: str) -> list[str]:
        return [item["key"] for item in ask(f"/results?{query}").json()["items"]]

    assert keys("") == ["choice", "known"]
    assert keys("point=stay") == ["known"]
    assert keys("verdict=cannot_tell") == ["choice"]
    assert keys("verdict=reached") == []


def test_on_an_earlier_day_the_verdict_is_that_of_the_day(ask: Ask) -> None:
    early = ask("/results/choice?asOf=2020-02-01").json()
    assert early["judgedOn"] == "2020-02-01"
    assert ask("/results/choice?asOf=2019-01-01").status_code == 404


def test_a_missing_figure_is_null_with_its_reason_never_zero(ask: Ask) -> None:
    missing = ask("/series/near/figures").json()["items"][-1]
    assert (missing["value"], missing["missingReason"]) == (None, "the school did not count")
    found = ask("/observations?result=choice&proxy=false").json()["items"]
    assert [(one["value"], one["missingReason"]) for one in found] == [(None, "nobody asked")]


def values(answer: Any) -> list[float | None]:
    return [one["value"] for one in answer.json()["items"]]


def test_observations_are_found_by_what_they_serve(ask: Ask) -> None:
    published = [
        one["value"]
        for one in ask("/observations").json()["items"]
        if one["measure"].startswith("published.")
    ]
    assert published == [None, 25.0, 30.0, None]
    assert values(ask("/observations?proxy=true")) == [25.0, 30.0, None]
    assert values(ask("/observations?proxy=false")) == [None]
    assert values(ask("/observations?result=known")) == []
    assert values(ask("/observations?result=choice&target=by-2020&proxy=true&pageSize=1")) == [25.0]
    assert values(ask("/results/choice/observations")) == values(ask("/observations?result=choice"))
    assert values(ask("/results/known/observations")) == []


def test_observations_are_found_by_period_and_day_of_recording(ask: Ask) -> None:
    assert values(ask("/observations?period=2020&result=choice")) == [None, 30.0]
    assert values(ask("/observations?period=2019-01-01/2020-12-31&proxy=true")) == [25.0, 30.0]
    assert values(ask("/observations?asOf=2020-06-01")) == [25.0]
    assert ask("/observations?since=2000-01-01").json() == ask("/observations").json() | {
        "_links": ask("/observations?since=2000-01-01").json()["_links"]
    }
    assert values(ask("/observations?since=9000-01-01")) == []


def test_an_observation_says_what_it_serves_and_what_it_leaves_out(ask: Ask) -> None:
    near = ask("/observations?period=2020&proxy=true").json()["items"][0]
    assert near["serves"] == [
        {
            "result": "choice",
            "target": "by-2020",
            "condition": None,
            "isProxy": True,
            "leavesOut": {"nl": "Alleen hbo.", "en": "Only HBO.", "de": None},
        }
    ]
    assert near["series"] == "near"
    assert near["period"] == {"start": "2020-01-01", "end": "2020-12-31"}
    assert (near["numerator"], near["denominator"]) == (300, 1000)
    assert near["recordedAt"].endswith("Z")
    assert near["sourceKey"] == "report"


def test_no_answer_names_who_recorded_it(ask: Ask) -> None:
    for path in ("/observations", "/changes", "/results"):
        assert b"hcat test" not in ask(path).content
        assert b"ecordedBy" not in ask(path).content


def test_a_measured_figure_names_its_series_and_the_figure_in_whose_place_it_stands(
    ask: Ask,
) -> None:
    name = "labour_market.hbo_first_years_technical"
    revise(
        kind="series", key="near", fields={"measured_by": name}, on=date(2020, 1, 1),
        reason="it is computed now", by=BY,
    )  # fmt: skip
    found = Estimate(
        value=31.0, unit="percent", period=Period.year(2020), method="m", source="s",
        quality=Quality.MEASURED,
    )  # fmt: skip
    add(Draft(measure=name, estimate=found, code_version="test"), by=BY)
    assert ask("/series/near").json()["measuredBy"] == name
    rows = ask("/observations?period=2020&proxy=true").json()["items"]
    measured, published = sorted(rows, key=lambda one: one["measure"])
    assert (measured["value"], measured["series"]) == (31.0, "near")
    assert (published["value"], published["series"]) == (30.0, "near")
    assert measured["inPlaceOf"] == published["id"]
    assert published["inPlaceOf"] is None
    assert measured["serves"] == published["serves"]


def test_expected_parts_are_told_with_what_is_known_of_each(ask: Ask) -> None:
    from hcat.agenda.models import Version

    version = Version.objects.get(element__kind="result", element__key="choice", valid_until=None)
    version.data["dimensions"] = ["level", "discipline"]
    version.save()
    level, discipline = ask("/results/choice?language=en").json()["parts"]
    assert (level["dimension"], level["expected"], level["known"]) == ("level", 1, 0)
    assert level["parts"] == [
        {
            "key": "hbo", "title": "HBO", "isKnown": False, "figure": None, "near": None,
            "missingReason": None,
        }
    ]  # fmt: skip
    assert (discipline["isListed"], discipline["parts"]) == (False, [])
    assert ask("/results/known").json()["parts"] == []


def test_an_entered_figure_of_a_part_is_known_and_stands_among_the_figures(ask: Ask) -> None:
    from hcat.agenda.models import Version
    from hcat.evidence.api import record_figure

    version = Version.objects.get(element__kind="result", element__key="choice", valid_until=None)
    version.data["dimensions"] = ["level"]
    version.save()
    before = ask("/results/choice?language=en").json()
    estimate = Estimate(
        value=40.0, numerator=20, denominator=50, unit="percent", period=Period.year(2020),
        method="all asked", source="a count", quality=Quality.MEASURED,
    )  # fmt: skip
    row = record_figure(by=BY, result="choice", target="by-2020", estimate=estimate, group="hbo")
    after = ask("/results/choice?language=en").json()
    [level] = after.pop("parts")
    [part] = level["parts"]
    assert (level["known"], part["isKnown"], part["figure"]) == (1, True, row.pk)
    del before["parts"]
    assert after == before
    [figure] = [
        one for one in ask("/results/choice/observations").json()["items"] if one["id"] == row.pk
    ]
    assert (figure["group"], figure["value"], figure["measure"]) == ("hbo", 40, "entered")
    assert [one["target"] for one in figure["serves"]] == ["by-2020"]
