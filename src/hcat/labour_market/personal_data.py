# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person: who loaded inputs and who made forecasts."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .models import Forecast, InputSet

ERASED = "erased"


def _export(person: Any) -> list[dict[str, Any]]:
    if person.user_id is None:
        return []
    return [
        {"what": model._meta.model_name, "which": str(row), "on": row.made_at.isoformat()}
        for model in (InputSet, Forecast)
        for row in model._default_manager.filter(made_by_user=person.user_id).order_by("pk")
    ]


def _erase(person: Any) -> None:
    if person.user_id is None:
        return
    for model in (InputSet, Forecast):
        model._default_manager.filter(made_by_user=person.user_id).update(
            made_by=ERASED, made_by_user=None
        )


holds_personal_data("labour_market", export=_export, erase=_erase)
