# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of the open vacancies of a company, those that are one.

The adverts of one source and language are never twins: an employer that lists two lists two. Nor
is what people took apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from django.db.models import Q

from hcat.portal.models import Advert, Apart, Source, Vacancy
from hcat.postings.api import Posting

from .likeness import Block, Likeness, Seen

Name = tuple[int, str]
"""Of a posting: its source and the source's name for it."""
CLEARLY = 1.5
"""Log-odds by which the better of two that a source lists has to be better."""
Parted = frozenset[tuple[Name, Name]]


@dataclass(frozen=True, slots=True)
class Member:
    """One advert of a vacancy."""

    name: Name
    language: str
    seen: Seen


@dataclass(slots=True)
class Group:
    """A vacancy by its number, with its open adverts."""

    vacancy: int
    members: list[Member] = field(default_factory=list)

    @property
    def lists(self) -> set[Name]:
        """The sources in which it stands, each with the language."""
        return {(one.name[0], one.language) for one in self.members}

    def may_join(self, other: Group, parted: Parted, by_hand: frozenset[int] = frozenset()) -> bool:
        """`by_hand`: sources that are no list of the employer, in which one vacancy may stand
        twice; for people, who see what was meant."""
        for one in self.members:
            for two in other.members:
                same = one.name[0] == two.name[0] and one.language == two.language
                if same and one.name[0] not in by_hand:
                    return False
                if (min(one.name, two.name), max(one.name, two.name)) in parted:
                    return False
        return True


@dataclass(frozen=True, slots=True)
class Twins:
    """Two vacancies that are one, and the facts that say so."""

    one: int
    other: int
    likeness: Likeness


def twins_among(groups: Sequence[Group], parted: Parted = frozenset()) -> list[Twins]:
    """Vacancies of one company that are one, the surest first. What is joined stays within the
    rules as a whole: of three, two of which stand in one source, two are joined."""
    block = Block(member.seen for group in groups for member in group.members)
    found = [
        _Fit(best, one, other)
        for one, other in combinations(groups, 2)
        if one.may_join(other, parted) and (best := _likeness(block, one, other)) is not None
    ]
    found = _without_rivals(found)
    found.sort(key=lambda fit: (-fit.likeness.odds, fit.one.vacancy, fit.other.vacancy))
    stands = {group.vacancy: Group(group.vacancy, list(group.members)) for group in groups}
    made = []
    for fit in found:
        one, other = fit.one.vacancy, fit.other.vacancy
        left, right = stands[one], stands[other]
        if left is right or not left.may_join(right, parted):
            continue
        left.members.extend(right.members)
        stands = {number: left if group is right else group for number, group in stands.items()}
        made.append(Twins(one, other, fit.likeness))
    return made


@dataclass(frozen=True, slots=True)
class _Fit:
    likeness: Likeness
    one: Group
    other: Group


def _without_rivals(found: list[_Fit]) -> list[_Fit]:
    """Those that fit clearly better than others. A source lists a vacancy once: where two of its
    vacancies fit another about as well, as with a title without text, neither is joined."""
    sides = [(fit, *pair) for fit in found for pair in ((fit.one, fit.other), (fit.other, fit.one))]
    best: dict[tuple[int, Name], list[tuple[float, int]]] = defaultdict(list)
    for fit, mine, theirs in sides:
        for listed in theirs.lists:
            best[mine.vacancy, listed].append((fit.likeness.odds, theirs.vacancy))
    unsure = {
        id(fit)
        for fit, mine, theirs in sides
        for listed in theirs.lists
        for odds, rival in best[mine.vacancy, listed]
        if rival != theirs.vacancy and odds > fit.likeness.odds - CLEARLY
    }
    return [fit for fit in found if id(fit) not in unsure]


def _likeness(block: Block, one: Group, other: Group) -> Likeness | None:
    """Of the two adverts that are most alike, where that is enough."""
    best: Likeness | None = None
    for left in one.members:
        for right in other.members:
            found = block.twins(left.seen, right.seen)
            if found is not None and (best is None or found.chance > best.chance):
                best = found
    return best


class OpenVacancies:
    """Those of the company of a source, while it is read: looked up once, and added to.

    `new`: the postings that will be asked about, each with its language. What the company says in
    many adverts is found once, in all of them together: so that it matters not which comes first.
    """

    def __init__(self, source: Source, new: Iterable[tuple[Posting, str]]) -> None:
        self._source, self._new = source, list(new)

    def twin_of(self, posting: Posting, language: str) -> Vacancy | None:
        """The one that this posting tells of as well, or None."""
        name = (self._source.pk, posting.key)
        same = self._by_name.get(name)
        if same is not None:
            return _still_open(same)  # the other language of the same number
        mine = Group(0, [Member(name, language, self._seen[posting.key, language])])
        found = [
            _Fit(best, one, mine)
            for one in self._groups.values()
            if mine.may_join(one, self._parted)
            and (best := _likeness(self._block, one, mine)) is not None
        ]
        clear = _without_rivals(found)
        if not clear:
            return None
        return _still_open(max(clear, key=lambda fit: fit.likeness.odds).one.vacancy)

    def add(self, vacancy: Vacancy, posting: Posting, language: str) -> None:
        group = self._groups.setdefault(vacancy.pk, Group(vacancy.pk))
        name = (self._source.pk, posting.key)
        group.members.append(Member(name, language, self._seen[posting.key, language]))
        self._by_name.setdefault(name, vacancy.pk)

    @cached_property
    def _groups(self) -> dict[int, Group]:
        return {one.vacancy: one for one in open_groups(self._source.organisation_id)}

    @cached_property
    def _by_name(self) -> dict[Name, int]:
        made: dict[Name, int] = {}
        for group in self._groups.values():
            for member in group.members:
                made.setdefault(member.name, group.vacancy)
        return made

    @cached_property
    def _parted(self) -> Parted:
        return parted_of(self._source.organisation_id)

    @cached_property
    def _seen(self) -> dict[tuple[str, str], Seen]:
        return {
            (posting.key, language): Seen.of_posting(posting, language)
            for posting, language in self._new
        }

    @cached_property
    def _block(self) -> Block:
        stand = [member.seen for group in self._groups.values() for member in group.members]
        return Block([*stand, *self._seen.values()])


def _still_open(number: int) -> Vacancy | None:
    return Vacancy.objects.filter(pk=number, closed_at__isnull=True).first()


def open_groups(company: int) -> list[Group]:
    """The open vacancies of a company, in order. One query."""
    rows = (
        Advert.objects.filter(
            vacancy__organisation_id=company, closed_at__isnull=True, vacancy__closed_at=None
        )
        .only("vacancy_id", "source_id", "key", "title", "body", "language", "told")
        .order_by("vacancy_id", "pk")
    )
    return grouped(rows)


def grouped(adverts: Iterable[Advert]) -> list[Group]:
    made: dict[int, Group] = {}
    for one in adverts:
        group = made.setdefault(one.vacancy_id, Group(one.vacancy_id))
        group.members.append(Member((one.source_id, one.key), one.language, Seen.of_advert(one)))
    return list(made.values())


def parted_of(company: int) -> Parted:
    """What people took apart, of one company. One query."""
    rows = Apart.objects.filter(
        Q(source__organisation_id=company) | Q(other_source__organisation_id=company)
    )
    return frozenset(
        ((one.source_id, one.key), (one.other_source_id, one.other_key)) for one in rows
    )
