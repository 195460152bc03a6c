# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rooms hold about a person: each room tells how to export it and how to erase it. How
long this room keeps what it holds stands below.

A room writes `personal_data.py`, found by name:

    holds_personal_data("correspondence", export=everything_about, erase=forget)

`export(person)` gives plain values that can be written as JSON; `erase(person)` removes or empties
what names the person and keeps what the room must account for, without the name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import autodiscover_modules

from hcat.foundation.api import Term, end_of, keeps_no_longer

from .models import Consent, Person, RoleHolding

__all__ = ["PersonalData", "holders", "holds_personal_data"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    room: str
    export: Callable[[Person], Any]
    erase: Callable[[Person], None]


_holders: dict[str, PersonalData] = {}


def holds_personal_data(
    room: str, *, export: Callable[[Person], Any], erase: Callable[[Person], None]
) -> None:
    _holders[room] = PersonalData(room, export, erase)


def holders() -> list[PersonalData]:
    """Every room that holds personal data."""
    autodiscover_modules("personal_data")
    return [_holders[room] for room in sorted(_holders)]


def _export(person: Person) -> Any:
    from .queries.people import export_of_parties

    return export_of_parties(person)


def _erase(person: Person) -> None:
    from .operations.people import erase_from_parties

    erase_from_parties(person)


holds_personal_data("parties", export=_export, erase=_erase)


def _roles_of(day: date) -> QuerySet[RoleHolding]:
    """Roles that ended on this day or before."""
    return RoleHolding.objects.filter(valid_until__lte=day)


def _consents_of(day: date) -> QuerySet[Consent]:
    """Consents withdrawn on this day or before."""
    return Consent.objects.filter(withdrawn_at__lt=end_of(day))


def _people_of(day: date) -> QuerySet[Person]:
    """People added on this day or before, of whom no role or consent lasted beyond it."""
    mine = Q(person=OuterRef("pk"))
    role = RoleHolding.objects.filter(mine).exclude(valid_until__lte=day)
    consent = Consent.objects.filter(mine).exclude(withdrawn_at__lt=end_of(day))
    return Person.objects.filter(
        ~Exists(role), ~Exists(consent), erased_at__isnull=True, added_at__lt=end_of(day)
    )


def _erase_people(people: QuerySet[Person]) -> None:
    for person in people.select_related("user"):
        for holder in holders():
            holder.erase(person)


keeps_no_longer("people", of=Person, term=Term(years=2), past=_people_of, forget=_erase_people)
keeps_no_longer("roles", of=RoleHolding, term=Term(years=2), past=_roles_of)
keeps_no_longer("consents", of=Consent, term=Term(years=2), past=_consents_of)
