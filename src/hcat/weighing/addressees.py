# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is told what was decided on an initiative: who holds it as a role, and whom others know.

Whoever knows other people of an initiative tells them through :func:`provide_owners`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hcat.parties.api import holders_of

Owners = Callable[[str], Iterable[Any]]
"""From the key of an initiative to people, as `parties` keeps them."""
_others: dict[str, Owners] = {}


def provide_owners(name: str, owners: Owners) -> None:
    """A room that knows people of an initiative tells them here, once, when it is loaded."""
    _others[name] = owners


def owners_with_address(initiative: str) -> list[Any]:
    """The people of an initiative who can be written to, each once: those with the role first."""
    found = {one.pk: one for one in holders_of("initiative_owner", f"initiative:{initiative}")}
    for owners in _others.values():
        found |= {one.pk: one for one in owners(initiative) if one.pk not in found}
    return [one for one in found.values() if one.mail]
