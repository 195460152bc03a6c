# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a word may have meant: words of the index that differ by a mistake and are far more common.

Looked up once for each word as long as the vocabulary stands, and never for one that is well known.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .fields import VOCABULARY

FAR_MORE = 10
"""How many times as common a word must be to be what was meant by one that occurs itself."""
MOST = 6
MOST_BEGINNINGS = 20
REMEMBERED = 5_000


def mistakes_in(word: str) -> int:
    """How many mistakes are forgiven: none in three letters, two in nine."""
    return 0 if len(word) < 4 else 1 if len(word) < 9 else 2


class Vocabulary:
    """The words of titles, names and companies at one moment, with in how many vacancies each."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._counts = dict(words)
        self._by_length: dict[int, list[str]] = {}
        for word in self._counts:
            self._by_length.setdefault(len(word), []).append(word)
        self._most = max(self._counts.values(), default=0)
        self._known: OrderedDict[tuple[str, int], tuple[str, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def alike(self, word: str, count: Callable[[], int]) -> tuple[str, ...]:
        """The nearest first, then the most common. `count`: in how many vacancies it occurs."""
        return self._remembered((word, 0), lambda: self._alike(word, count()))

    def beginning(self, start: str) -> tuple[str, ...]:
        """Words that begin so, the most common first."""
        return self._remembered((start, 1), lambda: self._beginning(start))

    def holds(self, word: str) -> bool:
        return word in self._counts

    def _remembered(
        self, asked: tuple[str, int], find: Callable[[], tuple[str, ...]]
    ) -> tuple[str, ...]:
        with self._lock:
            if asked in self._known:
                self._known.move_to_end(asked)
                return self._known[asked]
        found = find()
        with self._lock:
            self._known[asked] = found
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _alike(self, word: str, count: int) -> tuple[str, ...]:
        most, least = mistakes_in(word), max(1, FAR_MORE * count)
        if not most or least > self._most:
            return ()
        near: list[tuple[float, int, str]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            found = process.extract_iter(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=most
            )
            near += [(far, -self._counts[one], one) for one, far, _at in found
                     if far and self._counts[one] >= least]  # fmt: skip
        return tuple(one for _far, _count, one in sorted(near)[:MOST])

    def _beginning(self, start: str) -> tuple[str, ...]:
        fit = [(-n, one) for one, n in self._counts.items() if one.startswith(start)]
        return tuple(one for _count, one in sorted(fit)[:MOST_BEGINNINGS])


def vocabulary_of(searcher: Any) -> Vocabulary:
    return Vocabulary(searcher.terms_with_prefix(VOCABULARY, ""))
