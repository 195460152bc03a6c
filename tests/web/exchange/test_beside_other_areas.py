# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region beside others: drawn together only where the same is counted over the same period."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from hcat.exchange.api import Why, comparisons
from tests.evidence.small_agenda import figure, put_agenda, put_series
from tests.web.conftest import loaded, text, twente

__all__ = ["loaded", "twente"]

GROUPS = [{"key": "north", "title": "Het Noorden"}, {"key": "south", "title": "Het Zuiden"}]


@pytest.fixture
def region(db: None) -> None:
    put_agenda()
    put_series("own", figures=[figure(2019, 30), figure(2020, 31), figure(2021, 33)])


def elsewhere(key: str = "other", **fields: Any) -> None:
    given = {"figures": [figure(2020, 20, group="north"), figure(2021, 21, group="north"),
                         figure(2021, 40, group="south"), figure(2022, 50, group="south")],
             "groups": GROUPS, "compares": "own"} | fields  # fmt: skip
    put_series(key, **given)


def test_only_periods_that_both_have_are_compared(region: None) -> None:
    elsewhere()
    [one] = comparisons()
    assert [(str(a.name), [f.start.year for f in a.figures]) for a in one.others] == [
        ("Het Noorden", [2020, 2021]), ("Het Zuiden", [2021]),
    ]  # fmt: skip
    assert [f.start.year for f in one.own.figures] == [2020, 2021]
    page = text(Client().get("/compare"))  # type: ignore[arg-type]
    assert "2021: Overmaas 33,0%; Het Noorden 21,0%; Het Zuiden 40,0%" in page


APART: dict[str, tuple[dict[str, Any], Why]] = {
    "counted otherwise": ({"differs": "Telt ook deeltijd."}, Why.DIFFERS),
    "another unit": ({"unit": "count"}, Why.UNIT),
    "other years": ({"figures": [figure(2001, 3)], "groups": []}, Why.PERIODS),
    "only missing ones": (
        {"figures": [figure(2020, missing_reason="weg")], "groups": []}, Why.PERIODS,
    ),
    "another part of the year": (
        {"figures": [figure(2020, 3) | {"end": "2020-06-30"}], "groups": []}, Why.PERIODS,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "why"), APART.values(), ids=APART)
def test_what_does_not_match_is_not_drawn_and_says_why(
    region: None, fields: dict[str, Any], why: Why
) -> None:
    elsewhere(**fields)
    [one] = comparisons()
    assert one.others == ()
    assert [apart.why for apart in one.apart] == [why]
    page = text(Client().get("/compare"))  # type: ignore[arg-type]
    assert "Niet samen getekend" in page
    assert "Telt ook deeltijd." in page or why is not Why.DIFFERS


def test_nothing_to_compare_says_what_to_do(region: None) -> None:
    page = text(Client().get("/en/compare"))  # type: ignore[arg-type]
    assert "Nothing can be held beside other areas yet" in page
    assert "compares" in page


def test_twente_stands_beside_the_netherlands_with_its_table_and_file(twente: None) -> None:
    client = Client()
    answer = client.get("/en/compare")
    page = text(answer)  # type: ignore[arg-type]
    assert "2 figures of Twente can be held beside other areas" in page
    assert "Twente 29.8%; The Netherlands 19.4%; Eindhoven 33.9%" in page
    assert "905 of 3,040" in page
    assert "DUO" in page
    found = answer.content.decode().split('action="/en/charts/', 1)[1].split('"', 1)[0]
    table = client.get(f"/en/charts/{found}").content.decode()
    assert table.splitlines()[0].startswith("area,start,end,value,unit")
    assert "The Netherlands" in table
    picture = client.get(f"/en/charts/{found.replace('.csv', '.svg')}")
    assert picture.status_code == 200
