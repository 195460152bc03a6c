# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask, as a query; every word must be found, in one way or another.

A word counts where it stands in the title, in another name of the occupation, in the name of the
company or in the text, in this order. One mistake in a word of four letters or more is forgiven,
two in one of nine, at half the weight; the last word may be unfinished.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import tantivy

from .fields import FACETS, LANGUAGES, schema, words_of

MOST_WORDS = 12
MOST_VALUES = 60
WEIGHTS = {"title": 4.0, "known": 3.0, "company": 2.5, "body": 1.0}
EVERY = tantivy.Occur.Must


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` as they were typed; `facets`: what was ticked, any of one facet, all facets."""

    words: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    """Posted in the last so many days."""
    is_typing: bool = False
    """The last word may be unfinished."""


@dataclass(frozen=True, slots=True)
class Found:
    """`keys` in their order, `total` of all, `counts` per facet and value."""

    keys: tuple[str, ...]
    scores: tuple[float, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]


def query_of(asked: Asked, *, today: date, without: str = "") -> Any:
    """`without`: leave this facet's ticks out, for the counts beside it."""
    parts = [(EVERY, _word(word, unfinished)) for word, unfinished in _words(asked)]
    for name, values in asked.facets.items():
        if name in FACETS and name != without and values:
            terms = tantivy.Query.term_set_query(schema(), name, list(values)[:MOST_VALUES])
            parts.append((EVERY, tantivy.Query.const_score_query(terms, 0.0)))
    if asked.since is not None:
        first = (today - timedelta(days=asked.since)).toordinal()
        recent = tantivy.Query.range_query(
            schema(), "posted", tantivy.FieldType.Integer, first, None
        )
        parts.append((EVERY, tantivy.Query.const_score_query(recent, 0.0)))
    if not parts:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query(parts)


def _words(asked: Asked) -> list[tuple[str, bool]]:
    words = asked.words.split()[:MOST_WORDS]
    return [
        (word, asked.is_typing and number == len(words) - 1)
        for number, word in enumerate(words)
        if words_of(word)
    ]


def _word(word: str, unfinished: bool) -> Any:
    """The best place in which a word stands."""
    ways: list[Any] = []
    for language in LANGUAGES:
        stems = words_of(word, language)
        ways.extend(
            _weighed(_all(f"{name}_{language}", stems), WEIGHTS[name])
            for name in ("title", "known", "body")
        )
    plain = words_of(word)
    ways.append(_weighed(_all("company_name", plain), WEIGHTS["company"]))
    ways.append(_weighed(_all("title", plain), WEIGHTS["title"] * 1.2))
    if len(plain) == 1:
        ways.extend(_forgiven(plain[0], unfinished))
    return tantivy.Query.disjunction_max_query(ways, 0.1)


def _all(field_name: str, stems: list[str]) -> Any:
    if len(stems) == 1:
        return tantivy.Query.term_query(schema(), field_name, stems[0], "freq")
    terms = [(EVERY, tantivy.Query.term_query(schema(), field_name, s, "freq")) for s in stems]
    return tantivy.Query.boolean_query(terms)


def _forgiven(word: str, unfinished: bool) -> list[Any]:
    mistakes = 0 if len(word) < 4 else 1 if len(word) < 9 else 2
    made = []
    for name, weight in (("title", 2.0), ("names", 1.5), ("company_name", 1.2)):
        if mistakes:
            fuzzy = tantivy.Query.fuzzy_term_query(schema(), name, word, mistakes, True, unfinished)
            made.append(_weighed(fuzzy, weight / 2))
        if unfinished and len(word) > 1:
            begins = tantivy.Query.fuzzy_term_query(schema(), name, word, 0, True, True)
            made.append(_weighed(begins, weight))
    return made


def _weighed(query: Any, weight: float) -> Any:
    return tantivy.Query.boost_query(query, weight)


def ask(searcher: Any, asked: Asked, *, today: date, first: int = 0, most: int = 20) -> Found:
    """The vacancies that fit, best first; without words the newest first."""
    query = query_of(asked, today=today)
    words = bool(_words(asked))
    result = searcher.search(
        query, limit=most, offset=first, order_by_field=None if words else "posted"
    )
    keys, scores = [], []
    for score, address in result.hits:
        keys.append(searcher.doc(address)["key"][0])
        scores.append(float(score) if words else 0.0)
    return Found(tuple(keys), tuple(scores), result.count, _counts(searcher, asked, today))


def _counts(searcher: Any, asked: Asked, today: date) -> dict[str, dict[str, int]]:
    """How many there are per value: of a facet with ticks, as if it had none."""
    ticked = [name for name in FACETS if asked.facets.get(name)]
    rest = [name for name in FACETS if name not in ticked]
    counted = _aggregate(searcher, query_of(asked, today=today), rest)
    for name in ticked:
        query = query_of(asked, today=today, without=name)
        counted |= _aggregate(searcher, query, [name])
    return counted


def _aggregate(searcher: Any, query: Any, names: list[str]) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    asked = {name: {"terms": {"field": name, "size": 200}} for name in names}
    found = searcher.aggregate(query, asked)
    return {
        name: {one["key"]: one["doc_count"] for one in found[name]["buckets"]} for name in names
    }


def explained(searcher: Any, asked: Asked, key: str, *, today: date) -> dict[str, float]:
    """How much each way of finding a word gave to the place of one vacancy, largest first."""
    one = tantivy.Query.term_query(schema(), "key", key)
    parts: dict[str, float] = {}
    for word, unfinished in _words(asked):
        for name, query in _named(word, unfinished):
            both = tantivy.Query.boolean_query(
                [(EVERY, query), (EVERY, tantivy.Query.const_score_query(one, 0.0))]
            )
            hits = searcher.search(both, limit=1).hits
            if hits and math.isfinite(hits[0][0]):
                parts[f"{word}: {name}"] = max(parts.get(f"{word}: {name}", 0.0), hits[0][0])
    return dict(sorted(parts.items(), key=lambda item: -item[1]))


def _named(word: str, unfinished: bool) -> list[tuple[str, Any]]:
    made = [
        (name, _weighed(_all(f"{name}_{language}", words_of(word, language)), WEIGHTS[name]))
        for language in LANGUAGES
        for name in ("title", "known", "body")
    ]
    plain = words_of(word)
    made.append(("company", _weighed(_all("company_name", plain), WEIGHTS["company"])))
    if len(plain) == 1:
        made.extend(("alike", one) for one in _forgiven(plain[0], unfinished))
    return made
