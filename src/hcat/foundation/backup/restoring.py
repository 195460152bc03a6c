# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting a backup back: all of it or nothing, whenever it is stopped."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from hcat.foundation.editions import give_new_edition
from hcat.foundation.errors import Refused

from .archive import Manifest, Table, chunks, read_manifest
from .tables import model_named, travelling, unpacked
from .writing import second_sqlite

MADE_BY_MIGRATE = {"contenttypes.contenttype", "auth.permission"}
ROWS = 500


def restore(
    path: Path, *, force: bool = False, on_progress: Callable[[str, int], None] | None = None
) -> Manifest:
    """Put the file's rows and uploads in the place of what is there.

    SQLite: a new database is filled beside the old one and then copied over it in one
    transaction. PostgreSQL: one transaction empties the tables and fills them. Either way a stop
    half-way leaves the old state.
    """
    manifest = read_manifest(path)
    _same_tables(manifest)
    if not force and (kind := _something_there()):
        raise Refused(
            "The database is not empty.",
            why=f"It holds {kind} already, and restoring replaces everything.",
            mend="Make a backup of it first; then say --force.",
        )
    with zipfile.ZipFile(path) as archive:
        _add_uploads(archive, manifest)
        if connection.vendor == "sqlite":
            _into_sqlite(archive, manifest, on_progress)
        else:
            _into_postgresql(archive, manifest, on_progress)
    _remove_other_uploads(manifest)
    return manifest


def _same_tables(manifest: Manifest) -> None:
    executor = MigrationExecutor(connection)
    known = {f"{app}.{name}" for app, name in executor.loader.graph.nodes}
    if missing := sorted(known ^ set(manifest.migrations)):
        raise Refused(
            f"The backup was made by version {manifest.version}, whose tables differ.",
            why=f"They differ in {', '.join(missing[:3])}.",
            mend="Restore it with the version that made it, and update afterwards.",
        )


def _something_there() -> str:
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
    for model in travelling():
        label = model._meta.label_lower
        if (
            label not in MADE_BY_MIGRATE
            and model._meta.db_table in existing
            and model._base_manager.exists()
        ):
            return label
    return ""


def _into_sqlite(archive: zipfile.ZipFile, manifest: Manifest, on_progress: Any) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    with (
        tempfile.TemporaryDirectory(prefix="hcat-restore-") as folder,
        second_sqlite(Path(folder) / "new.sqlite3") as new,
    ):
        new.ensure_connection()
        connection.connection.backup(new.connection)
        with transaction.atomic(using=new.alias), new.cursor() as cursor:
            # Triggers guard rows against people; here every row gives way to the backup's.
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {new.ops.quote_name(name)}")
            for model in reversed(travelling()):
                cursor.execute(f"DELETE FROM {new.ops.quote_name(model._meta.db_table)}")  # noqa: S608
            _fill(archive, manifest, new, on_progress)
            for _, statement in triggers:
                cursor.execute(statement)
        new.check_constraints()
        new.connection.backup(connection.connection)


def _into_postgresql(archive: zipfile.ZipFile, manifest: Manifest, on_progress: Any) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE {} RESTART IDENTITY CASCADE".format(
                    ", ".join(
                        connection.ops.quote_name(model._meta.db_table) for model in travelling()
                    )
                )
            )
        _fill(archive, manifest, connection, on_progress)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), travelling()):
                cursor.execute(statement)


def _fill(
    archive: zipfile.ZipFile, manifest: Manifest, target: BaseDatabaseWrapper, on_progress: Any
) -> None:
    for table in manifest.tables:
        model = model_named(table.model)
        rows = 0
        for batch in _batches(archive, table, model):
            model._base_manager.using(target.alias)._insert(  # type: ignore[attr-defined]
                batch,
                fields=[model._meta.get_field(name) for name in _names(model, table)],
                using=target.alias,
                raw=True,  # as it was: no `auto_now`, no defaults
            )
            rows += len(batch)
        there = model._base_manager.using(target.alias).count()
        if not rows == table.rows == there:
            raise Refused(
                f"{table.model}: {table.rows} rows were promised and {there} arrived.",
                mend="Nothing was changed.",
            )
        if on_progress:
            on_progress(table.model, rows)
    give_new_edition(target)


def _names(model: type[models.Model], table: Table) -> list[str]:
    by_column = {field.attname: field.name for field in model._meta.local_concrete_fields}
    return [by_column[name] for name in table.columns]


def _batches(
    archive: zipfile.ZipFile, table: Table, model: type[models.Model]
) -> Iterator[list[models.Model]]:
    by_column = {field.attname: field for field in model._meta.local_concrete_fields}
    if set(by_column) != set(table.columns):
        raise Refused(f"The columns of {table.model} differ.", mend="Use the version that made it.")
    fields = [by_column[name] for name in table.columns]
    # SQLite takes so many values in one statement, and no more.
    size = max(1, min(ROWS, 900 // len(fields)))
    batch: list[models.Model] = []
    with archive.open(table.member) as source:
        for line in source:
            values = [unpacked(f, v) for f, v in zip(fields, json.loads(line), strict=True)]
            row = model()
            for field, value in zip(fields, values, strict=True):
                setattr(row, field.attname, value)
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch


def _add_uploads(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Before the database: an upload too many harms nobody, one too few would."""
    folder = Path(settings.MEDIA_ROOT).resolve()
    for upload in manifest.uploads:
        target = (folder / upload.member.removeprefix("uploads/")).resolve()
        if not target.is_relative_to(folder):
            raise Refused(f"{upload.member} points outside the folder of uploads.")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        with archive.open(upload.member) as source, draft.open("wb") as out:
            for data in chunks(source):
                out.write(data)
        draft.replace(target)


def _remove_other_uploads(manifest: Manifest) -> None:
    folder = Path(settings.MEDIA_ROOT)
    kept = {upload.member.removeprefix("uploads/") for upload in manifest.uploads}
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        if file.relative_to(folder).as_posix() not in kept:
            file.unlink()
    for path in sorted(folder.glob("*"), reverse=True):
        if path.is_dir() and not any(path.rglob("*")):
            shutil.rmtree(path)
