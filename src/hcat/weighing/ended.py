# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which initiatives have ended in the register: they are not weighed, and get no go."""

from __future__ import annotations

from collections.abc import Iterable

from hcat.agenda.api import InitiativeStatus, items

from .models import Entry

OVER = (InitiativeStatus.DONE, InitiativeStatus.STOPPED)


def ended(entries: Iterable[Entry]) -> frozenset[int]:
    """Numbers of those that by today are done, stopped, merged or split."""
    going = {one.key for one in items("initiative") if one.sheet.status not in OVER}
    return frozenset(one.number for one in entries if one.initiative not in going)
