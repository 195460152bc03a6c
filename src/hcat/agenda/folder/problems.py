# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a folder: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process

from hcat.agenda.schema import Path


class Severity(StrEnum):
    ERROR = "error"
    """Nothing is loaded while there is one."""
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong. Lines count from 1; 0 is the file, or the folder, as a whole."""

    file: str
    line: int
    what: str
    mend: str = ""
    severity: Severity = Severity.ERROR
    code: str = "rule"
    about: str = ""
    """What is wrong with it, where many problems of one kind can be told together."""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def strictly(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, every warning taken as an error."""
    return [replace(problem, severity=Severity.ERROR) for problem in problems]


@dataclass(slots=True)
class Spots:
    """Where the parts of one entry stand: the file and line of every path in it."""

    file: str
    line: int
    inner: dict[Path, tuple[str, int]] = field(default_factory=dict)

    def at(self, path: Path) -> tuple[str, int]:
        """The spot of this path, or of the nearest part around it that has one."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.inner:
                return self.inner[path[:length]]
        return self.file, self.line

    def problem(
        self,
        path: Path,
        what: str,
        mend: str = "",
        *,
        code: str,
        severity: Severity = Severity.ERROR,
        about: str = "",
    ) -> Problem:
        file, line = self.at(path)
        return Problem(file, line, what, mend, severity, code, about)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if there is one.

    >>> nearest("tittle", ["title", "summary"])
    'title'
    >>> nearest("xyz", ["title", "summary"]) is None
    True
    """
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return None if found is None else str(found[0])
