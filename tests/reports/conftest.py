# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region, and a printer that needs no typesetter."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import time_machine
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate
from hcat.foundation import demo
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
def printed_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is what the document says; how it looks has its own tests."""
    print_fast(monkeypatch)


@pytest.fixture
def no_later_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made up after the reports, such as surveys, takes long and is in none of them."""
    known = demo.demonstrations()
    last = [one.name for one in known].index("reports")
    monkeypatch.setattr(demo, "demonstrations", lambda: known[: last + 1])


def print_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    printing, book = ModuleType("hcat.reports.printing"), ModuleType("hcat.reports.workbook")
    printing.pdf = _printed  # type: ignore[attr-defined]
    book.workbook = _printed  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, printing.__name__, printing)
    monkeypatch.setitem(sys.modules, book.__name__, book)


def _printed(document: Any, _more: Any = ()) -> bytes:
    return repr(document).encode()
