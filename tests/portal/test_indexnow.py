# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""IndexNow: nothing leaves unasked; each opening and closing is told once, later where it must."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
import time_machine
from django.test import Client

from hcat.config.environment import addresses
from hcat.foundation.api import Refused, now
from hcat.portal.models import Announcement, SearchEngine, Vacancy
from hcat.portal.operations import announcing
from hcat.portal.operations.announcing import announce, indexnow_key
from hcat.postings.api import Answered, Hitch, NotFetched
from tests.postings.site import Site, endless

pytestmark = pytest.mark.django_db


class Engine:
    """A search engine that answers as told, and keeps what it took."""

    def __init__(self, site: Site) -> None:
        self.status, self.headers = 200, {}  # type: ignore[var-annotated]
        self.told: list[dict[str, Any]] = []
        self.types: list[str] = []
        self.address = site.gives("/indexnow", self._reply)

    def _reply(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.types.append(handler.headers["Content-Type"])
        self.told.append(body)
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def parts(self) -> list[list[str]]:
        return [[url.rsplit("/", 1)[-1] for url in one["urlList"]] for one in self.told]


@pytest.fixture
def engine(site: Site, settings: Any) -> Engine:
    made = Engine(site)
    settings.INDEXNOW = [made.address]
    settings.PORTAL_TRUSTED_HOSTS = [site.host]
    settings.SITE_URL = "https://agenda.example"
    return made


@pytest.fixture
def opened(company: Callable[..., Any]) -> Callable[[], Vacancy]:
    mine: list[Any] = []

    def make(**given: Any) -> Vacancy:
        mine[:] = mine or [company()]
        return Vacancy.objects.create(organisation=mine[0], **given)

    return make


def close(one: Vacancy) -> None:
    at = now()
    Vacancy.objects.filter(pk=one.pk).update(closed_at=at, seen_at=at, closed_because="gone")


def test_nothing_leaves_while_no_engine_is_named(
    site: Site, settings: Any, opened: Callable[[], Vacancy]
) -> None:
    opened()
    assert settings.INDEXNOW == []
    assert announce() == 0
    assert site.asked == []
    assert Client().get(f"/{indexnow_key()}.txt").status_code == 404


def test_what_opens_and_what_closes_is_told_once_as_the_protocol_asks(
    engine: Engine, opened: Callable[[], Vacancy]
) -> None:
    one, other = opened(), opened()
    assert announce() == 2
    assert announce() == 0
    (told,) = engine.told
    assert told == {
        "host": "agenda.example",
        "key": indexnow_key(),
        "keyLocation": f"https://agenda.example/{indexnow_key()}.txt",
        "urlList": [f"https://agenda.example/vacancies/{k.key}" for k in (one, other)],
    }
    assert engine.types == ["application/json; charset=utf-8"]
    close(one)
    assert announce() == 1
    Vacancy.objects.filter(pk=one.pk).update(closed_at=None, seen_at=None, closed_because="")
    assert announce() == 1, "it is back"
    assert engine.parts()[1:] == [[one.key], [one.key]]


def test_the_key_file_holds_the_key_and_no_other_address_does(engine: Engine) -> None:
    response = Client().get(f"/{indexnow_key()}.txt")
    assert response.content.decode() == indexnow_key()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert 8 <= len(indexnow_key()) <= 128
    assert indexnow_key().isalnum()
    assert Client().get("/0123456789abcdef.txt").status_code == 404
    assert Client().get("/robots.txt").status_code == 200


def test_what_closed_before_it_was_told_of_and_what_is_invented_is_not_told(
    engine: Engine, opened: Callable[..., Vacancy]
) -> None:
    close(opened())
    opened(is_demo=True)
    assert announce() == 0
    assert engine.told == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_is_not_taken_is_told_later_when_the_engine_wants_it(
    engine: Engine, opened: Callable[[], Vacancy], status: int
) -> None:
    one = opened()
    engine.status, engine.headers = status, {"Retry-After": "3600"}
    assert announce() == 0
    engine.status = 202
    assert announce() == 0, "not before the hour that it asked"
    assert len(engine.told) == 1
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert announce() == 1
    assert engine.parts() == [[one.key], [one.key]]
    kept = SearchEngine.objects.get()
    assert (kept.failures, kept.said, kept.again_after) == (0, "", None)


def test_pauses_grow_and_a_wrong_key_is_tried_again_after_a_day(
    engine: Engine, opened: Callable[[], Vacancy]
) -> None:
    opened()
    pauses = []
    at = now()
    for status in (500, 500, 500, 403):
        engine.status = status
        with time_machine.travel(at, tick=False):
            announce()
            kept = SearchEngine.objects.get()
            assert kept.again_after is not None
            pauses.append(kept.again_after - at)
            at = kept.again_after
    assert pauses == [timedelta(minutes=m) for m in (10, 20, 40, 24 * 60)]
    assert kept.said == "403"


def test_a_run_that_fails_half_way_goes_on_from_there(
    engine: Engine, opened: Callable[[], Vacancy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "MOST_AT_ONCE", 2)
    keys = [opened().key for _n in range(5)]
    sent: list[list[str]] = []

    def send(_address: str, body: str) -> Answered:
        if len(sent) == 1:
            sent.append([])
            raise NotFetched(Hitch.BROKEN, "gone")
        sent.append([url.rsplit("/", 1)[-1] for url in json.loads(body)["urlList"]])
        return Answered(200)

    assert announce(send=send) == 2
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert announce(send=send) == 3
    assert [key for part in sent for key in part] == keys
    assert all(len(part) <= 2 for part in sent)


def test_no_post_holds_more_than_ten_thousand(
    engine: Engine, opened: Callable[[], Vacancy]
) -> None:
    first = opened()
    Vacancy.objects.bulk_create(
        Vacancy(organisation_id=first.organisation_id, key=f"k{n:07}") for n in range(10_000)
    )
    assert announce() == 10_001
    assert [len(part) for part in engine.parts()] == [10_000, 1]


def test_two_workers_at_once_tell_it_once(engine: Engine, opened: Callable[[], Vacancy]) -> None:
    opened()
    told = []

    def send(_address: str, _body: str) -> Answered:
        told.append(1)
        assert announce(send=send) == 0, "another worker, while this one is telling"
        return Answered(200)

    assert announce(send=send) == 1
    assert told == [1]


def test_an_engine_that_drips_or_lies_within_a_network_ends_in_time(
    engine: Engine, opened: Callable[[], Vacancy], settings: Any, site: Site
) -> None:
    opened()
    site.gives("/slow", endless(b"x", pause=0.05, head=False))
    settings.INDEXNOW = [f"{site.address}/slow"]

    def quick(address: str, body: str) -> Answered:
        from hcat.postings.api import tell

        return tell(address, body, agent="test", trusted=frozenset((site.host,)), deadline=0.5)

    assert announce(send=quick) == 0
    settings.INDEXNOW = ["http://169.254.169.254/latest"]
    assert announce() == 0
    assert "network" in SearchEngine.objects.get().said
    assert not Announcement.objects.exists()


def test_an_engine_that_is_no_longer_named_is_forgotten(
    engine: Engine, opened: Callable[[], Vacancy], settings: Any
) -> None:
    opened()
    announce()
    settings.INDEXNOW = []
    announce()
    assert not Announcement.objects.exists()


def test_a_setting_that_is_no_address_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HCAT_INDEXNOW", "api.indexnow.org")
    with pytest.raises(Refused) as refused:
        addresses("HCAT_INDEXNOW")
    assert "HCAT_INDEXNOW=https://api.indexnow.org/indexnow" in str(refused.value)
