# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules look names up in: occupations and skills by language, and words of fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

from .matcher import Likeness, Matcher

LANGUAGES = ("nl", "en", "de")
NO_FIELD = "none"


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a concept."""

    value: str
    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """`field` where it says its own, as ours do; ESCO's have that of their group."""

    isco: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names compiled for looking up; built once, read by all."""

    occupations: Mapping[str, Occupation]
    titles: Mapping[str, Matcher]
    alike: Mapping[str, Likeness]
    skills: Mapping[str, Matcher]
    skills_told: Mapping[str, str]
    """Value by name in small letters, of any language."""


_TWO_FORMS = re.compile(r"\s*/\s*")


def compiled(occupations: Mapping[str, Occupation], names: Iterable[Named]) -> Lexicon:
    """`names` preferred ones first: of one name for two concepts the first given counts."""
    rows: dict[tuple[str, str], list[tuple[str, str]]] = {
        (kind, one): [] for kind in ("occupation", "skill") for one in LANGUAGES
    }
    told: dict[str, str] = {}
    for one in names:
        if (one.kind, one.language) in rows:
            rows[one.kind, one.language].extend((form, one.value) for form in forms(one.text))
            if one.kind == "skill":
                told.setdefault(one.text.casefold(), one.value)
    return Lexicon(
        occupations,
        {one: Matcher(rows["occupation", one], one, compounds=True) for one in LANGUAGES},
        {one: Likeness(rows["occupation", one], one) for one in LANGUAGES},
        {one: Matcher(_clear(rows["skill", one]), one, compounds=False) for one in LANGUAGES},
        told,
    )


def forms(text: str) -> list[str]:
    """A name of a man and of a woman, as ESCO joins them in German, apart.

    >>> forms("Maschinenbauingenieur/Maschinenbauingenieurin"), forms("CAD/CAM-Fachkraft")
    (['Maschinenbauingenieur', 'Maschinenbauingenieurin'], ['CAD/CAM-Fachkraft'])
    """
    parts = _TWO_FORMS.split(text)
    if len(parts) == 2 and all(len(one) > 5 for one in parts):
        return parts
    return [text]


def _clear(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Skills by names that mean them: one word of one or two letters ("R", "Go") means anything."""
    return [(text, value) for text, value in rows if len(text) > 2 or not text.isalpha()]


@cache
def field_words() -> re.Pattern[str]:
    """One pattern for all fields; the name of the group that matched is the field's, with
    underscores."""
    text = resources.files(__package__).joinpath("field_words.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = YAML(typ="safe", pure=True).load(text)
    groups = (
        f"(?P<{name.replace('-', '_')}>{words.strip().replace(' |', '|')})"
        for name, words in found["fields"].items()
    )
    return re.compile("|".join(groups), re.I)
