# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question to the index: what fits, best first, with how many each filter would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import tantivy

from .cells import Disc, cells_within
from .fields import CELL, FACETS, schema
from .querying import EVERY, Words, one_of, parts_for
from .snapshot import Snapshot

MOST_VALUES = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` as they were typed; `facets`: what was ticked, any of one facet, all facets."""

    words: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    """Posted in the last so many days."""
    near: Disc | None = None
    """Where the work may be."""
    opened_since: date | None = None
    """First seen here on that day or later."""
    is_typing: bool = False
    """The last word may be unfinished."""


@dataclass(frozen=True, slots=True)
class Found:
    """`keys` in their order, `total` of all, `counts` per facet and value."""

    keys: tuple[str, ...]
    scores: tuple[float, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]


def ask(
    snapshot: Snapshot,
    asked: Asked,
    *,
    today: date,
    first: int = 0,
    most: int = 20,
    counted: Iterable[str] = FACETS,
    order: str = "",
    some: bool = False,
) -> Found:
    """The vacancies that fit, best first; without words the newest first.

    `order`: "opened", those that came last first, whatever was asked. `some`: one of the words is
    enough.
    """
    words = Words.of(asked.words, is_typing=asked.is_typing)
    if asked.words.strip() and not words and not words.is_noise:
        return Found((), (), 0, {name: {} for name in counted})
    base = parts_for(words, snapshot)
    if some:
        base = [(EVERY, one_of(base))]
    if asked.since is not None:
        base.append((EVERY, _since("posted", today - timedelta(days=asked.since))))
    if asked.opened_since is not None:
        base.append((EVERY, _since("opened", asked.opened_since)))
    if asked.near is not None:
        base.append((EVERY, _within(asked.near)))
    ticks = {
        name: tuple(values) for name, values in asked.facets.items() if name in FACETS and values
    }
    ticked = [_ticked(name, values) for name, values in ticks.items()]
    result = snapshot.searcher.search(
        _query([*base, *ticked]), limit=most, offset=first,
        order_by_field=order or (None if words else "posted"),
    )  # fmt: skip
    keys, scores = [], []
    for score, address in result.hits:
        keys.append(snapshot.searcher.doc(address)["key"][0])
        scores.append(float(score) if words and not order else 0.0)
    counts = _counts(snapshot.searcher, base, ticks, list(counted))
    return Found(tuple(keys), tuple(scores), result.count, counts)


def _query(clauses: list[tuple[Any, Any]]) -> Any:
    return tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.all_query()


def _since(name: str, day: date) -> Any:
    recent = tantivy.Query.range_query(
        schema(), name, tantivy.FieldType.Integer, day.toordinal(), None
    )
    return tantivy.Query.const_score_query(recent, 0.0)


def _within(disc: Disc) -> Any:
    cells = tantivy.Query.term_set_query(schema(), CELL, cells_within(disc))
    return tantivy.Query.const_score_query(cells, 0.0)


def _ticked(name: str, values: tuple[str, ...]) -> tuple[Any, Any]:
    if len(values) == 1:
        one = tantivy.Query.term_query(schema(), name, values[0], "basic")
    else:
        one = tantivy.Query.term_set_query(schema(), name, list(values)[:MOST_VALUES])
    return EVERY, tantivy.Query.const_score_query(one, 0.0)


def _counts(
    searcher: Any,
    base: list[tuple[Any, Any]],
    ticks: Mapping[str, tuple[str, ...]],
    counted: list[str],
) -> dict[str, dict[str, int]]:
    """How many there are per value, in one pass: of a facet with ticks, as if it had none."""
    asked: dict[str, Any] = {}
    for name in counted:
        others = {other: values for other, values in ticks.items() if other != name}
        fits = " AND ".join(_fits(other, values) for other, values in others.items())
        terms = {name: {"terms": {"field": name, "size": MOST_VALUES}}}
        group = asked.setdefault(fits, {"filter": fits, "aggs": {}} if fits else terms)
        (group["aggs"] if fits else group).update(terms)
    plain = asked.pop("", {})
    groups = {f"group-{number}": one for number, one in enumerate(asked.values())}
    query = _query([clause for clause in base if clause[0] == EVERY])
    found = searcher.aggregate(query, plain | groups) if counted else {}
    told = {name: one for name, one in found.items() if name not in groups}
    for name in groups:
        told |= {n: one for n, one in found[name].items() if isinstance(one, dict)}
    return {
        name: {one["key"]: one["doc_count"] for one in told[name]["buckets"]} for name in counted
    }


def _fits(name: str, values: tuple[str, ...]) -> str:
    """One of these values, in the language of queries; a value is quoted, whatever is in it."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values[:MOST_VALUES])
    return "(" + " OR ".join(f'{name}:"{value}"' for value in quoted) + ")"
