# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds thousands of names in a text at once.

Names and text are brought to stems, and each place in the text looks up the names that begin with
its stem, the longest first: the time depends on the length of the text, not on how many names
there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log

from hcat.portal.searching.analysing import words_of

_TOKEN = re.compile(r"(?<![\w.])\.[^\W\d_]{2,}\b|[^\W_]+(?:[+#]+(?!\w))?")
LONGEST_NAME = 7
"""Tokens; longer names describe and are not written in a vacancy."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, with where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: the values it stands for, from which token on, how many, where in the text."""

    values: tuple[str, ...]
    first: int
    count: int
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """
    >>> [one.word for one in tokens_of("C++/.NET-ontwikkelaar, 40 uur.")]
    ['C++', '.NET', 'ontwikkelaar', '40', 'uur']
    """
    return [Token(found.group(), *found.span()) for found in _TOKEN.finditer(text)]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """What is compared of a word."""
    if not word.isalnum():
        return word.casefold()
    return "".join(words_of(word, language)) or word.casefold()


class Matcher:
    """The names of one language. `compounds`: names of several words are also found written as
    one, and the other way about, as Dutch and German write them; for short texts."""

    def __init__(self, names: Iterable[tuple[str, str]], language: str, *, compounds: bool) -> None:
        self.language = language
        self.compounds = compounds
        self._values: dict[str, list[str]] = {}
        self._longest: dict[str, int] = {}
        self._whole: dict[str, list[str]] = {}
        for text, value in names:
            self._add(text, value)

    def _add(self, text: str, value: str) -> None:
        words = [one.word for one in tokens_of(text)]
        if not 0 < len(words) <= LONGEST_NAME or len("".join(words)) < 2:
            return
        stems = [stem(word, self.language) for word in words]
        _append(self._values, " ".join(stems), value)
        self._longest[stems[0]] = max(self._longest.get(stems[0], 0), len(stems))
        if self.compounds:
            _append(self._whole, stem("".join(words), self.language), value)

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """The longest name at each place; what one took is not read again."""
        stems = [stem(one.word, self.language) for one in tokens]
        at = 0
        while at < len(tokens):
            hit = self._at(tokens, stems, at)
            if hit is None:
                at += 1
            else:
                yield hit
                at += hit.count

    def _at(self, tokens: Sequence[Token], stems: list[str], at: int) -> Hit | None:
        longest = min(self._longest.get(stems[at], 0), len(stems) - at)
        for count in range(longest, 0, -1):
            if values := self._values.get(" ".join(stems[at : at + count])):
                return _hit(values, tokens, at, count)
        if self.compounds:
            for count in range(min(3, len(stems) - at), 0, -1):
                whole = stem("".join(one.word for one in tokens[at : at + count]), self.language)
                if values := self._whole.get(whole):
                    return _hit(values, tokens, at, count)
        return None


def _append(kept: dict[str, list[str]], key: str, value: str) -> None:
    values = kept.setdefault(key, [])
    if value not in values:
        values.append(value)


def _hit(values: list[str], tokens: Sequence[Token], at: int, count: int) -> Hit:
    last = tokens[at + count - 1]
    return Hit(tuple(values), at, count, tokens[at].start, last.end)


class Likeness:
    """Names that share most of their rare words with a title, where none stands in it whole."""

    MOST_COMMON = 400
    """A stem that more names than this have tells too little to look them all up."""
    LEAST = 0.55
    FEWEST = 2
    """Words in common: one, however rare, is not a name."""

    def __init__(self, names: Iterable[tuple[str, str]], language: str) -> None:
        self.language = language
        self._names: list[tuple[frozenset[str], str]] = []
        self._with: dict[str, list[int]] = {}
        for text, value in names:
            stems = frozenset(stem(one.word, language) for one in tokens_of(text))
            if 1 < len(stems) <= LONGEST_NAME:
                for one in stems:
                    self._with.setdefault(one, []).append(len(self._names))
                self._names.append((stems, value))
        total = len(self._names) or 1
        self._weights = {one: log(1 + total / len(where)) for one, where in self._with.items()}
        self._unseen = log(1 + total)

    def nearest(self, tokens: Sequence[Token]) -> tuple[str, float, tuple[str, ...]] | None:
        """The value, how alike (0 to 1, by the weight of the words shared), and those words."""
        words = {stem(one.word, self.language): one.word for one in tokens}
        places = {
            place
            for one in words
            if len(self._with.get(one, ())) <= self.MOST_COMMON
            for place in self._with.get(one, ())
        }
        best: tuple[float, int] | None = None
        for place in sorted(places):
            stems = self._names[place][0]
            if len(stems & words.keys()) < self.FEWEST:
                continue
            shared = self._weight(stems & words.keys())
            alike = shared / self._weight(stems | words.keys())
            if alike >= self.LEAST and (best is None or alike > best[0]):
                best = (alike, place)
        if best is None:
            return None
        stems, value = self._names[best[1]]
        return value, best[0], tuple(words[one] for one in words if one in stems)

    def _weight(self, stems: Iterable[str]) -> float:
        # Of a set, whose order differs between processes: an exact sum does not.
        return fsum(self._weights.get(one, self._unseen) for one in stems)
