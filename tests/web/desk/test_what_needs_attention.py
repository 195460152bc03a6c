# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk and its lists; each pins its number of queries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from hcat.agenda.api import adopt, revise
from hcat.foundation.api import today
from hcat.foundation.editions import give_new_edition

from .conftest import BY, Visitor, text_of


def test_the_desk_opens_with_what_needs_attention(manager: Visitor) -> None:
    page = manager.open("/desk")
    text = text_of(page)
    assert "things need you this week" in text
    for block in (
        "the body that judges them has not spoken",
        "Without a new figure their verdict cannot be told",
        "Nobody measured where these started",
        "Their owner has not said since then that it is right",
    ):
        assert block in text
    body = page.content.decode()
    for action in (
        "/en/desk/results/known/targets/by-2022/judgement",
        "/en/desk/results/choice/targets/by-2020/edit#f-baseline",
        "/en/desk/owners/1/contact",
    ):
        assert action in body


def test_a_sheet_that_is_confirmed_no_longer_asks(manager: Visitor) -> None:
    for key in ("lab-east", "club", "lab-west"):
        revise(
            by=BY, kind="initiative", key=key, on=today(), reason="Right",
            fields={"reported": today().isoformat()},
        )  # fmt: skip
    assert "Their owner" not in text_of(manager.open("/desk"))


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("board", "has not spoken", "Their owner"),
        ("project_leader", "Nobody measured where these started", "has not spoken"),
        ("administrator", "Nothing needs you this week", "Baselines"),
    ],
)
def test_each_role_is_asked_for_its_own_part(
    role: str, shown: str, hidden: str, signed_in: Callable[[str], Visitor]
) -> None:
    text = text_of(signed_in(role).open("/desk"))
    assert shown in text
    assert hidden not in text


def many(number: int, first: int = 0) -> None:
    for place in range(first, first + number):
        adopt(
            by=BY, kind="initiative", key=f"initiative-{100 + place}", on=today(), reason="Many",
            fields={"number": 100 + place, "name": f"Initiatief {place}", "status": "idea",
                    "placements": ["young"]},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "most"),
    [("/desk", 94), ("/desk/agenda/initiative", 9), ("/desk/agenda", 40), ("/desk/decisions", 8),
     ("/desk/agenda/initiative/lab-east", 18), ("/desk/initiatives/1/edit", 28)],
)  # fmt: skip
def test_a_page_takes_no_more_queries_when_there_is_more_to_show(
    path: str,
    most: int,
    manager: Visitor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The site looks twice a minute whether it shows demonstration data; not in between here.
    monkeypatch.setattr("hcat.web.site.has_demo", lambda: False)
    many(10)  # so that the week is full before
    manager.open(path)
    give_new_edition(connection)  # as after every change: nothing is remembered
    with django_assert_max_num_queries(most) as before:
        manager.open(path)
    many(60, first=10)
    with django_assert_max_num_queries(len(before)):
        manager.open(path)


def test_a_long_list_comes_in_pages_and_can_be_searched(manager: Visitor) -> None:
    many(60)
    first = manager.open("/desk/agenda/initiative")
    assert "page=2" in first.content.decode()
    found = text_of(manager.client.get("/en/desk/agenda/initiative?text=lab+west"))
    assert "10. Lab West" in found
    assert "Lab East" not in found
    none = text_of(manager.client.get("/en/desk/agenda/initiative?text=nothing-like-it"))
    assert "Nothing holds these words" in none
