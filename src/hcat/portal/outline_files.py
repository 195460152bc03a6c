# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outlines of municipalities out of a public file: GeoJSON (RFC 7946) or TopoJSON.

A municipality is known by any property that holds its code (``GM0153``). Rings are simplified
(Douglas–Peucker) to what shows on a map of a region.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

Point = tuple[float, float]
Ring = list[Point]

LARGEST_MB = 100
WATER = "JA"
"""Of the property `water`: the part of a municipality that is no land."""
DEGREES, METRES = 0.001, 100.0
"""How far a simplified line may lie from the line of the file."""
_CODE = re.compile(r"GM[0-9]{4}")


def read_outlines(path: Path) -> dict[str, list[Ring]]:
    """By code of the municipality its rings, simplified. Raises `Refused`: no such file."""
    data = _loaded(path)
    found: dict[str, list[Ring]] = {}
    try:
        parts = _of_topology(data) if data.get("type") == "Topology" else _of_features(data)
        for code, rings in parts:
            kept = [one for ring in rings if len(one := simplified(ring)) >= 4]
            found.setdefault(code, []).extend(kept)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise _strange(path, _("Its lines cannot be followed.")) from error
    return {code: rings for code, rings in found.items() if rings}


def _loaded(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise Refused(
            _("There is no file %(file)s.") % {"file": path},
            mend=_("Give the path of a GeoJSON or TopoJSON file."),
        )
    if path.stat().st_size > LARGEST_MB * 1024 * 1024:
        raise _strange(path, _("It is larger than %(size)d MB.") % {"size": LARGEST_MB})
    try:
        data = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _strange(path, _("It is no JSON.")) from error
    if not isinstance(data, dict) or data.get("type") not in ("Topology", "FeatureCollection"):
        raise _strange(path, _("It is neither a collection of features nor a topology."))
    return data


def _strange(path: Path, why: str) -> Refused:
    return Refused(
        _("%(file)s holds no outlines that can be read.") % {"file": path.name},
        why=why,
        mend=_("Take the file of municipalities of Statistics Netherlands or the Land Registry."),
    )


def _code_of(properties: Any) -> str:
    """Empty where none of the properties holds one, or it is water."""
    known = properties or {}
    if str(known.get("water", "")).upper() == WATER:
        return ""
    return next((v for v in known.values() if isinstance(v, str) and _CODE.fullmatch(v)), "")


def _of_features(data: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    for one in data["features"]:
        code, shape = _code_of(one.get("properties")), one.get("geometry")
        if code and shape is not None:
            yield code, [[_point(at) for at in ring] for ring in _rings(shape, "coordinates")]


def _of_topology(data: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    transform = data.get("transform")
    arcs: dict[int, Ring] = {}

    def line(number: int) -> Ring:
        place = number if number >= 0 else ~number
        if place not in arcs:
            arcs[place] = _arc(data["arcs"][place], transform)
        return arcs[place] if number >= 0 else arcs[place][::-1]

    for thing in data["objects"].values():
        for one in thing.get("geometries", ()):
            if code := _code_of(one.get("properties")):
                yield code, [_joined(map(line, ring)) for ring in _rings(one, "arcs")]


def _rings(shape: dict[str, Any], where: str) -> list[Any]:
    if shape["type"] == "Polygon":
        return list(shape[where])
    if shape["type"] == "MultiPolygon":
        return [ring for polygon in shape[where] for ring in polygon]
    return []


def _arc(points: list[Any], transform: Any) -> Ring:
    if transform is None:
        return [_point(at) for at in points]
    (by_x, by_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for step in points:
        x, y = x + step[0], y + step[1]
        found.append(_point((x * by_x + from_x, y * by_y + from_y)))
    return found


def _joined(lines: Iterator[Ring]) -> Ring:
    """Each line begins where the one before it ended."""
    found: Ring = []
    for one in lines:
        found.extend(one[1:] if found else one)
    return found


def _point(at: Any) -> Point:
    x, y = float(at[0]), float(at[1])
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("no place")
    return x, y


def simplified(ring: Ring) -> Ring:
    """The ring with fewer points: none of those left out lay further from it than may be.

    >>> simplified([(0, 0), (0.5, 0.0001), (1, 0), (1, 1), (0, 1), (0, 0)])
    [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    """
    if len(ring) < 4:
        return []
    in_degrees = all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
    most = DEGREES if in_degrees else METRES
    # A ring begins where it ends: it is split at the point that lies furthest away.
    far = max(range(len(ring)), key=lambda n: math.dist(ring[0], ring[n]))
    kept = {0, far, len(ring) - 1}
    waiting = [(0, far), (far, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        away, at = max((_from_line(ring[n], ring[first], ring[last]), n)
                       for n in range(first + 1, last))  # fmt: skip
        if away > most:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    digits = 4 if in_degrees else 0
    return [_rounded(ring[n], digits) for n in sorted(kept)]


def _rounded(at: Point, digits: int) -> Point:
    return round(at[0], digits), round(at[1], digits)


def _from_line(at: Point, first: Point, last: Point) -> float:
    across, up = last[0] - first[0], last[1] - first[1]
    length = math.hypot(across, up)
    if length == 0:
        return math.dist(at, first)
    return abs(across * (first[1] - at[1]) - (first[0] - at[0]) * up) / length
