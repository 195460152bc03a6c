# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person: who froze, signed and wrote."""

from __future__ import annotations

from typing import Any

from hcat.parties.api import holds_personal_data

from .models import Report, Words

ERASED = "erased"


def _export(person: Any) -> list[dict[str, Any]]:
    if person.user_id is None:
        return []
    rows = [
        {"what": deed, "which": one.key}
        for deed in ("frozen", "signed")
        for one in Report.objects.filter(**{f"{deed}_by_user": person.user_id}).order_by("pk")
    ]
    return rows + [
        {"what": "words", "which": f"{one.report.key}/{one.section}", "texts": one.texts}
        for one in Words.objects.filter(written_by_user=person.user_id).select_related("report")
    ]


def _erase(person: Any) -> None:
    if person.user_id is None:
        return
    for deed in ("frozen", "signed"):
        Report.objects.filter(**{f"{deed}_by_user": person.user_id}).update(
            **{f"{deed}_by": ERASED, f"{deed}_by_user": None}
        )
    Words.objects.filter(written_by_user=person.user_id).update(written_by_user=None)


holds_personal_data("reports", export=_export, erase=_erase)
