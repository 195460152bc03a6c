# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which organisations came out of which, and how large each was then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from hcat.parties.identifiers import SIZE_CLASSES
from hcat.parties.models import Involvement, OrganisationEvent, OrganisationFacts

_RANKS = {name: rank for rank, (name, _low, _most) in enumerate(SIZE_CLASSES, start=1)}


@dataclass(frozen=True, slots=True)
class Party:
    """One of the organisations in an event. `rank`: 0 where its size is not known, 1 for the
    smallest size class."""

    organisation_id: int
    rank: int


@dataclass(frozen=True, slots=True)
class Descent:
    """An event after which organisations were no longer there, or were there that were not."""

    happened_on: date
    ended: tuple[Party, ...]
    lived_on: tuple[Party, ...]
    began: tuple[Party, ...]


def descents(*, on: date) -> list[Descent]:
    """Mergers, splits and takeovers until a day, in the order in which they happened.

    Three queries. An exit leads to nothing, and a new name to nobody else: both are left out.
    """
    kinds = OrganisationEvent.Kind
    rows = list(
        Involvement.objects.filter(event__happened_on__lte=on)
        .exclude(event__kind__in=[kinds.EXIT, kinds.RENAME])
        .order_by("event__happened_on", "event_id", "organisation_id")
        .values_list("event_id", "event__happened_on", "organisation_id", "side")
    )
    sizes: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for party, since, size in (
        OrganisationFacts.objects.filter(organisation_id__in={row[2] for row in rows})
        .order_by("valid_from", "pk")
        .values_list("organisation_id", "valid_from", "size_class")
    ):
        sizes[party].append((since, size))
    days: dict[int, date] = {}
    sides: dict[int, dict[str, set[int]]] = {}
    for event, day, party, side in rows:
        days[event] = day
        sides.setdefault(event, {"before": set(), "after": set()})[side].add(party)

    def as_parties(found: set[int], day: date) -> tuple[Party, ...]:
        return tuple(Party(one, _rank(sizes[one], day)) for one in sorted(found))

    return [
        Descent(
            days[event],
            as_parties(side["before"] - side["after"], days[event]),
            as_parties(side["before"] & side["after"], days[event]),
            as_parties(side["after"] - side["before"], days[event]),
        )
        for event, side in sides.items()
    ]


def _rank(versions: list[tuple[date, str]], day: date) -> int:
    """Of the last version that was known on the day; of the first one, where it began later."""
    known = [size for since, size in versions if since <= day] or [
        size for _since, size in versions[:1]
    ]
    return _RANKS.get(known[-1], 0) if known else 0
