# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of people who recorded figures: exported on request, and erased."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .append_only import guarded_models
from .operations import erase_name


def _export(person: Any) -> list[dict[str, str]]:
    """What this person recorded, as plain values."""
    if person.user_id is None:
        return []
    return [
        {"what": str(row), "recorded_at": row.recorded_at.isoformat()}
        for model in guarded_models()
        for row in model._default_manager.filter(recorded_by_user=person.user_id)
    ]


def _erase(person: Any) -> None:
    if person.user_id is not None:
        erase_name(user_id=person.user_id)


holds_personal_data("evidence", export=_export, erase=_erase)
