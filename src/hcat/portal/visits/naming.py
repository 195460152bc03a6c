# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which campaigns, and sites that refer, are counted by their name.

Anybody can invent names. So links of ours always have theirs, and what enough visits came by on
earlier days keeps its own; of all others so many on a day, the first ones, and the rest is `OTHER`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta

from django.db.models import Count, QuerySet, Sum

from hcat.foundation.api import today
from hcat.portal.models import Referral, Tally

from .words import ENOUGH

OTHER = "other"
EMBEDDED = "embed"
"""Under this name a visit counts that began in a list on somebody else's site."""
NEW_A_DAY = 200
"""Names of a day that were not known before it, by one process."""
MOST_WAITING = 400
"""Names that nobody looked up yet: beyond it nothing new is taken in."""
MOST_STANDING = 2_000
LOOKS_BACK = timedelta(days=365)


class Names:
    """The names of one kind, as this process knows them. Whoever calls holds a lock, but for
    `look_up`."""

    def __init__(
        self, ours: Callable[[], Iterable[str]], earlier: Callable[[date], Iterable[str]]
    ) -> None:
        self._ours, self._earlier = ours, earlier
        self.forget()

    def forget(self) -> None:
        self._standing: frozenset[str] = frozenset()
        self._known: tuple[date | None, frozenset[str]] = None, frozenset()
        self._new: dict[date, set[str]] = {}
        self._waiting: set[str] = set()

    def taken_in(self, name: str, day: date) -> str:
        """The name while it waits to be written. Costs no query."""
        if not name or name in self._standing or name in self._new.get(day, ()):
            return name
        if name not in self._waiting and len(self._waiting) >= MOST_WAITING:
            return OTHER
        self._waiting.add(name)
        return name

    def look_up(self) -> None:
        """Learn which names stand: ours each time, those of earlier days once a day."""
        day = today()
        known_on, earlier = self._known
        if known_on != day:
            earlier = frozenset(self._earlier(day))
            self._known = day, earlier
        self._standing = earlier | frozenset(self._ours())

    def written(self, name: str, day: date) -> str:
        """The name under which it is counted for good."""
        if not name or name == OTHER or name in self._standing:
            return name
        new = self._new.setdefault(day, set())
        if name not in new and len(new) >= NEW_A_DAY:
            return OTHER
        new.add(name)
        return name

    def begin_anew(self) -> None:
        """What waited is being written; days that are long over need no names any more."""
        self._waiting = set()
        self._new = {day: new for day, new in self._new.items() if day >= today() - _DAY}


_DAY = timedelta(days=1)


def own_names() -> Collection[str]:
    """Those that we gave out ourselves."""
    return {*Referral.objects.values_list("code", flat=True), EMBEDDED}


def _earlier(kind: str, field: str) -> Callable[[date], Iterable[str]]:
    def names(before: date) -> Iterable[str]:
        found: QuerySet[Tally, str] = (
            Tally.objects.filter(
                kind=kind, day__lt=before, day__gte=before - LOOKS_BACK, is_demo=False
            )
            .exclude(**{f"{field}__in": ["", OTHER]})
            .order_by()
            .values(field)
            .annotate(days=Count("day", distinct=True), sum=Sum("number"))
            .filter(sum__gte=ENOUGH)
            .order_by("-days", "-sum", field)
            .values_list(field, flat=True)[:MOST_STANDING]
        )
        return list(found)

    return names


CAMPAIGNS = Names(own_names, _earlier(Tally.Kind.VISIT, "campaign"))
SITES = Names(tuple, _earlier(Tally.Kind.REFERRER, "place"))
