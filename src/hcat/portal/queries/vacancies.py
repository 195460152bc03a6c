# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies as people read them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import Kept, NotFound
from hcat.portal.models import Advert, Label, Source, Vacancy


@dataclass(frozen=True, slots=True)
class Shown:
    """A vacancy with the advert that a reader of this language reads, and the others: of those that
    a source shows within its promise, of those that are open where there is none, or else of all.

    `checked_at`: when the source of one of these was last read. `standing`: how many adverts are
    open, or else how many there are, whether or not they are shown.
    """

    vacancy: Vacancy
    advert: Advert
    others: tuple[Advert, ...]
    labels: dict[str, tuple[Label, ...]]
    checked_at: datetime | None
    standing: int

    @property
    def places(self) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for advert in (self.advert, *self.others):
            for place in advert.told.get("places", ()):
                name = str(place.get("locality") or place.get("region") or "").strip()
                if name:
                    found.setdefault(name.casefold(), name)
        return tuple(found.values())

    @property
    def told(self) -> dict[str, Any]:
        return dict(self.advert.told)

    @property
    def is_open(self) -> bool:
        """Shown as open: not closed, and seen within the promise of one of its sources."""
        return self.vacancy.closed_at is None and any(
            one.closed_at is None and one.source.hidden_at is None
            for one in (self.advert, *self.others)
        )

    @property
    def is_stale(self) -> bool:
        """Not known to be closed, and not seen for longer than was promised."""
        return self.vacancy.closed_at is None and not self.is_open


def shown_open() -> QuerySet[Vacancy]:
    """Open vacancies of which a source keeps its promise."""
    fresh = Advert.objects.filter(
        vacancy=OuterRef("pk"), closed_at__isnull=True, source__hidden_at__isnull=True
    )
    return Vacancy.objects.filter(Exists(fresh), closed_at__isnull=True)


def vacancies_called(keys: Iterable[str], *, language: str) -> list[Shown]:
    """Those of these that are shown as open, in the order asked. Three queries."""
    wanted = list(keys)
    found = {
        one.vacancy.key: one for one in _read(Vacancy.objects.filter(key__in=wanted), language)
    }
    # Which are shown is looked at here: told to the database as well, it reads all that is open.
    return [found[key] for key in wanted if key in found and found[key].is_open]


def vacancy_called(key: str, *, language: str) -> Shown:
    """One, open or closed; what was merged leads to what it became. Raises `NotFound`."""
    vacancies = Vacancy.objects.select_related("organisation", "merged_into__organisation")
    found = vacancies.filter(key=key).first()
    while found is not None and found.merged_into is not None:
        found = found.merged_into
    read = _read([found] if found else [], language)
    if not read:
        raise NotFound(
            _("There is no vacancy at this address."),
            mend=_("Look among the vacancies that are open."),
        )
    return read[0]


def open_of(organisation_id: int) -> QuerySet[Vacancy]:
    """What a company has open, newest first; `shown_ones` of a page of it."""
    return shown_open().filter(organisation_id=organisation_id).order_by("-opened_at", "-pk")


def shown_ones(found: QuerySet[Vacancy], *, language: str) -> list[Shown]:
    """Rows as they are read, in their order, with their companies. Three queries."""
    return _read(found.select_related("organisation"), language)


def numbers_open() -> Sequence[int]:
    """The numbers of all that is open, invented ones apart, in their order; as it was some minutes
    ago at most."""
    return _numbers.get()


def _numbers_open() -> array[int]:
    found = shown_open().filter(is_demo=False).order_by("pk")
    return array("q", found.values_list("pk", flat=True))


_numbers = Kept(_numbers_open)


def shown_of(numbers: Iterable[int], *, language: str) -> list[Shown]:
    """These vacancies, by number, open or closed."""
    return _read(Vacancy.objects.filter(pk__in=list(numbers)), language)


def open_counts(organisations: Iterable[int]) -> dict[int, int]:
    """How many each of these companies has open. One query."""
    rows = (
        shown_open()
        .filter(organisation_id__in=list(organisations))
        .order_by()
        .values("organisation_id")
        .annotate(number=Count("pk", distinct=True))
    )
    return {row["organisation_id"]: row["number"] for row in rows}


def is_followed(organisation_id: int) -> bool:
    """Whether the company's vacancies are read anywhere: without that, none is not zero."""
    return bool(followed([organisation_id]))


def followed(organisations: Iterable[int]) -> set[int]:
    """Those of these companies whose vacancies are read. One query."""
    rows = Source.objects.filter(organisation_id__in=list(organisations))
    rows = rows.exclude(state=Source.State.ENDED)
    return set(rows.values_list("organisation_id", flat=True))


def checked_at(advert: Advert) -> datetime | None:
    """When its source was last read; of what was entered by hand, when somebody last said so."""
    entry = getattr(advert, "entry", None)
    return entry.said_at if entry is not None else advert.source.read_at


def _read(found: Iterable[Vacancy], language: str) -> list[Shown]:
    """These, in their order, without what has no advert yet. Two queries besides their own.

    Not by `prefetch_related`: it takes longer than the three queries of a page of a search.
    """
    vacancies = list(found)
    numbers = [one.pk for one in vacancies]
    adverts: dict[int, list[Advert]] = {}
    for advert in (
        Advert.objects.filter(vacancy_id__in=numbers)
        .select_related("source", "entry")
        .order_by("pk")
    ):
        adverts.setdefault(advert.vacancy_id, []).append(advert)
    labels: dict[int, list[Label]] = {}
    for label in Label.objects.filter(vacancy_id__in=numbers):
        labels.setdefault(label.vacancy_id, []).append(label)
    return [
        _shown(one, adverts[one.pk], labels.get(one.pk, ()), language)
        for one in vacancies
        if one.pk in adverts
    ]


def _shown(
    vacancy: Vacancy, adverts: Sequence[Advert], labels: Iterable[Label], language: str
) -> Shown:
    open_ones = [one for one in adverts if one.closed_at is None]
    kept = [one for one in open_ones if one.source.hidden_at is None]
    read_first = sorted(
        kept or open_ones or adverts,
        key=lambda one: (one.language != language, -len(one.body), one.pk),
    )
    by_aspect: dict[str, list[Label]] = {}
    for label in labels:
        by_aspect.setdefault(str(label.aspect), []).append(label)
    read = [at for one in read_first if (at := checked_at(one)) is not None]
    return Shown(
        vacancy,
        read_first[0],
        tuple(read_first[1:]),
        {aspect: tuple(rows) for aspect, rows in by_aspect.items()},
        max(read, default=None),
        len(open_ones or adverts),
    )
