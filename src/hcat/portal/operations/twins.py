# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies that are one are joined, also when that is found late; and taken apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.portal.models import Advert, Apart, Closed, Vacancy
from hcat.portal.syncing.spells import keep_gap
from hcat.portal.twins.finding import Twins, open_groups, parted_of, twins_among

from .decided import answer_as_decided
from .labels import classify


@dataclass(frozen=True, slots=True)
class Joined:
    """`left` stands on, `right` was found to be it. `facts`: what each gave to the log-odds."""

    left: str
    right: str
    chance: float
    facts: dict[str, float]


def join_twins(
    *, by: Actor, is_trial: bool = False, tell: Callable[[Joined], None] | None = None
) -> list[Joined]:
    """Go over the open vacancies of all companies, and join those that are one.

    A transaction for each company, so that it may be broken off; run again it finds nothing more.
    `is_trial`: only tell what would be joined. Raises `NotAllowed`.
    """
    require(by, "portal.correct")
    made: list[Joined] = []
    for company in _with_several():
        found = _trial(company) if is_trial else _join_of(company, by)
        for one in found:
            made.append(one)
            if tell is not None:
                tell(one)
    return made


def _with_several() -> list[int]:
    """Companies with open vacancies in several sources, or in one in several languages."""
    rows = (
        Advert.objects.filter(closed_at__isnull=True, vacancy__closed_at__isnull=True)
        .order_by()
        .values(company=F("vacancy__organisation_id"))
        .annotate(
            vacancies=Count("vacancy_id", distinct=True),
            sources=Count("source_id", distinct=True),
            languages=Count("language", distinct=True),
        )
        .filter(Q(sources__gt=1) | Q(languages__gt=1), vacancies__gt=1)
    )
    return sorted(row["company"] for row in rows)


def _trial(company: int) -> list[Joined]:
    twins = twins_among(open_groups(company), parted_of(company))
    numbers = {number for two in twins for number in (two.one, two.other)}
    keys = dict(Vacancy.objects.filter(pk__in=numbers).values_list("pk", "key"))
    return [_told(two, keys[two.one], keys[two.other]) for two in twins]


@transaction.atomic
def _join_of(company: int, by: Actor) -> list[Joined]:
    twins = twins_among(open_groups(company), parted_of(company))
    if not twins:
        return []
    numbers = {number for two in twins for number in (two.one, two.other)}
    locked = Vacancy.objects.select_for_update().filter(pk__in=numbers, closed_at__isnull=True)
    stands = {one.pk: one for one in locked.order_by("pk")}
    at, made = now(), []
    for two in twins:
        one, other = stands.get(two.one), stands.get(two.other)
        if one is None or other is None or one.pk == other.pk:
            continue  # closed by a reading since
        keep, gone = sorted((one, other), key=lambda v: (v.opened_at, v.pk))
        joined = _told(two, keep.key, gone.key)
        _join(keep, gone, at)
        record(
            by=by, action="portal.vacancies_joined", subject=keep.subject, joined=gone.key,
            chance=round(joined.chance, 3), facts=joined.facts,
        )  # fmt: skip
        stands = {number: keep if v.pk == gone.pk else v for number, v in stands.items()}
        made.append(joined)
    classify({one.pk for one in stands.values()}, by=by, at=at)
    return made


def _told(two: Twins, left: str, right: str) -> Joined:
    facts = {name: round(value, 2) for name, value in two.likeness.facts.items()}
    return Joined(left, right, two.likeness.chance, facts)


def _join(keep: Vacancy, gone: Vacancy, at: datetime) -> None:
    """All that was of the one becomes of the other, which opened first."""
    gone.adverts.filter(joined_from__isnull=True).update(joined_from=gone)
    gone.adverts.update(vacancy=keep)
    gone.merged.update(merged_into=keep)
    days = [day for day in (keep.published, gone.published) if day is not None]
    keep.published = min(days, default=None)
    last = [day for day in (keep.closes, gone.closes) if day is not None]
    keep.closes = max(last, default=None)
    _touch(keep, at)
    gone.closed_at = gone.seen_at = max(at, gone.opened_at)
    gone.closed_because, gone.merged_into = Closed.MERGED, keep
    _touch(gone, at)
    answer_as_decided(keep)


def _touch(vacancy: Vacancy, at: datetime) -> None:
    vacancy.edition += 1
    vacancy.changed_at = at
    vacancy.save()


@transaction.atomic
def join(*, by: Actor, vacancy: str, other: str) -> Vacancy:
    """Say that two open vacancies (by key) are one, as facts alone did not; also where they were
    taken apart before. Returns the one that stands on, which opened first.

    Raises `NotAllowed`; `Refused` where one is closed, where they are of two companies, and where
    they stand in one source and language: an employer that lists two lists two. What was entered
    by hand is no list: the same may have been typed twice.
    """
    require(by, "portal.correct", f"vacancy:{vacancy}")
    rows = list(
        Vacancy.objects.select_for_update()
        .filter(key__in=[vacancy, other], closed_at__isnull=True)
        .order_by("opened_at", "pk")
    )
    if len(rows) != 2:
        raise Refused(
            _("These two cannot be joined."),
            why=_("One of them is closed, or was joined with another meanwhile."),
            mend=_("Look at the vacancy again."),
        )
    keep, gone = rows
    mine, theirs = (
        list(row.adverts.filter(closed_at__isnull=True).select_related("source")) for row in rows
    )
    lists = {(one.source_id, one.language) for one in mine if not one.source.is_by_hand}
    if keep.organisation_id != gone.organisation_id or any(
        (one.source_id, one.language) in lists for one in theirs
    ):
        raise Refused(
            _("These two cannot be joined."),
            why=_("They are of two companies, or stand beside each other in one list."),
            mend=_("Leave them as they are."),
        )
    names = [{(one.source_id, one.key) for one in adverts} for adverts in (mine, theirs)]
    for one, two in ((min(a, b), max(a, b)) for a in names[0] for b in names[1]):
        Apart.objects.filter(
            source_id=one[0], key=one[1], other_source_id=two[0], other_key=two[1]
        ).delete()
    at = now()
    _join(keep, gone, at)
    classify([keep.pk], by=by, at=at)
    record(by=by, action="portal.vacancies_joined", subject=keep.subject, joined=gone.key)
    return keep


@transaction.atomic
def part(*, by: Actor, vacancy: Vacancy, advert: Advert) -> Vacancy:
    """Take an advert out of a vacancy that it does not tell of; it is never joined with it again.

    The same posting in other languages goes with it. It becomes the vacancy that it was before, or
    a new one. Returns that. Raises `NotAllowed`; `Refused` where it is not of this vacancy, or
    where there is nothing else.
    """
    require(by, "portal.correct", vacancy.subject)
    vacancy = Vacancy.objects.select_for_update().get(pk=vacancy.pk)
    adverts = list(Advert.objects.filter(vacancy=vacancy).order_by("pk"))
    name = (advert.source_id, advert.key)
    leaving = [one for one in adverts if (one.source_id, one.key) == name]
    staying = [one for one in adverts if (one.source_id, one.key) != name]
    if not leaving:
        raise Refused(
            _("This advert is not of this vacancy."),
            why=_("Somebody else has taken it apart, or joined it with another."),
            mend=_("Look at the vacancy again."),
        )
    if not staying:
        raise Refused(
            _("There is nothing to take this advert apart from."),
            why=_("It is all that is known of this vacancy."),
            mend=_("Correct what the vacancy is taken to be about, or pause its source."),
        )
    at = now()
    _remember(name, {(one.source_id, one.key) for one in staying})
    made = _vacancy_of(vacancy, leaving, at)
    for one in leaving:
        one.vacancy, one.joined_from = made, None
    Advert.objects.bulk_update(leaving, ["vacancy", "joined_from"])
    _as_adverts_say(vacancy, staying)
    _touch(vacancy, at)
    answer_as_decided(vacancy, made)
    classify([vacancy.pk, made.pk], by=by, at=at)
    record(by=by, action="portal.advert_parted", subject=vacancy.subject, became=made.key)
    return made


def _remember(name: tuple[int, str], others: Iterable[tuple[int, str]]) -> None:
    pairs = [(min(name, other), max(name, other)) for other in sorted(others)]
    Apart.objects.bulk_create(
        [
            Apart(source_id=one[0], key=one[1], other_source_id=two[0], other_key=two[1])
            for one, two in pairs
        ],
        ignore_conflicts=True,
    )


def _vacancy_of(vacancy: Vacancy, leaving: list[Advert], at: datetime) -> Vacancy:
    """The one that these adverts were before they were joined, else a new one."""
    numbers = {one.joined_from_id for one in leaving if one.joined_from_id is not None}
    made = (
        Vacancy.objects.select_for_update()
        .filter(pk__in=numbers, merged_into=vacancy)
        .order_by("pk")
        .first()
    )
    if made is None:
        made = Vacancy(organisation_id=vacancy.organisation_id, is_demo=vacancy.is_demo)
    keep_gap(made, at)
    made.merged_into = None
    _as_adverts_say(made, leaving)
    _touch(made, at)
    return made


def _as_adverts_say(vacancy: Vacancy, adverts: list[Advert]) -> None:
    """When it opened and closed, from its adverts alone."""
    vacancy.opened_at = min(one.opened_at for one in adverts)
    published = [
        date.fromisoformat(str(one.told["published"]))
        for one in adverts
        if one.told.get("published")
    ]
    early = [day for day in published if day <= vacancy.opened_at.date()]
    vacancy.published = min(early, default=None)
    vacancy.closes = max((one.closes for one in adverts if one.closes is not None), default=None)
    if any(one.closed_at is None for one in adverts):
        vacancy.closed_at, vacancy.closed_because, vacancy.seen_at = None, "", None
        return
    last = max(adverts, key=lambda one: one.closed_at or one.opened_at)
    vacancy.closed_at, vacancy.closed_because = last.closed_at, last.closed_because
    vacancy.seen_at = max(one.seen_at or one.opened_at for one in adverts)
