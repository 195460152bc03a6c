# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secret that an employer gave is sent to its own host, and shown to nobody again."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from hcat.foundation.api import Refused
from hcat.foundation.models import AuditEvent
from hcat.portal.models import Check, Source, SourceAnswer, Vacancy
from hcat.portal.operations.sources import add_source, change_source
from hcat.portal.syncing.keeping import board_of, known_of
from hcat.portal.syncing.reading import Answer, Known, read_source
from hcat.portal.syncing.running import sync
from hcat.postings.api import Asker, Fetched, Limits, Mark, Request
from tests.portal.conftest import BY
from tests.postings.site import Site, text
from tests.web.desk.conftest import Visitor, _loaded, manager, polder, signed_in

__all__ = ["_loaded", "manager", "polder", "signed_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
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


def test_it_goes_where_its_host_goes(company: Callable[..., Any]) -> None:
    made = add_source(
        by=BY, organisation=company().key, address="https://x.example/jobs.json",
        system="mapping", token=SECRET,
    )  # fmt: skip

    def moved(address: str, token: str | None = None) -> str:
        edition = Source.objects.get().edition
        return change_source(made, by=BY, edition=edition, address=address, token=token).token

    assert moved("https://x.example/other.json") == SECRET
    assert moved("https://y.example/other.json") == ""
    assert moved("https://z.example/other.json", SECRET) == SECRET
    assert moved("https://z.example:443/other.json", SECRET) == SECRET
    with pytest.raises(Refused, match="secret is not sent"):
        moved("http://z.example/other.json", SECRET)
    assert moved("http://z.example/other.json") == ""
    with pytest.raises(Refused, match="secret is not sent"):
        moved("http://z.example/other.json", SECRET)


def test_one_for_another_employer_of_the_same_system_is_dropped(
    company: Callable[..., Any],
) -> None:
    made = add_source(
        by=BY, organisation=company().key, address="https://een.recruitee.com", token=SECRET
    )
    changed = change_source(made, by=BY, edition=1, address="https://twee.recruitee.com")
    assert (changed.employer, changed.token) == ("twee", "")


def test_the_desk_is_told_that_it_is_dropped(company: Callable[..., Any], manager: Visitor) -> None:
    made = add_source(
        by=BY, organisation=company().key, address="https://x.example/jobs.json",
        system="mapping", token=SECRET,
    )  # fmt: skip
    at = f"/en/desk/vacancies/sources/{made.pk}/change"
    sent = {"address": "https://y.example/jobs.json", "promise_hours": 24, "edition": 1}
    told = manager.client.post(at, sent, follow=True).content.decode()
    assert "no longer kept" in told
    assert Source.objects.get().token == ""


def test_none_is_sent_without_encryption(
    afas: Source, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where one was kept before, and the host is no longer named as an exception."""
    asked = site.asked[:]
    with Asker("hcat-test", limits=Limits(pause=0.0)) as asker:
        monkeypatch.setattr("hcat.postings.fetching.asker.checked", lambda one, _t: httpx.URL(one))
        monkeypatch.setattr(asker, "_refuse_what_robots_forbid", lambda _url: None)
        [written] = sync([afas], by=BY, ask=asker)
    assert "a secret is not sent" in written.written.why
    assert site.asked == asked
