# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the tables into the index: all of it, or what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from hcat.foundation.api import now
from hcat.parties.api import names_of, recorded_since
from hcat.portal.concepts.names import names_of_concepts
from hcat.portal.models import Advert, Aspect, Vacancy
from hcat.portal.queries.settlements import Point, points_of
from hcat.portal.syncing.freshness import hide_what_is_stale
from hcat.postings.api import plain

from .documents import Indexed, Text
from .engine import Engine
from .facet_words import facet_words, field_names
from .fields import NO_DUTCH
from .known import Names, known_names

BATCH = 500
OVERLAP = timedelta(minutes=5)
"""Looked back over when bringing it up to date: a transaction may end after a later one."""
FACET_OF = {
    Aspect.LEVEL: "level",
    Aspect.FIELD: "field",
    Aspect.HOURS: "hours",
    Aspect.LANGUAGE: "language",
    Aspect.REMOTE: "remote",
    Aspect.SENIORITY: "seniority",
    Aspect.SPONSOR: "sponsor",
}


def engine() -> Engine:
    """The index of this server."""
    return _engine_in(Path(settings.VAR_DIR))


@cache
def _engine_in(folder: Path) -> Engine:
    return Engine(folder / "search" / "vacancies")


def rebuild(*, if_lacking: bool = False) -> int:
    """Build the index from the tables. Returns how many vacancies it holds."""
    at = now()
    seen = _digest(_changed_since(at - OVERLAP))
    return engine().rebuild(_indexed(_open()), known_until=at, seen=seen, if_lacking=if_lacking)


def bring_up_to_date() -> int:
    """Take into the index what changed since it last looked; build it where there is none."""
    state = engine().state()
    if not state:
        return rebuild(if_lacking=True)
    at = now()
    hide_what_is_stale(at)
    since = datetime.fromisoformat(state["known_until"]) - OVERLAP
    if _digest(_changed_since(since)) == state.get("seen"):
        return 0  # no need to write the index again at every look
    rows = list(_changed_since(since))
    numbers = list(dict.fromkeys(number for number, _key, _changed in rows))
    seen = _digest([row for row in rows if row[2] >= at - OVERLAP])
    return engine().update(_changes(numbers), known_until=at, seen=seen)


Row = tuple[int, str, datetime]


def _changed_since(since: datetime) -> Iterator[Row]:
    """Number, key and moment. The moment is that of a transaction's beginning: what ends after a
    look that began later shows in what is looked back over. A vacancy is found by the name of its
    company, so that it changes with what is recorded of that."""
    rows = Vacancy.objects.filter(changed_at__gte=since).order_by("pk")
    yield from rows.values_list("pk", "key", "changed_at").iterator(2000)
    if recorded := recorded_since(since):
        of_these = _open().filter(organisation_id__in=recorded)
        for number, key, company in of_these.values_list("pk", "key", "organisation_id"):
            yield number, key, recorded[company]


def _digest(rows: Iterable[Row]) -> str:
    told = hashlib.sha256()
    for _number, key, changed in rows:
        told.update(f"{key} {changed.timestamp()}\n".encode())
    return told.hexdigest()


def _open() -> QuerySet[Vacancy]:
    return Vacancy.objects.filter(closed_at__isnull=True).order_by("pk")


def _changes(numbers: list[int]) -> Iterator[tuple[str, Indexed | None]]:
    for first in range(0, len(numbers), BATCH):
        batch = list(_whole(Vacancy.objects.filter(pk__in=numbers[first : first + BATCH])))
        made = {one.key: one for one in _made(batch)}
        for vacancy in batch:
            yield vacancy.key, made.get(vacancy.key)


def _indexed(found: QuerySet[Vacancy]) -> Iterator[Indexed]:
    for batch in _batches(found):
        yield from _made(batch)


def _whole(found: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    return found.prefetch_related("adverts__source", "labels").order_by("pk")


def _batches(found: QuerySet[Vacancy]) -> Iterator[list[Vacancy]]:
    last = 0
    while True:
        batch = list(_whole(found.filter(pk__gt=last))[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1].pk


def _made(batch: Iterable[Vacancy]) -> Iterator[Indexed]:
    open_ones = [one for one in batch if one.closed_at is None and _showing(one)]
    names = names_of({one.organisation_id for one in open_ones})
    known = names_of_concepts(
        label.value
        for one in open_ones
        for label in one.labels.all()
        if label.aspect in (Aspect.OCCUPATION, Aspect.SKILL)
    )
    towns = points_of(place for one in open_ones for place in places_of(_showing(one)))
    for vacancy in open_ones:
        yield indexed(vacancy, names.get(vacancy.organisation_id, ""), known, towns)


def _showing(vacancy: Vacancy) -> list[Advert]:
    """Open adverts of sources that keep their promise."""
    return [
        one
        for one in vacancy.adverts.all()
        if one.closed_at is None and one.source.hidden_at is None
    ]


def indexed(
    vacancy: Vacancy,
    company: str,
    known: Names | None = None,
    towns: Mapping[str, Point] | None = None,
) -> Indexed:
    """A vacancy as it is searched: the words of its open adverts, and what it is taken to be.
    `towns`: where places lie, by name."""
    adverts = _showing(vacancy)
    labels: dict[str, list[str]] = {}
    for label in vacancy.labels.all():
        labels.setdefault(label.aspect, []).append(label.value)
    facets: dict[str, tuple[str, ...]] = {
        facet: tuple(labels.get(aspect, ())) for aspect, facet in FACET_OF.items()
    }
    if _asks_no_dutch(facets["language"], adverts):
        facets["language"] += (NO_DUTCH,)
    facets["place"] = places_of(adverts)
    occupations = labels.get(Aspect.OCCUPATION, [])
    facets["company"] = (str(vacancy.organisation_id),)
    return Indexed(
        key=vacancy.key,
        texts=tuple(Text(one.title, plain(one.body)) for one in adverts),
        company=company,
        posted=vacancy.published or timezone.localdate(vacancy.opened_at),
        opened=timezone.localdate(vacancy.opened_at),
        known=known_names(occupations, labels.get(Aspect.SKILL, []), known),
        named=(
            *(name for names in known_names(occupations, [], known).values() for name in names),
            *field_names(facets["field"]),
        ),
        said=facet_words(facets),
        facets=facets,
        points=tuple(_points(adverts, towns or {})),
    )


def _asks_no_dutch(asked: Iterable[str], adverts: Iterable[Advert]) -> bool:
    """Where nothing is known of languages, or all is written in Dutch, nobody can say so."""
    languages = set(asked)
    is_readable = any(one.language not in ("", "nl") for one in adverts)
    return bool(languages) and "nl" not in languages and is_readable


def _points(adverts: Iterable[Any], towns: Mapping[str, Point]) -> Iterator[Point]:
    """Where the work is: as the advert says, or else where the town lies."""
    for advert in adverts:
        for place in advert.told.get("places", ()):
            north, east = place.get("latitude"), place.get("longitude")
            town = str(place.get("locality") or "").strip()
            if isinstance(north, float) and isinstance(east, float) and abs(north) <= 90:
                yield north, east
            elif town in towns:
                yield towns[town]


def places_of(adverts: Iterable[Any]) -> tuple[str, ...]:
    """The places of work, each once, as they are written first."""
    found: dict[str, str] = {}
    for advert in adverts:
        for place in advert.told.get("places", ()):
            name = str(place.get("locality") or "").strip()
            if name:
                found.setdefault(name.casefold(), name)
    return tuple(found.values())
