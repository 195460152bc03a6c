# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database with its tables and no more, made once and copied: migrating takes seven seconds.

Made by the first process that asks; the others wait for it.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TEMPLATE = "migrated"


def migrated_folder() -> Path:
    """A folder (`HCAT_VAR`) as `hcat migrate` leaves it, with an SQLite of its own. It may be one
    of all databases that the suite runs on (`HCAT_TEST_MIGRATED`)."""
    folder = Path(os.environ.get("HCAT_TEST_MIGRATED", os.environ["HCAT_TEST_VAR"])) / "migrated"
    with _alone(folder.with_suffix(".lock")):
        if not folder.exists():
            draft = folder.with_suffix(".draft")
            _migrate(draft)
            draft.rename(folder)
    return folder


def copy_postgresql(name: str) -> None:
    """A new database on the server of the tests."""
    import psycopg

    from tests.settings import postgresql

    server, folder = postgresql(), Path(os.environ["HCAT_TEST_VAR"])
    with (
        _alone(folder / "postgresql.lock"),
        psycopg.connect(server, autocommit=True) as connected,
    ):
        known = connected.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if known.fetchone() is None:
            connected.execute("CREATE DATABASE draft")
            _migrate(folder / "postgresql", database=f"{server.rpartition('/')[0]}/draft")
            connected.execute(f"ALTER DATABASE draft RENAME TO {TEMPLATE}")  # type: ignore[arg-type]
        connected.execute(f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')  # type: ignore[arg-type]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(var: Path, *, database: str = "") -> None:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HCAT_", "DATABASE_URL", "DJANGO_"))
    }
    subprocess.run(
        [sys.executable, "-m", "hcat.cli", "migrate", "-v", "0"],
        env={**clean, "HCAT_VAR": str(var)} | ({"DATABASE_URL": database} if database else {}),
        check=True,
    )
