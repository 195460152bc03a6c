# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What gave a vacancy its place: all of its score, by word and by where that stands.

The engine is asked about the very query that found it, so that nothing that counts is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import tantivy

from .asking import Asked
from .fields import IN_ORDER, NAMED, schema
from .querying import EVERY, Words, meant_by, parts_for
from .snapshot import Snapshot

_TERM = re.compile(r'Term=Term\(field=(\d+), type=Str, "(.*)"\)')
_TITLES = {"all": "text", "company_name": "company", "exact": "title", NAMED: "whole name"}


def explained(snapshot: Snapshot, asked: Asked, key: str) -> dict[str, float]:
    """How much each way of finding a word gave to the place of one vacancy, largest first; together
    its score. Empty where it does not fit, and where nothing was asked in words."""
    words = Words.of(asked.words, is_typing=asked.is_typing)
    clauses = parts_for(words, snapshot)
    if not clauses:
        return {}
    alone = tantivy.Query.const_score_query(tantivy.Query.term_query(schema(), "key", key), 0.0)
    hits = snapshot.searcher.search(
        tantivy.Query.boolean_query([*clauses, (EVERY, alone)]), limit=1
    ).hits
    parts: dict[str, float] = {}
    typed = _typed(words, snapshot)
    for _score, address in hits:
        whole = tantivy.Query.boolean_query(clauses).explain(snapshot.searcher, address)
        for field, form, score in _leaves(json.loads(whole.to_json())):
            said = f"{typed.get(form, form)}: {_TITLES.get(field, field)}"
            parts[said] = parts.get(said, 0.0) + score
    return dict(sorted(parts.items(), key=lambda item: -item[1]))


def _typed(words: Words, snapshot: Snapshot) -> dict[str, str]:
    """What was typed, by what it is compared as, with the word that it was taken to mean."""
    found: dict[str, str] = {}
    for word, unfinished in words.each():
        for one in meant_by(word, unfinished, snapshot):
            said = word if one.word == word else f"{word} ({one.word})"
            for form in (one.compared, one.word):
                found.setdefault(form, said)
    return found


def _leaves(node: dict[str, Any]) -> Iterator[tuple[str, str, float]]:
    """Field, form and score of each term that counted; a weight goes with its term."""
    inner = node.get("details", ())
    if node["description"].startswith("Boost") and len(inner) == 1:
        for field, form, _score in _leaves(inner[0]):
            yield field, form, float(node["value"])
        return
    for told in node.get("context") or ():
        if found := _TERM.fullmatch(told):
            yield IN_ORDER[int(found[1])], found[2], float(node["value"])
            return
    for one in inner:
        if "description" in one:
            yield from _leaves(one)
