# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in which column of an exported table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.functional import Promise

Text = str | Promise
Value = str | int | float | date | None
"""None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Its heading is `name`, the same in every language: a file can travel."""

    name: str
    about: Text
    type: Literal["string", "number", "integer", "date"] = "string"
    is_fixed: bool = False
    """Says what the row is about, or follows from the rest: not to be changed in the file."""
    choices: tuple[str, ...] = ()
    width: int = 12
    """In characters, for a spreadsheet."""

    def schema(self) -> dict[str, Any]:
        """As a field of a Table Schema."""
        field: dict[str, Any] = {
            "name": self.name, "type": self.type, "description": str(self.about),
        }  # fmt: skip
        if self.type == "date":
            field["format"] = "%Y-%m-%d"
        if self.choices:
            field["constraints"] = {"enum": list(self.choices)}
        return field


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is exported: its rows are made while they are asked for."""

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.rows)
