# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person: which vacancies they corrected."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .models import Correction


def _export(person: Any) -> list[dict[str, Any]]:
    if person.user_id is None:
        return []
    rows = Correction.objects.filter(corrected_by=person.user_id).select_related("vacancy")
    return [
        {
            "what": "correction",
            "vacancy": one.vacancy.key,
            "about": one.aspect,
            "on": one.corrected_at.isoformat(),
            "reason": one.reason,
        }
        for one in rows.order_by("pk")
    ]


def _erase(person: Any) -> None:
    if person.user_id is not None:
        Correction.objects.filter(corrected_by=person.user_id).update(corrected_by=None)


holds_personal_data("portal", export=_export, erase=_erase)
