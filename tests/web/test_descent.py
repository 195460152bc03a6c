# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where an initiative came from and what became of it: drawn, and the same as a list."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from hcat.agenda.api import decide, initiative_by_number, merge, split
from hcat.charts.api import Meeting, Thing, placed
from hcat.foundation.api import today

from .conftest import BY, Read, text

ON = date(2014, 5, 1)


def new(number: int, name: str) -> dict[str, Any]:
    return {"number": number, "name": name, "status": "running", "placements": ["train-a"]}


@pytest.fixture
def regrouped(twente: None) -> tuple[str, str]:
    """Initiatives 27 and 28 become one that is new; that one splits in itself and another."""
    first, second = (initiative_by_number(one) for one in (27, 28))
    places = {"placements": first.sheet.placements}
    decision = decide(by=BY, taken_on=ON, title="One school lab")
    merge(by=BY, kind="initiative", sources=[first.key, second.key], into="lab",
          fields={**new(901, "The lab"), **places}, on=ON, reason="They did the same.",
          decision=decision.key)  # fmt: skip
    split(by=BY, kind="initiative", source="lab", on=date(2015, 5, 1), reason="Too large.",
          heirs={"lab": {}, "yard": {**new(902, "The yard"), **places}})  # fmt: skip
    return first.key, second.key


@pytest.mark.usefixtures("regrouped")
@pytest.mark.parametrize("number", [27, 28, 901, 902])
def test_the_drawing_says_the_same_as_the_list(read: Read, number: int) -> None:
    response = read(f"/en/initiatives/{number}")
    page = response.content.decode()
    words = text(response)
    for part in ("They did the same.", "One school lab", "Too large.", "The yard"):
        assert part in words, part
    [svg] = re.findall(r"<svg role=.*?</svg>", page, flags=re.S)
    whole = re.findall(r"<title>(.*?)</title>", svg)
    assert len(whole) == 4, "the two sources, the lab and the yard"
    assert all(one in words for one in whole)
    assert svg.count("descent__lane--main") == 1
    assert "style=" not in svg


@pytest.mark.usefixtures("twente")
def test_what_is_still_to_come_is_told_and_drawn_as_that(read: Read) -> None:
    first, second = (initiative_by_number(one) for one in (27, 28))
    merge(by=BY, kind="initiative", sources=[first.key, second.key], into=second.key,
          on=today() + timedelta(days=200), reason="They do the same.")  # fmt: skip
    page = text(read("/en/initiatives/27"))
    assert "It will go on in 1 other." in page
    assert "It went on" not in page
    assert page.count("merged, to come") == 2, "in the drawing and in the list"
    assert "1 other will come into it." in text(read("/en/initiatives/28"))


@pytest.mark.usefixtures("regrouped")
def test_the_history_draws_each_step(read: Read) -> None:
    page = read("/en/history").content.decode()
    assert page.count('<svg role="img"') == 2


@pytest.mark.usefixtures("twente")
def test_an_initiative_that_came_from_nothing_has_no_drawing(read: Read) -> None:
    assert "What it came from" not in text(read("/en/initiatives/27"))


def test_a_line_begins_and_ends_where_its_step_stands() -> None:
    drawing = placed(
        [Thing("a", "A"), Thing("b", "B", ended=0), Thing("c", "C", began=0, ended=1),
         Thing("d", "D", began=1)],
        [Meeting(("1", "split"), ("b",), ("a", "c")),
         Meeting(("2", "merged"), ("c", "a"), ("a", "d"))],
    )  # fmt: skip
    lanes = {lane.whole: lane for lane in drawing.lanes}
    first, second = (tie.x for tie in drawing.ties)
    assert (lanes["B"].x2, lanes["C"].x1, lanes["C"].x2, lanes["D"].x1) == (
        first, first, second, second,
    )  # fmt: skip
    assert lanes["A"].goes_on
    assert not lanes["B"].goes_on
    assert drawing.ties[1].full == (lanes["C"].y,), "what goes on itself has an open dot"
    assert len({lane.y for lane in drawing.lanes}) == 4


def test_a_long_name_is_shortened_in_the_drawing_and_kept_whole_beside_it() -> None:
    long = "Arbeidsmarktcommunicatiestrategieontwikkelingsinitiatief"
    drawing = placed([Thing("a", long, ended=0), Thing("b", "B", began=0)],
                     [Meeting(("1", "x"), ("a",), ("b",))])  # fmt: skip
    lane = drawing.lanes[0]
    assert lane.title.endswith("…")
    assert lane.whole == long
