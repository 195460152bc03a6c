# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask, as a query: every word must be found; where it stands says what it counts.

A word of four letters or more that few vacancies hold may be a mistake for one that many hold, a
word of nine for one two mistakes away, at half the weight; the last word may be unfinished; a
compound may be written apart, and one that nobody writes is taken apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tantivy

from .analysing import HEADS, SHORTEST_PART, key_of, parts_of, words_of
from .fields import NAMED, schema
from .snapshot import Snapshot

MOST_WORDS = 12
WEIGHTS = {"title": 4.0, "known": 2.0, "company_name": 2.0, "part": 1.5, "exact": 1.0, "all": 1.0}
"""What a word counts for in each place where it stands."""
WHOLE_NAME = 6.0
MISTAKEN, UNFINISHED = 0.5, 0.9
MOST_BEGUN = 20
SHORTEST_BEFORE_HEAD = 3
"""Letters of what stands before a known head of a compound: *cncdraaier*."""
NOISE = frozenset((
    "vacature", "vacatures", "baan", "banen", "functie", "werk", "werken", "als", "in", "bij",
    "voor", "van", "de", "het", "een", "en", "of", "met", "naar", "op", "te", "aan", "gezocht",
    "zoek", "ik", "vacancy", "vacancies", "job", "jobs", "position", "positions", "work",
    "working", "as", "at", "for", "the", "a", "an", "and", "or", "with", "near", "looking",
    "stelle", "stellen", "stellenangebot", "stellenangebote", "arbeit", "arbeiten", "im", "fur",
    "der", "die", "das", "ein", "eine", "und", "oder", "mit", "nach", "gesucht", "suche", "ich",
))  # fmt: skip
"""What people type around what they look for, in three languages: it narrows nothing."""
EVERY, SOME = tantivy.Occur.Must, tantivy.Occur.Should


@dataclass(frozen=True, slots=True)
class Meant:
    """A word that may have been meant, and how much finding it counts."""

    word: str
    weight: float = 1.0
    key: str = ""
    """What it is compared as, where only that is known."""

    @property
    def compared(self) -> str:
        return self.key or key_of(self.word)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a question. `unfinished`: the last may be one that is being typed."""

    plain: tuple[str, ...]
    unfinished: bool = False
    is_noise: bool = False
    """Only words that stand in every question: all vacancies are asked."""

    @classmethod
    def of(cls, text: str, *, is_typing: bool = False) -> Words:
        said = words_of(text)
        # The last word may still become another one.
        told = [word for at, word in enumerate(said)
                if word not in NOISE or (is_typing and at == len(said) - 1)]  # fmt: skip
        return cls(tuple(told[:MOST_WORDS]), is_typing, bool(said) and not told)

    def __bool__(self) -> bool:
        return bool(self.plain)

    def each(self) -> Iterator[tuple[str, bool]]:
        last = len(self.plain) - 1
        for number, word in enumerate(self.plain):
            yield word, self.unfinished and number == last


def parts_for(words: Words, snapshot: Snapshot) -> list[tuple[Any, Any]]:
    """The clauses of a question's words: what must be found, and what makes it count for more."""
    clauses: list[tuple[Any, Any]] = []
    units = list(words.each())
    at = 0
    while at < len(units):
        word, unfinished = units[at]
        pair = word + units[at + 1][0] if at + 1 < len(units) else ""
        if pair and _is_written(pair, snapshot):
            clauses += _apart_or_joined(word, units[at + 1], pair, snapshot)
            at += 2
            continue
        clauses += _word(word, unfinished, snapshot)
        at += 1
    if clauses:
        clauses.append((SOME, _weighed(_term(NAMED, " ".join(words.plain)), WHOLE_NAME)))
    return clauses


def one_of(clauses: list[tuple[Any, Any]]) -> Any:
    """Where every word was asked, one of them at least; more of them count for more."""
    return tantivy.Query.boolean_query([(SOME, query) for _occur, query in clauses])


def _word(word: str, unfinished: bool, snapshot: Snapshot) -> list[tuple[Any, Any]]:
    meant = meant_by(word, unfinished, snapshot)
    if len(meant) == 1 and (parts := _parts(word, snapshot)):
        return [one for part in parts for one in _clauses(meant_by(part, False, snapshot))]
    return _clauses(meant)


def _is_written(word: str, snapshot: Snapshot) -> bool:
    """Whether any vacancy holds it, in this inflection or another."""
    return snapshot.vocabulary.holds(word) or _count(word, snapshot) > 0


def _count(word: str, snapshot: Snapshot) -> int:
    return int(snapshot.searcher.doc_freq("all", key_of(word)))


def _apart_or_joined(
    word: str, after: tuple[str, bool], pair: str, snapshot: Snapshot
) -> list[tuple[Any, Any]]:
    """A compound that was written apart: as it was written, or as one word."""
    apart = [*_word(word, False, snapshot), *_word(*after, snapshot)]
    one = tantivy.Query.boolean_query(_clauses([Meant(pair)]))
    either = tantivy.Query.boolean_query([(SOME, tantivy.Query.boolean_query(apart)), (SOME, one)])
    return [(EVERY, either)]


def meant_by(word: str, unfinished: bool, snapshot: Snapshot) -> list[Meant]:
    """The word itself, words that it may begin, words that it may be a mistake for."""
    meant = [Meant(word)]
    if unfinished and len(word) > 1:
        begun = [Meant(one, UNFINISHED) for one in snapshot.vocabulary.beginning(word)]
        # Words that stand in texts only are known by their keys, of which a stem may be the start.
        meant += begun or [
            Meant(key, UNFINISHED, key)
            for start in dict.fromkeys((word, key_of(word)))
            for key, _times in snapshot.searcher.terms_with_prefix("all", start, None, MOST_BEGUN)
        ]
    if len(meant) == 1:
        alike = snapshot.vocabulary.alike(word, lambda: _count(word, snapshot))
        meant += [Meant(one, MISTAKEN) for one in alike]
    return meant


def _parts(word: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Of a compound that no vacancy holds, two words that some do."""
    if len(word) < 2 * SHORTEST_PART or _count(word, snapshot):
        return ()
    holds = snapshot.vocabulary.holds
    for cut in range(SHORTEST_BEFORE_HEAD, len(word) - SHORTEST_PART + 1):
        first, last = word[:cut], word[cut:]
        if last not in HEADS and (cut < SHORTEST_PART or not holds(last)):
            continue
        if holds(first) or (first.endswith("s") and holds(first[:-1])):
            return (first if holds(first) else first[:-1], last)
    return parts_of(word)


def _clauses(meant: list[Meant]) -> list[tuple[Any, Any]]:
    must = _any({one.compared: one.weight for one in reversed(meant)})
    better = [(SOME, query) for one in meant for name, query in ways(one) if name != "all"]
    return [(EVERY, must), *better]


def ways(one: Meant) -> Iterator[tuple[str, Any]]:
    """Each way in which a word can be found, with its weight."""
    for name, weight in WEIGHTS.items():
        form = one.word if name == "exact" else one.compared
        yield name, _weighed(_term(name, form), weight * one.weight)


def _any(forms: dict[str, float]) -> Any:
    terms = [
        _term("all", form) if weight == 1.0 else _weighed(_term("all", form), weight)
        for form, weight in forms.items()
    ]
    if len(terms) == 1:
        return terms[0]
    return tantivy.Query.boolean_query([(SOME, one) for one in terms])


def _term(name: str, value: str) -> Any:
    return tantivy.Query.term_query(schema(), name, value, "freq")


def _weighed(query: Any, weight: float) -> Any:
    return tantivy.Query.boost_query(query, weight)
