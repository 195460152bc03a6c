# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rooms hold about a person: each room tells how to export it and how to erase it.

A room writes `personal_data.py`, found by name:

    holds_personal_data("correspondence", export=everything_about, erase=forget)

`export(person)` gives plain values that can be written as JSON; `erase(person)` removes or empties
what names the person and keeps what the room must account for, without the name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import autodiscover_modules

from .models import Person

__all__ = ["PersonalData", "holders", "holds_personal_data"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    room: str
    export: Callable[[Person], Any]
    erase: Callable[[Person], None]


_holders: dict[str, PersonalData] = {}


def holds_personal_data(
    room: str, *, export: Callable[[Person], Any], erase: Callable[[Person], None]
) -> None:
    _holders[room] = PersonalData(room, export, erase)


def holders() -> list[PersonalData]:
    """Every room that holds personal data."""
    autodiscover_modules("personal_data")
    return [_holders[room] for room in sorted(_holders)]


def _export(person: Person) -> Any:
    from .queries.people import export_of_parties

    return export_of_parties(person)


def _erase(person: Person) -> None:
    from .operations.people import erase_from_parties

    erase_from_parties(person)


holds_personal_data("parties", export=_export, erase=_erase)
