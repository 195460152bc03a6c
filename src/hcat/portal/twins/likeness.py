# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether two adverts of one company tell of the same vacancy, and which facts say so.

Each fact that is known gives its weight times how strongly it holds; what is not known gives
nothing. Together they are the log-odds that the two are one. The weights were fitted on labelled
pairs (docs/methods/twins.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from rapidfuzz.fuzz import ratio

from hcat.portal.models import Advert
from hcat.postings.api import Posting, plain

from .texts import Line, Sentence, lines_of, shingles, told_by_all
from .titles import Title, folded, spelled_like, title_of

LONG = 40
"""Shingles from which a text is a whole one."""
WEIGHTS = {
    "start": -4.25,
    "other department": -2.85,
    "other place": -8.08,
    "other reference": -0.9,
    "other spell": -10.3,
    "place: not told": 1.51,
    "same department": 1.07,
    "same place": 2.32,
    "same reference": 3.16,
    "text: little the same": -3.46,
    "text: long, nearly all the same": -0.17,
    "text: nearly all the same": 1.74,
    "text: no names or figures": 0.96,
    "text: not told": 3.25,
    "text: other names and figures": -3.48,
    "text: the same names and figures": 5.9,
    "title: more words on one side": -0.53,
    "title: more work on one side": -0.02,
    "title: other rank": -7.15,
    "title: other role": -0.24,
    "title: other words on both sides": -0.72,
    "title: other work": -4.88,
    "title: the same work": 0.89,
    "translation": 0.87,
    "translation: no names or figures": 0.65,
    "translation: nothing known": -0.3,
    "translation: other names and figures": -3.98,
    "translation: the same names and figures": 6.6,
    "translation: titles not known": 0.86,
}
SURE = 0.75
"""Chance from which two are joined."""
APART = timedelta(days=14)
"""Of two that were not open at the same time: further apart are two spells."""
NOTHING = "translation: nothing known"
"""In two languages, neither title nor text can be compared: only a number makes them one."""
FEW = 8
"""Shingles; of a text with fewer of its own nothing is told."""


class Seen:
    """What is compared of an advert."""

    def __init__(
        self, *, title: str, body: str, language: str, places: Iterable[str], reference: str = "",
        department: str = "", company: str = "", since: date | None = None,
        until: date | None = None,
    ) -> None:  # fmt: skip
        self.title: Title = title_of(_without(title, company))
        self.body, self.language, self.reference = body, language, folded(reference).strip()
        self.places = frozenset(_place(one) for one in places if one.strip())
        self.department = folded(department).strip()
        self.since, self.until = since, until

    @classmethod
    def of_posting(cls, posting: Posting, language: str) -> Self:
        return cls(
            title=posting.title, body=posting.body, language=language,
            places=[one.locality for one in posting.places], reference=posting.reference,
            department=posting.department, company=posting.company,
        )  # fmt: skip

    @classmethod
    def of_advert(cls, advert: Advert) -> Self:
        told: dict[str, Any] = advert.told
        return cls(
            title=advert.title, body=advert.body, language=advert.language,
            places=[str(one.get("locality") or "") for one in told.get("places", [])],
            reference=str(told.get("reference", "")), department=str(told.get("department", "")),
            company=str(told.get("company", "")),
        )  # fmt: skip

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(plain(self.body))

    @cached_property
    def kind(self) -> object:
        """The kind of work, so far as its title tells."""
        return self.title.work or self.title.own


def _without(title: str, company: str) -> str:
    """
    >>> _without("Monteur | Voorbeeld Systems B.V.", "Voorbeeld Systems")
    'Monteur |  B.V.'
    """
    return re.sub(re.escape(company), "", title, flags=re.I) if len(company) > 3 else title


def _place(name: str) -> str:
    """
    >>> _place("ENSCHEDE, NL")
    'enschede'
    """
    return " ".join(re.findall(r"\w+", folded(name.partition(",")[0])))


@dataclass(frozen=True, slots=True)
class Likeness:
    """`facts`: what each gave to the log-odds, by name, the strongest first."""

    facts: dict[str, float]

    @property
    def odds(self) -> float:
        """Their logarithm."""
        return sum(self.facts.values())

    @property
    def chance(self) -> float:
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.odds))))


class Block:
    """The adverts of one company: what many of them say tells nothing of any."""

    def __init__(self, adverts: Iterable[Seen]) -> None:
        self._adverts = list(adverts)
        self._own: dict[int, _Own] = {}

    @cached_property
    def _common(self) -> frozenset[Sentence]:
        return told_by_all((one.kind, (line.words for line in one.lines)) for one in self._adverts)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """Of names and figures: what stands in few adverts tells more."""
        found = Counter(word for one in self._adverts for word in self._own_of(one).anchors)
        return {word: math.log(1 + len(self._adverts) / n) for word, n in found.items()}

    def twins(self, one: Seen, other: Seen) -> Likeness | None:
        """How alike they are, where that makes them one."""
        if not could_be(one, other):
            return None
        found = self.likeness(one, other)
        if NOTHING in found.facts and "same reference" not in found.facts:
            return None
        return found if found.chance >= SURE else None

    def likeness(self, one: Seen, other: Seen) -> Likeness:
        facts = {"start": 1.0, **self.facts(one, other)}
        weighed = {name: WEIGHTS[name] * value for name, value in facts.items()}
        found = {name: value for name, value in weighed.items() if value}
        return Likeness(dict(sorted(found.items(), key=lambda item: -abs(item[1]))))

    def facts(self, one: Seen, other: Seen) -> dict[str, float]:
        """What is known of the two together: from 0 to 1, how strongly it holds."""
        made = _facts_of_fields(one, other)
        made[_fact_of_places(self._places(one), self._places(other))] = 1.0
        made.update(_facts_of_titles(one, other))
        if one.language == other.language:
            made.update(self._facts_of_texts(one, other))
        else:
            made.update(self._facts_of_translations(one, other))
        return made

    def _places(self, one: Seen) -> frozenset[str]:
        """Those that are told, else those of the company that its title or its text names."""
        if one.places:
            return one.places
        said = set(one.title.key.split())
        for line in one.lines:
            if line.words not in self._of_the_company:
                said.update(line.words)
        return frozenset(place for place in self._all_places if said.issuperset(place.split()))

    @cached_property
    def _all_places(self) -> frozenset[str]:
        return frozenset(place for one in self._adverts for place in one.places)

    @cached_property
    def _of_the_company(self) -> frozenset[Sentence]:
        """Sentences that name a place in the advert of another: not where the work is."""
        found = set()
        for one in self._adverts:
            others = self._all_places - one.places if one.places else frozenset()
            for line in one.lines if others else ():
                if any(set(line.words).issuperset(place.split()) for place in others):
                    found.add(line.words)
        return frozenset(found)

    def _facts_of_texts(self, one: Seen, other: Seen) -> dict[str, float]:
        left, right = self._own_of(one), self._own_of(other)
        least = min(len(left.shingles), len(right.shingles))
        if least < FEW:
            return {"text: not told": 1.0}
        share = len(left.shingles & right.shingles) / least
        made = {
            "text: little the same": max(0.0, 1 - 2 * share),
            "text: nearly all the same": max(0.0, 4 * share - 3),
            "text: long, nearly all the same": max(0.0, 4 * share - 3) * min(1.0, least / LONG),
        }
        return made | self._facts_of_anchors("text", left.anchors, right.anchors)

    def _facts_of_translations(self, one: Seen, other: Seen) -> dict[str, float]:
        left, right = self._own_of(one), self._own_of(other)
        made = {"translation": 1.0}
        made |= self._facts_of_anchors("translation", left.anchors, right.anchors)
        if not (one.title.work and other.title.work):
            is_bare = "translation: no names or figures" in made
            made[NOTHING if is_bare else "translation: titles not known"] = 1.0
        return made

    def _facts_of_anchors(
        self, what: str, left: frozenset[str], right: frozenset[str]
    ) -> dict[str, float]:
        least = min(self._weight(left), self._weight(right))
        if least < 2.0:
            return {f"{what}: no names or figures": 1.0}
        share = min(1.0, self._weight(left & right) / least)
        return {
            f"{what}: the same names and figures": max(0.0, 2 * share - 1),
            f"{what}: other names and figures": max(0.0, 1 - 2 * share),
        }

    def _weight(self, words: frozenset[str]) -> float:
        return sum(self._rarity.get(word, 1.0) for word in words)

    def _own_of(self, one: Seen) -> _Own:
        found = self._own.get(id(one))
        if found is None:
            lines = [line for line in one.lines if line.words not in self._common]
            found = self._own[id(one)] = _Own(
                one,
                shingles(line.words for line in lines),
                frozenset(word for line in lines for word in line.anchors),
            )
        return found


@dataclass(frozen=True, slots=True)
class _Own:
    """What an advert says and others of the company do not. It holds the advert, so that its
    identity stays its own."""

    advert: Seen
    shingles: frozenset[Sentence]
    anchors: frozenset[str]


def could_be(one: Seen, other: Seen) -> bool:
    """Before their texts are looked at: what no text makes good."""
    if one.places and other.places and not one.places & other.places:
        return False
    if are_spells_apart(one, other):
        return False
    if one.reference and one.reference == other.reference:
        return True
    left, right = one.title.work, other.title.work
    return not left or not right or left <= right or right <= left


def are_spells_apart(one: Seen, other: Seen) -> bool:
    """One was over well before the other began."""
    for early, late in ((one, other), (other, one)):
        if early.until and late.since and late.since - early.until > APART:
            return True
    return False


def _facts_of_fields(one: Seen, other: Seen) -> dict[str, float]:
    made: dict[str, float] = {}
    if are_spells_apart(one, other):
        made["other spell"] = 1.0
    if one.reference and other.reference:
        made["same reference" if one.reference == other.reference else "other reference"] = 1.0
    if one.department and other.department and one.language == other.language:
        is_same = ratio(one.department, other.department) > 85
        made["same department" if is_same else "other department"] = 1.0
    return made


def _fact_of_places(one: frozenset[str], other: frozenset[str]) -> str:
    if not one or not other:
        return "place: not told"
    return "same place" if one & other else "other place"


def _facts_of_titles(one: Seen, other: Seen) -> dict[str, float]:
    a, b = one.title, spelled_like(other.title, one.title)
    made: dict[str, float] = {}
    if a.rank != b.rank:
        made["title: other rank"] = 1.0
    if a.work and b.work:
        made[_fact_of_work(a.work, b.work)] = 1.0
    if a.role and b.role and not a.role & b.role:
        made["title: other role"] = 1.0
    if one.language == other.language:
        places = {word for each in (one, other) for place in each.places for word in place.split()}
        left, right = _left_over(a.own - places, b.own - places)
        if left and right:
            made["title: other words on both sides"] = 1.0
        elif left or right:
            made["title: more words on one side"] = 1.0
    return made


def _fact_of_work(one: frozenset[str], other: frozenset[str]) -> str:
    if one == other:
        return "title: the same work"
    is_part = one < other or other < one
    return "title: more work on one side" if is_part else "title: other work"


def _left_over(left: frozenset[str], right: frozenset[str]) -> tuple[int, int]:
    """How many words of each the other lacks, also within a longer one."""
    return (
        sum(1 for word in left - right if not _is_within(word, right)),
        sum(1 for word in right - left if not _is_within(word, left)),
    )


def _is_within(word: str, others: frozenset[str]) -> bool:
    """Words that are written as one here and apart there."""
    return any(len(min(word, one, key=len)) > 3 and (word in one or one in word) for one in others)
