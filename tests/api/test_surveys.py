# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys for programs: what was released, with why something is missing, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.surveys.releasing import figure, release, released_panel, survey, wave

from .conftest import Ask

pytestmark = pytest.mark.usefixtures("polder")


def test_surveys_are_listed_with_their_released_waves_only(ask: Ask) -> None:
    panel = survey()
    released_panel(panel, "2024")
    released_panel(panel)
    wave(panel, "2027", state="open")
    wave(survey("other"), state="closed")
    body = ask("/surveys").json()
    assert body["count"] == 1
    found = body["items"][0]
    assert found["title"]["en"] == "Company panel"
    assert [one["key"] for one in found["waves"]] == ["2026", "2024"]
    address = found["waves"][0]["_links"]["self"]["href"].removeprefix("http://testserver/api/v1")
    assert ask(address).status_code == 200


def test_a_list_of_nothing_is_empty(ask: Ask) -> None:
    assert ask("/surveys").json()["items"] == []


def test_a_wave_gives_each_figure_with_its_interval_or_why_it_is_missing(ask: Ask) -> None:
    released_panel()
    body = ask("/surveys/panel/waves/2026").json()
    assert (body["population"], body["asked"], body["answered"], body["least"]) == (
        300, 300, 132, 5,
    )  # fmt: skip
    for one in body["figures"]:
        if one["missingReason"]:
            assert all(one[name] is None for name in ("value", "low", "high", "yes"))
        else:
            assert one["low"] <= one["value"] <= one["high"]
    whole = [one for one in body["figures"] if one["grouping"] is None]
    yes = next(one for one in whole if (one["concept"], one["choice"]) == ("knows_agenda", "yes"))
    assert (yes["value"], yes["yes"], yes["n"], yes["group"]) == (0.62, 82, 132, None)


@pytest.mark.parametrize("state", ["draft", "open", "closed"])
def test_what_is_not_released_is_not_there(ask: Ask, state: str) -> None:
    figure(release(wave(survey(), state=state)), "knows_agenda", 0.5, choice="yes")
    assert ask("/surveys/panel/waves/2026").status_code == 404
    assert ask("/surveys/panel/waves/none").status_code == 404
    assert ask("/surveys").json()["count"] == 0


def test_it_reads_no_answers(ask: Ask) -> None:
    released_panel()
    with CaptureQueriesContext(connection) as queries:
        ask("/surveys/panel/waves/2026")
        ask("/surveys")
    assert not any("answersheet" in q["sql"] or "surveys_key" in q["sql"] for q in queries)
