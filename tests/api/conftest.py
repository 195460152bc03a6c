# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region, and a client that asks the interface about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate
from hcat.foundation.api import Actor

BY = Actor.system("test")
Ask = Callable[..., Any]


@pytest.fixture
def ask() -> Ask:
    """GET an address under /api/v1, in English unless told otherwise; status and JSON."""
    client = Client()

    def asked(path: str, *, method: str = "get", **headers: str) -> Any:
        send = getattr(client, method)
        return send(f"/api/v1{path}", headers={"accept-language": "en"} | headers)

    return asked


@pytest.fixture
def polder(db: None) -> None:
    """The invented region, its published figures taken."""
    report = load_folder(Path(__file__).parent / "polder", by=BY)
    assert report.ok, report
    evaluate(by=BY)
