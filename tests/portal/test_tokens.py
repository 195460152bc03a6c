# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secret that an employer gave is sent to its own host, and shown to nobody again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from hcat.foundation.models import AuditEvent
from hcat.portal.models import Check, Source, SourceAnswer, Vacancy
from hcat.portal.operations.sources import add_source, change_source
from hcat.portal.syncing.keeping import board_of, known_of
from hcat.portal.syncing.reading import Answer, Known, read_source
from hcat.portal.syncing.running import sync
from hcat.postings.api import Asker, Fetched, Mark, Request
from tests.portal.conftest import BY
from tests.postings.site import Site, text
from tests.web.desk.conftest import Visitor, _loaded, manager, polder, signed_in

__all__ = ["_loaded", "manager", "polder", "signed_in"]
pytestmark = pytest.mark.django_db
SECRET = "S3CR3T" * 8


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [
        {"Vacaturenummer": n, "Functietitel": f"Lasser {n}", "Omschrijving": f"Lassen {n}."}
        for n in numbers
    ]


@pytest.fixture
def afas(company: Callable[..., Any], site: Site) -> Source:
    return add_source(
        by=BY, organisation=company().key, address=f"{site.address}/connectors/x", system="afas",
        token=SECRET,
    )  # fmt: skip


def read(source: Source, site: Site, ask: Callable[[], Asker], reply: Any) -> Any:
    for address in ("/connectors/x?skip=0&take=500", "/connectors/x"):
        site.gives(address, reply)
    return sync([Source.objects.get(pk=source.pk)], by=BY, ask=ask())[0].written


def test_it_is_kept_nowhere_but_at_its_source(
    afas: Source, site: Site, ask: Any, manager: Visitor
) -> None:
    reply = text(json.dumps({"skip": 0, "take": 500, "rows": rows(1, 2)}), kind="application/json")
    assert read(afas, site, ask, reply).new == 2
    assert site.asked[-1][1]["Authorization"].startswith("AfasToken ")
    read(afas, site, ask, text("no", status=401))
    change_source(afas, by=BY, edition=1, address=afas.address, token=SECRET[::-1])
    sent = site.asked[-1][1]["Authorization"].split()[1]
    shown = [
        manager.client.get(f"/en/desk/vacancies/sources/{afas.pk}{part}").content.decode()
        for part in ("", "/change")
    ]
    kept = [
        repr(list(table._default_manager.values()))
        for table in (SourceAnswer, Check, AuditEvent, Vacancy)
    ]
    for where in (*shown, *kept):
        assert SECRET not in where
        assert SECRET[::-1] not in where
        assert sent not in where


def test_a_further_page_that_was_kept_is_asked_with_it_at_its_own_host_only(
    afas: Source, site: Site
) -> None:
    asked: list[Request] = []

    def answer(request: Request, mark: Mark | None) -> Fetched:
        asked.append(request)
        return Fetched(mark or Mark(), None, is_unchanged=True)

    same = Request(f"{site.address}/connectors/x?skip=500", "page-500")
    away = Request("https://elders.example/x", "page-1000")
    known = {
        "list": Known(Mark('"1"'), ("1",), (same, away)),
        "page-500": Known(Mark('"2"'), ("2",)),
        "page-1000": Known(Mark('"3"'), ("3",)),
    }
    made = read_source(board_of(afas), answer, known)
    assert made.seen == {"1", "2", "3"}
    assert all(isinstance(one, Answer) for one in made.answers)
    assert [bool(one.headers) for one in asked] == [True, True, False]
    assert known_of(afas) == {}
