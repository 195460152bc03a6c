# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts to begin with. They are part of the program: a fault in one is ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("en", "nl", "de")
Texts = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Starting:
    """`texts`: by language: title, body. `links`: titles with their addresses."""

    key: str
    texts: Texts
    links: tuple[tuple[str, str], ...]
    as_of: date


@cache
def starting_texts() -> Mapping[str, Starting]:
    """By key, in the order in which they are shown."""
    text = resources.files(__package__).joinpath("texts.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return {row["key"]: _starting(row, told["as_of"]) for row in told["subjects"]}


def _starting(row: Mapping[str, Any], as_of: date) -> Starting:
    texts = {
        code: {"title": str(row[code]["title"]), "body": _paragraphs(str(row[code]["body"]))}
        for code in LANGUAGES
    }
    links = tuple((str(title), str(address)) for title, address in row["links"])
    return Starting(str(row["key"]), texts, links, as_of)


def _paragraphs(text: str) -> str:
    """Without the line breaks of the file.

    >>> _paragraphs("One\\nline.\\n\\nTwo.")
    'One line.\\n\\nTwo.'
    """
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
