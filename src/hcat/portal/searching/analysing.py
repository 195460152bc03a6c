# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How words are brought to what is compared: small letters, one stem, parts of compounds.

A word is stemmed as Dutch, English and German, and the shortest of the three is what is compared:
half the texts mix languages, and one key for each word makes one look for each word of a question.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import tantivy

LANGUAGES = {"nl": "dutch", "en": "english", "de": "german"}
PLAIN = "plain"
SHORTEST_PART = 4
SHORTEST_STEM = 4
HEADS = (
    "monteur", "technicus", "technician", "ingenieur", "engineer", "operator", "mecanicien",
    "lasser", "monteerder", "bouwkundige", "bouwer", "ontwikkelaar", "programmeur", "tekenaar",
    "ontwerper", "draaier", "frezer", "slijper", "bankwerker", "werker", "bewerker",
    "laborant", "analist", "adviseur", "inspecteur", "planner", "calculator", "constructeur",
    "elektricien", "medewerker", "leider", "coordinator", "specialist", "architect",
    "onderzoeker", "techniek", "bouwkunde", "techniker", "mechaniker", "elektroniker",
    "entwickler", "konstrukteur", "programmierer", "schweisser", "dreher", "fraser",
    "schlosser", "planer", "leiter", "berater", "fachkraft", "zeichner", "forscher",
    "mechatroniker", "informatiker", "technik",
)  # fmt: skip
"""What compounds of occupations end in, in Dutch and German, without accents. Longer ones first at
use: *mechatroniker* is no *roniker*."""
_SIGNS = (("c++", "cplusplus"), ("c#", "csharp"), (".net", "dotnet"), ("f#", "fsharp"))
_SIGNED = re.compile(r"(?<!\w)(c\+\+|c#|f#|\.net)(?!\w)", re.I)
_HEADS = tuple(sorted(HEADS, key=len, reverse=True))


@cache
def _analyzers() -> dict[str, Any]:
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

    >>> words_of("Werktuigbouwkundigen", "nl"), words_of("Ingénieurs in C++")
    (['werktuigbouwkund'], ['ingenieurs', 'in', 'cplusplus'])
    """
    return list(_analyzers()[analyzer].analyze(_SIGNED.sub(_spelt, text)))


def _spelt(found: re.Match[str]) -> str:
    return dict(_SIGNS)[found.group().lower()]


def keys_of(text: str) -> list[str]:
    """The words of a text, each as what is compared: one key for all its inflections in the three
    languages, so that neither a text nor a question needs a language.

    >>> keys_of("Werktuigbouwkundigen"), keys_of("engineers"), keys_of("Maschinen")
    (['werktuigbouwkund'], ['engin'], ['maschin'])
    """
    return [key_of(word) for word in words_of(text)]


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """The shortest stem that is still a word's own: *lasser* and *lassen* are one, *meter* and
    *met* are not."""
    stems = [stem for one in LANGUAGES for stem in words_of(word, one)]
    return min((one for one in stems if len(one) >= SHORTEST_STEM), key=len, default=word)


def parts_of(word: str) -> tuple[str, ...]:
    """The two parts of a compound whose last part is a known head; () where there is none.

    >>> parts_of("onderhoudsmonteur"), parts_of("monteur"), parts_of("lasersnijder")
    (('onderhoud', 'monteur'), (), ())
    """
    for head in _HEADS:
        before = word.removesuffix(head)
        if before != word and len(before) >= SHORTEST_PART:
            return before[:-1] if before.endswith("s") and len(before) > 5 else before, head
    return ()
