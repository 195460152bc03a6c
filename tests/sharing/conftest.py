# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region, and the mails that wait in the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.correspondence.models import OutboxMessage
from hcat.evidence.api import evaluate
from hcat.foundation.api import Actor
from tests.standing import loaded_once

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The region as it was loaded in 2024."""
    with django_db_blocker.unblock(), loaded_once("polder in 2024", load_in_2024):
        yield


def load_in_2024() -> None:
    with time_machine.travel(datetime(2024, 1, 2, tzinfo=UTC)):
        assert load_folder(POLDER, by=BY).ok
        evaluate(by=BY)


@pytest.fixture
def polder(_loaded: None, db: None) -> None:
    """The region; what a test changes is taken back after it."""


@pytest.fixture
def mails() -> Callable[[str], list[OutboxMessage]]:
    """The mails to an address, the first one first."""
    return lambda address: list(
        OutboxMessage.objects.filter(to_address=address).order_by("queued_at", "pk")
    )
