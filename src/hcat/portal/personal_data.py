# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the portal tells and forgets about a person, and how long it keeps what it knows."""

from __future__ import annotations

from typing import Any

from hcat.foundation.api import Term, end_of, keeps_no_longer, now
from hcat.parties.api import holds_personal_data

from .models import Claim


def _export(person: Any) -> dict[str, Any]:
    return {
        "profiles_of_companies": [
            {
                "company": one.organisation.key,
                "given_by": one.given_by,
                "asked_at": one.asked_at.isoformat(),
                "used_at": one.used_at and one.used_at.isoformat(),
                "ended_at": one.ended_at and one.ended_at.isoformat(),
            }
            for one in Claim.objects.filter(person=person).select_related("organisation")
        ]
    }


def _erase(person: Any) -> None:
    Claim.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now())


holds_personal_data("portal", export=_export, erase=_erase)
keeps_no_longer(
    "who wrote the profile of a company",
    of=Claim,
    term=Term(years=1),
    past=lambda day: Claim.objects.filter(ended_at__lt=end_of(day)),
)
keeps_no_longer(
    "who asked for the profile of a company and never wrote it",
    of=Claim,
    term=Term(days=183),
    past=lambda day: Claim.objects.filter(used_at__isnull=True, asked_at__lt=end_of(day)),
)
