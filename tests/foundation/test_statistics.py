# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""After many rows at once PostgreSQL knows at once how many; SQLite is not asked anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.agenda.api import load_folder
from hcat.agenda.models import Version
from hcat.foundation.api import Actor, count_rows_anew
from hcat.parties.api import import_organisations
from hcat.parties.models import Organisation

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
REGION = Path(__file__).parents[1] / "agenda" / "regions" / "waterkant"


def known_rows(table: str) -> int:
    """What the planner believes; -1 where it was never told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [table])
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL plans by counts")
def test_the_planner_knows_the_agenda_as_soon_as_it_is_loaded() -> None:
    assert load_folder(REGION, by=BY).written
    assert known_rows("agenda_version") == Version.objects.count() > 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL plans by counts")
def test_the_planner_knows_the_register_as_soon_as_it_is_imported(tmp_path: Path) -> None:
    from datetime import date

    file = tmp_path / "companies.csv"
    file.write_text("name\nScheepswerf\nTouwslagerij\n", encoding="utf-8")
    plan = import_organisations(path=file, kind="company", valid_from=date(2024, 1, 1), by=BY)
    assert plan.was_written, plan.counts
    assert known_rows(Organisation._meta.db_table) == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite only")
def test_sqlite_is_left_alone() -> None:
    with CaptureQueriesContext(connection) as asked:
        count_rows_anew("agenda")
    assert len(asked) == 0
