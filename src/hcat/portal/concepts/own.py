# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own occupations and skills. They are part of the program: a fault in one is ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

LANGUAGES = ("nl", "en", "de")
PREFIX = "hcat:"
"""Of a code of ours where it stands as a value: an address of ESCO never begins so."""


@dataclass(frozen=True, slots=True)
class Own:
    """`names` by language, the first of each the one that is shown."""

    code: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    isco: str = ""
    field: str = ""

    @property
    def value(self) -> str:
        return PREFIX + self.code


@cache
def own_concepts() -> Mapping[str, Own]:
    """By value, occupations before skills."""
    rows = [_own("occupation", one) for one in _read("occupations")]
    rows += [_own("skill", one) for one in _read("skills")]
    return {one.value: one for one in rows}


def _own(kind: str, row: Mapping[str, Any]) -> Own:
    names = {language: tuple(map(str, row[language])) for language in LANGUAGES}
    code = row["code"] if kind == "occupation" else f"skill-{row['code']}"
    return Own(code, kind, names, str(row.get("isco", "")), str(row.get("field", "")))


def _read(name: str) -> list[dict[str, Any]]:
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, Any]]] = YAML(typ="safe", pure=True).load(text)
    return found[name]
