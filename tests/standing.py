# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the test database holds, kept once and put back as often as tests need it.

Django empties every table after a test that commits, and makes again what follows a migration:
tenths of a second to each test, and more where the test begins by loading a whole agenda. Here the
database itself copies what stood; the triggers that refuse changes and deletions see none of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.db import connection
from django.utils import translation

_numbers = count()
_known: dict[str, Standing] = {}
_within: list[str] = []


@dataclass(frozen=True, slots=True)
class Standing:
    """All rows of one moment: in memory for SQLite, in a schema of that name on PostgreSQL."""

    in_memory: sqlite3.Connection | None = None
    schema: str = ""
    tables: tuple[str, ...] = ()


def keep() -> Standing:
    """What the database holds now. Not within a transaction, which alone would see it."""
    assert not connection.in_atomic_block
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(":memory:")
        connection.connection.backup(copy)
        return Standing(in_memory=copy)
    schema, tables = f"standing_{next(_numbers)}", _with_rows()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        for table in tables:
            cursor.execute(f'CREATE TABLE {schema}."{table}" AS TABLE "{table}"')
    return Standing(schema=schema, tables=tables)


def put_back(standing: Standing) -> None:
    """The database holds what it held then, and no more; numbers of rows may go on counting."""
    assert not connection.in_atomic_block
    connection.ensure_connection()
    if standing.in_memory is not None:
        standing.in_memory.backup(connection.connection)
        return
    with connection.cursor() as cursor:
        # Without triggers: those that keep rows from changes, and those of foreign keys.
        statements = [
            "BEGIN",
            "SET LOCAL session_replication_role = replica",
            *(f'DELETE FROM "{table}"' for table in _with_rows()),
            *(
                f'INSERT INTO "{table}" SELECT * FROM {standing.schema}."{table}"'
                for table in standing.tables
            ),
            "COMMIT",
        ]
        cursor.execute(";".join(statements))


@contextmanager
def beside_what_stands() -> Iterator[None]:
    """What is written within is gone after it: to load what others begin with, and `keep` it."""
    before = keep()
    try:
        with translation.override(settings.LANGUAGE_CODE):
            yield
    finally:
        put_back(before)


def begin() -> None:
    """What stands now, after the migrations, is what tests that commit are followed by."""
    _known[""] = keep()


def put_back_the_beginning() -> None:
    put_back(_known[""])


@contextmanager
def loaded_once(name: str, load: Callable[[], None]) -> Iterator[None]:
    """What `load` writes stands within: for a file of tests, each of which takes back its own. Of
    all files of a process the first one loads, the others put it back: a second less to each."""
    assert not _within, f"{name} would take the place of {_within}"
    if name not in _known:
        with beside_what_stands():
            load()
            _known[name] = keep()
    put_back(_known[name])
    _within.append(name)
    try:
        yield
    finally:
        _within.pop()
        put_back_the_beginning()


def _with_rows() -> tuple[str, ...]:
    """The tables of PostgreSQL that hold any."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        asked = (f"SELECT '{one}' WHERE EXISTS (SELECT FROM \"{one}\")" for one in tables)
        cursor.execute(" UNION ALL ".join(asked))
        return tuple(sorted(name for (name,) in cursor.fetchall()))
