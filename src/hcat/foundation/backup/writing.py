# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a backup: one moment of the database, while people go on working."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from hcat.foundation.clock import now
from hcat.foundation.errors import Refused
from hcat.foundation.release import release

from .archive import (
    FORMAT,
    MANIFEST,
    SEAL,
    Manifest,
    Summed,
    Table,
    Upload,
    chunks,
    read_manifest,
    seal,
)
from .tables import applied, columns, packed, travelling

ROWS = 2000
"""Rows in memory at once."""


def write(path: Path, *, on_progress: Callable[[str, int], None] | None = None) -> Manifest:
    """Write the file, read it back, and only then give it its name. An old file stays."""
    if path.exists():
        raise Refused(f"{path} exists already.", mend="Choose another name, or remove it first.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}.", mend="Make it first.")
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            with _one_moment() as source:
                manifest = _manifest(source)
                for number, model in enumerate(travelling()):
                    table = _write_table(archive, number, model, source.alias)
                    manifest.tables.append(table)
                    if on_progress:
                        on_progress(table.model, table.rows)
            manifest.uploads.extend(_write_uploads(archive))
            archive.writestr(MANIFEST, manifest.json())
            archive.comment = b"0" * SEAL
        seal(draft)
        read_manifest(draft)
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _manifest(source: BaseDatabaseWrapper) -> Manifest:
    return Manifest(
        format=FORMAT,
        made_at=now().isoformat(),
        version=release(),
        database=source.vendor,
        migrations=applied(source),
    )


@contextmanager
def _one_moment() -> Iterator[BaseDatabaseWrapper]:
    """A connection that sees the database stand still, without keeping others from writing."""
    if connection.vendor == "sqlite":
        with (
            tempfile.TemporaryDirectory(prefix="hcat-backup-") as folder,
            second_sqlite(Path(folder) / "copy.sqlite3") as copy,
        ):
            connection.ensure_connection()
            copy.ensure_connection()
            connection.connection.backup(copy.connection)
            yield copy
    else:
        with transaction.atomic():
            if not connection.savepoint_ids:  # else somebody's transaction is about us already
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield connection


@contextmanager
def second_sqlite(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Another SQLite file beside the real database, for as long as it is needed."""
    second = connection.copy(alias=f"second-{os.getpid()}-{path.stem}")
    second.settings_dict |= {"NAME": str(path), "OPTIONS": {}, "CONN_MAX_AGE": None}
    connections[second.alias] = second
    try:
        yield second
    finally:
        second.close()
        del connections[second.alias]


def _write_table(
    archive: zipfile.ZipFile, number: int, model: type[models.Model], alias: str
) -> Table:
    label, names = model._meta.label_lower, [field.attname for field in columns(model)]
    member, rows = f"rows/{number:03d}-{label}.jsonl", 0
    with archive.open(member, "w", force_zip64=True) as out:
        summed = Summed(out)
        found = model._base_manager.using(alias).order_by("pk").values_list(*names)
        for row in found.iterator(chunk_size=ROWS):
            line = json.dumps(row, default=packed, ensure_ascii=False, separators=(",", ":"))
            summed.write(line.encode() + b"\n")
            rows += 1
    return Table(label, member, names, rows, summed.sha256)


def _write_uploads(archive: zipfile.ZipFile) -> Iterator[Upload]:
    folder = Path(settings.MEDIA_ROOT)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        member = f"uploads/{file.relative_to(folder).as_posix()}"
        with file.open("rb") as source, archive.open(member, "w", force_zip64=True) as out:
            summed = Summed(out)
            for data in chunks(source):
                summed.write(data)
        yield Upload(member, summed.sha256)
