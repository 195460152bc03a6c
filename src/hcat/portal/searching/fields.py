# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is indexed of a vacancy: everything once, and again where it counts for more.

`all` holds every word of a vacancy, so that whether a word is found is one look per stem; the other
fields tell how well. Words come in as they are compared (`analysing.py`), each in its own language.
The body is searched and not kept, which would make the index three times as large. The index is
derived data: the tables are the truth.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import tantivy

FACETS = (
    "level", "field", "hours", "language", "place", "remote", "seniority", "sponsor", "company",
)  # fmt: skip
"""Kept as they are, several to a vacancy; counted beside the results."""
NO_DUTCH = "no-nl"
"""A value of `language` beside nl, en and de: languages are asked and Dutch is not, and the advert
can be read in another language than Dutch."""
EDITION = 6
"""Of what is indexed: an index of another edition is built anew."""
WORDS = "whitespace"
"""Words are told apart and stemmed before they come here."""
SCORED = ("all", "title", "exact", "part", "known", "company_name")
"""Stems of everything; of titles; titles as written; parts of compounds in them; other names of the
occupation and skills; the company."""
VOCABULARY = "vocabulary"
"""Words of titles, names and companies as they are written: what a misspelt word may have meant."""
NAMED = "named"
"""Whole names of the occupation and the field: who asks by one finds its vacancies first."""
CELL = "cell"
"""Where the work is, as cells of two kilometres."""

IN_ORDER = ("key", *SCORED, VOCABULARY, NAMED)
"""The first fields, as the schema numbers them: an explanation names a field by its number."""


@cache
def schema() -> Any:
    built = tantivy.SchemaBuilder()
    # A raw text key: in this release, deleting by a number breaks the writer at its next commit.
    built.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    for name in SCORED:
        built.add_text_field(name, tokenizer_name=WORDS, index_option="freq")
    built.add_text_field(VOCABULARY, tokenizer_name=WORDS, index_option="basic")
    built.add_text_field(NAMED, tokenizer_name="raw", index_option="basic")
    built.add_text_field(CELL, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        built.add_text_field(facet, tokenizer_name="raw", fast=True, index_option="basic")
    built.add_integer_field("posted", fast=True, indexed=True)
    built.add_integer_field("opened", fast=True, indexed=True)
    return built.build()
