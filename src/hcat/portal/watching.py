# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was seen when: companies and vacancies of which a source was read, as known at a moment.

What cannot be known of earlier days: silences within the promise, of which nothing is kept; what
the promise was before somebody changed it; when an advert that returned was gone from one of
several sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce

from django.db.models import Q

from .models import Advert, Silence, Source

EVER, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Blind:
    """From when until when nobody looked; `patience`: for how long that does no harm."""

    since: datetime
    until: datetime
    patience: timedelta = timedelta(0)

    @property
    def lost_from(self) -> datetime:
        """From when it is no longer known whether what was open still is."""
        return self.since + self.patience if self.since > EVER else EVER

    def hides(self, at: datetime) -> bool:
        return self.lost_from < at < self.until

    def hides_an_end(self, at: datetime) -> bool:
        """What is found to be over when it is read again may have been over for long."""
        return self.lost_from < at <= self.until


class Watch:
    """When the sources of all companies were read, invented ones left out, as it was known at a
    moment. Two queries."""

    def __init__(self, known: datetime) -> None:
        self.known = known
        silences: dict[int, list[Silence]] = {}
        for one in Silence.objects.filter(source__is_demo=False).order_by("until", "pk"):
            silences.setdefault(one.source_id, []).append(one)
        self._blind: dict[int, list[Blind]] = {}
        self._company: dict[int, list[list[Blind]]] = {}
        for source in Source.objects.filter(is_demo=False, added_at__lte=known).order_by("pk"):
            blind = self._of_source(source, silences.get(source.pk, ()))
            self._blind[source.pk] = blind
            self._company.setdefault(source.organisation_id, []).append(blind)

    def _of_source(self, source: Source, silences: Iterable[Silence]) -> list[Blind]:
        patience = source.patience
        made = [Blind(EVER, source.added_at)]
        for one in silences:
            if (one.since or EVER) <= self.known:
                over = one.until if one.until <= self.known else NEVER
                made.append(Blind(one.since or EVER, over, patience))
        read = source.read_at
        if read is None:
            made.append(Blind(EVER, NEVER))
        elif read <= self.known and (not source.is_by_hand or read + patience < self.known):
            made.append(Blind(read, NEVER, patience))
        return made

    def followed(self, at: datetime) -> set[int]:
        """Companies of which some source had been read by then, and was not silent."""
        return {
            company
            for company, sources in self._company.items()
            if any(not any(one.hides(at) for one in blind) for blind in sources)
        }

    def blind_to(self, company: int, adverts: Sequence[Advert]) -> list[Blind]:
        """When none of the sources of a vacancy was looked at, in order; of one without adverts,
        none of its company."""
        found = [self._of_advert(one) for one in adverts if one.source_id in self._blind]
        each = found or self._company.get(company) or [[Blind(EVER, NEVER)]]
        both: list[Blind] = reduce(_both, each[1:], each[0])
        return sorted(both, key=lambda one: (one.since, one.until))

    def _of_advert(self, advert: Advert) -> list[Blind]:
        made = [Blind(EVER, advert.opened_at), *self._blind[advert.source_id]]
        closed = advert.closed_at
        if closed is not None and closed <= self.known:
            made.append(Blind(closed, NEVER))
        return made

    def adverts_of(self, vacancies: Iterable[int]) -> dict[int, list[Advert]]:
        """Known by then, those that were joined with another vacancy since included. One query."""
        numbers = list(vacancies)
        made: dict[int, list[Advert]] = {one: [] for one in numbers}
        rows = Advert.objects.filter(
            Q(vacancy__in=numbers) | Q(joined_from__in=numbers), opened_at__lte=self.known
        ).only("vacancy_id", "joined_from_id", "source_id", "opened_at", "closed_at")
        for one in rows.order_by("pk"):
            for number in {one.vacancy_id, one.joined_from_id}:
                if number in made:
                    made[number].append(one)
        return made


def _both(left: list[Blind], right: list[Blind]) -> list[Blind]:
    """When both are blind. What was last seen by the one that looked last is waited for."""
    made = []
    for one in left:
        for other in right:
            since, until = max(one.since, other.since), min(one.until, other.until)
            if since < until:
                lost = max(one.lost_from, other.lost_from)
                made.append(Blind(since, until, lost - since if since > EVER else timedelta(0)))
    return made
