# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente's register, loaded once for all tests of a file, and gone through for overlap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.bundling.api import find
from hcat.foundation.api import Actor
from tests.standing import loaded_once

BY = Actor.system("test")
TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), loaded_once("twente with its pairs", load_with_pairs):
        yield


def load_with_pairs() -> None:
    assert load_folder(TWENTE, by=BY).ok
    find(by=BY)


@pytest.fixture
def twente(_loaded: None, db: None) -> None:
    """What a test writes is taken back after it."""
