# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy as the index holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import tantivy

from .analysing import key_of, keys_of, parts_of, words_of
from .cells import cell_at
from .fields import CELL, FACETS, NAMED, SCORED, VOCABULARY


@dataclass(frozen=True, slots=True)
class Text:
    """One advert's words."""

    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is known of a vacancy that people search or filter by."""

    key: str
    texts: tuple[Text, ...]
    company: str
    posted: date
    opened: date | None = None
    """When it was first seen here, in the calendar of the site; without it when it was posted."""
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other names of its occupation and skills, by language: so that a question in one language
    finds a text in another."""
    named: tuple[str, ...] = ()
    """Those of its occupation and its field, whole."""
    said: tuple[str, ...] = ()
    """What people call the answers it is filtered by."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points: tuple[tuple[float, float], ...] = ()
    """Where the work is: degrees north and east."""


def document(one: Indexed) -> Any:
    made = tantivy.Document()
    made.add_text("key", one.key)
    made.add_integer("posted", one.posted.toordinal())
    made.add_integer("opened", (one.opened or one.posted).toordinal())
    for name, words in _scored(one).items():
        made.add_text(name, " ".join(words))
    made.add_text(VOCABULARY, " ".join(dict.fromkeys(_written(one))))
    for name in dict.fromkeys(whole(name) for name in one.named):
        made.add_text(NAMED, name)
    for cell in {cell_at(*point) for point in one.points}:
        made.add_text(CELL, cell)
    for facet in FACETS:
        for value in one.facets.get(facet, ()):
            made.add_text(facet, value)
    return made


def whole(name: str) -> str:
    """A name as it is compared as a whole: its words, in small letters and without accents.

    >>> whole("Mechanical  Engineer (m/v)")
    'mechanical engineer m v'
    """
    return " ".join(words_of(name))


def _scored(one: Indexed) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {name: [] for name in SCORED}
    for text in one.texts:
        exact = words_of(text.title)
        words["exact"] += exact
        words["title"] += map(key_of, exact)
        words["part"] += [key_of(part) for word in exact for part in parts_of(word)]
        words["all"] += keys_of(text.body)
    names = dict.fromkeys(name for names in one.known.values() for name in names)
    words["known"] = [key for name in names for key in keys_of(name)]
    words["company_name"] = keys_of(one.company)
    words["all"] += [key for name in ("title", "part", "known", "company_name")
                     for key in words[name]]  # fmt: skip
    others = (*one.facets.get("place", ()), *one.said)
    words["all"] += [key for told in others for key in keys_of(told)]
    return words


def _written(one: Indexed) -> Iterator[str]:
    """Words as people would write them."""
    told = [text.title for text in one.texts]
    told += [name for names in one.known.values() for name in names]
    for text in (one.company, *one.facets.get("place", ()), *told):
        yield from words_of(text)
