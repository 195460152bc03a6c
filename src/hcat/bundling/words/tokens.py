# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a text to its words: stemmed, long compounds taken apart, and where our word list knows a
word, one mark for it in all three languages."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from .stop import STOP

LANGUAGES = ("nl", "en", "de")
_STEMMERS = {"nl": "dutch", "en": "english", "de": "german"}
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*|\d[\d.,]*")
_SHORTEST_PART = 3
"""Of a compound, in letters: shorter ones are found in words that have nothing to do with it."""


@dataclass(frozen=True, slots=True)
class Word:
    """`mark` is what is compared; `written` is how it stood there."""

    mark: str
    written: str

    @property
    def is_number(self) -> bool:
        return self.mark[0].isdecimal()


def words_of(text: str, language: str) -> Iterator[Word]:
    """The words of a text that say something, in its order.

    >>> [word.mark for word in words_of("De leerlingen bouwen met hout.", "nl")]
    ['=pupil', '=building', '=wood']
    >>> [word.mark for word in words_of("12 pupils learn home automation", "en")]
    ['12', '=pupil', '=learn', '=home-automation']
    """
    written = [found[0] for found in _WORD.finditer(text)]
    known = _lexicon(language)
    at = 0
    while at < len(written):
        pair = "-".join(written[at : at + 2])
        if pair.lower() in known and pair != written[at]:
            yield Word(known[pair.lower()], pair.replace("-", " "))
            at += 2
            continue
        for mark in _marks(written[at].lower(), language):
            yield Word(mark, written[at])
        at += 1


def guessed(text: str) -> str:
    """The language of a text of which that is not said: whose stop words it has most of.

    A name without any is Dutch: the first of the languages.
    """
    words = [found[0].lower() for found in _WORD.finditer(text)]
    return max(LANGUAGES, key=lambda language: sum(word in STOP[language] for word in words))


@lru_cache(maxsize=50_000)
def _marks(word: str, language: str) -> tuple[str, ...]:
    if word[0].isdecimal():
        number = word.rstrip(".,")
        return (number,)
    if word in STOP[language] or len(word) < 2:
        return ()
    known = _lexicon(language)
    stem = _stem(word, language)
    if mark := known.get(word) or known.get(stem):
        return (mark,)
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        return tuple(mark for part in parts for mark in _marks(part, language))
    if pair := _taken_apart(word, language):
        return pair
    return (plain(stem),)


def _taken_apart(word: str, language: str) -> tuple[str, ...]:
    """The two marks of a compound of which our list knows both halves, or the whole with one.

    >>> _taken_apart("stageplaats", "nl"), _taken_apart("watertechnologie", "nl")
    (('=placement', '=place'), ('=water', '=technology'))
    """
    if language == "en":
        return ()
    known = _lexicon(language)
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first = (
            known.get(word[:at]) or known.get(word[:at].rstrip("s")) or known.get(word[:at] + "e")
        )
        last = known.get(word[at:]) or known.get(_stem(word[at:], language))
        if first and last:
            return (first, last)
    return ()


def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


@lru_cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])


@lru_cache
def _lexicon(language: str) -> dict[str, str]:
    """Our word list in one language: word and stem to the mark of its row.

    A word that stands in several rows belongs to the first.
    """
    found: dict[str, str] = {}
    lines = (files(__package__) / "lexicon.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        mark = "=" + plain(row["en"].split()[0])
        for word in row[language].split():
            found.setdefault(word, mark)
    for word, mark in list(found.items()):
        found.setdefault(_stem(word, language), mark)
    return found


def plain(text: str) -> str:
    """Lower case without accents.

    >>> plain("Bèta")
    'beta'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
