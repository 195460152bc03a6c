# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose part of the register is whose: what somebody may judge and propose about."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from hcat.agenda.api import item, items, standing_in
from hcat.parties.api import Powers
from hcat.web.desk.pages import let_in

MAY = "bundling.judge"


def own_part(powers: Powers) -> frozenset[str] | None:
    """Keys of the initiatives that somebody may judge and propose about; None is all of them."""
    if powers.scopes(MAY) is None:
        return None
    return frozenset(
        one.key
        for one in items("initiative", ended=True)
        if powers.may(MAY, standing_in(one.sheet))
    )


def let_in_to(request: HttpRequest, keys: Iterable[str]) -> None:
    """NotAllowed with its reason, unless all of these are of this person's part."""
    for key in keys:
        let_in(request, MAY, standing_in(item("initiative", key).sheet))
