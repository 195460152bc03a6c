# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that only grow: the database itself refuses to change or remove a row.

For figures (:class:`AppendOnly`) there are two exceptions, both narrow: a row of the demonstration
data may be deleted, and the name of the person who recorded a row may be replaced by :data:`ERASED`
when that person's data are erased. :class:`NeverChanged` knows no name, and so the first only,
where its rows say that they are demonstration.

The triggers are put in place after every ``migrate``, because SQLite rebuilds a table, and so
loses its triggers, whenever a column changes.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

ERASED = "erased"
"""What stands in ``recorded_by`` once the person's data are erased."""

NAME = "recorded_by"


class NeverChanged(models.Model):
    """Rows that are written once and then only read. Personal data: none.

    Where a model has a field `is_demo`, its rows of the demonstration data may be deleted.
    """

    class Meta:
        abstract = True


class AppendOnly(models.Model):
    """Rows that are never changed: a correction is a new row that supersedes the old.

    Personal data: the name and account number of who recorded it; see the concrete models.
    """

    recorded_at = models.DateTimeField(auto_now_add=True, db_index=True)
    recorded_by = models.CharField(max_length=200)
    recorded_by_user = models.BigIntegerField(null=True)
    """Number of the account, to find the rows whose name is to be erased; points at nothing."""
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        abstract = True


def guarded_models() -> list[type[AppendOnly]]:
    return [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def guarded_tables() -> dict[str, list[_Rule]]:
    """Every table that the database keeps from changes, with the rules that it keeps."""
    strict = [model for model in apps.get_models() if issubclass(model, NeverChanged)]
    return {
        **{model._meta.db_table: _rules(model) for model in guarded_models()},
        **{model._meta.db_table: _strict_rules(model) for model in strict},
    }


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every guarded table that exists; again is harmless."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table, rules in guarded_tables().items():
            if table in existing:
                for statement in [
                    *_drop(connection.vendor, table),
                    *_create(connection, table, rules),
                ]:
                    cursor.execute(statement)


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away. For a test of rows that the product never writes; else never."""
    with connection.cursor() as cursor:
        for table in guarded_tables():
            for statement in _drop(connection.vendor, table):
                cursor.execute(statement)


def guard_after_migrate(sender: AppConfig, using: str = "default", **_: Any) -> None:
    guard(connections[using])


def _columns(model: type[AppendOnly]) -> str:
    names = [field.column for field in model._meta.concrete_fields if field.name != NAME]
    return ", ".join(f'"{name}"' for name in names)


def _drop(vendor: str, table: str) -> list[str]:
    names = [f"{table}_unchanged", f"{table}_name", f"{table}_kept"]
    if vendor == "postgresql":
        return [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"' for name in names]
    return [f'DROP TRIGGER IF EXISTS "{name}"' for name in names]


_Rule = tuple[str, str, str, str]
"""Name, what it is about, on which condition, and what it says to who tries."""

_STRICT: list[_Rule] = [
    ("unchanged", "UPDATE", "", "is never changed: record a correction"),
    ("kept", "DELETE", "", "is never deleted: record a correction"),
]


def _strict_rules(model: type[NeverChanged]) -> list[_Rule]:
    if not any(field.name == "is_demo" for field in model._meta.concrete_fields):
        return _STRICT
    unchanged, (name, event, _none, why) = _STRICT
    return [unchanged, (name, event, "NOT OLD.is_demo", why)]


def _rules(model: type[AppendOnly]) -> list[_Rule]:
    return [
        ("unchanged", f"UPDATE OF {_columns(model)}", "", "is never changed: record a correction"),
        (
            "name",
            f'UPDATE OF "{NAME}"',
            f'NEW."{NAME}" <> OLD."{NAME}" AND NEW."{NAME}" <> \'{ERASED}\'',
            f"keeps who recorded it, or the word {ERASED}",
        ),
        ("kept", "DELETE", "NOT OLD.is_demo", "is never deleted: record a correction"),
    ]


def _create(connection: BaseDatabaseWrapper, table: str, rules: list[_Rule]) -> list[str]:
    if connection.vendor == "postgresql":
        return [_FUNCTION, *(_on_postgresql(table, *rule) for rule in rules)]
    if connection.vendor == "sqlite":
        return [_on_sqlite(table, *rule) for rule in rules]
    raise NotImplementedError(f"no append-only triggers are written for {connection.vendor}")


_FUNCTION = """
CREATE OR REPLACE FUNCTION hcat_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % %', TG_TABLE_NAME, TG_ARGV[0]
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _on_postgresql(table: str, name: str, event: str, when: str, why: str) -> str:
    condition = f"WHEN ({when}) " if when else ""
    return (
        f'CREATE TRIGGER "{table}_{name}" BEFORE {event} ON "{table}" '
        f"FOR EACH ROW {condition}EXECUTE FUNCTION hcat_refuse('{why}')"
    )


def _on_sqlite(table: str, name: str, event: str, when: str, why: str) -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f'CREATE TRIGGER "{table}_{name}" BEFORE {event} ON "{table}" FOR EACH ROW {condition}'
        f"BEGIN SELECT RAISE(ABORT, 'a row of {table} {why}'); END"
    )
