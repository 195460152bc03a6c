# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A title taken apart: its rank, what the work is about in any language, and the other words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA
from ruamel.yaml import YAML

_BESIDE = re.compile(
    r"\((?:m|f|v|x|w|d|h|/|\s)+\)|\b\d{1,2}\s*(?:-\s*\d{1,2})?\s*(?:uur|hours?|h)\b", re.I
)
_WORDS = re.compile(r"[^\W_]+(?:[+#]+)?")


SPELLED = 5
"""Letters of a word in which one mistake is forgiven."""


@dataclass(frozen=True, slots=True)
class Title:
    """`key`: its words without hours, (m/f/x) and marks; `own`: those that may tell it apart.

    `rank`, `work` and `role` are names in ``titles.yaml``.
    """

    key: str
    own: frozenset[str]
    rank: frozenset[str]
    work: frozenset[str]
    role: frozenset[str]


def title_key(title: str) -> str:
    """A title without hours, (m/f/x) and marks.

    >>> title_key("Mechanical Engineer (m/v/x) – 32-40 uur")
    'mechanical engineer'
    """
    return " ".join(_WORDS.findall(folded(_BESIDE.sub(" ", title))))


def folded(text: str) -> str:
    """Small letters without accents.

    >>> folded("Schweißer für Enschedé")
    'schweisser fur enschede'
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


@lru_cache(maxsize=20_000)
def title_of(title: str) -> Title:
    """A title as it is compared.

    >>> made = title_of("Senior servicemonteur koeltechniek (m/v) 40 uur")
    >>> sorted(made.rank), sorted(made.work), sorted(made.role), sorted(made.own)
    (['senior'], ['cooling', 'service'], ['technician'], ['koeltechniek', 'servicemonteur'])
    """
    key = title_key(title)
    own = frozenset(word for word in key.split() if not word.isdecimal()) - _named("beside", key)
    rank = _concepts("rank", key)
    ranks = {word for word in own if _concepts("rank", word)}
    return Title(key, own - ranks, rank, _concepts("work", key), _concepts("role", key))


def spelled_like(title: Title, other: Title) -> Title:
    """The title with its words as the other spells them, where they are one mistake apart.

    >>> spelled_like(title_of("Junioor desigenr"), title_of("Junior designer")).key
    'junior designer'
    """
    words, others = title.key.split(), other.key.split()
    missing = [word for word in others if word not in words and len(word) >= SPELLED]
    if not missing:
        return title
    return title_of(" ".join(_spelled(word, others, missing) for word in words))


def _spelled(word: str, others: list[str], missing: list[str]) -> str:
    if word in others or len(word) < SPELLED:
        return word
    return next((one for one in missing if OSA.distance(word, one, score_cutoff=1) <= 1), word)


def _concepts(sort: str, key: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _lexicon()[sort] if pattern.search(key))


def _named(sort: str, key: str) -> frozenset[str]:
    """The words of a title that a part of the lexicon names."""
    found: set[str] = set()
    for _name, pattern in _lexicon()[sort]:
        for hit in pattern.finditer(key):
            found.update(hit.group().split())
    return frozenset(found)


@cache
def _lexicon() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    read: dict[str, Any] = YAML(typ="safe").load(
        Path(__file__).with_name("titles.yaml").read_text(encoding="utf-8")
    )
    made = {}
    for sort, entries in read.items():
        named = entries.items() if isinstance(entries, dict) else enumerate(entries)
        made[sort] = [(str(name), _pattern(words)) for name, words in named]
    return made


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    parts = [
        rf"\b{re.escape(word[1:])}\b" if word.startswith("=") else re.escape(word) for word in words
    ]
    return re.compile("|".join(parts))
