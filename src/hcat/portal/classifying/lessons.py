# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What corrections teach: vacancies alike are taken to be what people made of the others.

A correction is a lesson for vacancies of which the rules say the same as they said then: it mends
that mistake and no other. Each lesson votes for its values with the likeness of its title to the
vacancy's, or, of what is read in the text, of the words that led to the answer; the rules vote once
with their own confidence. Confirming what the rules said is a lesson too.

Derived from the corrections alone: the same corrections teach the same, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .finding import SUREST, Finding, Text
from .matcher import stem, tokens_of

LEAST_ALIKE = 0.5
"""Titles that share less have nothing to do with each other."""
SAME_WORDS = 0.5
"""How much a lesson counts where the title is another one and the words in the text the same."""
RULES = 1.0
"""How much the rules count, in lessons with exactly this title: two of those outvote them."""
ADDED, KEPT = 0.5, 0.35
"""A value that only lessons give needs more than one that the rules give."""
IN_THE_TEXT = frozenset(("level", "seniority", "hours", "language", "sponsor", "remote"))
"""Questions answered by words of the text, that mean the same under any title."""
_EMPTY = frozenset(
    ("m", "v", "x", "w", "d", "f", "en", "de", "het", "een", "and", "the", "und", "of", "oder",
     "or", "in", "bij", "voor", "for", "uur")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction. `before`: the values of the rules then; `words`: what had led to them."""

    aspect: str
    before: frozenset[str]
    after: frozenset[str]
    title: str
    language: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Kept:
    lesson: Lesson
    stems: frozenset[str]


class Lessons:
    """All lessons, found by what the rules said; small beside the vacancies they are about."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self._kept: dict[tuple[str, frozenset[str]], list[_Kept]] = {}
        for one in lessons:
            stems = title_stems(one.title, one.language)
            self._kept.setdefault((one.aspect, one.before), []).append(_Kept(one, stems))
        self.aspects = frozenset(aspect for aspect, _before in self._kept)
        self.count = sum(map(len, self._kept.values()))

    def applied(self, found: Sequence[Finding], texts: Sequence[Text]) -> list[Finding]:
        """What the rules found, mended by the lessons that are about vacancies like this one."""
        if not self.aspects:
            return list(found)
        titles = [title_stems(one.title, one.language) for one in texts]
        made = [one for one in found if one.aspect not in self.aspects]
        for aspect in sorted(self.aspects):
            rules = [one for one in found if one.aspect == aspect]
            made.extend(self._voted(aspect, rules, titles))
        return made

    def _voted(
        self, aspect: str, rules: list[Finding], titles: Sequence[frozenset[str]]
    ) -> list[Finding]:
        kept = self._kept.get((aspect, frozenset(one.value for one in rules)), ())
        words = frozenset(word.casefold() for one in rules for word in one.words)
        votes = [(how, one.lesson) for one in kept if (how := _alike(aspect, one, titles, words))]
        if not votes:
            return rules
        total = RULES + sum(how for how, _lesson in votes)
        own = {one.value: one for one in rules}
        values = sorted(own.keys() | {value for _how, one in votes for value in one.after})
        made = []
        for value in values:
            learnt = sum(sorted(how for how, one in votes if value in one.after))
            sure = (learnt + RULES * (own[value].confidence if value in own else 0.0)) / total
            if sure >= (KEPT if value in own else ADDED):
                said = own[value].words if value in own else _titles(votes, value)
                made.append(Finding(aspect, value, round(min(SUREST, sure), 3), said))
        return made


def _alike(
    aspect: str, kept: _Kept, titles: Sequence[frozenset[str]], words: frozenset[str]
) -> float:
    best = max((_shared(kept.stems, one) for one in titles), default=0.0)
    if best >= LEAST_ALIKE:
        return best
    if aspect in IN_THE_TEXT and words and words == kept.lesson.words:
        return SAME_WORDS
    return 0.0


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice: 1 where the words are the same, 0 where none is shared."""
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0


def title_stems(title: str, language: str) -> frozenset[str]:
    """The words of a title that say something, as they are compared."""
    return frozenset(
        stem(one.word, language if language in ("nl", "en", "de") else "en")
        for one in tokens_of(title)
        if one.word.casefold() not in _EMPTY and not one.word.isdecimal()
    )


def _titles(votes: Iterable[tuple[float, Lesson]], value: str) -> tuple[str, ...]:
    """What a learnt value rests on: the titles of the vacancies that were corrected."""
    best = sorted(
        ((how, one.title) for how, one in votes if value in one.after),
        key=lambda vote: (-vote[0], vote[1]),
    )
    return tuple(dict.fromkeys(title for _how, title in best))[:3]


def lesson_of(
    aspect: str,
    before: Iterable[Mapping[str, object]],
    after: Iterable[str],
    title: str,
    language: str,
) -> Lesson:
    """Out of a correction as it is kept: `before` as rows with `value` and `words`."""
    rows = list(before)
    words: list[str] = []
    for one in rows:
        said = one.get("words")
        words.extend(str(word).casefold() for word in (said if isinstance(said, list) else ()))
    return Lesson(
        aspect,
        frozenset(str(one["value"]) for one in rows),
        frozenset(after),
        title,
        language,
        frozenset(words),
    )
