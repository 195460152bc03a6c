# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region: four initiatives, of which one is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.parties.api import invite

from .making import BY, assessors

POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The region as it was loaded in 2024, in a transaction that the tests of one file share."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(datetime(2024, 1, 2, tzinfo=UTC)):
            assert load_folder(POLDER, by=BY).ok
        yield
        transaction.set_rollback(True)


@pytest.fixture
def polder(_loaded: None, db: None) -> None:
    """The region; what a test changes is taken back after it."""


@pytest.fixture
def people(polder: None) -> list[int]:
    """Three assessors, each with another language."""
    return assessors(3)


@pytest.fixture
def owner(polder: None) -> int:
    """Who owns initiative 1, and reads German."""
    return invite(
        name="Olga Owner", mail="owner@example.org", role="initiative_owner",
        scope="initiative:lab-east", language="de", by=BY,
    ).pk  # fmt: skip
