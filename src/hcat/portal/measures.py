# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures of the portal: how long vacancies stay open, and how much of the region is seen.

A vacancy counts as it was known at the moment that is asked: what was opened, closed, merged or
fell silent later changes no figure of before. A figure that is made again does change with what is
kept in its last state only: when a vacancy was published, which joining, taking apart and reading
may move; what it is taken to be about, which is read anew each night and corrected; how long a
source may be silent. Results keep the figure that was told, and the counts that it was made of.
Invented ones never count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import rule_on
from hcat.evidence.api import Scope, measure
from hcat.foundation.api import end_of, now
from hcat.numerics.api import (
    PERCENT,
    Estimate,
    NumericsError,
    Period,
    Quality,
)
from hcat.parties.api import population

from .long_open import Spell, followed_in, lasting, old_at, stock
from .models import Aspect, Closed, Gap, Label, Source, Vacancy
from .queries.sources import late_companies
from .visits.measures import visitors, visitors_outside_region
from .watching import EVER, NEVER, Blind, Watch

__all__ = [
    "coverage",
    "freshness",
    "open_over_75_days",
    "share_open_over_75_days",
    "visitors",
    "visitors_outside_region",
]
VACANCIES = gettext_noop("the vacancies that this portal follows")
LEVELS = ("mbo-3", "mbo-4", "hbo", "wo")
NOT_TECHNICAL = "none"
NOT_AN_END = (Closed.STALE, Closed.SOURCE_ENDED)
"""Why a vacancy is closed of which nobody knows what became of it."""
AT_ONCE = 500
INSTANT = timedelta(microseconds=1)


@measure(
    "portal.open_over_75_days",
    title=_("Vacancies open longer than 75 days"),
    unit="count",
)
def open_over_75_days(period: Period, scope: Scope) -> Estimate:
    """How many vacancies for technicians were open longer than 75 days on the last day.

    Companies whose vacancies are not followed have such vacancies too: the count is raised to the
    whole high-tech base as if they were like those that are followed, with the uncertainty of
    that (`stock`).
    """
    method = gettext_noop(
        "count of the vacancies for technicians open longer than 75 days on the day, raised from "
        "the companies that are followed to all of the high-tech base"
    )
    day, watch = period.end, _watch(scope)
    base = _base(day)
    followed = _followed(base, watch, day)
    known = list(_spells(day, watch, set(followed)))
    counts = old_at(known, followed, day)
    scope.note(base=len(base), followed=len(followed), counted=sum(counts), vacancies=len(known))
    if not followed:
        reason = _SILENT if _with_source(day, scope) else _NOBODY
        return _missing(reason, "count", period, method)
    if len(counts) == 1 < len(base):
        return _missing(
            gettext_noop("one company is followed, which tells nothing of the others"),
            "count", period, method,
        )  # fmt: skip
    return stock(counts, len(base), period=period, method=method, source=VACANCIES)


_NOBODY = gettext_noop("the vacancies of no company of the high-tech base were followed yet")
_SILENT = gettext_noop(
    "no source of vacancies of the high-tech base had been read within its promise"
)


@measure(
    "portal.share_open_over_75_days",
    title=_("Vacancies that stay open longer than 75 days"),
    unit=PERCENT,
)
def share_open_over_75_days(period: Period, scope: Scope) -> Estimate:
    """The share of vacancies for technicians that stay open longer than 75 days (Kaplan–Meier).

    Over the year up to the last day: what still runs is censored, what ran before it was followed
    enters late. Halving this share cuts the number that is open so long by more than half.
    """
    method = gettext_noop(
        "share of the vacancies for technicians that stay open longer than 75 days: Kaplan–Meier "
        "over a year, with late entry and a log-log interval"
    )
    day, watch = period.end, _watch(scope)
    base = _base(day)
    followed = _followed(base, watch, day)
    seen = followed_in(_spells(day, watch, base), day)
    scope.note(vacancies=len(seen.days), ended=sum(seen.ended), followed=len(followed))
    if not seen.days:
        return _missing(
            gettext_noop("no vacancy for technicians was followed in the year before"),
            PERCENT, period, method,
        )  # fmt: skip
    part = len(followed) / len(base) if base else 0.0
    try:
        return lasting(seen, part, period=period, source=VACANCIES)
    except NumericsError:
        return _missing(
            gettext_noop("no vacancy was followed for longer than 75 days yet"),
            PERCENT, period, method,
        )  # fmt: skip


@measure("portal.coverage", title=_("Companies whose vacancies are followed"), unit=PERCENT)
def coverage(period: Period, scope: Scope) -> Estimate:
    """Of the companies of the high-tech base, the share whose vacancies are followed: a source of
    theirs has been read, or somebody entered a vacancy, and it did not fall silent since."""
    method = gettext_noop(
        "share of the high-tech base of which a source of vacancies had been read on the day, "
        "within its promise"
    )
    base = _base(period.end)
    followed = _followed(base, _watch(scope), period.end)
    scope.note(base=len(base), followed=len(followed))
    if not base:
        reason = gettext_noop("the register of organisations knows no high-tech company")
        return _missing(reason, PERCENT, period, method)
    return Estimate(
        value=100.0 * len(followed) / len(base), numerator=len(followed), denominator=len(base),
        unit=PERCENT, period=period, method=method, quality=Quality.MEASURED, source=VACANCIES,
    )  # fmt: skip


@measure("portal.freshness", title=_("Companies whose vacancies are up to date"), unit=PERCENT)
def freshness(period: Period, scope: Scope) -> Estimate:
    """Of the companies with a source, the share of which every source was read within its
    promise. When is known as it stands now: of an earlier day it cannot be said any more."""
    method = gettext_noop(
        "share of the companies with a source of which all sources were read, and believed, "
        "within the time that the page promises"
    )
    at = now()
    known = _with_source(period.end, scope, Source.objects.exclude(state=Source.State.ENDED))
    scope.note(with_source=len(known))
    if not known:
        return _missing(_NOBODY, PERCENT, period, method)
    if min(end_of(period.end), scope.known_on or at) < at - timedelta(days=1):
        reason = gettext_noop("when a source was last read is known of today only")
        return _missing(reason, PERCENT, period, method)
    late = late_companies(known, at)
    return Estimate(
        value=100.0 * (len(known) - len(late)) / len(known),
        numerator=len(known) - len(late), denominator=len(known),
        unit=PERCENT, period=period, method=method, quality=Quality.MEASURED, source=VACANCIES,
    )  # fmt: skip


def _base(day: date) -> set[int]:
    """The companies of the high-tech base on a day, invented ones left out."""
    rule = rule_on(day)
    found = population(kind="company", high_tech=rule.rule if rule else None, on=day)
    return set(found.filter(organisation__is_demo=False).values_list("organisation_id", flat=True))


def _with_source(day: date, scope: Scope, sources: QuerySet[Source] | None = None) -> list[int]:
    """Those of them that had a source by then, or one of these sources, read or not."""
    found = (Source.objects.all() if sources is None else sources).filter(
        is_demo=False, added_at__lt=end_of(day)
    )
    if scope.known_on is not None:
        found = found.filter(added_at__lte=scope.known_on)
    return sorted(_base(day) & set(found.values_list("organisation_id", flat=True)))


def _followed(base: set[int], watch: Watch, day: date) -> list[int]:
    """Those of the base of which a source had been read by then, within its promise, in a fixed
    order."""
    return sorted(base & watch.followed(min(end_of(day), watch.known)))


def _watch(scope: Scope) -> Watch:
    return Watch(scope.known_on or now())


def _spells(day: date, watch: Watch, base: set[int]) -> Iterator[Spell]:
    """Vacancies for technicians of these companies that began by a day, as they were known."""
    rows = Vacancy.objects.filter(
        is_demo=False, opened_at__lt=end_of(day), opened_at__lte=watch.known
    )
    gaps = _gaps(watch.known)
    found = rows.filter(pk__in=_for_technicians()).order_by("pk").iterator(AT_ONCE)
    while part := list(islice(found, AT_ONCE)):
        kept = [one for one in part if one.organisation_id in base]
        adverts = watch.adverts_of(one.pk for one in kept)
        for one in kept:
            end, why = gaps.get(one.pk) or (one.closed_at, one.closed_because)
            if end is not None and end > watch.known:
                end, why = None, ""
            if why == Closed.MERGED:
                continue
            blind = watch.blind_to(one.organisation_id, adverts[one.pk])
            if end is not None and why in NOT_AN_END:
                blind = sorted([*blind, _unseen_end(one, end)], key=lambda b: b.since)
            yield _spell(one, end, blind, min(end_of(day), watch.known))


def _unseen_end(vacancy: Vacancy, end: datetime) -> Blind:
    """It counts as open until it was closed, and was last seen before."""
    last = end - INSTANT
    since = min(vacancy.seen_at or last, last)
    return Blind(since, NEVER, last - since)


def _spell(vacancy: Vacancy, end: datetime | None, blind: list[Blind], at: datetime) -> Spell:
    """As it was known at a moment; an end that nobody saw is none."""
    hidden = [one for one in blind if end is not None and one.hides_an_end(end)]
    if hidden:
        last = min(one.since for one in hidden)
        is_lost = at > min(one.lost_from for one in hidden)
        end, blind = None, [*(one for one in blind if one.since < last), Blind(last, NEVER)]
    else:
        # Between two readings an entry may end on its last day.
        blind = [one for one in blind if end is None or not one.since < end <= one.until]
        is_lost = any(one.hides(at) for one in blind)
    seen = timezone.localdate(vacancy.opened_at)
    return Spell(
        vacancy.organisation_id, min(vacancy.published or seen, seen), seen,
        timezone.localdate(end) if end is not None else None,
        tuple((_day(one.since), _day(one.until)) for one in blind), is_lost,
    )  # fmt: skip


def _day(at: datetime) -> date:
    return at.date() if at in (EVER, NEVER) else timezone.localdate(at)


def _gaps(known: datetime) -> dict[int, tuple[datetime, str]]:
    """Vacancies that were closed at this moment and are taken up again since: from when, and why.
    One query."""
    rows = Gap.objects.filter(closed_at__lte=known, reopened_at__gt=known)
    return {one.vacancy_id: (one.closed_at, one.closed_because) for one in rows}


def _for_technicians() -> QuerySet[Vacancy, Any]:
    """Vacancies in a technical field that ask MBO 3 or higher, or of which no level is known."""
    technical = Label.objects.filter(aspect=Aspect.FIELD).exclude(value=NOT_TECHNICAL)
    low = Label.objects.filter(aspect=Aspect.LEVEL).exclude(value__in=LEVELS)
    high = Label.objects.filter(aspect=Aspect.LEVEL, value__in=LEVELS)
    return (
        Vacancy.objects.filter(pk__in=technical.values("vacancy"))
        .exclude(Q(pk__in=low.values("vacancy")) & ~Q(pk__in=high.values("vacancy")))
        .values("pk")
    )


def _missing(reason: str, unit: str, period: Period, method: str) -> Estimate:
    return Estimate.missing(reason, unit=unit, period=period, source=VACANCIES, method=method)
