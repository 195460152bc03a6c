# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an import would do, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hcat.foundation.api import HcatError


class Outcome(StrEnum):
    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong in a row: in which column, what, why, and how to mend it."""

    column: str
    what: str
    why: str = ""
    mend: str = ""

    @classmethod
    def of(cls, error: HcatError, column: str = "") -> Complaint:
        return cls(column, error.what, error.why, error.mend)

    def __str__(self) -> str:
        said = " ".join(part for part in (self.what, self.why, self.mend) if part)
        return f"{self.column}: {said}" if self.column else said


class RowError(Exception):
    """What keeps a row out."""

    def __init__(self, *found: Complaint) -> None:
        super().__init__()
        self.found = found


@dataclass(slots=True)
class Complaints:
    """What is wrong in one row, gathered so that all of it is told at once."""

    found: list[Complaint] = field(default_factory=list)

    @contextmanager
    def noting(self) -> Iterator[None]:
        """What is refused inside is noted, and the row looked at further."""
        try:
            yield
        except RowError as error:
            self.found += error.found

    def refuse(self) -> None:
        """Raises RowError where anything was found."""
        if self.found:
            raise RowError(*self.found)


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that says something else than what stands; texts as an export writes them."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row that does something, or would if it were right."""

    number: int
    """As a spreadsheet program shows it."""
    name: str
    """What it is about."""
    outcome: Outcome
    changes: tuple[Changed, ...] = ()
    complaints: tuple[Complaint, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.number,
            "about": self.name,
            "outcome": self.outcome.value,
            "changes": [
                {"column": one.column, "old": one.old, "new": one.new} for one in self.changes
            ],
            "complaints": [
                {"column": one.column, "what": one.what, "why": one.why, "mend": one.mend}
                for one in self.complaints
            ],
        }


@dataclass(frozen=True, slots=True)
class Left:
    """A part of a file that is left aside, and why."""

    number: int
    """The line or row where it stands."""
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file against what stands. Rows that change nothing are only counted."""

    table: str
    file: str
    rows: tuple[RowPlan, ...]
    unchanged: int
    was_written: bool = False
    ignored: tuple[str, ...] = ()
    """Columns of no table of ours, which were not read."""
    left: tuple[Left, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was in the file and, where it changes nothing, why."""
    batch: int | None = None
    """The number of the batch in which the figures of this file wait, or came to count."""
    is_approved: bool = False
    """Whether that batch counts: who brought it approved it alone."""
    counts: Mapping[Outcome, int] = field(init=False)

    def __post_init__(self) -> None:
        found = Counter(row.outcome for row in self.rows)
        found[Outcome.UNCHANGED] += self.unchanged
        object.__setattr__(self, "counts", {one: found[one] for one in Outcome})

    def of(self, outcome: Outcome) -> list[RowPlan]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def is_right(self) -> bool:
        """Whether no row is refused: one that is keeps the whole file out."""
        return not self.counts[Outcome.REFUSED]

    @property
    def waited_already(self) -> bool:
        """Whether this very file was brought before, and its batch is open still."""
        return self.batch is not None and not self.was_written

    @property
    def would_write(self) -> int:
        return self.counts[Outcome.NEW] + self.counts[Outcome.CORRECTED]

    def as_json(self) -> dict[str, Any]:
        return {
            "ok": self.is_right,
            "table": self.table,
            "file": self.file,
            "written": self.was_written,
            "batch": self.batch,
            "approved": self.is_approved,
            "counts": {str(one): number for one, number in self.counts.items()},
            "ignoredColumns": list(self.ignored),
            "left": [{"row": one.number, "about": one.name, "why": one.why} for one in self.left],
            "remarks": list(self.remarks),
            "rows": [row.as_json() for row in self.rows],
        }
