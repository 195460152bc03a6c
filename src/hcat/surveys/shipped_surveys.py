# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The surveys that come with the program: files of `shipped/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from ruamel.yaml import YAML

from hcat.foundation.api import NotFound, Refused

from .instrument.questionnaire import Questionnaire
from .instrument.xlsform import read_questionnaire

FOLDER = Path(__file__).parent / "shipped"


@dataclass(frozen=True, slots=True)
class ShippedCode:
    """A line of the code book of an open question."""

    concept: str
    name: str
    titles: Mapping[str, str]
    counts: bool


@dataclass(frozen=True, slots=True)
class Shipped:
    """A survey as it is shipped."""

    key: str
    titles: Mapping[str, str]
    purposes: Mapping[str, str]
    population: str
    high_tech_only: bool
    asks_minors: bool
    kept_years: int
    codes: tuple[ShippedCode, ...]

    def questionnaire(self) -> Questionnaire:
        path = FOLDER / f"{self.key}.md"
        reading = read_questionnaire(path.read_bytes(), path.name)
        if reading.questionnaire is None:
            problem = next(one for one in reading.problems if one.is_error)
            raise Refused(
                _("%(file)s cannot be read.") % {"file": path.name},
                why=f"{problem.where}: {problem.what}", mend=problem.mend,
            )  # fmt: skip
        return reading.questionnaire


@cache
def shipped_surveys() -> tuple[Shipped, ...]:
    """In the order of the file; none where nothing is shipped."""
    path = FOLDER / "surveys.yaml"
    if not path.is_file():
        return ()
    rows = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["surveys"]
    return tuple(
        Shipped(
            key=one["key"],
            titles=one["titles"],
            purposes=one["purposes"],
            population=one["population"],
            high_tech_only=bool(one.get("high_tech_only", False)),
            asks_minors=bool(one.get("asks_minors", False)),
            kept_years=int(one["kept_years"]),
            codes=tuple(
                ShippedCode(concept, code["name"], code["titles"], bool(code.get("counts", False)))
                for concept, book in one.get("codes", {}).items()
                for code in book
            ),
        )
        for one in rows
    )


def shipped_called(key: str) -> Shipped:
    found = next((one for one in shipped_surveys() if one.key == key), None)
    if found is None:
        raise NotFound(
            _("No survey %(key)s is shipped.") % {"key": key},
            mend=_("Use one of: %(names)s.")
            % {"names": ", ".join(one.key for one in shipped_surveys())},
        )
    return found
