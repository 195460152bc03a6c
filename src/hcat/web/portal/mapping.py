# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies per municipality as a map: by outlines where these were taken in, else by tiles.

Worked out here in pixels; a template draws it, every area a link, the same numbers in a table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hcat.portal.api import Outline

WIDTH, MARGIN = 640, 8
TILE, GAP, ACROSS = 120, 8, 5
STEPS = 4
"""Shades for areas with companies; without any there is none."""
TILES: dict[str, tuple[int, int]] = {
    "GM1700": (1, 0), "GM0183": (2, 0), "GM1774": (3, 0),
    "GM0163": (0, 1), "GM0189": (1, 1), "GM0141": (2, 1), "GM0173": (3, 1), "GM0168": (4, 1),
    "GM1742": (0, 2), "GM1735": (1, 2), "GM0147": (2, 2), "GM0164": (3, 2), "GM0153": (4, 2),
    "GM0158": (3, 3),
}  # fmt: skip
"""Column and row of a municipality's tile, about where it lies. A region with one that is not here
gets its tiles by name."""


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str
    number: int
    shade: int
    """0 without companies, up to `STEPS`."""
    path: str
    x: int
    y: int
    """Where its number stands."""


@dataclass(frozen=True, slots=True)
class Map:
    areas: tuple[Area, ...]
    width: int
    height: int
    is_tiles: bool
    is_by_name: bool
    """Tiles that do not lie as the municipalities do."""
    lacking: tuple[str, ...]
    """Names of municipalities without an outline."""


def map_of(
    places: Mapping[str, str], numbers: Mapping[str, int], outlines: Sequence[Outline]
) -> Map | None:
    """`places`: names by code; `numbers`: companies by code. None where no place is known."""
    if not places:
        return None
    known = [one for one in outlines if one.code in places]
    most = max((numbers.get(code, 0) for code in places), default=0)
    return _drawn(places, numbers, known, most) if known else _tiled(places, numbers, most)


def _shade(number: int, most: int) -> int:
    return math.ceil(STEPS * number / most) if number and most else 0


def _drawn(
    places: Mapping[str, str], numbers: Mapping[str, int], known: Sequence[Outline], most: int
) -> Map:
    points = [at for one in known for ring in one.rings for at in ring]
    in_degrees = all(abs(x) <= 180 and abs(y) <= 90 for x, y in points)
    left, right = min(x for x, _y in points), max(x for x, _y in points)
    low, high = min(y for _x, y in points), max(y for _x, y in points)
    # A degree to the east is shorter than one to the north, the more so further north.
    squeeze = math.cos(math.radians((low + high) / 2)) if in_degrees else 1.0
    across = max((right - left) * squeeze, 1e-9)
    scale = (WIDTH - 2 * MARGIN) / across
    height = round((high - low) * scale) + 2 * MARGIN

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            round(MARGIN + (x - left) * squeeze * scale, 1),
            round(MARGIN + (high - y) * scale, 1),
        )

    areas = []
    for one in known:
        rings = [[at(x, y) for x, y in ring] for ring in one.rings]
        x, y = _middle(max(rings, key=lambda ring: abs(_size(ring))))
        number = numbers.get(one.code, 0)
        areas.append(
            Area(
                one.code, places[one.code], number, _shade(number, most),
                "".join(f"M{'L'.join(f'{x} {y}' for x, y in ring)}Z" for ring in rings),
                round(x), round(y),
            )
        )  # fmt: skip
    drawn = {one.code for one in known}
    lacking = sorted(name for code, name in places.items() if code not in drawn)
    areas.sort(key=lambda one: one.name)
    return Map(tuple(areas), WIDTH, height, False, False, tuple(lacking))


def _size(ring: Sequence[tuple[float, float]]) -> float:
    """Twice its area, with the sign of its direction."""
    pairs = pairwise(ring)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The centre of gravity of its area."""
    whole = _size(ring)
    if abs(whole) < 1e-6:
        return ring[0]
    x = y = 0.0
    for a, b in pairwise(ring):
        part = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * part, y + (a[1] + b[1]) * part
    return x / (3 * whole), y / (3 * whole)


def _tiled(places: Mapping[str, str], numbers: Mapping[str, int], most: int) -> Map:
    by_name = sorted(places, key=lambda code: places[code])
    is_by_name = any(code not in TILES for code in places)
    grid = {code: divmod(n, ACROSS)[::-1] for n, code in enumerate(by_name)}
    grid = grid if is_by_name else TILES
    areas = []
    for code in by_name:
        column, row = grid[code]
        x, y = column * (TILE + GAP), row * (TILE + GAP)
        number = numbers.get(code, 0)
        areas.append(
            Area(
                code, places[code], number, _shade(number, most),
                f"M{x} {y}h{TILE}v{TILE}h-{TILE}Z", x + TILE // 2, y + TILE // 2,
            )
        )  # fmt: skip
    columns = max(grid[code][0] for code in places) + 1
    rows = max(grid[code][1] for code in places) + 1
    return Map(
        tuple(areas), columns * (TILE + GAP) - GAP, rows * (TILE + GAP) - GAP, True, is_by_name, ()
    )
