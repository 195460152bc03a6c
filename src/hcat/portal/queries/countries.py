# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which country a place of work lies, where its advert does not say so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from hcat.foundation.api import Kept
from hcat.parties.api import known_places, population
from hcat.portal.visits.whereabouts import HOME

_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Z]{2}")
"""As only the Netherlands have them."""


def country_of_place(told: Mapping[str, Any]) -> str:
    """Two capitals, or nothing: as it was told; or by a Dutch postcode; or since a municipality of
    the agenda, or an organisation that the Dutch register knows, is at a place of that name. Beside
    a border nothing else says it: a list of places there has those of both countries."""
    if country := str(told.get("country") or ""):
        return country
    if _POSTCODE.fullmatch(str(told.get("postcode") or "").strip().upper()):
        return HOME
    return HOME if str(told.get("locality") or "").strip().casefold() in _at_home.get() else ""


def _names_at_home() -> frozenset[str]:
    registered = population().filter(~Q(kvk="") | ~Q(municipality="") | ~Q(brin=""))
    names = set(registered.order_by().values_list("place", flat=True).distinct())
    return frozenset(name.casefold() for name in {*names, *known_places().values()} if name)


_at_home = Kept(_names_at_home)
