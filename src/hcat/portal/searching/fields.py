# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is indexed of a vacancy, and how words are brought to what is compared.

One language per analyzer, so a field per language; the body is searched and not kept, which would
make the index three times as large. The index is derived data: the tables are the truth.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import tantivy

LANGUAGES = {"nl": "dutch", "en": "english", "de": "german"}
FACETS = ("level", "field", "hours", "language", "place", "remote", "seniority", "company")
"""Kept as they are, several to a vacancy; counted beside the results."""
PLAIN = "plain"
EDITION = 1
"""Of this file: an index of another edition is built anew."""


@cache
def schema() -> Any:
    built = tantivy.SchemaBuilder()
    # A raw text key: in this release, deleting by a number breaks the writer at its next commit.
    built.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for language in LANGUAGES:
        built.add_text_field(f"title_{language}", tokenizer_name=language)
        built.add_text_field(f"known_{language}", tokenizer_name=language)
        built.add_text_field(f"body_{language}", tokenizer_name=language, index_option="freq")
    built.add_text_field("title", tokenizer_name=PLAIN)
    built.add_text_field("names", tokenizer_name=PLAIN, index_option="freq")
    built.add_text_field("company_name", tokenizer_name=PLAIN)
    for facet in FACETS:
        built.add_text_field(facet, tokenizer_name="raw", fast=True, index_option="basic")
    built.add_integer_field("posted", fast=True, indexed=True)
    return built.build()


@cache
def analyzers() -> dict[str, Any]:
    """By name. Accents are folded after stemming: German stems know their umlauts."""
    made = {PLAIN: _analyzer()}
    for language, stemmer in LANGUAGES.items():
        made[language] = _analyzer(tantivy.Filter.stemmer(stemmer))
    return made


def _analyzer(*filters: Any) -> Any:
    built = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    before = (tantivy.Filter.remove_long(60), tantivy.Filter.lowercase())
    for one in (*before, *filters, tantivy.Filter.ascii_fold()):
        built = built.filter(one)
    return built.build()


def words_of(text: str, analyzer: str = PLAIN) -> list[str]:
    """The words of a text as they are compared.

    >>> words_of("Werktuigbouwkundigen", "nl"), words_of("Ingénieurs")
    (['werktuigbouwkund'], ['ingenieurs'])
    """
    return list(analyzers()[analyzer].analyze(text))
