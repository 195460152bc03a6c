# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adding people of a list at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Lower

from hcat.foundation.api import Actor, record
from hcat.parties.models import Person
from hcat.parties.permissions import require

BATCH = 500


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Someone of a list, of whom it was checked that the address is one."""

    name: str
    mail: str
    language: str = "nl"


@transaction.atomic
def add_people(*, people: Sequence[NewPerson], by: Actor, is_demo: bool = False) -> dict[str, int]:
    """Whoever has these mail addresses, added where nobody has one yet: address in small letters
    to number. A known person keeps name and language. A few queries for each 500."""
    require(by, "people.invite")
    wanted = {one.mail.lower(): one for one in people}
    found: dict[str, int] = {}
    addresses = list(wanted)
    for at in range(0, len(addresses), BATCH):
        found |= _known(addresses[at : at + BATCH])
    new = [one for address, one in wanted.items() if address not in found]
    Person.objects.bulk_create(
        [Person(name=o.name, mail=o.mail, language=o.language, is_demo=is_demo) for o in new],
        batch_size=BATCH,
    )
    addresses = [one.mail.lower() for one in new]
    for at in range(0, len(addresses), BATCH):
        found |= _known(addresses[at : at + BATCH])
    if new:
        record(by=by, action="parties.add_people", subject="people", added=len(new))
    return found


def _known(addresses: Sequence[str]) -> dict[str, int]:
    rows = Person.objects.alias(small=Lower("mail")).filter(small__in=addresses)
    return {mail.lower(): pk for mail, pk in rows.values_list("mail", "pk")}
