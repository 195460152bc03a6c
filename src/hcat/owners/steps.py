# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an owner is asked, step by step, and how answers become fields of the sheet.

An answer is kept under the name of a field; that of a text carries the language in which its owner
wrote (``yields.nl``), so that what stands in other languages is left as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hcat.foundation.api import EVERY

STEPS: dict[str, tuple[str, ...]] = {
    "how-it-goes": ("status", "progress"),
    "whom": ("target_group", "levels"),
    "where": ("places",),
    "reach": ("reach", "reach_of"),
    "partners": ("partners",),
    "means": ("people", "money", "funders"),
    "yields": ("yields", "due"),
    "evidence": ("evidence",),
}
"""The fields of the sheet that each step asks, in this order: eight questions in three minutes."""

TEXTS = frozenset({"progress", "target_group", "reach_of", "yields"})
STOPPED = "stopped"
LISTS = frozenset({"levels", "places", "partners", "funders", "evidence"})


@dataclass(frozen=True, slots=True)
class Line:
    """One field of an update beside the sheet."""

    name: str
    step: str
    base: Any
    """What stood there when the update was begun."""
    now: Any
    """What stands there now."""
    said: Any
    """What the owner says."""

    @property
    def is_news(self) -> bool:
        """Whether the owner changed it, and it does not read like that already."""
        return self.said not in (self.base, self.now)

    @property
    def clashes(self) -> bool:
        """Whether somebody else changed it otherwise since the update was begun."""
        return self.is_news and self.base != self.now

    @property
    def wants_stop(self) -> bool:
        """Whether the owner says that the initiative has stopped, which only the agenda decides."""
        return self.is_news and self.name == "status" and self.said == STOPPED


def step_of(name: str) -> str:
    field = name.partition(".")[0]
    return next(step for step, fields in STEPS.items() if field in fields)


def names_of(step: str, language: str) -> tuple[str, ...]:
    """The names under which the answers of a step are kept.

    >>> names_of("yields", "nl")
    ('yields.nl', 'due')
    """
    return tuple(f"{one}.{language}" if one in TEXTS else one for one in STEPS[step])


def value_in(sheet: Mapping[str, Any], name: str) -> Any:
    """What a sheet (as JSON) holds under this name; None where it holds nothing.

    >>> value_in({"yields": {"nl": "Banen"}, "partners": []}, "yields.nl")
    'Banen'
    >>> value_in({"yields": "JetNet"}, "yields.de")
    'JetNet'
    """
    field, _dot, language = name.partition(".")
    value = sheet.get(field)
    if not language:
        return [] if value is None and field in LISTS else value
    if isinstance(value, str):
        return value
    texts = value or {}
    return texts.get(language, texts.get(EVERY))


def with_values(sheet: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a sheet that change when these values are put in, ready to be revised.

    >>> with_values({"yields": {"nl": "Banen", "en": "Jobs"}}, {"yields.nl": "Werk"})
    {'yields': {'nl': 'Werk', 'en': 'Jobs'}}
    >>> with_values({"yields": {"nl": "Banen"}}, {"yields.nl": None})
    {'yields': None}
    """
    fields: dict[str, Any] = {}
    for name, value in values.items():
        field, _dot, language = name.partition(".")
        if not language:
            fields[field] = value
            continue
        stands = fields.get(field, sheet.get(field))
        texts = dict(stands) if isinstance(stands, Mapping) else {}
        texts.pop(EVERY, None)
        if value:
            texts[language] = value
        else:
            texts.pop(language, None)
        fields[field] = texts or None
    return fields


def lines(
    answers: Mapping[str, Mapping[str, Any]], base: Mapping[str, Any], now: Mapping[str, Any]
) -> list[Line]:
    """Each answer beside what stood and what stands, in the order of the steps."""
    found = [
        Line(name, step_of(name), value_in(base, name), value_in(now, name), answer["value"])
        for name, answer in answers.items()
    ]
    order = list(STEPS)
    return sorted(found, key=lambda one: (order.index(one.step), one.name))
