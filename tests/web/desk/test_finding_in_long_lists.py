# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing from a long list: by words and by part, without losing what was typed or chosen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hcat.web.desk.forms.choices import Group, Option
from hcat.web.desk.forms.finding import Finding

from .conftest import Visitor, fields_of, text_of
from .test_what_needs_attention import many

MERGE = "/desk/agenda/initiative/lab-east/merge"
LIST = [
    Group("North", (Option("a", "Alpha lab"), Option("b", "Beta school"))),
    Group("South", (Option("b", "Beta school"), Option("c", "Gamma lab"))),
]


def found(text: str = "", group: str = "", chosen: tuple[str, ...] = ()) -> list[Any]:
    data = {"find.x": [text], "find.x.group": [group]}
    return [
        (one.title, [option.value for option in one.options])
        for one in Finding("x", LIST, chosen, data).found
    ]


def test_each_option_is_found_once_and_what_is_chosen_is_not_found_again() -> None:
    assert found() == [("North", ["a", "b"]), ("South", ["c"])]
    assert found(chosen=("a",)) == [("North", ["b"]), ("South", ["c"])]


def test_an_option_is_found_in_every_part_in_which_it_stands() -> None:
    assert found(group="South") == [("South", ["b", "c"])]


@pytest.mark.parametrize(
    ("text", "expected"), [("LAB", ["a", "c"]), ("lab al", ["a"]), ("nothing", [])]
)
def test_words_narrow_the_list(text: str, expected: list[str]) -> None:
    assert [value for _title, values in found(text) for value in values] == expected


def offered(response: Any) -> set[str]:
    return set(re.findall(r'name="others" value="([^"]+)"', response.content.decode()))


def test_a_filter_narrows_the_merge_and_keeps_what_was_typed_and_chosen(manager: Visitor) -> None:
    many(20)
    data = manager.fill(MERGE, others="lab-west", when__reason="They do the same")
    assert len(offered(manager.open(MERGE))) == 23
    data |= {"find.others": ["initiatief 17"]}
    shown = manager.send(MERGE, data, "edit")
    kept = fields_of(shown)
    assert kept["others"] == ["lab-west"]
    assert kept["when.reason"] == ["They do the same"]
    assert offered(shown) == {"lab-west", "initiative-117"}
    nothing = manager.send(MERGE, {**kept, "find.others": ["no such words"]}, "edit")
    assert "Nothing else fits" in text_of(nothing)
    assert fields_of(nothing)["others"] == ["lab-west"]


def test_a_filter_by_programme_line_shows_what_stands_in_it(manager: Visitor) -> None:
    many(20)
    page = manager.open(MERGE).content.decode()
    chooser = page[page.index("f-others-find-group") :]
    lines = re.findall(r"<option>([^<]+)</option>", chooser[: chooser.index("</select>")])
    found = {
        line: offered(
            manager.send(MERGE, manager.fill(MERGE) | {"find.others.group": [line]}, "edit")
        )
        for line in lines
    }
    assert len(lines) > 1
    assert set().union(*found.values()) == offered(manager.open(MERGE))
    assert all(len(keys) < 23 for keys in found.values())


def test_enter_in_the_box_looks_for_the_words_and_then_the_form_goes_on(manager: Visitor) -> None:
    many(20)
    data = manager.fill(MERGE, others="lab-west", when__reason="They do the same")
    shown = manager.send(MERGE, {**data, "find.others": ["Initiatief 1"]})
    assert shown.status_code == 200
    assert "This is what changes" not in text_of(shown)
    assert "This is what changes" in text_of(manager.send(MERGE, fields_of(shown)))
