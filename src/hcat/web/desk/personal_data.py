# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the desk tells and forgets about a person, and how long it keeps what it knows."""

from __future__ import annotations

from typing import Any

from hcat.foundation.api import Term, keeps_no_longer
from hcat.parties.api import holds_personal_data

from .models import Planned, SetAside
from .setting_aside import forget


def _export(person: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        "set_aside": [
            {"matter": one.matter, "until": one.until.isoformat(), "reason": one.reason}
            for one in SetAside.objects.filter(user_id=person.user_id).order_by("pk")
        ],
        "planned": [
            {"matter": one.matter, "week": one.week.isoformat()}
            for one in Planned.objects.filter(user_id=person.user_id).order_by("pk")
        ],
    }


def _erase(person: Any) -> None:
    if person.user_id is not None:
        forget(person.user_id)


holds_personal_data("desk", export=_export, erase=_erase)
keeps_no_longer(
    "what was set aside",
    of=SetAside,
    term=Term(days=30),
    past=lambda day: SetAside.objects.filter(until__lte=day),
)
keeps_no_longer(
    "lists of a week",
    of=Planned,
    term=Term(days=30),
    past=lambda day: Planned.objects.filter(week__lte=day),
)
