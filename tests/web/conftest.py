# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente's agenda, loaded once for all tests of a process, and a browser without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate
from hcat.foundation.api import Actor
from tests.standing import loaded_once

BY = Actor.system("test")
TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"


def load(folder: Path) -> None:
    report = load_folder(folder, by=BY)
    assert report.ok, report
    evaluate(by=BY)
    if connection.vendor == "postgresql":
        # In use the server counts its rows within a minute; until then it plans for tables of none.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Twente with its published figures."""
    with django_db_blocker.unblock(), loaded_once("twente", lambda: load(TWENTE)):
        yield


@pytest.fixture
def twente(loaded: None, db: None) -> None:
    """The loaded agenda, for one test; what the test writes is undone after it."""


@pytest.fixture(autouse=True)
def _nothing_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site looks for demonstration data twice a minute: at no moment that a test can know."""
    monkeypatch.setattr("hcat.web.site._looked", [(float("inf"), False)])


Read = Callable[..., HttpResponse]


@pytest.fixture
def read() -> Read:
    """Reads a page and expects it to be there."""
    client = Client()

    def asked(path: str, status: int = 200) -> HttpResponse:
        response: HttpResponse = client.get(path)  # type: ignore[assignment]
        assert response.status_code == status, f"{path}: {response.status_code}"
        return response

    return asked


def text(response: HttpResponse) -> str:
    """What a reader sees: no tags, single spaces."""
    body = re.sub(r"<(style|script|head).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
