# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines of municipalities: read from both kinds of file, kept simple, refused where broken."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.parties import places
from hcat.portal.models import Outline
from hcat.portal.operations.outlines import import_outlines
from hcat.portal.outline_files import DEGREES, read_outlines, simplified

from .conftest import BY

pytestmark = pytest.mark.usefixtures("in_english")
SQUARE = [[6.0, 52.0], [6.5, 52.00001], [7.0, 52.0], [7.0, 53.0], [6.0, 53.0], [6.0, 52.0]]
TWO = {"GM0001": "Adorp", "GM0002": "Bedum"}


def features(*codes: str, ring: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "properties": {"naam": "x", "statcode": code} | properties,
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code in codes
        ],
    }


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [6, 52]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "gm": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "GM0001"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"code": "GM0002"}},
            ]
        }
    },
}


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Any], Path]:
    def write(data: Any) -> Path:
        path = tmp_path / "gemeenten.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return path

    return write


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(places, "_providers", [lambda: TWO])


def test_geojson_is_read_and_simplified(file: Any) -> None:
    found = read_outlines(file(features("GM0001", "PV20")))
    assert found == {"GM0001": [[(6, 52), (7, 52), (7, 53), (6, 53), (6, 52)]]}


def test_water_is_left_out(file: Any) -> None:
    assert read_outlines(file(features("GM0001", water="JA"))) == {}


def test_topojson_follows_its_arcs_both_ways(file: Any) -> None:
    found = read_outlines(file(TOPOLOGY))
    assert set(found["GM0001"][0]) == {(7, 52), (7, 53), (6, 53), (6, 52)}
    assert set(found["GM0002"][0]) == {(7, 52), (8, 52), (8, 53), (7, 53)}
    assert found["GM0002"][0][0] == found["GM0002"][0][-1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<html>", "no JSON"),
        ("[1]", "neither a collection"),
        ({"type": "Feature"}, "neither a collection"),
        ({"type": "FeatureCollection"}, "cannot be followed"),
        (features("GM0001", ring=[["a", "b"]]), "cannot be followed"),
        (features("GM0001", ring=[[float("nan"), 1.0]] * 5), "cannot be followed"),
        (TOPOLOGY | {"arcs": []}, "cannot be followed"),
    ],
)
def test_what_is_no_map_is_refused(file: Any, data: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_outlines(file(data))


@given(st.lists(st.tuples(st.floats(5, 7), st.floats(51, 53)), min_size=4, max_size=60))
def test_no_point_left_out_lay_far_from_the_line(points: list[tuple[float, float]]) -> None:
    ring = [*points, points[0]]
    kept = simplified(ring)
    assert kept[0] == kept[-1]
    assert len(kept) <= len(ring)
    for at in ring:
        assert min(_away(at, a, b) for a, b in pairwise(kept)) <= DEGREES * 2


def _away(at: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """From a point to a line without ends, or to its ends."""
    length = math.dist(a, b)
    if length == 0:
        return math.dist(at, a)
    return abs((b[0] - a[0]) * (a[1] - at[1]) - (a[0] - at[0]) * (b[1] - a[1])) / length


@pytest.mark.usefixtures("region")
def test_only_the_region_is_kept_and_a_second_file_replaces(file: Any) -> None:
    assert import_outlines(by=BY, path=file(TOPOLOGY)) == (["Adorp", "Bedum"], [])
    found = import_outlines(by=BY, path=file(features("GM0002", "GM0999")))
    assert found == (["Bedum"], ["Adorp"])
    assert [one.code for one in Outline.objects.all()] == ["GM0002"]
    with pytest.raises(Refused, match="no municipality of the region"):
        import_outlines(by=BY, path=file(features("GM0999")))
    assert Outline.objects.count() == 1
    with pytest.raises(NotAllowed):
        import_outlines(by=Actor(name="x"), path=file(TOPOLOGY))


@pytest.mark.usefixtures("region")
def test_the_command(file: Any, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("outlines", "import", str(file(features("GM0001"))))
    assert "Bedum" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("outlines", "import", "nowhere.json")


@pytest.mark.django_db
def test_without_an_agenda_nothing_is_kept(file: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_providers", [])
    with pytest.raises(Refused, match="not known yet"):
        import_outlines(by=BY, path=file(TOPOLOGY))


@pytest.mark.parametrize(
    "name", ["nl-vr-gm_2023.topo.json", "cbs_gemeenten_2023_kerncijfers.geojson"]
)
def test_real_files_are_read(shared: Path, name: str) -> None:
    path = shared / "data" / "geo" / name
    if not path.exists():
        pytest.skip(f"{name} is not at hand")
    found = read_outlines(path)
    assert len(found) >= 342
    enschede = found["GM0153"]
    assert 6.7 < enschede[0][0][0] < 7.0
    assert sum(map(len, enschede)) < 400
