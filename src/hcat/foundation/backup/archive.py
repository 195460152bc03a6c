# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file itself: members, checksums, and what makes a file whole."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from hcat.foundation.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one model: `member` holds one JSON array per line, in the order of `columns`."""

    model: str
    member: str
    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Upload:
    member: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    made_at: str
    version: str
    database: str
    migrations: list[str]
    tables: list[Table] = field(default_factory=list)
    uploads: list[Upload] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    def json(self) -> str:
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def parse(cls, text: bytes) -> Manifest:
        raw: dict[str, Any] = json.loads(text)
        tables = [Table(**table) for table in raw.pop("tables")]
        uploads = [Upload(**upload) for upload in raw.pop("uploads")]
        return cls(**raw, tables=tables, uploads=uploads)


class Summed:
    """A file that is written and summed at once."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._sum = out, hashlib.sha256()

    def write(self, data: bytes) -> None:
        self._sum.update(data)
        self._out.write(data)

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


def chunks(source: IO[bytes]) -> Iterator[bytes]:
    while data := source.read(CHUNK):
        yield data


SEAL = 64
"""The last bytes of the file, a zip's comment: the checksum of all that stands before them."""


def seal(path: Path) -> None:
    with path.open("r+b") as file:
        digest = _sum_without_seal(file)
        file.seek(-SEAL, os.SEEK_END)
        file.write(digest.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def _sum_without_seal(file: IO[bytes]) -> str:
    left = file.seek(0, os.SEEK_END) - SEAL
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (data := file.read(min(CHUNK, left))):
        digest.update(data)
        left -= len(data)
    return digest.hexdigest()


def _check_seal(path: Path) -> None:
    with path.open("rb") as file:
        wanted = _sum_without_seal(file)
        if file.read(SEAL).decode("ascii", "replace") != wanted:
            raise ValueError("its last bytes do not agree with the rest")


def read_manifest(path: Path) -> Manifest:
    """The manifest of a file that is whole: every byte as it was written, every member there."""
    try:
        _check_seal(path)
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest.parse(archive.read(MANIFEST))
            if manifest.format != FORMAT:
                raise Refused(
                    f"{path} has format {manifest.format}; this version reads format {FORMAT}.",
                    mend=f"Restore it with version {manifest.version} of the software.",
                )
            promised = {table.member: table.sha256 for table in manifest.tables}
            promised |= {upload.member: upload.sha256 for upload in manifest.uploads}
            if set(promised) | {MANIFEST} != set(archive.namelist()):
                raise ValueError("its members are not those of its manifest")
            for member, wanted in promised.items():
                digest = hashlib.sha256()
                with archive.open(member) as source:
                    for data in chunks(source):
                        digest.update(data)
                if digest.hexdigest() != wanted:
                    raise ValueError(f"{member} is not what was written")
            return manifest
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, OSError) as error:
        raise Refused(
            f"{path} is damaged or is no backup.",
            why=f"{error}.",
            mend="Nothing was changed. Use another backup.",
        ) from error
