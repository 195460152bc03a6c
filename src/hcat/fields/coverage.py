# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many of the persons in a table got a field, and who did not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .placing import Placed, Reason
from .programmes import field_of_programme


@dataclass(frozen=True, slots=True)
class Unmapped:
    """What has no field: its code and name, how many persons it stands for, and why."""

    code: str
    name: str
    persons: float
    reason: Reason
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Persons per field, and all that has none, largest first."""

    by_field: dict[str, float]
    unmapped: tuple[Unmapped, ...]

    @property
    def mapped(self) -> float:
        return sum(self.by_field.values())

    @property
    def total(self) -> float:
        return self.mapped + sum(one.persons for one in self.unmapped)

    @property
    def share(self) -> float | None:
        """The share of the persons that has a field; None where nobody was counted."""
        return self.mapped / self.total if self.total else None


def coverage(
    rows: Iterable[tuple[str, str, float]],
    place: Callable[[str, str], Placed] = field_of_programme,
) -> Coverage:
    """What the mapping makes of rows of code, name and persons; a code may come more than once.

    >>> told = coverage([("34280", "B Werktuigbouwkunde", 90), ("39208", "B Archeologie", 10)])
    >>> told.by_field, told.share, told.unmapped[0].name
    ({'mechanical': 90.0}, 0.9, 'B Archeologie')
    """
    persons: dict[str, float] = {}
    names: dict[str, str] = {}
    for code, name, count in rows:
        persons[code] = persons.get(code, 0.0) + count
        names[code] = name
    by_field: dict[str, float] = {}
    unmapped = []
    for code, count in persons.items():
        placed = place(code, names[code])
        if placed.field is None:
            unmapped.append(Unmapped(code, names[code], count, placed.reason, placed.why))
        else:
            by_field[placed.field] = by_field.get(placed.field, 0.0) + count
    unmapped.sort(key=lambda one: (-one.persons, one.code))
    return Coverage(by_field, tuple(unmapped))
