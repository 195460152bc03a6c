# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found in a text: an answer, how sure it is, and the words that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import prod
from typing import Any

MOST_WORDS = 6
"""Words kept beside one answer: enough to see why, short enough to read."""
SUREST = 0.97
"""Of a rule: it may always be wrong. A person has 1."""
TOLD = 0.95
"""What the source says in a field of its own."""
IN_TITLE = 0.9


@dataclass(frozen=True, slots=True)
class Finding:
    """`confidence` between 0 and 1; `words` as they stood there."""

    aspect: str
    value: str
    confidence: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """An advert as it is classified: `body` without marks, `told` as of `Advert.told`."""

    title: str
    body: str = ""
    language: str = ""
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.body}"


def joined(found: Iterable[Finding]) -> list[Finding]:
    """One finding per aspect and value: what points the same way makes it surer.

    >>> signs = [Finding("level", "hbo", 0.6, ("HBO",)), Finding("level", "hbo", 0.5, ("BSc",))]
    >>> one = joined(signs)
    >>> one[0].confidence, one[0].words
    (0.8, ('HBO', 'BSc'))
    """
    kept: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        kept.setdefault((one.aspect, one.value), []).append(one)
    return [
        Finding(aspect, value, sureness(each.confidence for each in same), words_of(same))
        for (aspect, value), same in kept.items()
    ]


def sureness(parts: Iterable[float]) -> float:
    """Of several independent signs; the same sign often repeated counts three times at most."""
    strongest = sorted(parts, reverse=True)[:3]
    return round(min(SUREST, 1 - prod(1 - one for one in strongest)), 3)


def words_of(found: Iterable[Finding]) -> tuple[str, ...]:
    """The words of several findings, each once, whatever its capitals."""
    words: dict[str, str] = {}
    for one in found:
        for word in one.words:
            short = " ".join(word.split())[:120]
            words.setdefault(short.casefold(), short)
    return tuple(words.values())[:MOST_WORDS]


def strongest(found: Iterable[Finding]) -> list[Finding]:
    """Of questions with one answer: the surest for each aspect; of two equally sure the first."""
    best: dict[str, Finding] = {}
    for one in found:
        if one.aspect not in best or one.confidence > best[one.aspect].confidence:
            best[one.aspect] = one
    return list(best.values())
