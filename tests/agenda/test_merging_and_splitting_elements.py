# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging, splitting and regrouping: lineage reads both ways, and no link is left to the past."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.agenda import api
from hcat.foundation.api import Refused
from tests.agenda.region_folder import BY, DAY, RegionFolder, all_rows

WHY: dict[str, Any] = {"by": BY, "on": DAY, "reason": "The board wished it."}
NEW = {"number": 9, "name": "Nieuw", "status": "idea", "placements": ["learn-school"]}

pytestmark = pytest.mark.usefixtures("waterkant")


def _names(kin: tuple[api.Kin, ...]) -> list[str]:
    return [one.name for one in kin]


def test_two_initiatives_become_a_new_one() -> None:
    change = api.merge(
        kind="initiative", sources=["yard-class", "open-day"], into="yard-days", fields=NEW, **WHY
    )
    assert change.kind == "merged"
    assert api.item("initiative", "yard-class", as_of=DAY).ended_as == "merged"
    assert api.initiative_by_number(9, as_of=DAY).key == "yard-days"
    assert _names(api.lineage("initiative", "yard-days").sources) == [
        "initiative:yard-class", "initiative:open-day",
    ]  # fmt: skip
    assert _names(api.lineage("initiative", "open-day").heirs) == ["initiative:yard-days"]
    newest = api.history("initiative", "yard-class")[0]
    assert (newest.change_kind, newest.heirs) == ("merged", ("initiative:yard-days",))


def test_one_initiative_takes_in_another() -> None:
    api.merge(kind="initiative", sources=["yard-class", "open-day"], into="yard-class",
              fields={"ways": ["lessons", "visits"]}, **WHY)  # fmt: skip
    heir = api.item("initiative", "yard-class", as_of=DAY)
    assert (heir.ended_as, heir.sheet.ways) == ("", ["lessons", "visits"])
    assert api.item("initiative", "open-day", as_of=DAY).ended_as == "merged"
    entry = api.history("initiative", "yard-class")[0]
    assert (entry.change_kind, entry.sources) == ("merged", ("initiative:open-day",))


def test_merging_with_itself_is_refused() -> None:
    before = all_rows()
    with pytest.raises(Refused):
        api.merge(kind="initiative", sources=["sailing"], into="sailing", **WHY)
    with pytest.raises(Refused):
        api.merge(kind="initiative", sources=["sailing", "sailing"], into="open-day", **WHY)
    assert all_rows() == before


def test_what_was_merged_cannot_be_merged_or_resumed_again() -> None:
    api.merge(kind="initiative", sources=["sailing"], into="open-day", **WHY)
    with pytest.raises(Refused):
        api.merge(kind="initiative", sources=["sailing"], into="yard-class", **WHY)
    with pytest.raises(Refused):
        api.merge(kind="initiative", sources=["yard-class"], into="sailing", **WHY)
    with pytest.raises(Refused):
        api.resume(kind="initiative", key="sailing", **WHY)


def test_what_belonged_to_a_merged_point_belongs_to_its_heir() -> None:
    api.merge(kind="point", sources=["schools", "yards"], into="yards", **WHY)
    assert api.item("goal", "more-pupils", as_of=DAY).sheet.point == "yards"
    assert api.item("initiative", "open-day", as_of=DAY).sheet.points == ["yards"]
    assert api.item("perspective", "nap-1", as_of=DAY).sheet.placings[0].points == ["yards"]
    assert api.pointing_at("point", "schools", as_of=DAY) == []
    assert api.item("goal", "more-pupils", as_of=DAY.replace(day=1, month=4)).sheet.point == (
        "schools"
    )


def test_an_initiative_splits_in_two() -> None:
    change = api.split(
        kind="initiative", source="yard-class",
        heirs={"yard-class": {"levels": ["mbo-3"]}, "yard-class-4": {**NEW, "levels": ["mbo-4"]}},
        **WHY,
    )  # fmt: skip
    assert change.kind == "split"
    assert api.item("initiative", "yard-class", as_of=DAY).ended_as == ""
    assert _names(api.lineage("initiative", "yard-class").heirs) == ["initiative:yard-class-4"]
    with pytest.raises(Refused):
        api.split(kind="initiative", source="sailing", heirs={"open-day": {}}, **WHY)


def _half(key: str) -> dict[str, Any]:
    sheet = api.item("point", "schools").sheet.model_dump(mode="json", exclude={"key"})
    return sheet | {"number": None, "short": key}


def test_a_split_point_asks_where_each_thing_that_belongs_to_it_goes() -> None:
    heirs = {"young": _half("young"), "old": _half("old")}
    with pytest.raises(
        Refused, match=r"more-pupils \(goal\)|welders \(result\)|school-yard \(project\)"
    ):
        api.split(kind="point", source="schools", heirs=heirs, **WHY)
    assign = {"goal:more-pupils": "young", "result:welders": "old", "project:school-yard": "old"}
    with pytest.raises(Refused, match="middle"):
        api.split(kind="point", source="schools", heirs=heirs,
                  assign=assign | {"goal:more-pupils": "middle"}, **WHY)  # fmt: skip
    api.split(kind="point", source="schools", heirs=heirs, assign=assign, **WHY)
    assert api.item("goal", "more-pupils", as_of=DAY).sheet.point == "young"
    assert api.item("result", "welders", as_of=DAY).sheet.point == "old"
    assert api.item("initiative", "yard-class", as_of=DAY).sheet.points == ["young", "old"]


def test_two_become_two_others() -> None:
    change = api.regroup(
        kind="initiative", sources=["sailing", "open-day"],
        heirs={"a": NEW, "b": {**NEW, "number": 10}}, **WHY,
    )  # fmt: skip
    assert change.kind == "regrouped"
    assert change.descents.count() == 4
    assert api.item("initiative", "sailing", as_of=DAY).ended_as == "regrouped"


def test_lineage_goes_on_over_several_steps() -> None:
    api.merge(kind="initiative", sources=["sailing"], into="open-day", **WHY)
    api.merge(kind="initiative", sources=["open-day"], into="yard-class", **WHY)
    kin = api.lineage("initiative", "yard-class").sources
    assert [(one.key, one.steps) for one in kin] == [("open-day", 1), ("sailing", 2)]
    assert _names(api.lineage("initiative", "sailing").heirs) == [
        "initiative:open-day", "initiative:yard-class",
    ]  # fmt: skip


def test_a_chapter_cannot_come_to_stand_under_itself() -> None:
    with pytest.raises(Refused):
        api.merge(kind="chapter", sources=["learning"], into="learning-young", **WHY)


def test_heirs_with_one_number_are_refused() -> None:
    before = all_rows()
    with pytest.raises(Refused):
        api.split(kind="initiative", source="sailing", heirs={"a": NEW, "b": NEW}, **WHY)
    assert all_rows() == before


def test_merging_sources_of_figures_carries_every_figure_along(waterkant: RegionFolder) -> None:
    fields = {"title": "Nieuw plan", "publisher": "Waterkant", "published": "2022",
              "quality": "published"}  # fmt: skip
    api.merge(kind="source", sources=["plan"], into="plan-2", fields=fields, **WHY)
    series = api.item("series", "welding-diplomas", as_of=DAY).sheet
    assert {figure.source for figure in series.figures} == {"plan-2"}
    result = api.item("result", "welders", as_of=DAY).sheet
    assert result.targets[0].baseline.source == "plan-2"


def _new_series(key: str) -> dict[str, Any]:
    return {"title": key, "unit": "percent", "area": "W", "method": "Count", "topic": "education"}


def test_a_target_that_takes_the_figures_of_a_merged_series_takes_those_of_its_heir() -> None:
    api.merge(kind="series", sources=["welding-diplomas"], into="diplomas",
              fields=_new_series("diplomas"), **WHY)  # fmt: skip
    start, end = api.item("result", "welders", as_of=DAY).sheet.targets
    assert end.measured_by == "published.diplomas"
    assert [proxy.series for proxy in start.proxies] == ["diplomas"]
    assert [one.key for one in api.pointing_at("series", "diplomas", as_of=DAY)] == ["welders"]


def test_a_split_series_asks_whose_figures_a_target_takes() -> None:
    halves = {key: _new_series(key) for key in ("left", "right")}
    split: dict[str, Any] = {"kind": "series", "source": "welding-diplomas", "heirs": halves, **WHY}
    with pytest.raises(Refused, match=r"welders \(result\)"):
        api.split(**split)
    api.split(**split, assign={"result:welders": "right"})
    assert (
        api.item("result", "welders", as_of=DAY).sheet.targets[1].measured_by == "published.right"
    )


def test_a_target_cannot_be_led_to_a_series_that_does_not_live() -> None:
    with pytest.raises(Refused, match="no living series of figures called nowhere"):
        api.revise_target(result="welders", target="end",
                          fields={"measured_by": "published.nowhere"}, **WHY)  # fmt: skip
    api.revise_target(result="welders", target="end", fields={"measured_by": "room.any"}, **WHY)
