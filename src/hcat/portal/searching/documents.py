# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy as the index holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import tantivy

from .fields import FACETS, LANGUAGES


@dataclass(frozen=True, slots=True)
class Text:
    """One advert's words; `language` empty where it is not known: then it counts in each."""

    language: str
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is known of a vacancy that people search or filter by."""

    key: str
    texts: tuple[Text, ...]
    company: str
    posted: date
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other names of its occupation and skills, by language: so that a question in one language
    finds a text in another."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def document(one: Indexed) -> Any:
    made = tantivy.Document()
    made.add_text("key", one.key)
    made.add_text("company_name", one.company)
    made.add_integer("posted", one.posted.toordinal())
    for text in one.texts:
        made.add_text("title", text.title)
        for language in _languages(text.language):
            made.add_text(f"title_{language}", text.title)
            if text.body:
                made.add_text(f"body_{language}", text.body)
    for language, names in one.known.items():
        for name in names:
            made.add_text(f"known_{language}", name)
            made.add_text("names", name)
    for facet in FACETS:
        for value in one.facets.get(facet, ()):
            made.add_text(facet, value)
    return made


def _languages(language: str) -> Iterable[str]:
    return (language,) if language in LANGUAGES else LANGUAGES
