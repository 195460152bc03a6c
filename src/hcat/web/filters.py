# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters of a list: their choices, what was chosen, and how many each choice holds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from . import words

DOING_VALUE = "doing"
"""What the menu counts as use of a way: initiatives that run or were carried out."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    title: str
    count: int | None = None

    @property
    def label(self) -> str:
        return self.title if self.count is None else f"{self.title} ({words.number(self.count)})"


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose from. `test` tells whether a row fits; None where the database does it."""

    name: str
    title: str
    value: str
    choices: list[Choice]
    test: Callable[[Any, str], bool] | None = None

    def fits(self, row: Any) -> bool:
        return not self.value or self.test is None or self.test(row, self.value)


def chosen(request: HttpRequest, name: str, known: Collection[str]) -> str:
    """The value in the address, when there is such a choice; otherwise none is made."""
    value = request.GET.get(name, "")
    return value if value in known else ""
