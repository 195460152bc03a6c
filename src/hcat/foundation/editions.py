# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that are worked out once per edition of the data, and kept in this process (ADR 0008).

The edition is a random name in a table of one row. Triggers give it a new name in the same
transaction as any change of a watched table, whoever writes and however. So the same name means
the same data: to every process at once, within a transaction that changes something, and after
one that was rolled back. Ids and counters would come again after a rollback; a random name does
not.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.apps import AppConfig
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Edition

P = ParamSpec("P")
R = TypeVar("R")

TABLE = Edition._meta.db_table

_within: ContextVar[str] = ContextVar("edition", default="")
"""The edition of the answer that is being worked out: what it remembers on its way is of the same,
and need not ask again."""


def remembered(*, size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `size` answers of a function, each for as long as its edition stands.

    The answer may depend on its arguments and on the tables of watched rooms, and on nothing else:
    the day and the language are arguments. Readers share it, so nobody may change it.
    """

    def keeping(function: Callable[P, R]) -> Callable[P, R]:
        def worked_out(edition: str, *args: P.args, **kwargs: P.kwargs) -> R:
            return function(*args, **kwargs)

        kept: Callable[..., R] = lru_cache(maxsize=size)(worked_out)

        @wraps(function)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            edition = _within.get() or standing_edition()
            if not edition:
                return function(*args, **kwargs)
            before = _within.set(edition)
            try:
                return kept(edition, *args, **kwargs)
            finally:
                _within.reset(before)

        return answer

    return keeping


def standing_edition() -> str:
    """The edition as this connection sees it; empty where none was given yet."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM {TABLE}")  # noqa: S608 - the name of our own table
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def give_new_edition(using: BaseDatabaseWrapper) -> None:
    """For whoever changes tables past their triggers."""
    editions = Edition.objects.using(using.alias)
    if not editions.update(name=uuid.uuid4().hex):
        editions.create(name=uuid.uuid4().hex)


def watch_after_migrate(sender: AppConfig, using: str = "default", **_: Any) -> None:
    """Watch every table of a room, connected to `post_migrate`: again is harmless.

    After every migrate, because SQLite loses the triggers of a table when a column changes.
    """
    database = connections[using]
    with database.cursor() as cursor:
        existing = set(database.introspection.table_names(cursor))
        if TABLE not in existing:
            return  # the foundation comes later, and all rooms are asked again then
        for model in sender.get_models(include_auto_created=True):
            if model._meta.db_table in existing:
                for statement in _TRIGGERS[database.vendor](model._meta.db_table):
                    cursor.execute(statement)
    give_new_edition(database)


def _on_sqlite(table: str) -> list[str]:
    rename = f"UPDATE {TABLE} SET name = lower(hex(randomblob(16)))"  # noqa: S608
    return [
        statement
        for event in ("INSERT", "UPDATE", "DELETE")
        for name in [f"{table}_edition_{event.lower()}"]
        for statement in (
            f'DROP TRIGGER IF EXISTS "{name}"',
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {rename}; END',
        )
    ]


def _on_postgresql(table: str) -> list[str]:
    """Before the statement: who waits for another writer then holds no row that he waits for."""
    return [
        f"""
        CREATE OR REPLACE FUNCTION hcat_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {TABLE} SET name = replace(gen_random_uuid()::text, '-', '');
            RETURN NULL;
        END $$
        """,  # noqa: S608
        f'CREATE OR REPLACE TRIGGER "{table}_edition" '
        f'BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION hcat_new_edition()",
    ]


_TRIGGERS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}
