# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person: who wrote, accepted, decided and told."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .models import Charter, Phase, ProgressReport, Yield

ERASED = "erased"
_DEEDS = (
    (Charter, "written"),
    (Charter, "accepted"),
    (Phase, "recorded"),
    (ProgressReport, "recorded"),
    (Yield, "recorded"),
)


def _export(person: Any) -> list[dict[str, Any]]:
    if person.user_id is None:
        return []
    return [
        {"what": f"{model._meta.model_name} {deed}", "which": str(row)}
        for model, deed in _DEEDS
        for row in model._default_manager.filter(**{f"{deed}_by_user": person.user_id})
    ]


def _erase(person: Any) -> None:
    if person.user_id is None:
        return
    for model, deed in _DEEDS:
        model._default_manager.filter(**{f"{deed}_by_user": person.user_id}).update(
            **{f"{deed}_by": ERASED, f"{deed}_by_user": None}
        )


holds_personal_data("projects", export=_export, erase=_erase)
