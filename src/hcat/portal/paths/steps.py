# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps from one occupation to another, by what the vacancies of both ask. No tables.

A step needs skills that both ask for; it leads up at most one level of education and never down.
How near it is: what both ask, over what either asks, rare skills weighing more. Nothing here says
how many people took a step: that only people can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

LEVELS = ("mbo-3", "mbo-4", "hbo", "wo")
USUAL = 0.25
"""In which share of its vacancies a skill must be asked to count as asked for the work."""
MOST_EACH = 8
"""Steps shown of one sort."""
UP, SIDEWAYS, ELSEWHERE = "up", "sideways", "elsewhere"
WAYS = (UP, SIDEWAYS, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Work:
    """An occupation as the vacancies of the region ask for it.

    `levels`, `skills`, `fields`, `seniorities`: in how many of its vacancies each is asked.
    `needs`: skills that ESCO calls essential for it.
    """

    value: str
    vacancies: int
    levels: Mapping[str, int] = field(default_factory=dict)
    skills: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, int] = field(default_factory=dict)
    seniorities: Mapping[str, int] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()

    @property
    def level(self) -> str:
        """What is asked most; of two the lower one. Empty where no vacancy says it."""
        known = [one for one in LEVELS if self.levels.get(one)]
        return max(known, key=lambda one: self.levels[one], default="")

    @property
    def field_code(self) -> str:
        return max(sorted(self.fields), key=lambda one: self.fields[one], default="")

    @property
    def usual(self) -> frozenset[str]:
        """Skills that are asked often, or that it cannot do without."""
        often = {one for one, n in self.skills.items() if n >= USUAL * self.vacancies}
        return frozenset(often) | self.needs


@dataclass(frozen=True, slots=True)
class Step:
    """From one work to another. `shared` and `to_learn`: skills, those asked most first.

    `nearness`: between 0 and 1. `is_higher`: it asks for the next level of education.
    """

    to: Work
    way: str
    shared: tuple[str, ...]
    to_learn: tuple[str, ...]
    nearness: float
    is_higher: bool


def steps_from(one: Work, all_work: Iterable[Work]) -> dict[str, list[Step]]:
    """The steps by way (`WAYS`), the nearest first."""
    works = list(all_work)
    weights = _weights(works)
    found: dict[str, list[Step]] = {way: [] for way in WAYS}
    for other in works:
        if other.value != one.value and (step := _step(one, other, weights)):
            found[step.way].append(step)
    for way, steps in found.items():
        steps.sort(key=lambda step: (-step.nearness, -step.to.vacancies, step.to.value))
        found[way] = steps[:MOST_EACH]
    return found


def _step(one: Work, other: Work, weights: Mapping[str, float]) -> Step | None:
    shared = one.usual & other.usual
    rise = _rise(one.level, other.level)
    if not shared or not 0 <= rise <= 1:
        return None
    way = UP if rise else SIDEWAYS
    if other.field_code != one.field_code:
        way = ELSEWHERE
    either = sum(weights.get(skill, 1.0) for skill in one.usual | other.usual)
    both = sum(weights.get(skill, 1.0) for skill in shared)
    return Step(
        other, way, _by_use(shared, other), _by_use(other.usual - one.usual, other),
        round(both / either, 3), rise == 1,
    )  # fmt: skip


def _rise(of: str, to: str) -> int:
    """In levels; one that is not known rises nowhere.

    >>> _rise("mbo-4", "hbo"), _rise("wo", "hbo"), _rise("", "wo")
    (1, -1, 0)
    """
    return LEVELS.index(to) - LEVELS.index(of) if of and to else 0


def _by_use(skills: Iterable[str], work: Work) -> tuple[str, ...]:
    return tuple(sorted(skills, key=lambda one: (-work.skills.get(one, 0), one)))


def _weights(works: list[Work]) -> dict[str, float]:
    """A skill that every work asks for tells little about any."""
    asked = Counter(skill for work in works for skill in work.usual)
    return {skill: log(1 + len(works) / n) for skill, n in asked.items()}
