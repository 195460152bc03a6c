# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Politeness and limits, against a real server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from hcat.foundation.api import Actor, now
from hcat.labour_market.api import FormatChanged, NotFetched, Outcome, figures, sync, vintage
from hcat.labour_market.client import ATTEMPTS, Client, Unchanged
from hcat.labour_market.connectors.payload import Known
from tests.labour_market.kit import FIXTURES, diplomas, source

Reply = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """Answers with what the test lays ready, in turn; the last answer stays."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        self.hesitates = 0.0
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher._answer(self)

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        # Counted until the answer leaves: whoever has it may ask again before this thread goes on.
        self.at_once += 1
        time.sleep(self.hesitates)
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.at_once -= 1
        self.asked.append((handler.path, dict(handler.headers)))
        waiting = self.replies[handler.path]
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)

    def gives(self, path: str, *replies: Reply) -> str:
        self.replies[path] = list(replies)
        return self.address + path


def reply(status: int = 200, body: bytes = b"", **headers: str) -> Reply:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    one = Publisher()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(tmp_path: Path, waits: list[float]) -> Iterator[Client]:
    with Client(tmp_path, sleep=waits.append, largest=1 << 20) as one:
        yield one


def test_an_answer_is_saved_with_its_marks_and_the_asker_is_named(
    publisher: Publisher, client: Client
) -> None:
    where = publisher.gives(
        "/a", reply(body=b"12", ETag='"v1"', Last_Modified="Wed, 01 May 2024 10:00:00 GMT")
    )
    answer = client.get(where, "a.csv")
    assert answer.path.read_bytes() == b"12"
    assert answer.known == Known('"v1"', "Wed, 01 May 2024 10:00:00 GMT")
    agent = publisher.asked[0][1]["User-Agent"]
    assert agent.startswith("hcat/")
    assert "mailto:" in agent


def test_what_did_not_change_is_not_sent_again(publisher: Publisher, client: Client) -> None:
    where = publisher.gives("/a", reply(304))
    with pytest.raises(Unchanged):
        client.get(where, "a.csv", known=Known('"v1"', "Wed, 01 May 2024 10:00:00 GMT"))
    headers = publisher.asked[0][1]
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"] == "Wed, 01 May 2024 10:00:00 GMT"


def test_a_busy_publisher_is_asked_again_after_longer_and_longer(
    publisher: Publisher, client: Client, waits: list[float]
) -> None:
    where = publisher.gives("/a", reply(503), reply(500), reply(502), reply(body=b"12"))
    assert client.get(where, "a.csv").path.read_bytes() == b"12"
    assert waits == [1, 2, 4]


def test_a_publisher_that_stays_busy_is_left_alone(
    publisher: Publisher, client: Client, waits: list[float]
) -> None:
    where = publisher.gives("/a", reply(503))
    with pytest.raises(NotFetched, match="503"):
        client.get(where, "a.csv")
    assert len(publisher.asked) == ATTEMPTS
    assert len(waits) == ATTEMPTS - 1


def test_the_wait_that_a_publisher_asks_for_is_kept(
    publisher: Publisher, client: Client, waits: list[float]
) -> None:
    moment = format_datetime(now() + timedelta(seconds=40))
    where = publisher.gives(
        "/a", reply(429, Retry_After="7"), reply(429, Retry_After=moment), reply(body=b"12")
    )
    client.get(where, "a.csv")
    assert waits[0] == 7
    assert 30 < waits[1] <= 40


def test_a_wait_that_is_too_long_is_left_for_a_later_run(
    publisher: Publisher, client: Client, waits: list[float]
) -> None:
    with pytest.raises(NotFetched, match="429"):
        client.get(publisher.gives("/a", reply(429, Retry_After="3600")), "a.csv")
    assert waits == []


def test_a_page_that_is_gone_is_not_asked_for_again(publisher: Publisher, client: Client) -> None:
    with pytest.raises(NotFetched, match="404"):
        client.get(publisher.gives("/a", reply(404)), "a.csv")
    assert len(publisher.asked) == 1


def test_a_download_that_breaks_off_is_begun_again(
    publisher: Publisher, client: Client, waits: list[float]
) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    assert (
        client.get(publisher.gives("/a", broken, reply(body=b"12")), "a").path.read_bytes() == b"12"
    )
    assert waits == [1]


@pytest.mark.parametrize("announced", [True, False])
def test_an_answer_over_the_limit_is_refused(
    announced: bool, publisher: Publisher, client: Client
) -> None:
    body = b"0" * ((1 << 20) + 1)
    packed = gzip.compress(body)
    answer = reply(body=body) if announced else reply(body=packed, Content_Encoding="gzip")
    with pytest.raises(NotFetched, match="1 MB"):
        client.get(publisher.gives("/a", answer), "a.csv")


def test_a_redirect_on_the_same_host_is_followed(publisher: Publisher, client: Client) -> None:
    publisher.gives("/b", reply(body=b"12"))
    assert (
        client.get(publisher.gives("/a", reply(302, Location="/b")), "a").path.read_bytes() == b"12"
    )


@pytest.mark.parametrize(
    "place",
    ["http://127.0.0.1:9/x", "http://localhost:9/x", "http://10.0.0.1/x", "http://169.254.169.254/x",
     "http://[::1]:9/x"],
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_refused(
    place: str, publisher: Publisher, client: Client
) -> None:
    with pytest.raises(NotFetched) as refusal:
        client.get(publisher.gives("/a", reply(302, Location=place)), "a.csv")
    assert place.split("/x")[0] in refusal.value.what


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.org/a"])
def test_a_redirect_off_the_web_is_refused(
    place: str, publisher: Publisher, client: Client
) -> None:
    with pytest.raises(NotFetched, match=r"https://"):
        client.get(publisher.gives("/a", reply(302, Location=place)), "a.csv")


def test_redirects_without_end_are_refused(publisher: Publisher, client: Client) -> None:
    with pytest.raises(NotFetched):
        client.get(publisher.gives("/a", reply(302, Location="/a")), "a.csv")
    assert len(publisher.asked) == 6


def test_a_next_page_on_another_host_is_refused(publisher: Publisher, client: Client) -> None:
    with pytest.raises(NotFetched, match=r"elsewhere\.example"):
        client.get("https://elsewhere.example/p2", "p2", within=publisher.address)
    assert publisher.asked == []


@pytest.mark.parametrize("following", ["/set/p2", "p2", "{address}/set/p2"])
def test_a_next_page_may_be_named_in_short(
    following: str, publisher: Publisher, client: Client
) -> None:
    publisher.gives("/set/p2", reply(body=b"12"))
    where = following.format(address=publisher.address)
    assert client.get(where, "p2", within=f"{publisher.address}/set/p1").path.read_bytes() == b"12"


@pytest.mark.django_db
def test_pages_that_go_round_in_a_circle_are_refused(by: Actor, publisher: Publisher) -> None:
    options = "?$format=json"
    publisher.gives(f"/s/TableInfos{options}", reply(body=b'{"value": [{"Modified": "2024"}]}'))
    publisher.gives(f"/s/DataProperties{options}", reply(body=b'{"value": []}'))
    publisher.gives(
        f"/s/TypedDataSet{options}",
        reply(body=b'{"value": [], "odata.nextLink": "/s/TypedDataSet?$format=json"}'),
        reply(body=b'{"value": [], "odata.nextLink": "/s/TypedDataSet?$format=json"}'),
    )
    with pytest.raises(FormatChanged, match=r"odata\.nextLink"):
        sync(by=by, source=source("cbs", layout="odata3", address=f"{publisher.address}/s"))
    assert len(publisher.asked) == 4


def test_one_host_gets_one_request_at_a_time(publisher: Publisher, tmp_path: Path) -> None:
    where = publisher.gives("/a", reply(body=b"12"))
    publisher.hesitates = 0.02

    def ask(number: int) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        with Client(folder) as one:
            one.get(where, "a.csv")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(publisher.asked) == 6
    assert publisher.most_at_once == 1


@pytest.mark.django_db
def test_a_source_is_fetched_once_and_then_only_asked_whether_it_changed(
    by: Actor, publisher: Publisher, tmp_path: Path
) -> None:
    body = diplomas(tmp_path, 12, 13).read_bytes()
    where = publisher.gives("/d.csv", reply(body=body, ETag='"v1"'), reply(304))
    one = source(layout="hbo_diplomas", address=where)
    assert sync(by=by, source=one).outcome is Outcome.STORED
    assert sync(by=by, source=one).outcome is Outcome.UNCHANGED
    assert vintage("polder").etag == '"v1"'
    assert vintage("polder").about["address"] == where
    assert publisher.asked[1][1]["If-None-Match"] == '"v1"'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("layout", "about", "units", "rows", "following"),
    [
        ("odata3", "TableInfos", "DataProperties", "TypedDataSet", "odata.nextLink"),
        ("odata4", "Properties", "MeasureCodes", "Observations", "@odata.nextLink"),
    ],
)
def test_all_pages_of_cbs_are_fetched_and_none_when_the_set_did_not_change(
    layout: str, about: str, units: str, rows: str, following: str,
    by: Actor, publisher: Publisher,
) -> None:  # fmt: skip
    options = "?$format=json" if layout == "odata3" else ""
    publisher.gives(
        f"/set/{about}{options}", reply(body=b'{"value": [{"Modified": "2024-05-01T02:00:00"}]}')
    )
    publisher.gives(
        f"/set/{units}{options}", reply(body=(FIXTURES / f"{layout}_{units}.json").read_bytes())
    )
    page = (FIXTURES / f"{layout}_{rows}.json").read_text(encoding="utf-8")
    second = f"{publisher.address}/set/{rows}?page=2"
    publisher.gives(
        f"/set/{rows}{options}",
        reply(body=page.replace("{", f'{{"{following}": "{second}",', 1).encode()),
    )
    publisher.gives(f"/set/{rows}?page=2", reply(body=page.encode()))
    one = source("cbs", layout=layout, address=f"{publisher.address}/set")
    stored = sync(by=by, source=one)
    first_page = [figure.value for figure in figures("polder")]
    assert stored.rows == len(first_page) > 0
    assert len(publisher.asked) == 4
    assert sync(by=by, source=one).outcome is Outcome.UNCHANGED
    assert len(publisher.asked) == 5
