# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of municipalities. Which ones there are stands in the agenda, a layer above this room; so
the agenda says where to look, and this room only asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["Places", "known_places", "provide_places"]

Places = Mapping[str, str]
"""Code (``GM0153``) to name (``Enschede``)."""

_providers: list[Callable[[], Places]] = []


def provide_places(lookup: Callable[[], Places]) -> None:
    """Called once, when the application starts, by the room that knows the municipalities."""
    _providers[:] = [lookup]


def known_places() -> dict[str, str]:
    """The municipalities of the region; empty while no agenda is loaded."""
    return dict(_providers[0]()) if _providers else {}
