# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person: who scored, with which interest, and letters.

While a round is open an export leaves the scores out: whoever may export somebody's data may not
see scores before the round closes. The assessor reads them behind the personal link.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hcat.foundation.api import Term, keeps_no_longer
from hcat.parties.api import holds_personal_data

from .letters import draft_to_print
from .models import Assessor, Conflict, Letter

OPEN = "scores can be read behind the personal link until the round closes"


def _export(person: Any) -> list[dict[str, Any]]:
    rows = Assessor.objects.filter(person=person).select_related("round")
    return [_assessor(one) for one in rows] + [
        {"what": "letter", "subject": one.subject, "text": one.body}
        for one in Letter.objects.filter(person=person)
    ]


def _assessor(one: Assessor) -> dict[str, Any]:
    given = [
        {"initiative": each.entry.initiative, "criterion": each.criterion, "score": each.value,
         "reason": each.reason}
        for each in one.scores.select_related("entry")
    ]  # fmt: skip
    return {
        "what": "assessor",
        "round": one.round.key,
        "declared_at": one.declared_at and one.declared_at.isoformat(),
        "interests": [
            {"initiative": each.entry.initiative, "reason": each.reason}
            for each in one.conflicts.select_related("entry")
        ],
        "scores": OPEN if one.round.is_open else given,
    }


def _erase(person: Any) -> None:
    Conflict.objects.filter(assessor__person=person).update(reason="")
    Assessor.objects.filter(person=person).update(person=None)
    _empty(Letter.objects.filter(person=person, went_on__isnull=False))
    for one in Letter.objects.filter(person=person).select_related("ruling__entry__round"):
        one.delete()
        if not one.ruling.letters.exists():
            draft_to_print(one.ruling, one.language)


def _empty(rows: QuerySet[Letter]) -> None:
    rows.update(person=None, subject="", body="")


def _forget(rows: QuerySet[Assessor]) -> None:
    rows.update(person=None)


def _forget_interest(rows: QuerySet[Conflict]) -> None:
    rows.update(reason="")


def _assessors_of(day: date) -> QuerySet[Assessor]:
    """Assessors with a name of rounds that were decided on this day or before."""
    return Assessor.objects.filter(person__isnull=False, round__decided_on__lte=day)


def _interests_of(day: date) -> QuerySet[Conflict]:
    """Interests that are told in words, of rounds that were decided on this day or before."""
    return Conflict.objects.filter(entry__round__decided_on__lte=day).exclude(reason="")


def _letters_of(day: date) -> QuerySet[Letter]:
    """Letters with a text that went out on this day or before."""
    return Letter.objects.filter(went_on__lte=day).exclude(body="")


holds_personal_data("weighing", export=_export, erase=_erase)
keeps_no_longer(
    "weighing_assessors", of=Assessor, term=Term(years=2), past=_assessors_of, forget=_forget
)
keeps_no_longer(
    "weighing_interests", of=Conflict, term=Term(years=2), past=_interests_of,
    forget=_forget_interest,
)  # fmt: skip
keeps_no_longer("weighing_letters", of=Letter, term=Term(years=2), past=_letters_of, forget=_empty)
