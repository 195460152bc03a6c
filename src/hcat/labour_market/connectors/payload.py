# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was fetched: files on disk, not yet understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hcat.labour_market.sources import Source


@dataclass(frozen=True, slots=True)
class Known:
    """What the last vintage says of its publisher's answer, for asking "has it changed?"."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    """As the reader of an error knows it: the file's own name."""
    path: Path
    about: bool = False
    """It describes the columns (units, kinds) and holds no figures."""


@dataclass(frozen=True, slots=True)
class Payload:
    source: Source
    parts: tuple[Part, ...]
    known: Known = Known()
    """To be remembered with the vintage."""

    @property
    def data(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.about)

    @property
    def bytes(self) -> int:
        return sum(part.path.stat().st_size for part in self.parts)

    def sha256(self) -> str:
        """Of every byte, in order of the parts."""
        total = hashlib.sha256()
        for part in self.parts:
            with part.path.open("rb") as file:
                while chunk := file.read(1 << 20):
                    total.update(chunk)
        return total.hexdigest()
