# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A register ten times as long, with a very long word: as many queries, as readable."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries
from pytest_django.plugin import DjangoDbBlocker

from hcat.foundation.editions import give_new_edition

from .conftest import TWENTE, Read, load, text
from .test_long_lists import MENU, REGISTER

LONG = "Hogesnelheidsmetaalbewerkingsvaardighedenontwikkelingssamenwerkingsverbandscoördinatiepunt"


@pytest.fixture(scope="module")
def tenfold(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Twente with ten times its initiatives, one of them with a name of a single long word."""
    folder = tmp_path_factory.mktemp("tenfold") / "twente"
    shutil.copytree(TWENTE, folder)
    _multiply(folder / "initiatives.csv")
    with django_db_blocker.unblock(), transaction.atomic():
        load(folder)
        yield
        transaction.set_rollback(True)


def _multiply(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    reader = csv.DictReader(lines)
    rows = list(reader)
    assert reader.fieldnames
    copies = [
        {**row, "key": f"{row['key']}-{turn}", "number": str(int(row["number"]) + 100 * turn)}
        for turn in range(1, 10)
        for row in rows
    ]
    copies[0] = {**copies[0], "name_nl": LONG, "name_en": LONG, "name_de": LONG}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames)
        writer.writeheader()
        writer.writerows([*rows, *copies])


@pytest.mark.usefixtures("tenfold", "db")
def test_ten_times_as_many_cost_no_more_queries(
    read: Read, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    read("/initiatives")  # what is asked once per process
    for path, queries in (("/initiatives?page=2", REGISTER), ("/menu?by=place", MENU)):
        give_new_edition(connection)
        for asked in queries:
            with django_assert_num_queries(asked):
                read(path)
    page = text(read("/initiatives?page=2"))
    assert "51–100 van 640" in page
    assert LONG in page
