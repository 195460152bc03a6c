# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The call that an idea answers to: its title for people, its cells for the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hcat.agenda.api import items
from hcat.bundling.api import Call, CallState, Spot, call_called, named_spots
from hcat.foundation.api import NotFound, Translated, today

FIELDS = {"level": "levels", "place": "places"}
"""The field of the sheet that a sort of column is about."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A call as the counter names it."""

    key: str
    title: Translated
    spots: Sequence[Spot]

    @property
    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """Values for the sheet of an initiative that the call asks for, with their titles."""
        found: dict[str, dict[str, str]] = {"ways": {}, "levels": {}, "places": {}}
        for spot in self.spots:
            found["ways"][spot.way] = str(spot.way_title)
            if spot.sort in FIELDS:
                found[FIELDS[spot.sort]][spot.column] = str(spot.column_title)
        return {field: list(values.items()) for field, values in found.items() if values}

    def placed(self, guess: Sequence[str]) -> Sequence[str]:
        """Where it belongs: the guess, unless the call is about a line with one part only."""
        lines = {spot.column for spot in self.spots if spot.sort == "line"}
        parts = [one.key for one in items("differentiation") if one.sheet.line in lines]
        return parts if len(parts) == 1 else guess


def answered(key: str, *, open_only: bool = False) -> Answered | None:
    """The call with this key; None where there is none that everybody may read or, with
    `open_only`, that still asks for answers."""
    if not key:
        return None
    try:
        found = call_called(key, public=True)
    except NotFound:
        return None
    if open_only and not _is_open(found):
        return None
    return Answered(found.key, found.said("title"), named_spots(found.spots))


def _is_open(call: Call) -> bool:
    return call.state == CallState.OPEN and call.closes_on >= today()
