# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure as its publisher gives it: a number, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_noop


class Status(StrEnum):
    PUBLISHED = "published"
    SUPPRESSED = "suppressed"
    """The publisher knows the number and withholds it, since it is about few people."""
    MISSING = "missing"
    """There is no number: see the reason."""


FEW = gettext_noop("withheld by the publisher, because it is about few people")
SECRET = gettext_noop("withheld by the publisher as confidential")
EMPTY = gettext_noop("left empty by the publisher")
UNKNOWN = gettext_noop("not known, not reliable or confidential, says the publisher")
IMPOSSIBLE = gettext_noop("cannot occur, says the publisher")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell of a publisher's table."""

    value: float | None
    status: Status = Status.PUBLISHED
    below: float | None = None
    """A withheld number lies under this one, where the publisher says so."""
    reason: str = ""
    """Why there is no number; beside a number, what the publisher remarks on it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell with all that it is about. `period` is written as in `periods.period`."""

    series: str
    dimensions: Mapping[str, str] = field(hash=False)
    period: str
    value: float | None
    unit: str
    status: Status = Status.PUBLISHED
    below: float | None = None
    reason: str = ""

    @property
    def is_published(self) -> bool:
        return self.status is Status.PUBLISHED

    @classmethod
    def of(
        cls, cell: Cell, *, series: str, dimensions: Mapping[str, str], period: str, unit: str
    ) -> Figure:
        return cls(
            series, dimensions, period, cell.value, unit, cell.status, cell.below, cell.reason
        )
