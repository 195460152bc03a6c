# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stopping, resuming, moving, widening, merging and splitting, with a preview of it all."""

from __future__ import annotations

from hcat.agenda.api import item, items, lineage

from .conftest import Visitor, fields_of, problems, text_of


def test_stopping_and_resuming(manager: Visitor) -> None:
    path = "/desk/agenda/goal/stay-longer"
    response = manager.change(f"{path}/stop", when__reason="Reached")
    assert response["Location"] == f"/en{path}"
    assert item("goal", "stay-longer").ended_as == "stopped"
    page = manager.open(path)
    assert "stopped" in text_of(page)
    assert f"/en{path}/resume" in page.content.decode()
    assert manager.open(f"{path}/edit").status_code == 404
    manager.change(f"{path}/resume", when__reason="Not yet reached")
    assert item("goal", "stay-longer").ended_as == ""


def test_stopping_a_point_says_what_would_be_left_and_takes_it_along_when_told(
    manager: Visitor,
) -> None:
    path = "/desk/agenda/point/learn/stop"
    response = manager.send(path, manager.fill(path, when__reason="Done"))
    assert response.status_code == 422
    assert "learn-more" in problems(response)
    data = manager.fill(path, when__reason="Done", with_parts="1")
    shown = manager.send(path, data)
    assert "4 other things change along" in text_of(shown) or "other things change" in text_of(
        shown
    )
    assert items("goal")
    manager.send(path, fields_of(shown), "confirm")
    assert [one.key for one in items("goal")] == ["stay-longer"]


def test_moving_a_goal_under_another_point(manager: Visitor) -> None:
    path = "/desk/agenda/goal/learn-more/move"
    shown = manager.send(path, manager.fill(path, point="stay", when__reason="Fits better"))
    assert "Agenda point Learn Stay" in text_of(shown)
    manager.send(path, fields_of(shown), "confirm")
    assert item("goal", "learn-more").sheet.point == "stay"


def test_widening_only_adds(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/lab-east/widen"
    manager.change(path, places=["GM0001", "GM0002"], when__reason="Also in the west")
    assert item("initiative", "lab-east").sheet.places == ["GM0001", "GM0002"]
    response = manager.send(path, manager.fill(path, places=[], when__reason="Less"))
    assert response.status_code == 422
    assert "Widening only adds" in problems(response)


def test_merging_initiatives_into_one_that_covers_both(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/lab-east/merge"
    data = manager.fill(path, others=["lab-west", "club"], when__reason="One lab")
    shown = manager.send(path, data)
    text = text_of(shown)
    assert text.count("ends: merged") == 2
    response = manager.send(path, fields_of(shown), "confirm")
    assert response["Location"] == "/en/desk/agenda/initiative/lab-east"
    sheet = item("initiative", "lab-east").sheet
    assert sheet.ways == ["labs", "clubs"]
    assert set(sheet.places) == {"GM0001", "GM0002"}
    assert {kin.key for kin in lineage("initiative", "lab-east").sources} == {"lab-west", "club"}
    seen = text_of(manager.client.get(response["Location"]))
    assert "It came from 2 others" in seen
    assert "merged 10. Lab West ; 2. Club → 1. Lab East" in seen


def test_merging_into_a_new_one(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/lab-east/merge"
    response = manager.change(
        path, others=["lab-west"], into="new", new_title__nl="Lab Twee", when__reason="New start"
    )
    assert response["Location"] == "/en/desk/agenda/initiative/initiative-11"
    assert str(item("initiative", "initiative-11").sheet.name) == "Lab Twee"
    assert item("initiative", "lab-east").ended_as == "merged"


def test_merging_with_nothing_is_said_at_the_field(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/lab-east/merge"
    response = manager.send(path, manager.fill(path, when__reason="Why"))
    assert response.status_code == 422
    assert "With which: Choose at least one" in problems(response)


def test_splitting_an_initiative_into_named_ones(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/club/split"
    data = manager.fill(path, heirs__0__title__nl="Club Jong", heirs__1__title__nl="Club Oud")
    data["when.reason"] = ["Two audiences"]
    shown = manager.send(path, data)
    assert shown.status_code == 200, problems(shown)
    assert item("initiative", "club").ended_as == ""
    manager.send(path, fields_of(shown), "confirm")
    assert item("initiative", "club").ended_as == "split"
    assert [item("initiative", f"initiative-{n}").sheet.number for n in (11, 12)] == [11, 12]
    page = manager.open("/desk/agenda/initiative/club")
    assert "It went on in 2 others." in text_of(page)
    assert "→ 11. Club Jong ; 12. Club Oud" in text_of(page)
    assert 'class="descent__lane descent__lane--main"' in page.content.decode(), "drawn"
    assert '/en/desk/agenda/initiative/initiative-11"' in page.content.decode(), "stays at the desk"


def test_splitting_a_point_asks_where_each_of_its_parts_goes(manager: Visitor) -> None:
    path = "/desk/agenda/point/learn/split"
    data = manager.fill(path, heirs__0__title__nl="Basis", heirs__1__title__nl="Vervolg")
    data["when.reason"] = ["Too wide"]
    parts = sorted(name for name in data if name.startswith("part_"))
    assert len(parts) == 3
    response = manager.send(path, {**data, **{name: [""] for name in parts}})
    assert response.status_code == 422
    assert "Choose one" in problems(response)
    data |= {name: ["1"] for name in parts} | {parts[0]: ["0"]}
    shown = manager.send(path, data)
    assert shown.status_code == 200, problems(shown)
    manager.send(path, fields_of(shown), "confirm")
    assert {one.key for one in items("point")} == {"stay", "basis", "vervolg"}
    assert item("goal", "learn-more").sheet.point in {"basis", "vervolg"}


def test_a_split_needs_two_names(manager: Visitor) -> None:
    path = "/desk/agenda/initiative/club/split"
    response = manager.send(
        path, manager.fill(path, heirs__0__title__nl="Alleen", when__reason="Why")
    )
    assert response.status_code == 422
    assert "Name at least two" in problems(response)


def test_what_is_not_possible_with_a_kind_is_not_offered(manager: Visitor) -> None:
    assert manager.open("/desk/agenda/agenda/polder/stop").status_code == 404
    assert manager.open("/desk/agenda/source/report/move").status_code == 404
    assert manager.open("/desk/agenda/nonsense/x/edit").status_code == 404
    assert manager.open("/desk/agenda/goal/nobody/edit").status_code == 404
