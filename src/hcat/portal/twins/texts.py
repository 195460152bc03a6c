# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts of one company's adverts, without what it says in all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .titles import folded

SHINGLE = 4
"""Words that follow each other."""
TOLD_BY = 3
"""A sentence that adverts of so many kinds of work have tells of none of them."""
_SENTENCE = re.compile(r"(?<![.!?…:;\n])[.!?…:;\n]+(?:\s+|$)|\n+")
_WORDS = re.compile(r"[^\W_]+(?:[+#]+)?")
_ANCHOR = re.compile(r"(?<![\w./])[.\w/]*(?:\d|[a-z][A-Z]|[A-Z]{2}|[+#])[\w+#]*")
_NAME = re.compile(r"(?<=[a-z,0-9] )[A-Z][\w]{2,}")

Sentence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its folded words, and what a translation would leave as it is: numbers, names of
    products, abbreviations."""

    words: Sentence
    anchors: frozenset[str]


def lines_of(text: str) -> list[Line]:
    """A text sentence by sentence.

    >>> lines = lines_of("Je werkt met SolidWorks. Voor 3.200 euro, 32-40 uur!")
    >>> [" ".join(one.words) for one in lines]
    ['je werkt met solidworks', 'voor 3 200 euro 32 40 uur']
    >>> [sorted(one.anchors) for one in lines]
    [['solidworks'], ['32', '3200', '40']]
    """
    found = (_line_of(part) for part in _SENTENCE.split(text))
    return [line for line in found if line.words]


@lru_cache(maxsize=1 << 14)
def _line_of(part: str) -> Line:
    """Kept, for a company says the same of itself in each of its adverts."""
    words = tuple(_WORDS.findall(folded(part)))
    return Line(words, _anchors(part) if words else frozenset())


def _anchors(text: str) -> frozenset[str]:
    found = {hit.group().replace(".", "").strip("/") for hit in _ANCHOR.finditer(text)}
    found |= {hit.group() for hit in _NAME.finditer(text)}
    return frozenset(folded(one) for one in found if len(one) > 1)


def told_by_all(texts: Iterable[tuple[object, Iterable[Sentence]]]) -> frozenset[Sentence]:
    """The sentences that stand in adverts for `TOLD_BY` kinds of work. `texts`: kind, sentences."""
    kinds: defaultdict[Sentence, set[object]] = defaultdict(set)
    for kind, lines in texts:
        for line in lines:
            kinds[line].add(kind)
    return frozenset(line for line, found in kinds.items() if len(found) >= TOLD_BY)


def shingles(lines: Iterable[Sentence]) -> frozenset[Sentence]:
    """Runs of `SHINGLE` words within a sentence."""
    made: set[Sentence] = set()
    for line in lines:
        made.update(line[at : at + SHINGLE] for at in range(max(1, len(line) - SHINGLE + 1)))
    return frozenset(made)
