# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether an address of the internet lies in the region, by a file that the operator has.

The file is of the MaxMind format (`HCAT_PORTAL_PLACES`). The address is looked up and forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from time import monotonic
from typing import Any

import maxminddb
import structlog
from django.conf import settings

from hcat.parties.api import known_places
from hcat.portal.models import Outline, Tally

HOME = "NL"
"""The municipalities of an agenda are Dutch ones (codes such as GM0153)."""
WIDEST = 50
"""Kilometres: how sure the file may be of a place in this country and still be believed."""
KEPT = 600
"""Seconds that outlines are kept in memory."""
_log = structlog.get_logger(__name__)


def has_file() -> bool:
    return bool(settings.PORTAL_PLACES_FILE)


def origin_of(address: str) -> str:
    """`inside` or `outside` of the region; empty where it cannot be told. Never raises."""
    reader = _reader(settings.PORTAL_PLACES_FILE) if has_file() else None
    if reader is None:
        return ""
    try:
        found = reader.get(address)
    except ValueError:  # not an address, or one of another kind than the file has
        return ""
    return judged(found, known_places()) if isinstance(found, dict) else ""


def judged(found: Mapping[str, Any], places: Mapping[str, str]) -> str:
    """What a record of the file says of the region with these municipalities (code to name).

    Another country is outside. In this country the name of the town decides where it is that of a
    municipality; else the point on the map, where the outlines of the region were taken in
    (`hcat outlines import`); else nothing is known. A place that the file is not sure of within
    fifty kilometres is not known either.
    """
    country = (found.get("country") or found.get("registered_country") or {}).get("iso_code")
    if not country or not places:
        return ""
    if country != HOME:
        return Tally.Origin.OUTSIDE
    at = found.get("location") or {}
    if (at.get("accuracy_radius") or 0) > WIDEST:
        return ""
    names = {str(one).casefold() for one in ((found.get("city") or {}).get("names") or {}).values()}
    point = (at.get("longitude"), at.get("latitude"))
    rings = _rings(frozenset(places), int(monotonic() // KEPT))
    if rings and None not in point:
        inside = _lies_in(float(point[0] or 0), float(point[1] or 0), rings)
        return Tally.Origin.INSIDE if inside else Tally.Origin.OUTSIDE
    towns = {part for name in places.values() for part in (name, *name.split("-"))}
    return Tally.Origin.INSIDE if names & {one.casefold() for one in towns} else ""


@cache
def _reader(path: str) -> maxminddb.Reader | None:
    try:
        return maxminddb.open_database(path)
    except (OSError, maxminddb.InvalidDatabaseError) as error:
        _log.warning("places_file_not_read", why=str(error))
        return None


@lru_cache(maxsize=1)
def _rings(codes: frozenset[str], _turn: int) -> list[list[tuple[float, float]]]:
    """Of the outlines in degrees; a file in metres says nothing of an address."""
    return [
        ring
        for one in Outline.objects.filter(code__in=codes)
        for ring in one.rings
        if all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring)
    ]


def _lies_in(x: float, y: float, rings: list[list[tuple[float, float]]]) -> bool:
    """Even-odd: a ring within a ring is a hole."""
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside
