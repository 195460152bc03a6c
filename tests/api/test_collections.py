# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists, single things, pages, and the agenda as it stood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from hcat.agenda.api import decide, item, regroup, revise, stop
from hcat.agenda.models import Change
from hcat.foundation.editions import give_new_edition

from .conftest import BY, Ask

COUNTS = {
    "/points": 2,
    "/goals": 2,
    "/projects": 1,
    "/results": 2,
    "/observations?result=choice": 4,
    "/initiatives": 4,
    "/lines": 2,
    "/ways": 3,
    "/perspectives": 1,
    "/bodies": 1,
    "/roles": 1,
    "/steering-relations": 1,
    "/rules": 1,
    "/decisions": 0,
    "/series": 2,
    "/series/near/figures": 3,
    "/sources": 1,
    "/changes": 1,
}
QUERIES = {  # after a change, when nothing is remembered
    "/points": 2,
    "/goals": 4,
    "/projects": 4,
    "/initiatives": 6,
    "/lines": 4,
    "/ways": 5,
    "/bodies": 2,
    "/rules": 2,
    "/decisions": 2,
    "/series": 2,
    "/sources": 2,
    "/changes": 5,
    "/observations?result=choice": 8,
    "/results": 12,
}


@pytest.mark.usefixtures("polder")
@pytest.mark.parametrize(("path", "count"), COUNTS.items())
def test_every_list_counts_what_it_holds(ask: Ask, path: str, count: int) -> None:
    answer = ask(path)
    assert answer.status_code == 200, answer.content
    assert answer.json()["count"] == len(answer.json()["items"]) == count


@pytest.mark.usefixtures("polder")
@pytest.mark.parametrize(
    "path",
    ["/agenda", "/points/learn", "/goals/learn-more", "/projects/school", "/results/choice",
     "/initiatives/2", "/lines/train", "/ways/labs", "/perspectives/p1", "/bodies/board",
     "/roles/leader", "/steering-relations/board-leader", "/series/near", "/sources/report",
     "/rules/high-tech"],
)  # fmt: skip
def test_each_thing_links_to_itself(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status_code == 200, answer.content
    assert answer.json()["_links"]["self"]["href"] == f"http://testserver/api/v1{path}"


@pytest.mark.usefixtures("polder")
@pytest.mark.parametrize(("path", "queries"), QUERIES.items())
def test_a_list_asks_the_database_a_fixed_number_of_questions(
    ask: Ask, path: str, queries: int
) -> None:
    from django.db import connection

    give_new_edition(connection)
    with CaptureQueriesContext(connection) as few:
        ask(path + ("&" if "?" in path else "?") + "pageSize=1")
    give_new_edition(connection)
    with CaptureQueriesContext(connection) as many:
        ask(path)
    assert len(few) == len(many) == queries, [query["sql"] for query in many]


@pytest.mark.usefixtures("polder")
def test_an_initiative_in_two_places_shows_both_and_is_counted_once(ask: Ask) -> None:
    club = ask("/initiatives/2").json()
    assert [(p["line"], p["differentiation"]) for p in club["placements"]] == [
        ("train", "young"),
        ("retain", "homes"),
    ]
    assert club["placements"][1]["lineTitle"]["en"] == "Retain"
    for line in ("train", "retain"):
        found = ask(f"/initiatives?line={line}").json()["items"]
        assert 2 in [item["number"] for item in found]


@pytest.mark.usefixtures("polder")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("status=running", [1, 10]),
        ("line=retain", [2, 3]),
        ("differentiation=young", [1, 2, 10]),
        ("way=labs", [1, 10]),
        ("level=hbo", [1, 3, 10]),
        ("place=GM0002", [3, 10]),
        ("text=cooperatie", [1]),
        ("text=WEST", [3, 10]),
        ("text=", [1, 2, 3, 10]),
        ("status=running&place=GM0001", [1]),
        ("status=paused", []),
    ],
)
def test_filters_go_together(ask: Ask, query: str, numbers: list[int]) -> None:
    found = ask(f"/initiatives?{query}").json()
    assert [item["number"] for item in found["items"]] == numbers
    assert found["count"] == len(numbers)


@pytest.mark.usefixtures("polder")
def test_pages_hold_everything_once_and_link_to_each_other(ask: Ask) -> None:
    seen, path = [], "/initiatives?level=hbo&pageSize=1"
    while path:
        page = ask(path).json()
        assert (page["count"], page["pages"], page["pageSize"]) == (3, 3, 1)
        seen += [item["number"] for item in page["items"]]
        following = page["_links"]["next"]
        path = following["href"].removeprefix("http://testserver/api/v1") if following else ""
    assert seen == [1, 3, 10]
    assert page["_links"]["prev"]["href"].endswith("?level=hbo&pageSize=1&page=2")
    assert page["_links"]["first"]["href"].endswith("?level=hbo&pageSize=1")


@pytest.mark.usefixtures("polder")
def test_the_link_header_says_the_same_as_the_body(ask: Ask) -> None:
    answer = ask("/ways?pageSize=2")
    body = answer.json()["_links"]
    assert answer["Link"] == ", ".join(
        f'<{body[rel]["href"]}>; rel="{rel}"' for rel in ("self", "first", "next", "last")
    )


@pytest.mark.usefixtures("polder")
def test_an_empty_list_has_one_empty_page_and_no_second(ask: Ask) -> None:
    empty = ask("/initiatives?status=paused").json()
    assert (empty["count"], empty["pages"], empty["items"]) == (0, 1, [])
    assert ask("/initiatives?status=paused&page=2").status_code == 404


@pytest.mark.usefixtures("polder")
def test_goals_and_ways_come_in_the_order_of_what_they_belong_to(ask: Ask) -> None:
    assert [w["key"] for w in ask("/ways").json()["items"]] == ["labs", "clubs", "houses"]
    assert [g["key"] for g in ask("/goals").json()["items"]] == ["learn-more", "stay-longer"]
    assert [g["key"] for g in ask("/goals?point=stay").json()["items"]] == ["stay-longer"]


@pytest.mark.usefixtures("polder")
def test_a_stopped_initiative_leaves_the_list_but_not_the_past(ask: Ask) -> None:
    stop(by=BY, kind="initiative", key="lab-west", on=date(2023, 1, 1), reason="No more money.")
    assert ask("/initiatives").json()["count"] == 3
    assert ask("/initiatives?ended=true").json()["count"] == 4
    assert ask("/initiatives?asOf=2022-12-31").json()["count"] == 4
    assert ask("/initiatives/10").json()["endedAs"] == "stopped"
    assert ask("/initiatives/10?asOf=2022-12-31").json()["endedAs"] is None
    newest = ask("/changes?since=2023-01-01").json()["items"]
    assert [(c["kind"], c["elements"]) for c in newest] == [("stopped", ["initiative:lab-west"])]
    assert ask("/changes?asOf=2022-12-31").json()["count"] == 1
    assert ask("/changes?kind=stopped").json()["count"] == 1


@pytest.mark.usefixtures("polder")
def test_before_the_agenda_there_is_nothing(ask: Ask) -> None:
    assert ask("/points?asOf=2019-12-31").json()["count"] == 0
    assert ask("/agenda?asOf=2019-12-31").status_code == 404
    assert ask("/agenda?asOf=2020-01-01").status_code == 200


@pytest.mark.usefixtures("polder")
def test_texts_come_in_all_languages_and_names_read_the_same(ask: Ask) -> None:
    agenda: dict[str, Any] = ask("/agenda").json()
    assert agenda["summary"] == {"nl": "Een kleine agenda.", "en": "A small agenda.", "de": None}
    assert agenda["region"] == {"nl": "Polder", "en": "Polder", "de": "Polder"}


@pytest.mark.usefixtures("polder")
def test_a_figure_is_not_known_before_its_time_is_over(ask: Ask) -> None:
    def ends(path: str) -> list[str]:
        return [figure["end"] for figure in ask(path).json()["items"]]

    day = "asOf=2021-06-01"
    assert ends(f"/series/near/figures?{day}") == ["2019-12-31", "2020-12-31"]
    one = ask(f"/series/near?{day}").json()
    assert (one["figureCount"], one["figures"][-1]["end"]) == (2, "2020-12-31")
    counts = {s["key"]: s["figureCount"] for s in ask(f"/series?{day}").json()["items"]}
    assert counts["near"] == 2
    assert len(ends("/series/near/figures")) == 3


@pytest.mark.usefixtures("polder")
def test_a_forecast_is_known_before_its_time_comes(ask: Ask) -> None:
    figure = {
        "start": "2030-01-01", "end": "2030-12-31", "value": 9, "source": "report",
        "quality": "estimated",
    }  # fmt: skip
    known = ask("/series/near/figures").json()["count"]
    figures = [one.model_dump(mode="json") for one in item("series", "near").sheet.figures]
    revise(
        by=BY, kind="series", key="near", fields={"figures": [*figures, figure]},
        on=date(2023, 1, 1), reason="A forecast came out.",
    )  # fmt: skip
    assert ask("/series/near/figures").json()["count"] == known + 1


@pytest.mark.usefixtures("polder")
def test_decisions_say_who_decided_what_and_stand_as_of_a_day(ask: Ask) -> None:
    decide(by=BY, taken_on=date(2022, 5, 1), title="More labs", body="board")
    decide(by=BY, taken_on=date(2023, 5, 1), title="Fewer labs", text="After a year.")
    newest, oldest = ask("/decisions").json()["items"]
    assert newest == {
        "key": "2023-05-01-1", "body": None, "takenOn": "2023-05-01", "title": "Fewer labs",
        "text": "After a year.",
    }  # fmt: skip
    assert (oldest["body"], oldest["text"]) == ("board", None)
    assert ask("/decisions?asOf=2022-12-31").json()["count"] == 1


@pytest.mark.usefixtures("polder")
def test_a_change_names_its_decision_and_every_kind_of_change_can_be_asked_for(ask: Ask) -> None:
    decision = decide(by=BY, taken_on=date(2023, 1, 1), title="Rearrange", body="board")
    fields = {key: {**item("way", "labs").sheet.model_dump(mode="json"), "key": key, **more}
              for key, more in (("one", {"order": 8}), ("two", {"order": 9}))}  # fmt: skip
    regroup(by=BY, kind="way", sources=["labs", "clubs"], heirs=fields, on=date(2023, 1, 1),
            reason="Clearer.", decision=decision.key)  # fmt: skip
    [change] = ask("/changes?kind=regrouped").json()["items"]
    assert (change["decision"]["key"], change["decision"]["body"]) == ("2023-01-01-1", "board")
    assert ask("/ways/labs").json()["endedAs"] == "regrouped"
    kinds = {value for value, _ in Change.Kind.choices}
    assert {kind for kind in kinds if ask(f"/changes?kind={kind}").status_code == 200} == kinds


@pytest.mark.usefixtures("polder")
def test_a_rule_says_which_sectors_count(ask: Ask) -> None:
    [rule] = ask("/rules").json()["items"]
    assert (rule["include"], rule["exclude"], rule["reason"]["en"]) == (["26"], [], "Small.")
