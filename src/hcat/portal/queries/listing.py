# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies for programs: all of them, some of them, and as they stood on a day; in parts.

What is ticked is asked of the tables, which also know what has closed. Words and places are asked
of the index, which knows what is open and no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hcat.foundation.api import Refused, end_of, today
from hcat.portal.models import Advert, Aspect, Gap, Label, Vacancy
from hcat.portal.searching.asking import Asked, Found, ask
from hcat.portal.searching.keeping_up import FACET_OF
from hcat.portal.searching.refreshing import index_snapshot

from .vacancies import Shown, shown_ones, shown_open

MOST_RANKED = 1000
"""Of a question in words: who wants more than the thousand best asks a narrower one."""
MOST_AT_A_PLACE = 20_000
AT_ONCE = 2_000
FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)
"""Days before and after which nothing is kept; a moment far beyond them is no moment at all."""
OPEN, CLOSED, ALL = "open", "closed", "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which vacancies. `labels`: per aspect the value that is wanted; `place`: as vacancies write
    it; `state`: open, closed or all; `posted_since`, `changed_since`: posted or changed on or after
    that day; `as_of`: what was open at the end of that day."""

    words: str = ""
    labels: Mapping[Aspect, str] = field(default_factory=dict)
    place: str = ""
    organisation_id: int | None = None
    state: str = OPEN
    posted_since: date | None = None
    changed_since: date | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what was found; `total` of all, `has_more` after this part."""

    shown: tuple[Shown, ...]
    total: int
    has_more: bool


def vacancies_listed(wanted: Wanted, *, language: str, after: str = "", most: int = 50) -> Part:
    """The part that comes after the vacancy called `after`: newest first, and of a question in
    words the best first.

    Raises `Refused`: words or a place of another day or of what is closed, which the index does not
    know; an `after` that is not among what is asked; an index that is still being made.
    """
    found = _rows(wanted)
    if not (wanted.words or wanted.place):
        return _by_age(found, language, after, most)
    if wanted.as_of is not None or wanted.state != OPEN:
        raise Refused(
            _("Words and places can be asked of what is open today only."),
            why=_("What has closed is no longer in the search index."),
            mend=_("Leave the words and the place out, or ask for open vacancies without a day."),
        )
    return _from_the_index(found, wanted, language, after, most)


def _rows(wanted: Wanted) -> QuerySet[Vacancy]:
    if wanted.as_of is not None:
        end = end_of(min(wanted.as_of, LAST))
        found = Vacancy.objects.filter(opened_at__lt=end).filter(
            Q(closed_at__isnull=True) | Q(closed_at__gte=end)
        )
        closed_then = Gap.objects.filter(
            vacancy=OuterRef("pk"), closed_at__lt=end, reopened_at__gte=end
        )
        found = found.filter(~Exists(closed_then))
    elif wanted.state == OPEN:
        found = shown_open()
    elif wanted.state == CLOSED:
        found = Vacancy.objects.filter(closed_at__isnull=False)
    else:
        found = Vacancy.objects.all()
    found = found.filter(merged_into__isnull=True)
    for aspect, value in wanted.labels.items():
        found = found.filter(
            Exists(Label.objects.filter(vacancy=OuterRef("pk"), aspect=aspect, value=value))
        )
    if wanted.organisation_id is not None:
        found = found.filter(organisation_id=wanted.organisation_id)
    if wanted.changed_since is not None:
        found = found.filter(changed_at__gte=_start_of(wanted.changed_since))
    if wanted.posted_since is not None:
        found = found.filter(
            Q(published__gte=wanted.posted_since)
            | Q(published__isnull=True, opened_at__gte=_start_of(wanted.posted_since))
        )
    if wanted.as_of is None and wanted.state == OPEN:
        return found  # of which each has an advert that is open
    return found.filter(Exists(Advert.objects.filter(vacancy=OuterRef("pk"))))


def _start_of(day: date) -> datetime:
    return end_of(min(max(day, FIRST), LAST) - timedelta(days=1))


def _by_age(found: QuerySet[Vacancy], language: str, after: str, most: int) -> Part:
    total = found.count()
    if after:
        last = Vacancy.objects.filter(key=after).only("pk", "opened_at").first()
        if last is None:
            raise _unknown(after)
        found = found.filter(
            Q(opened_at__lt=last.opened_at) | Q(opened_at=last.opened_at, pk__lt=last.pk)
        )
    rows = shown_ones(found.order_by("-opened_at", "-pk")[: most + 1], language=language)
    return Part(tuple(rows[:most]), total, len(rows) > most)


def _from_the_index(
    found: QuerySet[Vacancy], wanted: Wanted, language: str, after: str, most: int
) -> Part:
    """What is ticked is asked of the index too, so that the best are the best of those that fit;
    the tables say which of them still stand."""
    asked = _asked_of_index(wanted)
    ranked = list(asked.keys)
    holds = set()
    for first in range(0, len(ranked), AT_ONCE):
        those = found.filter(key__in=ranked[first : first + AT_ONCE])
        holds |= set(those.values_list("key", flat=True))
    keys = [key for key in ranked if key in holds]
    if after and after not in holds:
        raise _unknown(after)
    begin = keys.index(after) + 1 if after else 0
    part = keys[begin : begin + most]
    kept = {
        one.vacancy.key: one for one in shown_ones(found.filter(key__in=part), language=language)
    }
    # What the index does not know (occupation, when it changed) is counted among the best only.
    is_whole = len(keys) == len(ranked)
    return Part(
        tuple(kept[key] for key in part if key in kept),
        asked.total if is_whole else len(keys),
        begin + most < len(keys),
    )


def _asked_of_index(wanted: Wanted) -> Found:
    snapshot = index_snapshot()
    if snapshot is None:
        raise Refused(
            _("The vacancies are being put in order for searching."),
            mend=_("Try again in a minute."),
        )
    facets = {
        FACET_OF[aspect]: (value,) for aspect, value in wanted.labels.items() if aspect in FACET_OF
    }
    if wanted.place:
        facets["place"] = (wanted.place,)
    if wanted.organisation_id is not None:
        facets["company"] = (str(wanted.organisation_id),)
    return ask(
        snapshot, Asked(wanted.words, facets), today=today(), counted=(),
        most=MOST_RANKED if wanted.words else MOST_AT_A_PLACE,
        order="" if wanted.words else "opened",
    )  # fmt: skip


def _unknown(after: str) -> Refused:
    return Refused(
        _("No vacancy %(key)s is among what is asked here.") % {"key": after[:20]},
        why=_("It may have closed since the part before."),
        mend=_("Begin again without it."),
    )
