# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told of twins: the facts between the adverts of a vacancy, and what else it might be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, Q, QuerySet

from hcat.portal.models import Advert, Vacancy
from hcat.portal.twins.finding import Group, Member, grouped, open_groups, parted_of
from hcat.portal.twins.likeness import Block, Likeness

MOST = 10


@dataclass(frozen=True, slots=True)
class Between:
    """Two adverts of one vacancy, by number, and the facts between them: what each gave to the
    log-odds that they are one, the strongest first."""

    one: int
    other: int
    chance: float
    facts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Another open vacancy of the company; `is_parted`: a person said that it is another one."""

    vacancy: Vacancy
    advert: Advert
    chance: float
    facts: dict[str, float]
    is_parted: bool


def joined_vacancies() -> QuerySet[Vacancy]:
    """Open vacancies of which more than one posting tells, newest first. `postings`: how many."""
    still = Q(adverts__closed_at__isnull=True)
    return (
        Vacancy.objects.filter(closed_at__isnull=True)
        .annotate(postings=Count("adverts", filter=still))
        .filter(postings__gt=1)
        .order_by("-opened_at", "-pk")
    )


def adverts_of(vacancy: Vacancy) -> list[Advert]:
    """Those that are open; of a closed vacancy all of them."""
    found = list(
        Advert.objects.filter(vacancy=vacancy).select_related("source", "entry").order_by("pk")
    )
    return [one for one in found if one.closed_at is None] or found


def facts_between(adverts: list[Advert]) -> list[Between]:
    """Between each two that are not the same posting in two languages. Two queries."""
    if len(adverts) < 2:
        return []
    block, own = _block(adverts)
    members = {
        advert.pk: member
        for advert in adverts
        for member in own.members
        if member.name == (advert.source_id, advert.key) and member.language == advert.language
    }
    made = []
    for one, other in combinations(adverts, 2):
        if (one.source_id, one.key) == (other.source_id, other.key):
            continue
        likeness = block.likeness(members[one.pk].seen, members[other.pk].seen)
        made.append(Between(one.pk, other.pk, likeness.chance, likeness.facts))
    return made


def perhaps_one_with(vacancy: Vacancy, adverts: list[Advert]) -> list[Perhaps]:
    """Open vacancies of the same company that may be this one, the likeliest first: never two that
    stand in one source and language, unless both were entered by hand. Four queries."""
    block, own = _block(adverts)
    by_hand = frozenset(one.source_id for one in adverts if one.source.is_by_hand)
    parted = parted_of(vacancy.organisation_id)
    found: list[tuple[Likeness, Group, Member]] = []
    for group in open_groups(vacancy.organisation_id):
        if group.vacancy == vacancy.pk or not own.may_join(group, frozenset(), by_hand):
            continue
        pairs = [
            (block.likeness(mine.seen, theirs.seen), group, theirs)
            for mine in own.members
            for theirs in group.members
        ]
        found.append(max(pairs, key=lambda pair: pair[0].odds))
    found.sort(key=lambda pair: (-pair[0].odds, pair[1].vacancy))
    found = found[:MOST]
    vacancies = Vacancy.objects.in_bulk([group.vacancy for _l, group, _m in found])
    shown = {
        (one.source_id, one.key, one.language): one
        for one in Advert.objects.filter(vacancy__in=vacancies, closed_at=None).select_related(
            "source"
        )
    }
    return [
        Perhaps(
            vacancies[group.vacancy],
            shown[(*member.name, member.language)],
            likeness.chance,
            likeness.facts,
            not own.may_join(group, parted, by_hand),
        )
        for likeness, group, member in found
        if (*member.name, member.language) in shown
    ]


def _block(adverts: Iterable[Advert]) -> tuple[Block, Group]:
    """All that the company has open, and these; what many of them say tells nothing of any."""
    own = list(adverts)
    [group] = grouped(own)
    others = [
        one for one in open_groups(own[0].vacancy.organisation_id) if one.vacancy != group.vacancy
    ]
    everything = [group, *others]
    return Block(member.seen for one in everything for member in one.members), group
