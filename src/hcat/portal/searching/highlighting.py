# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a text says what was asked: its words marked, and the part of it that says most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .analysing import key_of, parts_of, words_of
from .asking import Asked
from .querying import Words, meant_by
from .snapshot import Snapshot

WORDS_SHOWN = 32
_WORD = re.compile(r"\w+(?:\+\+|#)?")
_SENTENCE = re.compile(r"[.!?]\s+|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_found: bool = False


def keys_meant(snapshot: Snapshot, asked: Asked) -> frozenset[str]:
    """What a word of a text may be compared as, to be one that was asked."""
    words = Words.of(asked.words, is_typing=asked.is_typing)
    meant = [one.compared for word, last in words.each() for one in meant_by(word, last, snapshot)]
    pairs = [key_of(a + b) for a, b in zip(words.plain, words.plain[1:], strict=False)]
    return frozenset((*meant, *pairs))


def marked(text: str, keys: Iterable[str]) -> list[Piece]:
    """The whole text, in pieces.

    >>> [(one.text, one.is_found) for one in marked("Twee lassers", {"lass"})]
    [('Twee ', False), ('lassers', True)]
    """
    wanted = frozenset(keys)
    pieces: list[Piece] = []
    at = 0
    for found in _WORD.finditer(text):
        if _is_one_of(found.group(), wanted):
            if found.start() > at:
                pieces.append(Piece(text[at : found.start()]))
            pieces.append(Piece(found.group(), True))
            at = found.end()
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def passage(text: str, keys: Iterable[str], *, most: int = WORDS_SHOWN) -> list[Piece]:
    """About so many words of a text that say most of what was asked, from the start of a sentence
    where one is near; [] where it says nothing of it."""
    wanted = frozenset(keys)
    words = list(_WORD.finditer(text))
    hits = [
        (n, _key(one.group())) for n, one in enumerate(words) if _is_one_of(one.group(), wanted)
    ]
    if not hits:
        return []
    first = max(hits, key=lambda hit: (_told(hits, hit[0], most), -hit[0]))[0]
    begin = _start(text, words[first].start(), words[max(0, first - most // 3)].start())
    inside = [one for one in words if one.start() >= begin][:most]
    end = inside[-1].end()
    pieces = marked(" ".join(text[begin:end].split()), wanted)
    before = [Piece("… ")] if begin else []
    after = [Piece(" …")] if end < len(text.rstrip(" .!?\n")) else []
    return [*before, *pieces, *after]


def _told(hits: list[tuple[int, str]], first: int, most: int) -> int:
    return len({key for n, key in hits if first <= n < first + most})


def _start(text: str, at: int, earliest: int) -> int:
    """The last start of a sentence before a word, or else the earliest word."""
    starts = [found.end() for found in _SENTENCE.finditer(text, earliest, at)]
    return starts[-1] if starts else earliest


def _is_one_of(word: str, wanted: frozenset[str]) -> bool:
    return any(key in wanted for key in _keys(word))


def _key(word: str) -> str:
    return next(iter(_keys(word)), "")


@lru_cache(maxsize=50_000)
def _keys(word: str) -> tuple[str, ...]:
    return tuple(_all_keys(word))


def _all_keys(word: str) -> Iterator[str]:
    for one in words_of(word):
        yield key_of(one)
        yield from (key_of(part) for part in parts_of(one))
