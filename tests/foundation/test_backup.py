# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup is whole or refused, and restoring gives the old state or the new one."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from hcat.foundation import backup
from hcat.foundation.api import Actor, Refused, record
from hcat.foundation.backup import tables
from hcat.foundation.backup.archive import SEAL, seal
from hcat.foundation.editions import standing_edition
from hcat.foundation.models import AuditEvent
from tests.migrated import copy_postgresql

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / "media" / "reports").mkdir(parents=True)
    (tmp_path / "media" / "reports" / "board.pdf").write_bytes(b"as it was")
    return tmp_path / "media"


def fill(rows: int = 3) -> None:
    user = get_user_model().objects.create_user(email="someone@example.org")
    for number in range(rows):
        record(by=Actor.of(user), action="test.fill", subject=f"row:{number}", text="een «ö» 😀")


def everything() -> dict[str, list[Any]]:
    return {
        model._meta.label_lower: list(
            model._base_manager.order_by("pk").values_list(
                *[f.attname for f in tables.columns(model)]
            )
        )
        for model in tables.travelling()
    }


def test_what_comes_back_is_what_was_there(tmp_path: Path, uploads: Path) -> None:
    fill()
    before = everything()
    manifest = backup.write(tmp_path / "a.backup")
    assert manifest.rows == sum(len(rows) for rows in before.values())
    AuditEvent.objects.all().delete()
    record(by=Actor.system("test"), action="test.later", subject="row:later")
    (uploads / "reports" / "board.pdf").write_bytes(b"changed since")
    (uploads / "later.pdf").write_bytes(b"made since")
    backup.restore(tmp_path / "a.backup", force=True)
    assert everything() == before
    assert [file.name for file in uploads.rglob("*.*")] == ["board.pdf"]
    assert (uploads / "reports" / "board.pdf").read_bytes() == b"as it was"


def test_rows_written_after_a_restore_do_not_collide(tmp_path: Path) -> None:
    fill()
    backup.write(tmp_path / "a.backup")
    backup.restore(tmp_path / "a.backup", force=True)
    record(by=Actor.system("test"), action="test.after", subject="row:after")
    assert AuditEvent.objects.count() == 4


def test_after_a_restore_nothing_remembered_is_shown(tmp_path: Path) -> None:
    backup.write(tmp_path / "a.backup")
    before = standing_edition()
    backup.restore(tmp_path / "a.backup", force=True)
    assert standing_edition() not in ("", before)


def test_a_moment_keeps_its_microseconds(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
    fill(1)
    AuditEvent.objects.update(at=moment)
    backup.write(tmp_path / "a.backup")
    backup.restore(tmp_path / "a.backup", force=True)
    assert AuditEvent.objects.get().at == moment


def test_a_database_that_holds_something_is_not_replaced_unasked(tmp_path: Path) -> None:
    fill()
    backup.write(tmp_path / "a.backup")
    before = everything()
    with pytest.raises(Refused, match="not empty"):
        backup.restore(tmp_path / "a.backup")
    assert everything() == before


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.backup").write_text("precious")
    with pytest.raises(Refused, match="exists already"):
        backup.write(tmp_path / "a.backup")
    assert (tmp_path / "a.backup").read_text() == "precious"


def test_the_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    backup.write(tmp_path / "a.backup")
    assert (tmp_path / "a.backup").stat().st_mode & 0o077 == 0
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9, 0.999])
def test_a_damaged_file_is_refused_and_changes_nothing(tmp_path: Path, where: float) -> None:
    fill(200)
    path = tmp_path / "a.backup"
    backup.write(path)
    data = bytearray(path.read_bytes())
    for position in range(int(len(data) * where), min(int(len(data) * where) + 8, len(data))):
        data[position] ^= 0xFF
    path.write_bytes(data)
    before = everything()
    with pytest.raises(Refused, match="damaged"):
        backup.restore(path, force=True)
    assert everything() == before


def test_half_a_file_and_no_backup_at_all_are_refused(tmp_path: Path) -> None:
    backup.write(tmp_path / "a.backup")
    (tmp_path / "half").write_bytes((tmp_path / "a.backup").read_bytes()[:5000])
    (tmp_path / "text").write_text("this is no backup")
    for name in ("half", "text"):
        with pytest.raises(Refused, match="damaged or is no backup"):
            backup.read_manifest(tmp_path / name)
    with pytest.raises(Refused, match="no file"):
        backup.read_manifest(tmp_path / "nowhere")


def rewritten(path: Path, change: Any) -> Path:
    """The same file with its manifest changed, and sealed anew."""
    target = path.with_suffix(".other")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                manifest = json.loads(data)
                change(manifest)
                data = json.dumps(manifest).encode()
            new.writestr(name, data)
        new.comment = b"0" * SEAL
    seal(target)
    return target


def test_a_backup_of_other_tables_is_refused(tmp_path: Path) -> None:
    backup.write(tmp_path / "a.backup")
    other = rewritten(tmp_path / "a.backup", lambda m: m["migrations"].append("agenda.0099_later"))
    with pytest.raises(Refused, match=r"agenda\.0099_later"):
        backup.restore(other, force=True)


def test_a_backup_that_promises_more_rows_than_it_holds_changes_nothing(tmp_path: Path) -> None:
    fill()
    backup.write(tmp_path / "a.backup")

    def promise_more(manifest: dict[str, Any]) -> None:
        for table in manifest["tables"]:
            if table["model"] == "foundation.auditevent":
                table["rows"] += 1

    before = everything()
    with pytest.raises(Refused, match="were promised"):
        backup.restore(rewritten(tmp_path / "a.backup", promise_more), force=True)
    assert everything() == before


def test_every_table_of_ours_travels() -> None:
    left_out = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model not in tables.travelling()
    }
    assert left_out == tables.LEFT_OUT


def other_process(var: Path, *command: str, database: str = "", **more: Any) -> Any:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")
    }
    environment |= {"HCAT_VAR": str(var), "DJANGO_SETTINGS_MODULE": "hcat.config.settings"}
    if database:
        environment["DATABASE_URL"] = database
    return subprocess.Popen(
        [sys.executable, "-m", "hcat.cli", *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **more,
    )


def done(process: Any) -> str:
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0, told
    return str(told)


@pytest.fixture
def an_empty_postgresql() -> Iterator[str]:
    """The address of a database that goes away again, on the server of the tests: bare on the way
    out of SQLite, with its tables on the way back into PostgreSQL."""
    import psycopg

    from tests.settings import postgresql

    server, name = postgresql(), f"back_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connected:
        if connection.vendor == "postgresql":
            copy_postgresql(name)
        else:
            connected.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
        yield f"{server.rsplit('/', 1)[0]}/{name}"
        connected.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


def test_a_backup_of_one_database_goes_into_the_other_and_back(
    tmp_path: Path, an_empty_postgresql: str, migrated: Path
) -> None:
    """From the database of the tests into the other kind, bare, and from there into its own kind,
    where the tables stand."""
    var = tmp_path / "var"
    if connection.vendor == "sqlite":
        shutil.copytree(migrated, var)
    fill(500)
    first, second, third = (tmp_path / name for name in ("one", "two", "three"))
    wanted = backup.write(first)
    assert wanted.database == connection.vendor
    kinds = ["", an_empty_postgresql]
    for database in kinds if connection.vendor == "postgresql" else reversed(kinds):
        came, goes = (first, second) if not second.exists() else (second, third)
        done(other_process(var, "restore", str(came), database=database))
        done(other_process(var, "backup", str(goes), database=database))
    assert backup.read_manifest(second).database != connection.vendor
    assert sums(third) == sums(second) == sums(first)


def sums(path: Path) -> dict[str, str]:
    return {table.model: table.sha256 for table in backup.read_manifest(path).tables}


@pytest.mark.soak
@pytest.mark.skipif(
    os.environ.get("HCAT_TEST_DATABASE") == "postgresql", reason="its own SQLite, walked once"
)
def test_a_restore_killed_at_any_moment_leaves_the_old_state_or_the_new(
    tmp_path: Path, migrated: Path
) -> None:
    """On SQLite, in a database of its own: its own process is killed, again and again."""
    var = shutil.copytree(migrated, tmp_path / "var")
    fill(3000)
    new = tmp_path / "new.backup"
    backup.write(new)
    AuditEvent.objects.all().delete()
    old = tmp_path / "old.backup"
    backup.write(old)
    began = time.monotonic()
    done(other_process(var, "restore", str(old)))
    takes = max(time.monotonic() - began, 1.0)
    assert state(var) == (0, "ok")
    times = 100 if os.environ.get("HCAT_TEST_SOAK") else 3
    for number in range(times):
        process = other_process(var, "restore", str(new if number % 2 == 0 else old), "--force")
        time.sleep(takes * (0.4 + 0.8 * (number + 0.5) / times))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert state(var) in {(0, "ok"), (3000, "ok")}


def state(var: Path) -> tuple[int, str]:
    """How many rows there are, and whether the database says that it is whole."""
    with closing(sqlite3.connect(var / "hcat.sqlite3", timeout=20)) as database:
        database.create_function("REGEXP", 2, lambda wanted, text: bool(re.search(wanted, text)))
        (rows,) = database.execute("SELECT count(*) FROM foundation_auditevent").fetchone()
        (whole,) = database.execute("PRAGMA integrity_check").fetchone()
    return rows, whole


def test_the_commands_tell_what_they_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill()
    path = str(tmp_path / "a.backup")
    call_command("backup", path)
    call_command("restore", path, "--check")
    call_command("restore", path, "--force")
    told = capsys.readouterr().out
    assert "read back, whole" in told
    assert told.count(": ") >= 3
    assert "put back" in told
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
