# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of people who recorded changes: exported on request, and erased."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .models import Change

ERASED = "erased"


def _export(person: Any) -> list[dict[str, str]]:
    """What this person changed, as plain values."""
    if person.user_id is None:
        return []
    return [
        {"what": str(change), "recorded_at": change.recorded_at.isoformat()}
        for change in Change.objects.filter(recorded_by_user=person.user_id)
    ]


def _erase(person: Any) -> None:
    if person.user_id is not None:
        Change.objects.filter(recorded_by_user=person.user_id).update(recorded_by=ERASED)


holds_personal_data("agenda", export=_export, erase=_erase)
