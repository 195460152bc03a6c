# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from hcat.evidence.append_only import unguard
from hcat.foundation.api import Actor
from tests.evidence.small_agenda import put_agenda


@pytest.fixture
def by() -> Actor:
    return Actor(name="Test Person", user_id=None)


@pytest.fixture
def agenda(db: None) -> None:
    put_agenda()


@pytest.fixture
def on_disk(transactional_db: None) -> Iterator[None]:
    """A database of which each statement counts; it is emptied afterwards, so unguarded first.

    The triggers come back with the signal that follows the emptying.
    """
    yield
    unguard(connection)
