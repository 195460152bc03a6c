# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What PostgreSQL knows of its tables: how many rows they have, by which it plans its queries."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def count_rows_anew(room: str) -> None:
    """Tell PostgreSQL how large the tables of a room have become, after many rows at once.

    By itself it looks within a minute or so; until then it plans for the tables of before, which
    after a first load are empty ones. SQLite plans without and is left alone.
    """
    if connection.vendor != "postgresql":
        return
    tables = [model._meta.db_table for model in apps.get_app_config(room).get_models()]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
