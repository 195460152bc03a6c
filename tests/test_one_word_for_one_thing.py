# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One thing has one word in each language, on every page, in the agenda and in the documents.

Two words for one thing make a reader look for the difference. The table says which word we use,
and which ones stood beside it before.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from ruamel.yaml import YAML

from hcat.config.catalogues import catalogues

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [*sorted((ROOT / "agendas").iterdir()), ROOT / "src" / "hcat" / "agenda" / "starter"]
LANGUAGES = ("nl", "en", "de")

FORBIDDEN: dict[str, dict[str, str]] = {
    "nl": {
        "doel": r"doelstelling(en)?",
        "streefwaarde": r"streefdoel(en)?|doelwaarden?",
        "orgaan": r"gremium|gremia",
        "oordeel": r"beoordeling(en)?",
        "nulmeting": r"beginmeting(en)?|baselines?",
        "einddatum": r"deadlines?",
        "cijferreeks": r"rij(en)? cijfers",
        "stand van zaken": r"dashboards?",
    },
    "en": {
        "goal": r"objectives",
        "target": r"target values?",
        "judgement": r"judgments?|assessor's findings",
        "deadline": r"end dates?|due dates?",
        "series of figures": r"rows? of figures",
        "state of affairs": r"dashboards?",
        "British spelling": r"colors?|labor|organiz\w*|recogniz\w*|analyze\w*"
        r"|behavior|enrollment",
    },
    "de": {
        "Ziel": r"Zielsetzung(en)?",
        "Zielwert": r"Zielmarken?|Zielvorgaben?",
        "Gremium": r"Organe?s?",
        "Urteil": r"Bewertung(en)?",
        "Ausgangswert": r"Nullmessung(en)?|Ausgangsmessung(en)?|Baselines?",
        "Frist": r"Deadlines?|Enddatum",
        "Zahlenreihe": r"Zahlenfolgen?",
        "Stand": r"Dashboards?",
        "Niveau": r"(Bildungs)?stufen?",
    },
}


Text = tuple[str, str]
"""Where it stands, and what it says."""


def of_the_pages(language: str) -> Iterator[Text]:
    """What the software itself says; the English text is the one in the code."""
    for path in catalogues():
        if path.parents[1].name != ("nl" if language == "en" else language):
            continue
        with path.open("rb") as file:
            for message in read_po(file):
                said = message.id if language == "en" else message.string
                for text in [said] if isinstance(said, str) else said:
                    yield f"{path.relative_to(ROOT)}:{message.lineno}", text


def of_the_agendas(language: str) -> Iterator[Text]:
    for folder in FOLDERS:
        for path in sorted(folder.glob("*.yaml")):
            for text in _in_language(YAML(typ="safe").load(path), language):
                yield str(path.relative_to(ROOT)), text
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    for name, text in row.items():
                        if name.endswith(f"_{language}"):
                            yield str(path.relative_to(ROOT)), text


def _in_language(part: Any, language: str) -> Iterator[str]:
    if isinstance(part, dict) and part and set(part) <= set(LANGUAGES):
        yield str(part.get(language, ""))
    elif isinstance(part, dict):
        for value in part.values():
            yield from _in_language(value, language)
    elif isinstance(part, list):
        for value in part:
            yield from _in_language(value, language)


def of_the_documents(language: str) -> Iterator[Text]:
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        is_dutch = path.parent.name == "nl" or path.name.endswith(".nl.md")
        if language == ("nl" if is_dutch else "en"):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


@functools.cache
def texts(language: str) -> list[Text]:
    return [
        (where, re.sub(r"%\(\w+\)s|`[^`]*`|\]\([^)]*\)", "", text))
        for source in (of_the_pages, of_the_agendas, of_the_documents)
        for where, text in source(language)
    ]


@pytest.mark.parametrize(
    ("language", "word"),
    [(language, word) for language, words in FORBIDDEN.items() for word in words],
)
def test_one_thing_has_one_word(language: str, word: str) -> None:
    other = re.compile(rf"\b(?:{FORBIDDEN[language][word]})\b", re.IGNORECASE)
    found = [
        f"{where}: {match[0]!r}" for where, text in texts(language) if (match := other.search(text))
    ]
    assert not found, f"say {word!r}:\n" + "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_shouted(language: str) -> None:
    shouted = re.compile(r"\w!(?=\s|$)")
    found = [f"{where}: {text}" for where, text in texts(language) if shouted.search(text)]
    assert not found, "\n".join(found)
