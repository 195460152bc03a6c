# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The technical field of a programme, by its code in the Dutch registers.

HBO and university programmes have a CROHO code that begins with 3, 4, 5, 6 or 8; MBO programmes a
crebo code that begins with 1, 2, 7 or 9. The two share no code, so that one look-up does for both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from .files import table_of, yaml_of
from .placing import Placed, Reason, from_row

CREBO: Final = frozenset("1279")
"""First digits of the codes of MBO programmes."""

_LEVEL = re.compile(r"\bniveau ([34])\b|\s([34])$")
"""A level in a name; "4 (Junior)", "2/3", and everything else that is no level, is not taken."""


@dataclass(frozen=True, slots=True)
class _NameRule:
    words: re.Pattern[str]
    field: str | None


def field_of_programme(code: str, name: str = "") -> Placed:
    """The field of a programme. Only MBO programmes are looked up by their name as well.

    >>> field_of_programme("34280", "B Werktuigbouwkunde").field
    'mechanical'
    >>> field_of_programme("25297", "Technicus mechatronica").field
    'mechatronics'
    >>> field_of_programme("34116", "B Social Work")
    Placed(field=None, reason=<Reason.UNLISTED: 'unlisted'>, level=None, why='')
    """
    code = code.strip()
    listed = _listed().get(code)
    if listed is not None:
        return listed
    return _by_name(name) if code[:1] in CREBO else Placed(None, Reason.UNLISTED)


def _by_name(name: str) -> Placed:
    told = _plain(name)
    level = _level_said(told)
    for rule in _rules():
        found = rule.words.search(told)
        if found:
            reason = Reason.NAMED if rule.field else Reason.NOT_TECHNICAL
            return Placed(rule.field, reason, level, found.group())
    return Placed(None, Reason.UNLISTED, level)


def _level_said(told: str) -> str | None:
    found = _LEVEL.search(told)
    return f"mbo-{found.group(1) or found.group(2)}" if found else None


def _plain(name: str) -> str:
    """Small letters without accents, and without space at the ends."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).strip()


@cache
def _listed() -> dict[str, Placed]:
    found = {row["code"]: from_row(row) for row in table_of("croho.csv")}
    for code, field in (yaml_of("crebo.yaml")["codes"] or {}).items():
        found[str(code)] = Placed(field, Reason.LISTED)
    return found


@cache
def _rules() -> tuple[_NameRule, ...]:
    return tuple(_rule(one) for one in yaml_of("crebo.yaml")["rules"])


def _rule(told: dict[str, str]) -> _NameRule:
    """Folded lines of YAML have a space before each "|" that begins one: it is not of the word."""
    words = told.get("words") or told["outside"]
    return _NameRule(re.compile(words.strip().replace(" |", "|")), told.get("field"))
